"""What rules for units and for persons have in common: steps, reasons, who decided."""

from collections.abc import Mapping
from datetime import datetime

from ciie_admin.domain.actors import Actor, is_mission_level
from ciie_admin.domain.edition import Edition, reason
from ciie_admin.domain.evidence import Evidence, evidence_of
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.persons import Person
from ciie_admin.domain.resubmission import resubmitted
from ciie_admin.domain.states import Badge, Check, Step
from ciie_admin.domain.units import Unit

MAX_REASONS = 12
OPEN_CHECKS = frozenset({Check.NONE, Check.WAITING})


def decided(
    by: Actor,
    now: datetime,
    reasons: tuple[str, ...] = (),
    evidence: tuple[Evidence, ...] = (),
) -> dict[str, object]:
    """The fields every verdict writes."""
    return {
        "decided_by": by.account,
        "decided_name": by.name,
        "decided_at": now,
        "reasons": reasons,
        "evidence": evidence,
    }


def step_refusal(step: Step, steps: int, first_by: int | None, by: Actor) -> Refused | None:
    """Two people for two steps, and the last one at the mission (analogous to the NHC mission)."""
    if step is Step.FIRST:
        return Refused("one_step_only") if steps < 2 else None
    if steps < 2:
        return None
    if not is_mission_level(by):
        return Refused("final_step_at_mission")
    return Refused("second_person_needed") if first_by == by.account else None


def reasons_refusal(
    reasons: tuple[str, ...], subject: str, edition: Edition, *, fixable: bool | None
) -> Refused | None:
    """At least one known reason for this kind of record; `fixable` None takes either."""
    if not reasons:
        return Refused("reason_missing")
    if len(reasons) > MAX_REASONS:
        return Refused("too_many_reasons", {"limit": str(MAX_REASONS)})
    for code in reasons:
        known = reason(edition, code)
        if known is None or known.subject != subject:
            return Refused("reason_unknown", {"reason": code[:40]})
        if fixable is not None and known.fixable is not fixable:
            return Refused("reason_not_fixable" if fixable else "reason_is_fixable")
    return None


def evidence_on(
    reasons: tuple[str, ...], record: Unit | Person, edition: Edition
) -> tuple[Evidence, ...]:
    """As the record's findings stand; what a photo was found unfit for also as it stood then."""
    found = evidence_of(reasons, record.findings, edition)
    word, known = getattr(record, "photo_word", None), {one.reason for one in found}
    then: tuple[Evidence, ...] = word.evidence if word is not None else ()
    return (*found, *(one for one in then if one.reason in reasons and one.reason not in known))


def rest_refusal(record: Unit | Person, *, rest: bool) -> Refused | None:
    """Only what was submitted again has a rest that was confirmed before."""
    return Refused("nothing_resubmitted") if rest and not resubmitted(record) else None


def closed(person: Person) -> Refused | None:
    """Why nothing about the person is decided here, not yet or not any more."""
    if person.submitted_at is None:
        return Refused("not_submitted")
    if person.check is Check.CANCELLED:
        return Refused("person_cancelled")
    if person.check not in OPEN_CHECKS or person.badge is not Badge.NONE:
        return Refused("organiser_has_judged")
    return None


def moved_on(state: str, decided_name: str) -> Refused:
    """The record is no longer where this command applies."""
    facts: Mapping[str, str] = {"state": state, "by": decided_name}
    return Refused("state_moved", facts)


def not_there(review: str, ready: str, decided_name: str) -> Refused:
    """A step that cannot be taken yet, or not any more. Both programs may learn late that two
    people are wanted: then nobody has moved anything.
    """
    if review == "waiting" and ready == "first_passed":
        return Refused("first_step_first")
    return moved_on(review, decided_name)
