"""What a unit is told to correct, asked for again at its browser: text, and photos marked."""

import io
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from datetime import date
from threading import get_ident

import pytest
from PIL import Image
from sqlalchemy import event, update

from ciie_admin.domain.commands import ReturnPerson, ReturnUnit
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.errors import Mishap
from ciie_admin.photos.marking import AMBER, marked
from ciie_admin.server import own_notice, records
from ciie_admin.server.editions import read_edition
from ciie_admin.server.records import PERSONS
from ciie_admin.server.tables import EditionRow
from ciie_admin.sync.registrant import IntakeLine
from ciie_admin.wire.intake import MarkedPhoto, OwnNotice
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import small_edition
from tests.fixtures.registrants import Registrant, act, entry, handed_in, id_card, person_form
from tests.fixtures.registrants import photo as plain
from tests.fixtures.server import Server

REAL = read_edition("07", date(2024, 9, 1))
BOX = (120, 160, 360, 480)
FOUND = (
    Finding(rule="id_checksum", severity=Severity.REJECT),
    Finding(rule="background", severity=Severity.LOOK, measured="6", limit="4"),
    Finding(rule="face_small", severity=Severity.REJECT, measured="9 %", limit="15 %", where=BOX),
)
REASONS = ("number_wrong", "photo_background", "photo_face_small")


@pytest.fixture
def unit(server: Server) -> Registrant:
    """A unit with two persons, in an edition with the real texts and reasons."""
    edition = small_edition(reasons=REAL.reasons, notices=REAL.notices)
    with server.engine.begin() as db:
        db.execute(update(EditionRow).values(body=records.as_json(edition)))
    made = handed_in(server, 1, "中山路1号", "中山路1号")
    picture = b64encode(plain(255, (960, 1280))).decode()
    made.add(entry(id_card(2), 7, name="李二") | {"photo": picture})
    return made


@pytest.fixture
def line(server: Server, unit: Registrant) -> Iterator[IntakeLine]:
    made = IntakeLine(server.url, unit.token)
    yield made
    made.close()


def ids(unit: Registrant) -> tuple[int, ...]:
    own = unit.own()
    return (own.unit.id, *(one.id for one in own.persons))


def returned(server: Server, unit: Registrant) -> tuple[int, ...]:
    """The second person's photo is twice as large as the boxes' picture, so they lie at half."""
    numbers = ids(unit)
    with server.engine.begin() as db:
        found = update(PERSONS).where(PERSONS.c.id == numbers[2])
        db.execute(found.values(findings=records.as_json_list(FOUND)))
    clerk = Clerk(server, "dalian.head")
    clerk.insists("person", numbers[2], ReturnPerson(reasons=REASONS))
    clerk.insists("unit", numbers[0], ReturnUnit(reasons=("unit_address",)))
    return numbers


def amber(content: bytes, at: tuple[int, int]) -> bool:
    found = Image.open(io.BytesIO(content)).convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return max(abs(one - other) for one, other in zip(found, AMBER, strict=True)) < 45


def test_a_unit_is_shown_what_to_correct_where_it_is(
    server: Server, unit: Registrant, line: IntakeLine
) -> None:
    assert line.notice() == OwnNotice(text="")
    _, first, second = returned(server, unit)
    told = line.notice()
    sms, email = act(server, "send", {})["messages"]
    assert told.text == email["text"] == sms["text"], "word for word what was sent"
    assert (sms["persons"], email["persons"]) == ([], [second])
    assert told.photos == (MarkedPhoto(person=second, numbers=(3, 4)),)
    assert "3. 李二·照片背景" in told.text
    assert "4. 李二·面部过小" in told.text
    picture = line.marked_photo(second)
    shown = Image.open(io.BytesIO(picture))
    assert (shown.format, shown.size) == ("JPEG", (480, 640))
    assert amber(picture, (60, 160)), "left edge of the box, at half its px"
    assert amber(picture, (120, 80)), "its upper edge"
    assert amber(picture, (2, 320)), "the background is about the whole of it"
    assert not amber(picture, (240, 320))
    drawn = marked(plain(255, (960, 1280)), FOUND[1:], numbers=(3, 4))
    assert picture == drawn, "the flags say the numbers of the text"
    with pytest.raises(Mishap) as nothing:
        line.marked_photo(first)
    assert nothing.value.code == "no_such_record"


def test_only_ones_own_and_only_as_long_as_it_stands(
    server: Server, unit: Registrant, line: IntakeLine
) -> None:
    _, first, second = returned(server, unit)
    other = IntakeLine(server.url, handed_in(server, 3, "中山路1号", "中山路1号").token)
    for number in (first, second):
        with pytest.raises(Mishap, match="no_such_record"):
            other.marked_photo(number)
    assert other.notice() == OwnNotice(text="")
    other.close()
    for odd in ("0", "-1", "9" * 30, "1e3", "١", f"{second}%00"):
        said = unit.act("GET", f"persons/{odd}/marked-photo")
        assert said.status_code in (404, 422), odd
    with server.engine.connect() as db:
        assert records.persons(db, [second])[second].review == "returned"
    replaced = entry(id_card(2), 9, name="李二")
    unit.read(unit.act("PUT", f"persons/{second}", replaced))
    told = line.notice()
    assert "李二·照片背景" in told.text, "not handed in yet"
    assert told.photos == (), "but that photo is gone"
    assert unit.act("GET", f"persons/{second}/marked-photo").status_code == 404
    unit.read(unit.act("POST", "persons/submit", {"persons": [second]}))
    assert "李二" not in line.notice().text
    assert person_form()["name"] not in line.notice().text


def test_no_connection_waits_for_a_picture_to_be_drawn(
    server: Server, unit: Registrant, line: IntakeLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else as many who ask for one as there are connections would stop everybody's work."""
    held, while_drawn = Counter[int](), list[int]()

    def draw(*_content: object, **_how: object) -> bytes:
        while_drawn.append(held[get_ident()])
        return b"\xff\xd8\xff"

    def taken(*_connection: object) -> None:
        held[get_ident()] += 1

    def given_back(*_connection: object) -> None:
        held[get_ident()] -= 1

    second = returned(server, unit)[2]
    monkeypatch.setattr(own_notice, "marked", draw)
    event.listen(server.engine, "checkout", taken)
    event.listen(server.engine, "checkin", given_back)
    assert line.marked_photo(second) == b"\xff\xd8\xff"
    assert while_drawn == [0]
