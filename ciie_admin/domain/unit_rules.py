"""Which command leads a unit where (单位审核; seed 000 steps 2-3, design: who may say what)."""

from datetime import datetime
from typing import Any

from ciie_admin.domain import second_person
from ciie_admin.domain.actors import HEADS, Actor
from ciie_admin.domain.cases import UnitCase
from ciie_admin.domain.commands import (
    PassUnit,
    RejectUnit,
    ReopenUnit,
    ReturnUnit,
    WithdrawUnit,
)
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.evidence import evidence_of
from ciie_admin.domain.outcome import Accepted, Effect, Outcome, Refused
from ciie_admin.domain.resubmission import unit_before
from ciie_admin.domain.sampling import SPOT_CHECK, spot
from ciie_admin.domain.states import SpotCheck, Step, UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.domain.verdict_rules import (
    decided,
    moved_on,
    not_there,
    reasons_refusal,
    rest_refusal,
    step_refusal,
)

R = UnitReview
RETURNABLE = frozenset({R.WAITING, R.FIRST_PASSED, R.PASSED})
REJECTABLE = frozenset({R.WAITING, R.FIRST_PASSED, R.PASSED, R.RETURNED})
WITHDRAWABLE = frozenset({R.FIRST_PASSED, R.PASSED, R.RETURNED, R.REJECTED})


def pass_unit(
    case: UnitCase, command: PassUnit, by: Actor, edition: Edition, now: datetime
) -> Outcome:
    """First or final step. The same step again is accepted without effect, but for the first look
    at what the system passed (抽查): it is written down and tells nobody.
    """
    unit = case.unit
    if spot(unit) is SpotCheck.WAITING and command.step is Step.FINAL:
        return Accepted({"looked_at": now, "looked_name": by.name}, event=SPOT_CHECK)
    steps = second_person.steps(case, edition)
    if unit.review is R.PASSED or (
        command.step is Step.FIRST and unit.review is R.FIRST_PASSED and steps > 1
    ):
        return Accepted()
    ready = R.FIRST_PASSED if steps > 1 and command.step is Step.FINAL else R.WAITING
    if unit.submitted_at is None:
        return Refused("not_submitted")
    if unit.review is not ready:
        return not_there(unit.review, ready, unit.decided_name)
    refusal = step_refusal(command.step, steps, unit.first_by, by)
    refusal = refusal or rest_refusal(unit, rest=command.rest)
    if refusal is not None:
        return refusal
    if command.step is Step.FIRST:
        first = {"review": R.FIRST_PASSED, "first_by": by.account, "automatic": False}
        return Accepted({**first, **decided(by, now)})
    return Accepted(
        {"review": R.PASSED, "automatic": False, **decided(by, now)},
        (Effect.OPEN_PAYMENT, Effect.NOTIFY_PASSED),
    )


def return_unit(
    case: UnitCase, command: ReturnUnit, by: Actor, edition: Edition, now: datetime
) -> Outcome:
    """退回修改, also as a spot check of an automatic pass while nobody has paid."""
    refusal = _verdict_refusal(case, R.RETURNED, RETURNABLE)
    if refusal is None:
        refusal = reasons_refusal(command.reasons, "unit", edition, fixable=True)
    if refusal is not None:
        return refusal
    evidence = evidence_of(command.reasons, case.unit.findings, edition)
    said = {"at": now, "by": by.name, "reasons": command.reasons, "evidence": evidence}
    verdict = decided(by, now, command.reasons, evidence)
    verdict["before"] = unit_before(case.unit, **said)
    return _against(case, R.RETURNED, verdict, Effect.NOTIFY_RETURNED)


def reject_unit(
    case: UnitCase, command: RejectUnit, by: Actor, edition: Edition, now: datetime
) -> Outcome:
    """审核不通过. A unit with paid persons cannot be rejected."""
    refusal = _verdict_refusal(case, R.REJECTED, REJECTABLE)
    if refusal is None:
        refusal = reasons_refusal(command.reasons, "unit", edition, fixable=False)
    if refusal is not None:
        return refusal
    evidence = evidence_of(command.reasons, case.unit.findings, edition)
    verdict = decided(by, now, command.reasons, evidence)
    return _against(case, R.REJECTED, verdict, Effect.NOTIFY_REJECTED)


def reopen_unit(
    case: UnitCase, command: ReopenUnit, by: Actor, edition: Edition, now: datetime
) -> Outcome:
    """A rejection is final for the unit, not for the head; it never blocks the credit code."""
    del edition
    unit = case.unit
    if by.role not in HEADS:
        return Refused("head_needed")
    if not command.why.strip():
        return Refused("reason_missing")
    if unit.review is not R.REJECTED:
        return moved_on(unit.review, unit.decided_name)
    return Accepted({"review": R.WAITING, "first_by": None, **decided(by, now)})


def withdraw_unit(
    case: UnitCase, command: WithdrawUnit, by: Actor, edition: Edition, now: datetime
) -> Outcome:
    """撤回 by its author or the head until the next step took place (a payment)."""
    del command
    unit = case.unit
    if unit.review not in WITHDRAWABLE or unit.automatic:
        return moved_on(unit.review, unit.decided_name)
    if unit.decided_by != by.account and by.role not in HEADS:
        return Refused("not_your_verdict", {"by": unit.decided_name})
    refusal = _settled_refusal(unit)
    if refusal is not None:
        return refusal
    two_steps = second_person.steps(case, edition) > 1
    if unit.review is R.PASSED and two_steps and unit.first_by is not None:
        back: dict[str, object] = {"review": R.FIRST_PASSED, **decided(by, now)}
    else:
        back = {"review": R.WAITING, "first_by": None, **decided(by, now)}
    return Accepted(back, (Effect.CLOSE_PAYMENT,) if unit.review is R.PASSED else ())


def _verdict_refusal(
    case: UnitCase, target: UnitReview, allowed: frozenset[UnitReview]
) -> Refused | None:
    unit = case.unit
    if unit.submitted_at is None:
        return Refused("not_submitted")
    if unit.review is target:
        return None
    if unit.review not in allowed:
        return moved_on(unit.review, unit.decided_name)
    return _settled_refusal(unit) if unit.review is R.PASSED else None


def _settled_refusal(unit: Unit) -> Refused | None:
    """Who has paid, or has a free badge the organiser makes already, keeps it: the place of the
    quota would go to somebody else as well.
    """
    if unit.persons_paid:
        return Refused("persons_have_paid", {"count": str(unit.persons_paid)})
    if unit.persons_passed:
        return Refused("persons_are_passed", {"count": str(unit.persons_passed)})
    return None


def _against(
    case: UnitCase, review: UnitReview, verdict: dict[str, object], notice: Effect
) -> Accepted:
    if case.unit.review is review:
        return Accepted()
    changes: dict[str, object] = {"review": review, "first_by": None, "automatic": False}
    closing = (Effect.CLOSE_PAYMENT,) if case.unit.review is R.PASSED else ()
    return Accepted({**changes, **verdict}, (*closing, notice))


UNIT_RULES: dict[type, Any] = {
    PassUnit: pass_unit,
    ReturnUnit: return_unit,
    RejectUnit: reject_unit,
    ReopenUnit: reopen_unit,
    WithdrawUnit: withdraw_unit,
}
