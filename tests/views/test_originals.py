"""The card shows the photo as it was uploaded: sharp, offline too, never waited for."""

import io
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import pstdev

import pytest
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from sqlalchemy import select, text

from ciie_admin.models import originals, sealed_files
from ciie_admin.models.cards import PersonCard
from ciie_admin.models.tables import ORIGINAL
from ciie_admin.server import pictures
from ciie_admin.sync.http import Office
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.originals import Originals
from ciie_admin.views.originals_ahead import AHEAD
from ciie_admin.views.start_window import Remembered
from tests.fixtures.editions import JINPU, small_edition
from tests.fixtures.proxy import Proxy
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import PASSWORD, Server
from tests.fixtures.windows import Hands

PERSONS = 12
SIZE, PERIOD = (480, 640), 9
"""Stripes that can be told from each other on a card 108 pixels wide."""


def striped(number: int) -> bytes:
    picture = Image.new("L", SIZE, 255)
    for left in range(0, SIZE[0], PERIOD):
        picture.paste(0, (left, 20, left + PERIOD // 2, SIZE[1]))
    picture.paste(number, (0, 0, SIZE[0], 20))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


PHOTOS = list(map(striped, range(1, PERSONS + 1)))
DIGESTS = [sha256(one).hexdigest() for one in PHOTOS]


@pytest.fixture
def queue(server: Server) -> list[int]:
    """Persons with photos, in the order of the list; no two in one unit."""
    with server.engine.begin() as db:
        pictures.keep(db, [pictures.read_photo(one, small_edition()) for one in PHOTOS])
        made = []
        for number, digest in enumerate(DIGESTS, 1):
            unit = plant_unit(db, number, place=JINPU)
            made.append(plant_person(db, unit, number, photo=digest))
    return made


@pytest.fixture
def at_work(hands: Hands, queue: list[int]) -> Hands:
    """The first person of the list stands on the card."""
    del queue
    hands.work()
    hands.persons()
    return hands


def shown(hands: Hands) -> QPixmap | None:
    return hands.page.application._card.photo._cell.pixmap


def photo_of(hands: Hands) -> str:
    card = hands.page._card
    assert isinstance(card, PersonCard)
    return card.person.photo


def place(hands: Hands) -> QSize:
    return hands.page.application._card.photo.size()


def is_sharp(hands: Hands) -> bool:
    """In just the pixels of its place, which no thumbnail has; the stripes can be told from each
    other, in a row from the middle.
    """
    pixmap = shown(hands)
    if pixmap is None or pixmap.size() != place(hands) * hands.window.devicePixelRatioF():
        return False
    image = pixmap.toImage()
    middle = image.height() // 2
    greys = [image.pixelColor(x, middle).lightness() for x in range(8, image.width() - 8)]
    return pstdev(greys) > 45


def kept(hands: Hands) -> set[str]:
    with hands.desk.entered.cache.read() as db:
        return set(db.execute(select(ORIGINAL.c.digest)).scalars())


def files(hands: Hands) -> list[Path]:
    folder = sealed_files.folder_of(hands.desk.entered.cache)
    return list(folder.iterdir()) if folder.exists() else []


def test_the_card_shows_the_original_in_the_pixels_of_its_place(at_work: Hands) -> None:
    hands = at_work
    hands.until(lambda: is_sharp(hands))
    pixmap = shown(hands)
    assert pixmap is not None
    ratio = hands.window.devicePixelRatioF()
    assert pixmap.size() == place(hands) * ratio
    assert pixmap.devicePixelRatio() == ratio
    assert place(hands).height() * 3 == place(hands).width() * 4, "the layout stays"
    assert photo_of(hands) in kept(hands)


def test_the_next_few_are_fetched_ahead_and_no_more(at_work: Hands, queue: list[int]) -> None:
    hands = at_work
    here = hands.list.model.row_of(hands.list.current)
    near = hands.list.model.keys[here : here + 1 + AHEAD]
    wanted = {DIGESTS[queue.index(person)] for person in near}
    assert len(wanted) == 1 + AHEAD < PERSONS
    hands.until(lambda: kept(hands) >= wanted)
    fetched = hands.page.application.originals
    hands.until(lambda: not fetched._ahead and not fetched._under_way)
    assert kept(hands) == wanted
    assert len(files(hands)) == 1 + AHEAD


def test_seen_before_it_is_there_without_the_server_else_the_thumbnail(at_work: Hands) -> None:
    hands = at_work
    hands.until(lambda: len(kept(hands)) == 1 + AHEAD)
    hands.until(lambda: all(map(hands.window.pictures.thumb, DIGESTS)))
    hands.program.stop()
    hands.server.stop()
    hands.sign_in()
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.ready()
    hands.persons()
    assert not hands.desk.entered.online
    hands.until(lambda: is_sharp(hands))
    last = len(hands.list.model.keys) - 1
    hands.list.table.go_to(last)
    hands.until(lambda: hands.card() == hands.list.model.keys[last])
    assert photo_of(hands) not in kept(hands)
    hands.until(lambda: shown(hands) is not None)
    assert shown(hands).size() == QSize(*pictures.THUMBNAIL)  # type: ignore[union-attr]
    assert not is_sharp(hands)
    hands.server.start()


def test_a_card_that_waited_gets_its_photo_when_the_server_is_back(
    at_work: Hands, server: Server
) -> None:
    """What the server did not have is not asked for all the time, but once more after that."""
    hands, fetched = at_work, at_work.page.application.originals
    hands.until(lambda: len(kept(hands)) == 1 + AHEAD)
    with server.engine.begin() as db:
        lost = text("DELETE FROM picture WHERE digest = :digest RETURNING original, thumbnail")
        row = db.execute(lost, {"digest": DIGESTS[-1]}).mappings().one()
    last = len(hands.list.model.keys) - 1
    hands.list.table.go_to(last)
    hands.until(lambda: hands.card() == hands.list.model.keys[last])
    hands.until(lambda: DIGESTS[-1] in fetched._failed)
    with server.engine.begin() as db:
        found = text("INSERT INTO picture VALUES (:digest, :original, :thumbnail)")
        db.execute(found, {"digest": DIGESTS[-1], **row})
    hands.server.stop()
    hands.key(Qt.Key.Key_F5)
    hands.until(lambda: hands.desk.last_told.state == "offline")
    assert not is_sharp(hands)
    hands.server.start()
    hands.key(Qt.Key.Key_F5)
    hands.until(lambda: is_sharp(hands))
    assert photo_of(hands) == DIGESTS[-1] in kept(hands)


def test_a_damaged_file_is_fetched_again(at_work: Hands) -> None:
    hands = at_work
    hands.until(lambda: len(kept(hands)) == 1 + AHEAD)
    for file in files(hands):
        file.write_bytes(file.read_bytes()[:-9])
    broken = set(files(hands))
    hands.list.step(1)
    hands.until(lambda: hands.card() == hands.list.current)
    hands.until(lambda: is_sharp(hands))
    assert photo_of(hands) in kept(hands)
    assert set(files(hands)) - broken
    assert originals.read(hands.desk.entered.cache, photo_of(hands)) is not None


def test_a_server_that_sends_another_face_shows_none(
    hands: Hands, queue: list[int], server: Server
) -> None:
    """Changed in the server's tables, under the digests the records say."""
    del queue
    with server.engine.begin() as db:
        other = pictures.read_photo(striped(200), small_edition()).original
        db.exec_driver_sql("UPDATE picture SET original = %s", (other,))
    hands.work()
    hands.persons()
    hands.until(lambda: shown(hands) is not None)
    wanted: Originals = hands.page.application.originals
    hands.until(lambda: photo_of(hands) in wanted._failed)
    hands.settle()
    assert not is_sharp(hands)
    assert (kept(hands), files(hands)) == (set(), [])


def test_a_full_disk_shows_the_photo_and_keeps_none(
    hands: Hands, queue: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    del queue

    def full(*_args: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(sealed_files.os, "fsync", full)  # type: ignore[attr-defined]
    hands.work()
    hands.persons()
    hands.until(lambda: is_sharp(hands))
    assert (kept(hands), files(hands)) == (set(), [])


def test_running_through_the_list_downloads_only_where_one_stops(
    at_work: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = at_work
    hands.until(lambda: len(kept(hands)) == 1 + AHEAD)
    asked: list[str] = []
    real = Office.original

    def counted(office: Office, digest: str, *more: object) -> bytes:
        asked.append(digest)
        return real(office, digest, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Office, "original", counted)
    for _ in range(PERSONS - 1):
        hands.list.step(1)
    hands.until(lambda: is_sharp(hands) and hands.card() == hands.list.model.keys[-1])
    hands.settle()
    assert photo_of(hands) in asked
    assert len(asked) == len(set(asked)), "none twice"


def test_a_card_does_not_wait_for_what_is_fetched_ahead(
    hands: Hands, queue: list[int], server: Server, proxy: Proxy
) -> None:
    """The second photo would take 45 seconds on this line; the third person is looked at."""
    noise = Image.frombytes("RGB", SIZE, Random(5).randbytes(SIZE[0] * SIZE[1] * 3))
    out = io.BytesIO()
    noise.save(out, "PNG")
    with server.engine.begin() as db:
        large = pictures.read_photo(out.getvalue(), small_edition())
        pictures.keep(db, [large])
        edit = text("UPDATE person SET photo = :digest WHERE id = :id")
        db.execute(edit, {"digest": large.digest, "id": queue[1]})
    start = hands.program.start(Remembered(proxy.url, "dalian.clerk"))
    hands.active()
    start.password.field.setFocus()
    hands.type(PASSWORD)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.until(lambda: hands.desk.last_told.state == "online")
    hands.ready()
    proxy.mode = "trickle"
    hands.persons()
    fetched = hands.page.application.originals
    hands.until(lambda: is_sharp(hands))
    hands.until(lambda: fetched._under_way == large.digest)
    hands.list.step(2)
    hands.until(lambda: hands.card() == queue[2] and is_sharp(hands))
    assert large.digest not in kept(hands)
