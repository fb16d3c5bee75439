"""Which command leads a person where (资料预审). The organiser's check has no command here."""

from datetime import datetime
from typing import Any

from ciie_admin.domain import second_person
from ciie_admin.domain.actors import HEADS, Actor
from ciie_admin.domain.cases import PersonCase
from ciie_admin.domain.commands import (
    AdviseAgainst,
    PassPerson,
    ReturnPerson,
    WithdrawPerson,
)
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.free_places import after_withdrawal, released, used_by_pass
from ciie_admin.domain.outcome import Accepted, Effect, Outcome, Refused
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_word import PhotoVerdict, PhotoWord
from ciie_admin.domain.resubmission import person_before
from ciie_admin.domain.states import FreePlace, PersonReview, Step
from ciie_admin.domain.verdict_rules import (
    closed,
    decided,
    evidence_on,
    moved_on,
    not_there,
    reasons_refusal,
    rest_refusal,
    step_refusal,
)

R = PersonReview


def pass_person(
    case: PersonCase, command: PassPerson, by: Actor, edition: Edition, now: datetime
) -> Outcome:
    person = case.person
    steps = second_person.steps(case, edition)
    if person.review is R.PASSED or (
        command.step is Step.FIRST and person.review is R.FIRST_PASSED and steps > 1
    ):
        return Accepted()
    refusal = closed(person)
    if refusal is not None:
        return refusal
    ready = R.FIRST_PASSED if steps > 1 and command.step is Step.FINAL else R.WAITING
    if person.review is not ready:
        return not_there(person.review, ready, person.decided_name)
    refusal = _photo_refusal(person.photo_word)
    refusal = refusal or step_refusal(command.step, steps, person.first_by, by)
    refusal = refusal or rest_refusal(person, rest=command.rest)
    if refusal is not None:
        return refusal
    if command.step is Step.FIRST:
        return Accepted({"review": R.FIRST_PASSED, "first_by": by.account, **decided(by, now)})
    taken = used_by_pass(case, edition)
    if isinstance(taken, Refused):
        return taken
    opens = bool(taken) or edition.review.person_gates_payment
    changes = {"review": R.PASSED, **taken, **decided(by, now)}
    return Accepted(changes, (Effect.OPEN_PAYMENT,) if opens else ())


def return_person(
    case: PersonCase, command: ReturnPerson, by: Actor, edition: Edition, now: datetime
) -> Outcome:
    """退回修改 until the organiser has judged: afterwards a badge is on its way (seed 003 X)."""
    person = case.person
    refusal = reasons_refusal(command.reasons, "person", edition, fixable=True)
    if refusal is not None:
        return refusal
    if person.review is R.RETURNED:
        return Accepted()
    refusal = closed(person)
    if refusal is not None:
        return refusal
    evidence = evidence_on(command.reasons, person, edition)
    said = {"at": now, "by": by.name, "reasons": command.reasons, "evidence": evidence}
    changes = {
        "review": R.RETURNED,
        "first_by": None,
        "before": person_before(person, **said),
        **released(person),
        **decided(by, now, command.reasons, evidence),
    }
    return Accepted(changes, (*_closing(person), Effect.NOTIFY_RETURNED))


def advise_against(
    case: PersonCase, command: AdviseAgainst, by: Actor, edition: Edition, now: datetime
) -> Outcome:
    """建议不予通过: the organiser reads it; nothing is sent to the registrant."""
    person = case.person
    refusal = reasons_refusal(command.reasons, "person", edition, fixable=None)
    if refusal is not None:
        return refusal
    if person.review is R.ADVISED_AGAINST:
        return Accepted()
    refusal = closed(person)
    if refusal is not None:
        return refusal
    evidence = evidence_on(command.reasons, person, edition)
    changes = {"review": R.ADVISED_AGAINST, "first_by": None, **released(person)}
    verdict = decided(by, now, command.reasons, evidence)
    return Accepted({**changes, **verdict}, _closing(person))


def withdraw_person(
    case: PersonCase, command: WithdrawPerson, by: Actor, edition: Edition, now: datetime
) -> Outcome:
    """撤回 by its author or the head until the organiser judged."""
    del command
    person = case.person
    if person.review is R.WAITING:
        return moved_on(person.review, person.decided_name)
    if person.decided_by != by.account and by.role not in HEADS:
        return Refused("not_your_verdict", {"by": person.decided_name})
    refusal = closed(person)
    if refusal is not None:
        return refusal
    two_steps = second_person.steps(case, edition) > 1
    if person.review is R.PASSED and two_steps and person.first_by is not None:
        back: dict[str, Any] = {"review": R.FIRST_PASSED}
    else:
        back = {"review": R.WAITING, "first_by": None}
    back |= after_withdrawal(case, edition, back["review"])
    return Accepted({**back, **decided(by, now)}, _closing(person))


def _closing(person: Person) -> tuple[Effect, ...]:
    """Without a used place a badge is not free, and the organiser has nothing to check."""
    return (Effect.CLOSE_PAYMENT,) if person.free_place is FreePlace.USED else ()


def _photo_refusal(word: PhotoWord | None) -> Refused | None:
    """Who found the photo unfit has to be asked first, or the registrant for another one."""
    if word is None or word.verdict is PhotoVerdict.FIT:
        return None
    return Refused("photo_unfit", {"by": word.name})


PERSON_RULES: dict[type, Any] = {
    PassPerson: pass_person,
    ReturnPerson: return_person,
    AdviseAgainst: advise_against,
    WithdrawPerson: withdraw_person,
}
