"""What a registrant's browser gets of what the office does: the verdicts, not the people."""

from dataclasses import fields

from ciie_admin.domain.commands import Assign, PassUnit, ReturnUnit
from ciie_admin.domain.findings import DUPLICATE_RULES
from ciie_admin.domain.history import Event
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import Step
from ciie_admin.domain.units import Unit
from ciie_admin.server.intake_visit import BARE
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import SHANGHAI
from tests.fixtures.registrants import Registrant, credit_code, entry, id_card, unit_form
from tests.fixtures.server import Server

RETURN = ReturnUnit(reasons=("address_differs",))
SHOWN = {
    *("id", "version", "seen", "unit_class", "review_place", "count_place", "referral_code"),
    *("returning", "created_at", "submitted_at", "review", "automatic", "decided_at", "reasons"),
    *("evidence", "before", "persons", "persons_unsubmitted", "persons_unpaid", "persons_paid"),
    *("persons_passed", "persons_failed", "findings", "history", "form", "unit_id", "payment"),
    *("check", "badge", "badge_number", "added_late", "fee_fen", "number_masked", "number_key"),
    *("photo", "photo_checked", "eyes", "free_place"),
}
"""A field that is in neither list has to be decided about."""
EVENT = {"at", "what", "by", "reasons", "note", "to", "evidence", "basis", "changed"}


def test_every_field_is_either_shown_or_blanked() -> None:
    known = {one.name for kind in (Unit, Person) for one in fields(kind)}
    assert known == SHOWN | set(BARE)
    assert {one.name for one in fields(Event)} == EVENT


def test_who_has_the_case_is_the_offices_own_business(server: Server) -> None:
    registrant = Registrant(server)
    unit = registrant.whole(1, "government").unit
    head, clerk = Clerk(server, "dalian.head"), Clerk(server, "jinpu.clerk")
    head.insists("unit", unit.id, Assign(to=server.account("jinpu.clerk").id))
    clerk.insists("unit", unit.id, RETURN)
    assert clerk.sees("unit")[unit.id].assigned_name == "孙经办"
    text = registrant.act("GET", "unit").text
    assert "return_unit" in text
    assert "assign" not in text.replace('"assigned_to":null', "").replace('"assigned_name":""', "")
    for name in ("孙经办", "王负责"):
        assert name not in text


def test_a_spot_check_is_not_told(server: Server) -> None:
    registrant = Registrant(server)
    unit = registrant.whole(1).unit
    Clerk(server, "jinpu.clerk").insists("unit", unit.id, PassUnit(step=Step.FINAL))
    text = registrant.act("GET", "unit").text
    assert "spot_check" not in text
    assert "孙经办" not in text


def test_nobody_learns_by_guessing_who_else_is_registered(server: Server) -> None:
    """A valid number of another person who was born on the same day, under a name known."""
    Registrant(server).whole(1)
    other = Registrant(server)
    other.register(credit_code(2))
    made = other.add(entry(id_card(85), 9), submit=False)[0]
    assert id_card(85)[6:14] == id_card(1)[6:14]
    assert not {one.rule for one in other.own().persons[0].findings} & DUPLICATE_RULES
    head = Clerk(server, "dalian.head").sees("person")[made.id]
    assert "duplicate_person" in {one.rule for one in head.findings}


def test_a_case_that_moves_away_is_nobodys(server: Server) -> None:
    registrant = Registrant(server)
    unit = registrant.whole(1, "government").unit
    head = Clerk(server, "dalian.head")
    head.insists("unit", unit.id, Assign(to=server.account("jinpu.clerk").id))
    Clerk(server, "jinpu.clerk").insists("unit", unit.id, RETURN)
    standing = {"unit_class": "government", "place": SHANGHAI}
    registrant.save(unit_form(credit_code(1, "government")), standing=standing)
    moved = Clerk(server, "shanghai.head").sees("unit")[unit.id]
    assert isinstance(moved, Unit)
    assert (moved.review_place, moved.assigned_to, moved.assigned_name) == (SHANGHAI, None, "")
