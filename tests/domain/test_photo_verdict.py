"""Which command leads a photo where, and what its verdict means for the person."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import pytest

from ciie_admin.domain.actors import HEADS, REVIEWERS, Role
from ciie_admin.domain.commands import (
    AddNote,
    AdviseAgainst,
    Command,
    JudgePhoto,
    PassPerson,
    ReturnPerson,
    WithdrawPhoto,
)
from ciie_admin.domain.decide import after, decide
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.mistakes import named_reasons
from ciie_admin.domain.outcome import Accepted, Outcome, Refused
from ciie_admin.domain.photo_word import PhotoVerdict, PhotoWord
from ciie_admin.domain.states import Badge, Check, PersonReview, Step
from tests.domain.samples import (
    COLLEAGUE,
    ME,
    NOW,
    PHOTO,
    PLACES,
    actor,
    edition,
    person_case,
    photo_case,
    photo_word,
)
from tests.domain.ways import rows

FIT = JudgePhoto(fit=True, photo=PHOTO, sight="original")
UNFIT = JudgePhoto(fit=False, photo=PHOTO, sight="small", reasons=("photo_unfit",))
COMMANDS: dict[str, Command] = {"fit": FIT, "unfit": UNFIT, "withdraw": WithdrawPhoto()}
# What a head, or the author, reaches; and below what anybody else does who reviews there.
TABLE = """
           fit   unfit  withdraw
    none   fit   unfit  photo_not_judged
    fit    same  unfit  none
    unfit  fit   same   none
"""
OTHERS = """
           fit               unfit  withdraw
    none   fit               unfit  photo_not_judged
    fit    same              unfit  not_your_verdict
    unfit  not_your_verdict  same   not_your_verdict
