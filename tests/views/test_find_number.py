"""A whole document number in the search field: asked of the server when Enter is pressed."""

import pytest
from PySide6.QtCore import Qt

from ciie_admin.models.queries import Query
from ciie_admin.server import audit, records
from tests.fixtures.records import edit_unit, plant_person, plant_unit, unit_form
from tests.fixtures.registrants import id_card
from tests.fixtures.server import SECRET
from tests.fixtures.windows import CTRL, Hands

NUMBER = id_card(7)
PASSPORT = "EA1234567"


@pytest.fixture
def person(hands: Hands) -> int:
    """One of three persons has the number; the contact of the second unit has another phone."""
    key, passport = (records.number_key(SECRET, one) for one in (NUMBER, PASSPORT))
    masked = f"210***********{NUMBER[-4:]}"
    with hands.server.engine.begin() as db:
        unit = plant_unit(db, 1)
        other = plant_unit(db, 2)
        edit_unit(db, other, contact_phone="138 0000-7788")
        plant_person(db, other, 4)
        found, *_ = [
            plant_person(db, unit, 1, number_key=key, number_masked=masked),
            plant_person(db, unit, 2, number_key=passport, number_masked="EA1**4567"),
            plant_person(db, unit, 3),
        ]
    hands.work()
    return found


def search(hands: Hands, text: str) -> None:
    hands.key(Qt.Key.Key_F, CTRL)
    hands.type(text)


def told(hands: Hands) -> str:
    shown = [one for one in hands.window.messages._callouts.values() if one.isVisible()]
    return shown[0].accessibleName() if shown else ""


def asked(hands: Hands) -> list[str]:
    with hands.server.engine.connect() as db:
        return [act.detail for _, _, act in audit.newest(db, 9) if act.kind == "find_number"]


def test_enter_asks_and_shows_the_person_alone(hands: Hands, person: int) -> None:
    before = hands.list.query
    search(hands, NUMBER)
    assert not hands.window.search_line._pause.isActive(), "no list is asked for it"
    assert hands.list.query == before
    hands.key(Qt.Key.Key_Return)
    assert hands.window.top.search.text() == ""
    hands.until(lambda: hands.page.kind == "person" and list(hands.list.model.keys) == [person])
    assert hands.list.query == Query(kind="person", ids=(person,))
    assert asked(hands) == ["1"]
    search(hands, id_card(8))
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: "没有使用此证件号码的人员" in told(hands))
    assert asked(hands) == ["0", "1"]


def test_a_passports_number_is_asked_for_where_no_words_are_found(
    hands: Hands, person: int
) -> None:
    search(hands, "ea123 4567")
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: list(hands.list.model.keys) == [person + 1])
    assert (hands.window.top.search.text(), asked(hands)) == ("", ["1"])
    search(hands, "XX7654321")
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: "没有使用此证件号码的人员" in told(hands))
    assert asked(hands) == ["0", "1"]
    hands.until(lambda: hands.list.query.text == "XX7654321" and not hands.list.model.keys)
    hands.key(Qt.Key.Key_1, CTRL)
    code = unit_form(1).credit_code[:10]
    search(hands, code)
    hands.until(lambda: len(hands.list.model.keys) == 2 and hands.list.query.text == code)
    hands.key(Qt.Key.Key_Return)
    hands.heard_out()
    assert asked(hands) == ["0", "1"], "part of a unit's code, found here"


def test_without_the_server_the_last_four_are_searched(hands: Hands, person: int) -> None:
    hands.persons()
    hands.server.stop()
    hands.desk.sync_now()
    hands.until(lambda: hands.desk.last_told.state == "offline")
    search(hands, NUMBER)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: list(hands.list.model.keys) == [person])
    assert hands.list.query.text == NUMBER[-4:]
    assert "已改按后四位查找" in told(hands)
    assert asked(hands) == []


def test_a_unit_is_found_by_its_contacts_phone_and_so_are_its_persons(
    hands: Hands, person: int
) -> None:
    del person
    for typed in ("13800007788", "138-0000-7788", "7788"):
        search(hands, typed)
        hands.key(Qt.Key.Key_Return)
        hands.until(lambda: len(hands.list.model.keys) == 1)
        hands.until(lambda: hands.list.model.known(hands.list.current) is not None)
        assert hands.list.model.known(hands.list.current).name == "大连第2贸易有限公司"
        search(hands, "nobody")
        hands.until(lambda: not hands.list.model.keys)
    hands.persons()
    search(hands, "7788")
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: len(hands.list.model.keys) == 1)
    assert hands.list.query.kind == "person"
