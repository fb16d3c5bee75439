"""decide(): what holds for every command on every record, whoever asks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import cycle, product
from typing import Any, get_args

import pytest

from ciie_admin.domain.actors import REVIEWERS, Actor, Role, covers, is_mission_level
from ciie_admin.domain.cases import Case, UnitCase
from ciie_admin.domain.commands import (
    AddNote,
    AdviseAgainst,
    Assign,
    Command,
    Export,
    PassPerson,
    PassUnit,
    PersonCommand,
    RejectUnit,
    ReopenUnit,
    ReturnPerson,
    ReturnUnit,
    UnitCommand,
    WithdrawPerson,
    WithdrawUnit,
    is_drafted,
)
from ciie_admin.domain.decide import NOTE_LIMIT, after, decide
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.next_step import pass_command
from ciie_admin.domain.outcome import Accepted, Refused
from ciie_admin.domain.states import Badge, Check, Payment, PersonReview, Step, UnitReview
from ciie_admin.domain.verdict_rules import MAX_REASONS
from tests.domain.samples import (
    COLLEAGUE,
    ME,
    NOW,
    PLACES,
    THEN,
    actor,
    edition,
    person_case,
    unit_case,
)

WRONG_KIND = Refused("not_for_this_kind")
MISSION_FIELDS = {
    "review",
    "first_by",
    "automatic",
    "decided_by",
    "decided_name",
    "decided_at",
    "reasons",
    "assigned_to",
    "assigned_name",
    "evidence",
    "before",
    "looked_at",
    "looked_name",
}
"""All a mission's verdict may write: not payment, not the organiser's check, not the badge."""
EDITIONS = [edition(steps, gates=gates) for steps in (1, 2) for gates in (False, True)]
PEOPLE = [
    *(actor(role) for role in Role),
    *(actor(place=place) for place in PLACES),
    actor(Role.REVIEWER, "submission"),
    actor(account=COLLEAGUE),
]
ON_UNITS: tuple[Command, ...] = (
    PassUnit(step=Step.FIRST, note="电话核实"),
    PassUnit(step=Step.FINAL),
    ReturnUnit(reasons=("address_differs",), message="请补充"),
    RejectUnit(reasons=("not_eligible",)),
    ReopenUnit(why="补充了材料"),
    WithdrawUnit(),
    AddNote(text="已电话"),
    Assign(to=COLLEAGUE),
)
ON_PERSONS: tuple[Command, ...] = (
    PassPerson(step=Step.FIRST),
    PassPerson(step=Step.FINAL),
    ReturnPerson(reasons=("photo_unfit",)),
    AdviseAgainst(reasons=("not_of_unit",)),
    WithdrawPerson(),
    AddNote(text="已电话"),
    Assign(to=COLLEAGUE),
)
Asked = tuple[Case, Command, Actor, Edition]


def all_units() -> Iterator[Case]:
    for review, decided_by, automatic, paid, at in product(
        UnitReview, (None, ME, COLLEAGUE), (False, True), (0, 2), (None, THEN)
    ):
        yield unit_case(
            review,
            first_by=decided_by,
            decided_by=decided_by,
            automatic=automatic,
            persons_paid=paid,
            submitted_at=at,
        )


def all_persons() -> Iterator[Case]:
    for review, payment, check, badge in product(PersonReview, Payment, Check, Badge):
        yield person_case(review, payment=payment, check=check, badge=badge)
    for review, decided_by, at in product(PersonReview, (None, ME, COLLEAGUE), (None, THEN)):
        yield person_case(review, first_by=decided_by, decided_by=decided_by, submitted_at=at)


def everything() -> list[Asked]:
    """Each record with each command of its kind, asked by everybody in turn in each edition."""
    met = [*product(all_units(), ON_UNITS), *product(all_persons(), ON_PERSONS)]
    people = cycle(product(PEOPLE, EDITIONS))
    seldom = [(case, command, *next(people)) for case, command in met]
    usual = [(case, command, actor(), on) for case, command in met for on in EDITIONS[::3]]
    return [*seldom, *usual]


QUESTIONS = everything()


def record(case: Case) -> Any:
    return case.unit if isinstance(case, UnitCase) else case.person


def differing(one: object, other: object) -> set[str]:
    """Names of the fields in which two records of one kind differ."""
    names = [field.name for field in fields(one)]  # type: ignore[arg-type]
    return {name for name in names if getattr(one, name) != getattr(other, name)}


def accepted() -> Iterator[tuple[Asked, Accepted]]:
    for case, command, by, on in QUESTIONS:
        outcome = decide(case, command, by, on, NOW)
        if isinstance(outcome, Accepted):
            yield (case, command, by, on), outcome


def test_no_command_touches_what_others_own() -> None:
    for (case, command, _, _), outcome in accepted():
        assert set(outcome.changes) <= MISSION_FIELDS, command
        assert differing(record(case), record(after(case, outcome))) <= MISSION_FIELDS, command


def test_every_command_is_accepted_somewhere() -> None:
    """The questions reach far enough: else the properties here would say nothing."""
    met = Counter(
        (type(command), bool(outcome.changes)) for (_, command, _, _), outcome in accepted()
    )
    for kind in {*get_args(UnitCommand), *get_args(PersonCommand)}:
        assert met[kind, kind is not AddNote] > 20, kind


def test_the_same_question_has_the_same_answer_and_leaves_all_as_it_was() -> None:
    before = repr(QUESTIONS[::5])
    once = [decide(*question, NOW) for question in QUESTIONS]
    assert [decide(*question, NOW) for question in QUESTIONS] == once
    assert repr(QUESTIONS[::5]) == before


def test_the_same_step_again_changes_nothing() -> None:
    """Two people who decide alike, or one answer that was lost, never make a mistake of it."""
    for (case, command, by, on), outcome in accepted():
        if not isinstance(command, WithdrawUnit | WithdrawPerson | ReopenUnit):
            reached = after(case, outcome)
            assert decide(reached, command, by, on, NOW) == Accepted(), command


def test_only_reviewers_of_the_place_are_ever_heard() -> None:
    for (case, command, by, on), _ in accepted():
        assert by.role in REVIEWERS
        assert case.path[: len(by.path)] == by.path
        closed = decide(case, command, by, replace(on, closed=True), NOW)
        assert closed == Refused("edition_closed")


def test_commands_stay_with_their_kind() -> None:
    for command in (one for one in ON_UNITS if one not in ON_PERSONS):
        assert decide(person_case(), command, actor(), EDITIONS[0], NOW) == WRONG_KIND
    for command in (one for one in ON_PERSONS if one not in ON_UNITS):
        assert decide(unit_case(), command, actor(), EDITIONS[0], NOW) == WRONG_KIND


def test_the_pass_button_always_names_the_step_the_record_waits_for() -> None:
    """Never `one_step_only`: the button asks the edition. A note of the clerk goes along."""
    for case, _, by, on in QUESTIONS:
        command = pass_command(case, on, "看过")
        assert isinstance(command, PassUnit if isinstance(case, UnitCase) else PassPerson)
        assert getattr(command, "note", "") == "看过"
        outcome = decide(case, command, by, on, NOW)
        assert not (isinstance(outcome, Refused) and outcome.code == "one_step_only")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (ReturnUnit(reasons=()), "reason_missing"),
        (ReturnUnit(reasons=("not_eligible",)), "reason_not_fixable"),
        (ReturnUnit(reasons=("address_differs", "not_eligible")), "reason_not_fixable"),
        (ReturnUnit(reasons=("photo_unfit",)), "reason_unknown"),
        (ReturnUnit(reasons=("made_up",)), "reason_unknown"),
        (ReturnUnit(reasons=("address_differs",) * (MAX_REASONS + 1)), "too_many_reasons"),
        (RejectUnit(reasons=()), "reason_missing"),
        (RejectUnit(reasons=("address_differs",)), "reason_is_fixable"),
        (ReopenUnit(why=" \n"), "reason_missing"),
        (ReturnPerson(reasons=()), "reason_missing"),
        (ReturnPerson(reasons=("not_of_unit",)), "reason_not_fixable"),
        (ReturnPerson(reasons=("address_differs",)), "reason_unknown"),
        (AdviseAgainst(reasons=()), "reason_missing"),
        (AddNote(text=" "), "empty_note"),
    ],
)
def test_reasons_say_what_can_be_corrected_and_what_cannot(command: Command, code: str) -> None:
    person = type(command) in get_args(PersonCommand) and not isinstance(command, AddNote)
    outcome = decide(person_case() if person else unit_case(), command, actor(), edition(1), NOW)
    assert isinstance(outcome, Refused)
    assert outcome.code == code


def test_an_unknown_reason_is_quoted_cut() -> None:
    outcome = decide(unit_case(), ReturnUnit(reasons=("x" * 99,)), actor(), edition(1), NOW)
    assert outcome == Refused("reason_unknown", {"reason": "x" * 40})


@pytest.mark.parametrize("length", [NOTE_LIMIT, NOTE_LIMIT + 1])
def test_texts_have_a_limit(length: int) -> None:
    text = "长" * length
    for command in (
        PassUnit(step=Step.FINAL, note=text),
        ReturnUnit(reasons=("address_differs",), message=text),
        AddNote(text=text),
    ):
        outcome = decide(unit_case(), command, actor(), edition(1), NOW)
        assert isinstance(outcome, Accepted) is (length == NOTE_LIMIT)
    outcome = decide(unit_case(UnitReview.REJECTED), ReopenUnit(why=text), actor(), edition(1), NOW)
    assert isinstance(outcome, Accepted) is (length == NOTE_LIMIT)


def test_notes_may_be_written_at_any_time_and_change_nothing() -> None:
    for review, role in product(UnitReview, REVIEWERS):
        note = AddNote(text="电话核实过")
        assert decide(unit_case(review), note, actor(role), edition(1), NOW) == Accepted()
    assert not is_drafted(AddNote(text="x"))
    assert is_drafted(WithdrawUnit())


def test_an_export_is_about_no_record() -> None:
    export = Export(of="unit", rows=1, columns=("unit_name",), masked=True)
    for case in (unit_case(), person_case()):
        assert decide(case, export, actor(), edition(1), NOW) == WRONG_KIND
    assert not is_drafted(export)


def test_places() -> None:
    assert covers(actor(place="centre"), PLACES["submission"])
    assert covers(actor(place="mission"), PLACES["mission"])
    assert not covers(actor(place="submission"), PLACES["mission"])
    assert not covers(actor(place="mission"), PLACES["elsewhere"])
    assert [is_mission_level(actor(place=place)) for place in PLACES] == [True, True, False, True]
