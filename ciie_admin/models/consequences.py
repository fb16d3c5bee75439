"""What a release would do (提交前核对): per draft whether it can go, in sum what follows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Connection, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.cases import Case, UnitCase
from ciie_admin.domain.commands import verdict_key
from ciie_admin.domain.decide import after
from ciie_admin.domain.outcome import Accepted, Effect, Outcome, Refused
from ciie_admin.domain.payment import opened_payment
from ciie_admin.domain.persons import Person
from ciie_admin.domain.sampling import SPOT_CHECK
from ciie_admin.domain.states import Payment, UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.models import quota_effects
from ciie_admin.models.cases import cases, record_of
from ciie_admin.models.ground import Ground, ground
from ciie_admin.models.naming import named
from ciie_admin.models.pending import DECIDED, Pending, among, load_pending, outgoing
from ciie_admin.models.precious import DRAFT
from ciie_admin.models.quota_effects import QuotaEffect
from ciie_admin.models.replay import replay, tried
from ciie_admin.models.tables import PERSON, PERSON_BODY, UNIT
from ciie_admin.wire.codec import load
from ciie_admin.wire.messages import DecidedKind, SubjectKind, record_kind

State = Literal["stuck", "look", "ready"]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One draft as the release page lists it; of an account `unit_name` is its label. `why` is a
    code of [refused] with its facts, or names what should be looked at.
    """

    wish: Pending
    name: str
    unit_name: str
    state: State
    why: str = ""
    count: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)
    outcome: str = ""
    """Key of [outcome]; empty where it cannot go."""


@dataclass(slots=True)
class Consequences:
    """`by_kind` counts the drafts that can go by key of [outcome]; money in fen; `notices` are
    messages to units.
    """

    lines: list[DraftLine] = field(default_factory=list)
    by_kind: Counter[str] = field(default_factory=Counter)
    becoming_payable: int = 0
    becoming_free: int = 0
    owed_fen: int = 0
    notices: int = 0
    written_to: set[int] = field(default_factory=set)
    """Units told of what is returned or rejected: one message for all of it."""
    quotas: tuple[QuotaEffect, ...] = ()
    """What moves of free badges do, in the order they go out."""

    def count(self, state: State) -> int:
        return sum(1 for line in self.lines if line.state == state)


def consequences(db: Connection, actor: Actor) -> Consequences:
    """All drafts, checked as they stand now. Read lane."""
    in_order = select(DRAFT.c.body, DRAFT.c.problem).order_by(DRAFT.c.act, DRAFT.c.id)
    rows = db.execute(in_order).all()
    return foreseen(db, [(load_pending(body), problem) for body, problem in rows], actor)


def foreseen(
    db: Connection, wishes: Sequence[tuple[Pending, str | None]], actor: Actor
) -> Consequences:
    """What would follow of these, each with the problem it is known to have."""
    found = Consequences()
    if not wishes:
        return found
    on = ground(db, actor)
    moves = [(one, problem) for one, problem in wishes if one.kind == "quota"]
    _check_moves(db, moves, on, found)
    photos = {one.subject.id: one for one, why in wishes if one.kind == "photo" and why is None}
    for kind in DECIDED:
        mine = [(one, problem) for one, problem in wishes if one.kind == kind]
        _check(db, kind, mine, on, found, photos if kind == "person" else {})
    order = {"stuck": 0, "look": 1, "ready": 2}
    found.lines.sort(key=lambda line: order[line.state])
    return found


def _check_moves(
    db: Connection, wishes: Sequence[tuple[Pending, str | None]], on: Ground, found: Consequences
) -> None:
    names = named(db, "quota", [one.subject.id for one, _ in wishes])
    effects, problems = quota_effects.foreseen(db, [one for one, _ in wishes], on)
    found.quotas = effects
    for wish, _ in wishes:
        account = names.get(wish.subject.id)
        name, label = (account.name, account.beside) if account else ("", "")
        problem = problems.get(wish.id)
        if problem is not None:
            code, facts = problem.code, problem.facts
            found.lines.append(DraftLine(wish, name, label, "stuck", code, facts=facts))
            continue
        key = verdict_key(wish.command)
        found.by_kind[key] += 1
        found.lines.append(DraftLine(wish, name, label, "ready", outcome=key))


