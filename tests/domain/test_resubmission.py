"""Returned and submitted again: what differs, what was asked for, and what stands as confirmed."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ciie_admin.domain.commands import PassPerson, PassUnit, ReturnPerson, ReturnUnit
from ciie_admin.domain.decide import after, decide
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.history import Event
from ciie_admin.domain.outcome import Accepted, Refused
from ciie_admin.domain.persons import Person
from ciie_admin.domain.resubmission import Since, changed_fields, resubmitted, since_return
from ciie_admin.domain.states import PersonReview, Step, UnitReview
from ciie_admin.domain.units import Licence, Unit, UnitForm
from tests.domain.samples import NOW, actor, edition, person_case, unit, unit_case
from tests.fixtures.editions import ZHONGSHAN, small_edition

ADDRESS = Finding(
    rule="licence_address_differs", severity=Severity.LOOK, measured="甲路", limit="乙路"
)
LATER = NOW + timedelta(days=1)
AGAIN = (Event(at=NOW, what="return_unit"), Event(at=LATER, what="resubmitted"))


def returned_unit(**changes: Any) -> Unit:
    case = unit_case(findings=(ADDRESS,), **changes)
    command = ReturnUnit(reasons=("address_differs", "licence_unclear"))
    outcome = decide(case, command, actor(), edition(1), NOW)
    assert isinstance(outcome, Accepted)
    return after(case, outcome).unit


def returned_person() -> Person:
    case = person_case()
    outcome = decide(case, ReturnPerson(reasons=("number_wrong",)), actor(), edition(1), NOW)
    assert isinstance(outcome, Accepted)
    return after(case, outcome).person


def other(value: Any) -> Any:
    """Something else of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 7
    if isinstance(value, str):
        return f"{value}7"
    if isinstance(value, tuple):
        return (*value, "more")
    return Licence(digest="d", name="n", code="c", address="a")


@given(st.sets(st.sampled_from([one.name for one in fields(UnitForm)])), st.booleans())
def test_what_is_said_to_have_changed_is_what_differs(touched: set[str], moved: bool) -> None:
    judged = returned_unit()
    form = replace(judged.form, **{name: other(getattr(judged.form, name)) for name in touched})
    now = replace(judged, form=form, count_place=ZHONGSHAN if moved else judged.count_place)
    expected = touched | ({"count_place"} if moved else set())
    assert set(changed_fields(now)) == expected
    since = since_return(now, small_edition())
    assert {name for name, what in since.items() if what is Since.CHANGED} == expected
    asked = {name for name, what in since.items() if what is Since.ASKED}
    assert asked == {"address", "licence"} - touched
    back = replace(now, form=judged.form, count_place=judged.count_place)
    assert changed_fields(back) == (), "put back as it was, nothing has changed"


def test_a_number_is_compared_by_its_key_and_never_said() -> None:
    judged = returned_person()
    assert since_return(judged, small_edition())["number"] is Since.ASKED
    alike = replace(judged, number_key="another", photo="f" * 64)
    assert changed_fields(alike) == ("number", "photo"), "masked they look the same"


def test_only_what_came_back_since_counts_as_submitted_again() -> None:
    judged = returned_unit()
    again = replace(judged, review=UnitReview.WAITING, history=AGAIN)
    assert not resubmitted(judged)
    assert resubmitted(again)
    taken_back = (*AGAIN[:1], Event(at=LATER, what="withdraw_unit"))
    assert not resubmitted(replace(again, history=taken_back))
    assert not resubmitted(replace(again, history=(*AGAIN, *AGAIN[:1])))
    assert not resubmitted(replace(again, review=UnitReview.PASSED))
    assert not resubmitted(replace(unit(), history=AGAIN)), "of before such returns were kept"


def test_the_rest_is_confirmed_only_where_there_is_one() -> None:
    rest = PassUnit(step=Step.FINAL, rest=True)
    again = replace(returned_unit(), review=UnitReview.WAITING, history=AGAIN)
    case = replace(unit_case(), unit=again)
    assert isinstance(decide(case, rest, actor(), edition(1), LATER), Accepted)
    refused = decide(unit_case(), rest, actor(), edition(1), LATER)
    assert refused == Refused("nothing_resubmitted")
    people = PassPerson(step=Step.FINAL, rest=True)
    assert decide(person_case(), people, actor(), edition(1), LATER) == refused
    back = replace(returned_person(), review=PersonReview.WAITING, history=AGAIN)
    one = replace(person_case(), person=back)
    assert isinstance(decide(one, people, actor(), edition(1), LATER), Accepted)


def test_a_reason_carries_the_finding_it_came_from_as_the_record_has_it() -> None:
    judged = returned_unit()
    (proof,) = judged.evidence
    assert (proof.reason, proof.rule) == ("address_differs", "licence_address_differs")
    assert (proof.measured, proof.limit, proof.version) == ("甲路", "乙路", "7")
    assert judged.before is not None
    assert (judged.before.evidence, judged.before.by) == ((proof,), actor().name)
    assert returned_person().evidence == (), "a person's own reason rests on no check"
    stamped = small_edition(rules="abc")
    outcome = decide(
        unit_case(findings=(ADDRESS,)),
        ReturnUnit(reasons=("address_differs",)),
        actor(),
        stamped,
        NOW,
    )
    assert isinstance(outcome, Accepted)
    assert [one.version for one in outcome.changes["evidence"]] == ["7-abc"]  # type: ignore[attr-defined]
