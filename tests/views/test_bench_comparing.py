"""The photo in front beside that of an earlier badge: by a key, in both windows, eyes aligned."""

from hashlib import sha256

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import delete, select, text, update

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.models.tables import ORIGINAL, THUMBNAIL
from ciie_admin.server import feed, records
from ciie_admin.server.feed import Moved
from ciie_admin.views.bench_list import STRIP
from ciie_admin.views.bench_page import BenchPage
from ciie_admin.views.bench_pair import PhotoPair
from ciie_admin.views.bench_photo import BenchPhoto
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.text import DOT
from tests.fixtures.bench import TILTED, at, give_earlier, open_bench, plain_jpeg, plant_photos
from tests.fixtures.editions import EDITION, JINPU
from tests.fixtures.records import person_form
from tests.fixtures.server import Server
from tests.fixtures.windows import Hands
from tests.server.photographed import WITH_NETS, drawn, judged

SAME = Finding(rule="same_picture_earlier", severity=Severity.LOOK, measured="6")
COMPACT = (1093, 614)
CHANGED = Finding(rule="card_changed", severity=Severity.LOOK, measured="photo")
EARLIER = plain_jpeg(50), plain_jpeg(70), plain_jpeg(90)


def reused(server: Server, number: int) -> None:
    form = records.as_json(person_form(3, reuse=True))
    with server.engine.begin() as db:
        mine = update(records.PERSONS).where(records.PERSONS.c.id == number)
        db.execute(mine.values(form=form, version=2))
        feed.announce(db, EDITION, [Moved(JINPU, "person", number)])


def told(page: BenchPage) -> str:
    return page.side._earlier_words._said


def beside(pair: PhotoPair) -> str:
    return pair.other.faced.digest if pair.other.isVisible() else ""


def marked(pair: PhotoPair) -> bool:
    return pair.photo.marks is not None


def eyes(hands: Hands, photo: BenchPhoto) -> tuple[complex, float]:
    """The middle between them on the screen, and how far apart they are."""
    found = hands.desk.measuring.of(photo.faced.digest)
    assert found is not None
    assert tuple(found.size) == (480, 640)
    place = photo.picture_at(photo.frame())
    x1, y1, x2, y2 = (one * place.width() / 480 for one in found.eyes)
    middle = complex(place.x() + (x1 + x2) / 2, place.y() + (y1 + y2) / 2)
    return middle, abs(complex(x2 - x1, y2 - y1))


def with_earlier(hands: Hands, server: Server) -> tuple[BenchPage, list[int]]:
    """One that is the same picture, another, one to be used again, and somebody without."""
    photos = [plain_jpeg(10 * n) for n in range(4)]
    found = [(TILTED, SAME), (TILTED,), (TILTED, CHANGED), (TILTED,)]
    made = plant_photos(server, photos, found)
    reused(server, made[2])
    hands.work()
    give_earlier(hands, dict(zip(made, EARLIER, strict=False)))
    page = open_bench(hands, 4)
    page.list.go_to(made[0])
    hands.until(lambda: at(page) and page.comparing.can_compare)
    return page, made


def test_an_earlier_photo_is_laid_beside_and_it_is_said_whether_it_is_the_same(
    hands: Hands, server: Server
) -> None:
    page, made = with_earlier(hands, server)
    pair = page.side.pair
    assert beside(pair) == "", "not before it is asked for"
    hands.key(Qt.Key.Key_F2)
    said = ("近六个月", "与本次不同。", "复用须用同一张照片")
    for number, photo, words in zip(made, EARLIER, said, strict=False):
        page.list.go_to(number)
        hands.until(lambda: at(page) and page.comparing.can_compare)
        assert (beside(pair), page.photo.faced.number) == (sha256(photo).hexdigest(), number)
        hands.until(lambda: pair.other.pixmap is not None)
        assert words in told(page)
        badge = f"第 6 届{DOT}专业观众", f"证件编号 06{number:07}"
        assert page.side._earlier_facts.text() == "\n".join(badge)
        assert DOT.join(badge) in pair.other.accessibleDescription()
        assert words in pair.other.accessibleDescription()
        assert pair.other.marks is None
    hands.settle()
    assert pair.other.frame().size() == pair.photo.frame().size()
    hands.key(Qt.Key.Key_Escape)
    assert beside(pair) == ""
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)


def test_two_photos_have_the_room_of_a_small_screen(hands: Hands, server: Server) -> None:
    page, _ = with_earlier(hands, server)
    pair, whole, sizes = page.side.pair, page.photo.frame(), page.splitter.sizes()
    page.list.aligned.setFocus()
    assert page.list.aligned.hasFocus()
    hands.key(Qt.Key.Key_F2)
    hands.settle()
    assert page.list.sheet.hasFocus(), "what had the keyboard is folded away"
    assert pair.photo.frame().width() > whole.width() - 8, "each as large as one alone"
    hands.window.resize(*COMPACT)
    hands.settle()
    assert page.list.width() == STRIP
    assert page.side.table.height() < 30
    assert pair.other.frame().size() == pair.photo.frame().size()
    assert 300 < pair.photo.frame().width() < pair.photo.frame().bottom() <= pair.height()
    assert not page.list.foot.isVisible()
    hands.window.resize(1440, 900)
    hands.key(Qt.Key.Key_Escape)
    hands.settle()
    assert page.list.foot.isVisible()
    assert (page.splitter.sizes(), page.photo.frame()) == (sizes, whole)