def _check(
    db: Connection,
    kind: DecidedKind,
    wishes: Sequence[tuple[Pending, str | None]],
    on: Ground,
    found: Consequences,
    before: Mapping[int, Pending],
) -> None:
    """`before` go out first."""
    ids, of = [one.subject.id for one, _ in wishes], record_kind(kind)
    records, released = cases(db, kind, ids, on), outgoing(db, of, ids)
    names = _names(db, of, ids)
    payable: list[int] = []
    for wish, problem in wishes:
        name, unit_name = names.get(wish.subject.id, ("", ""))
        case = records.get(wish.subject.id)
        if case is None:
            lost = problem or "no_such_record"
            found.lines.append(DraftLine(wish, name, unit_name, "stuck", lost))
            continue
        first = [before[wish.subject.id]] if wish.subject.id in before else []
        reached = replay(case, [*released.get(wish.subject.id, ()), *first], on)
        outcome = tried(reached, wish, on)
        why = problem or (outcome.code if isinstance(outcome, Refused) else "")
        if why:
            facts = outcome.facts if isinstance(outcome, Refused) else {}
            line = DraftLine(wish, name, unit_name, "stuck", why, facts=facts)
            found.lines.append(line)
            continue
        effects = outcome.effects if isinstance(outcome, Accepted) else ()
        becomes = _outcome_key(wish, outcome)
        found.by_kind[becomes] += 1
        _count_notices(record_of(case), effects, found)
        if isinstance(outcome, Accepted) and Effect.OPEN_PAYMENT in effects:
            payable += _opened(reached, outcome, on, found)
        state, why, number = _to_know(record_of(case), wish)
        line = DraftLine(wish, name, unit_name, state, why, number, outcome=becomes)
        found.lines.append(line)
    _add_payments(db, payable, on, found)


def _opened(case: Case, outcome: Accepted, on: Ground, found: Consequences) -> list[int]:
    """Units whose persons are still to be counted; a person's own pass is counted here."""
    if isinstance(case, UnitCase):
        return [case.unit.id]
    _add_payment(after(case, outcome).person, case.unit_review, on, found)
    return []


def _count_notices(record: Unit | Person, effects: Sequence[Effect], found: Consequences) -> None:
    unit = record.id if isinstance(record, Unit) else record.unit_id
    if Effect.NOTIFY_PASSED in effects:
        found.notices += 1
    if {Effect.NOTIFY_RETURNED, Effect.NOTIFY_REJECTED} & {*effects}:
        found.notices += unit not in found.written_to
        found.written_to.add(unit)


def _outcome_key(wish: Pending, outcome: Outcome) -> str:
    """The first of two steps has no consequences yet, a spot check has none: counted apart."""
    if isinstance(outcome, Accepted) and outcome.event == SPOT_CHECK:
        return f"{SPOT_CHECK}_unit"
    reached = outcome.changes.get("review") if isinstance(outcome, Accepted) else None
    return verdict_key(wish.command) + ("_first" if reached == UnitReview.FIRST_PASSED else "")


def _to_know(record: Unit | Person, wish: Pending) -> tuple[State, str, int]:
    """Consequences a clerk should look at before letting go."""
    if wish.command.kind == "advise_against":
        return "look", "advice_only", 0
    if wish.command.kind.startswith("pass") and record.findings:
        return "look", "passes_with_findings", len(record.findings)
    closes = wish.command.kind in ("return_unit", "reject_unit", "withdraw_unit")
    passed = isinstance(record, Unit) and record.review is UnitReview.PASSED
    if closes and isinstance(record, Unit) and passed and record.persons_unpaid:
        return "look", "payment_closes", record.persons_unpaid
    return "ready", "", 0


def _add_payments(db: Connection, unit_ids: Sequence[int], on: Ground, found: Consequences) -> None:
    """Persons of passing units who will be asked to pay, and how much."""
    if not unit_ids:
        return
    bodies = db.execute(
        select(PERSON_BODY.c.body)
        .join(PERSON, PERSON.c.id == PERSON_BODY.c.id)
        .where(among(PERSON.c.unit_id, unit_ids), PERSON.c.payment == Payment.NONE.value)
    ).scalars()
    for body in bodies:
        _add_payment(load(Person, body), UnitReview.PASSED, on, found)


def _add_payment(person: Person, review: UnitReview, on: Ground, found: Consequences) -> None:
    opened = opened_payment(person, review, on.edition)
    if opened is None:
        return
    if opened["payment"] is Payment.FREE:
        found.becoming_free += 1
    else:
        found.becoming_payable += 1
        found.owed_fen += opened["fee_fen"]


def _names(db: Connection, kind: SubjectKind, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    if kind == "unit":
        rows = db.execute(select(UNIT.c.id, UNIT.c.name).where(among(UNIT.c.id, ids)))
        return {number: (name, name) for number, name in rows}
    people = (
        select(PERSON.c.id, PERSON.c.name, UNIT.c.name)
        .outerjoin(UNIT, UNIT.c.id == PERSON.c.unit_id)
        .where(among(PERSON.c.id, ids))
    )
    return {number: (name, unit or "") for number, name, unit in db.execute(people)}