"""


def word_of(state: str, by: int = COLLEAGUE) -> PhotoWord | None:
    return None if state == "none" else photo_word(PhotoVerdict(state), by)


def said(outcome: Outcome) -> str:
    if isinstance(outcome, Refused):
        return outcome.code
    if not outcome.changes:
        return "same"
    word = outcome.changes["photo_word"]
    return word.verdict.value if isinstance(word, PhotoWord) else "none"


def reached(word: PhotoWord | None, command: Command, role: Role, place: str) -> str:
    return said(decide(photo_case(word), command, actor(role, place), edition(1), NOW))


@pytest.mark.parametrize("state", ["none", "fit", "unfit"])
def test_every_command_in_every_state(state: str) -> None:
    for name, role, place, mine in product(COMMANDS, Role, PLACES, (False, True)):
        word = word_of(state, ME if mine else COLLEAGUE)
        free = mine or role in HEADS
        wanted = rows(TABLE if free else OTHERS)[state, name]
        if place == "elsewhere":
            wanted = "not_your_place"
        if role not in REVIEWERS:
            wanted = "role_may_not"
        assert reached(word, COMMANDS[name], role, place) == wanted, (name, role, place, mine)


CLOSED: Mapping[str, Mapping[str, object]] = {
    "not_submitted": {"submitted_at": None},
    "person_cancelled": {"check": Check.CANCELLED},
    "organiser_has_judged": {"check": Check.PASSED},
    "no_photo": {"photo": ""},
    "photo_replaced": {"photo": "b" * 64},
}


@pytest.mark.parametrize("code", CLOSED)
def test_what_ends_it_ends_it_for_every_verdict(code: str) -> None:
    for state, command in product(("none", "fit", "unfit"), (FIT, UNFIT)):
        case = photo_case(word_of(state))
        other = after(case, Accepted(CLOSED[code]))
        assert said(decide(other, command, actor(), edition(1), NOW)) == code
    if "photo" not in CLOSED[code]:
        stands = after(photo_case(word_of("fit")), Accepted(CLOSED[code]))
        assert said(decide(stands, WithdrawPhoto(), actor(), edition(1), NOW)) == code
    made = photo_case(check=Check.WAITING, badge=Badge.PRODUCTION)
    assert said(decide(made, FIT, actor(), edition(1), NOW)) == "organiser_has_judged"


@pytest.mark.parametrize(
    ("reasons", "code"),
    [
        ((), "reason_missing"),
        (("number_wrong",), "reason_not_of_photo"),
        (("photo_unfit", "number_wrong"), "reason_not_of_photo"),
        (("not_of_unit",), "reason_not_fixable"),
        (("licence_unclear",), "reason_unknown"),
    ],
)
def test_unfit_is_said_with_reasons_of_the_photo(reasons: tuple[str, ...], code: str) -> None:
    command = JudgePhoto(fit=False, photo=PHOTO, sight="original", reasons=reasons)
    assert said(decide(photo_case(), command, actor(), edition(1), NOW)) == code


def test_a_word_says_who_saw_what_and_on_what_it_rests() -> None:
    found = Finding(rule="background", severity=Severity.REJECT, measured="31", limit="18")
    plain = edition(1)
    known = [
        replace(one, finding="background") if one.id == "photo_unfit" else one
        for one in plain.reasons
    ]
    bound = replace(plain, reasons=tuple(known))
    case = photo_case(findings=(found,))
    unfit = decide(case, UNFIT, actor(), bound, NOW)
    assert isinstance(unfit, Accepted)
    assert unfit.effects == ()
    word = after(case, unfit).person.photo_word
    assert word is not None
    assert (word.by, word.sight, word.at, word.reasons) == (ME, "small", NOW, ("photo_unfit",))
    assert [(one.rule, one.measured) for one in word.evidence] == [("background", "31")]
    gone = person_case(photo=PHOTO, photo_word=word)
    back = decide(gone, ReturnPerson(reasons=("photo_unfit",)), actor(), bound, NOW)
    assert isinstance(back, Accepted)
    assert back.changes["evidence"] == word.evidence, "as it stood when the photo was judged"


@pytest.mark.parametrize("steps", [1, 2])
def test_nobody_passes_a_person_with_an_unfit_photo(steps: int) -> None:
    first, final = PassPerson(step=Step.FIRST), PassPerson(step=Step.FINAL)
    where = {1: [(PersonReview.WAITING, final)]}
    where[2] = [(PersonReview.WAITING, first), (PersonReview.FIRST_PASSED, final)]
    for review, command in where[steps]:
        for state, wanted in (("none", ""), ("fit", ""), ("unfit", "photo_unfit")):
            case = person_case(review, photo=PHOTO, photo_word=word_of(state))
            outcome = decide(case, command, actor(), edition(steps), NOW)
            assert (outcome.code if isinstance(outcome, Refused) else "") == wanted
            if isinstance(outcome, Refused):
                assert outcome.facts == {"by": "同事"}
    unfit = person_case(photo=PHOTO, photo_word=word_of("unfit"))
    for other in (ReturnPerson(reasons=("photo_unfit",)), AdviseAgainst(reasons=("not_of_unit",))):
        assert isinstance(decide(unfit, other, actor(), edition(steps), NOW), Accepted)
    passed = person_case(PersonReview.PASSED, photo=PHOTO, photo_word=word_of("unfit"))
    assert decide(passed, final, actor(), edition(steps), NOW) == Accepted()


def test_its_author_says_anew_why_and_nobody_else_does() -> None:
    other = JudgePhoto(
        fit=False, photo=PHOTO, sight="original", reasons=("photo_unfit",), message="请换白底"
    )
    for by, wanted in ((ME, "unfit"), (COLLEAGUE, "same")):
        assert reached(word_of("unfit", by), other, Role.HEAD, "mission") == wanted


def test_commands_of_a_person_and_of_a_photo_are_not_mixed() -> None:
    for command in (PassPerson(step=Step.FINAL), AddNote(text="看过")):
        assert said(decide(photo_case(), command, actor(), edition(1), NOW)) == "not_for_this_kind"
    for own in COMMANDS.values():
        outcome = decide(person_case(photo=PHOTO), own, actor(), edition(1), NOW)
        assert outcome == Refused("not_for_this_kind")


def test_an_unfit_photo_asks_nothing_of_the_registrant_yet() -> None:
    case = photo_case()
    unfit = decide(case, UNFIT, actor(), edition(1), NOW)
    assert isinstance(unfit, Accepted)
    assert unfit.event == "photo_unfit"
    assert named_reasons(after(case, unfit).person) == frozenset()
