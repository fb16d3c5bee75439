"""A badge to be used again is compared with the earlier one when it is applied for."""

from typing import Any

from ciie_admin.domain.edition import Reuse
from ciie_admin.domain.findings import Severity
from ciie_admin.domain.persons import Person
from ciie_admin.server import seeding
from tests.fixtures.editions import EDITION, JINPU, ZHONGSHAN, small_edition
from tests.fixtures.registrants import PASSWORD, Registrant, credit_code, entry, id_card, unit_form
from tests.fixtures.server import Server


def returned(server: Server, number: int) -> Registrant:
    """A unit with one person, back for the next fair, which takes the badges of the last."""
    before = Registrant(server)
    before.whole(number)
    edition = small_edition(id=EDITION + 1, year=2025, reuse=Reuse(full=(EDITION,)))
    with server.engine.begin() as db:
        seeding.install(db, edition, ())
    back = Registrant(server)
    body = {"login": before.login, "way": "password", "password": PASSWORD}
    back.enter(back.act("POST", "sign-in", body))
    back.read(back.act("POST", "join", {"unit_class": "enterprise", "place": JINPU}))
    return back


def differing(person: Person) -> list[str]:
    found = [one for one in person.findings if one.rule == "card_changed"]
    assert all(one.severity is Severity.LOOK for one in found)
    return [one.measured for one in found]


def corrected(unit: Registrant, person: Person, body: dict[str, Any]) -> Person:
    return unit.read(unit.act("PUT", f"persons/{person.id}", body)).persons[0]


def test_a_face_that_changed_is_noticed_until_it_is_put_back(server: Server) -> None:
    unit = returned(server, 9)
    (person,) = unit.add(entry(id_card(9), 7, reuse=True, label="staff"), submit=False)
    assert differing(person) == ["label photo"]
    assert differing(corrected(unit, person, entry(id_card(9), 9, reuse=True))) == []
    assert differing(corrected(unit, person, entry(id_card(9), 7))) == [], "a new badge"
    other = entry(id_card(8), 7, reuse=True, label="staff")
    assert differing(corrected(unit, person, other)) == [], "nobody's badge on file"


def test_the_unit_itself_can_change_the_face_of_its_persons(server: Server) -> None:
    unit = returned(server, 10)
    (person,) = unit.add(entry(id_card(10), 10, reuse=True), submit=False)
    assert differing(person) == []
    form = unit_form(credit_code(10), name_zh="大连鸿运贸易有限公司")
    unit.save(form)
    (renamed,) = unit.own().persons
    assert (differing(renamed), renamed.version) == (["unit"], person.version + 1)
    unit.save(form, standing={"unit_class": "enterprise", "place": ZHONGSHAN})
    assert differing(unit.own().persons[0]) == ["unit mission"]