def test_the_second_window_compares_too(hands: Hands, server: Server) -> None:
    page, (same, other, _, nobody) = with_earlier(hands, server)
    hands.key(Qt.Key.Key_W)
    second = page.second
    assert second is not None
    hands.until(second.hasFocus)
    hands.key(Qt.Key.Key_D)
    both = page.side.pair, second.pair
    hands.until(lambda: [beside(one) for one in both] == [sha256(EARLIER[0]).hexdigest()] * 2)
    assert all(f"06{same:07}" in one.other.accessibleDescription() for one in both)
    assert page.list.current == same
    page.list.go_to(nobody)
    assert [beside(one) for one in both] == ["", ""], "nobody else's photo stays"
    hands.until(lambda: at(page))
    page.list.go_to(other)
    hands.until(lambda: beside(second.pair) == sha256(EARLIER[1]).hexdigest())
    hands.key(Qt.Key.Key_F2)
    assert [beside(one) for one in both] == ["", ""]


def small(hands: Hands) -> set[str]:
    """Of the earlier photos those that are kept small."""
    known = {sha256(one).hexdigest() for one in EARLIER}
    with hands.desk.entered.cache.read() as db:
        return known & set(db.execute(select(THUMBNAIL.c.digest)).scalars())


def test_offline_the_small_one_is_shown_else_it_is_said(hands: Hands, server: Server) -> None:
    plant_photos(server, [plain_jpeg(1), plain_jpeg(20)], [(TILTED,), (TILTED,)])
    hands.work()
    page = open_bench(hands, 2)
    first, second = page.list.model.keys
    give_earlier(hands, {first: EARLIER[0], second: EARLIER[1]})
    hands.key(Qt.Key.Key_F2)
    hands.until(lambda: page.comparing.can_compare)
    hands.key(Qt.Key.Key_F2)
    for number in (first, second):
        page.list.go_to(number)
        hands.until(lambda: at(page) and page.side.pair.other.pixmap is not None)
    hands.until(lambda: len(small(hands)) == 2)
    hands.program.stop()
    hands.server.stop()
    hands.sign_in()
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.ready()
    with hands.desk.entered.cache.write() as db:
        db.execute(delete(ORIGINAL))
        gone = THUMBNAIL.c.digest == sha256(EARLIER[1]).hexdigest()
        db.execute(delete(THUMBNAIL).where(gone))
    page = open_bench(hands, 2)
    other = page.side.pair.other
    page.list.go_to(first)
    hands.until(lambda: at(page))
    hands.key(Qt.Key.Key_F2)
    hands.until(lambda: other.pixmap is not None and "离线" in other._note)
    assert "判定" not in other._note, "nobody judges it"
    page.list.go_to(second)
    hands.until(lambda: at(page) and "没有这张照片" in other._absent)
    assert other.pixmap is None


@WITH_NETS
def test_eyes_stand_on_one_line_as_far_apart(hands: Hands, server: Server) -> None:
    """However large the face was in the earlier photo; the one in front stays as it is."""
    plant_photos(server, [drawn("tilted")], [judged("tilted")])
    hands.work()
    page = open_bench(hands, 1)
    give_earlier(hands, {page.list.current: drawn("small_face")})
    hands.until(lambda: page.comparing.can_compare)
    hands.key(Qt.Key.Key_F2)
    pair = page.side.pair
    hands.until(lambda: pair.other.is_aligned)
    assert pair.photo.picture_at(pair.photo.frame()) == pair.photo.frame()
    assert pair.other.picture_at(pair.other.frame()).width() > 1.3 * pair.other.frame().width()
    here, there = eyes(hands, pair.photo), eyes(hands, pair.other)
    assert here[0].imag == pytest.approx(there[0].imag, abs=1), "px, between the eyes"
    assert there[0].real == pytest.approx(pair.other.frame().center().x(), abs=40)
    assert here[1] == pytest.approx(there[1], abs=0.5)
    assert not marked(pair), "no lines over a face that is compared"
    hands.key(Qt.Key.Key_V)
    assert marked(pair)
    hands.key(Qt.Key.Key_V)
    hands.key(Qt.Key.Key_Escape)
    assert marked(pair)


def test_two_persons_of_one_picture_are_laid_side_by_side_the_same_way(
    hands: Hands, server: Server
) -> None:
    one, other, _ = plant_photos(server, [plain_jpeg(10 * n) for n in range(3)], [(TILTED,)] * 3)
    with server.engine.begin() as db:
        db.execute(
            text(
                "INSERT INTO duplicate (kind, record_id, other_id, same, rule, edition_id, key) "
                "VALUES ('person', :a, :b, 'picture', 'same_picture', :e, 'picture:x')"
            ),
            {"a": one, "b": other, "e": EDITION},
        )
        db.execute(text("UPDATE person SET version = 2 WHERE id = :a"), {"a": one})
        feed.announce(db, EDITION, [Moved(JINPU, "person", one)])
    hands.work()
    page = open_bench(hands, 3)
    give_earlier(hands, {one: EARLIER[0]})
    page.list.go_to(one)
    hands.until(lambda: at(page) and page.comparing.count == "1 / 2")
    hands.key(Qt.Key.Key_F2)
    assert beside(page.side.pair) == sha256(EARLIER[0]).hexdigest()
    hands.key(Qt.Key.Key_F2)
    assert beside(page.side.pair) == sha256(plain_jpeg(10)).hexdigest()
    assert "大连第2贸易有限公司" in told(page)
    hands.key(Qt.Key.Key_F2)
    assert beside(page.side.pair) == ""
