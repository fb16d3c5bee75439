"""The overlay: what the screen shows for a record with drafts or operations under way.

It is always computed anew as "the server's record plus what is still pending", by the same
decide() the server asks; it is never patched.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from ciie_admin.domain.cases import Case
from ciie_admin.domain.commands import is_drafted
from ciie_admin.domain.decide import after, decide
from ciie_admin.domain.lanes import person_lane, unit_lane
from ciie_admin.domain.outcome import Accepted, Outcome, Refused
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_word import verdict_of
from ciie_admin.domain.sampling import spot
from ciie_admin.domain.units import Unit
from ciie_admin.models import held, quota_persons
from ciie_admin.models.cases import cases, record_of, regarded
from ciie_admin.models.ground import Ground
from ciie_admin.models.pending import Pending, about, among, drafts, outgoing
from ciie_admin.models.precious import DRAFT
from ciie_admin.models.setwise import write_all
from ciie_admin.models.tables import NARROW, PERSON
from ciie_admin.wire.messages import DecidedKind, SubjectKind, record_kind


def replay(case: Case, wishes: Iterable[Pending], on: Ground) -> Case:
    """The case once these released wishes are true; one that no longer applies is passed over."""
    for one in wishes:
        outcome = tried(case, one, on)
        if isinstance(outcome, Accepted) and outcome.changes:
            case = after(case, outcome)
    return case


def tried(case: Case, wish: Pending, on: Ground) -> Outcome:
    """What becomes of a wish on the record, or on its photo."""
    return decide(regarded(case, wish.kind), wish.command, on.actor, on.edition, on.now)


def overlay_row(case: Case, kind: DecidedKind, stage: str | None) -> dict[str, Any]:
    """Pending columns of what was decided on, for a record whose pending wishes lead to `case`;
    None clears them.
    """
    if kind == "photo":
        return _photo_row(case, stage)
    record = record_of(case)
    lane = unit_lane(record) if isinstance(record, Unit) else person_lane(record)
    shown = stage is not None
    row = {
        "row_id": record.id,
        "new_review": record.review.value if shown else None,
        "new_lane": lane.value if shown else None,
        "new_stage": stage,
    }
    if isinstance(record, Unit):
        row["new_spot"] = spot(record).value if shown else None
    return row


def _photo_row(case: Case, stage: str | None) -> dict[str, Any]:
    record = record_of(case)
    word = record.photo_word if isinstance(record, Person) else None
    said = verdict_of(word) if stage is not None else None
    return {"row_id": record.id, "new_photo": said, "new_stage": stage}


def write_overlays(db: Connection, kind: DecidedKind, rows: Sequence[dict[str, Any]]) -> None:
    table = NARROW[record_kind(kind)]
    values: dict[str, Any] = {column: bindparam(f"new_{name}") for name, column in OVERLAY[kind]}
    statement = update(table).where(table.c.id == bindparam("row_id")).values(values)
    write_all(db, statement, rows)


_STATES = (("review", "pending_review"), ("lane", "pending_lane"), ("stage", "pending_stage"))
OVERLAY: Mapping[DecidedKind, tuple[tuple[str, str], ...]] = {
    "unit": (*_STATES, ("spot", "pending_spot")),
    "person": _STATES,
    "photo": (("photo", "pending_photo"), ("stage", "photo_stage")),
}
"""Which columns follow from wishes, and under which name of a row."""


def refresh(db: Connection, kind: SubjectKind, ids: Sequence[int], on: Ground) -> list[int]:
    """Recompute the overlays of these records; drafts that no longer apply are marked, and what
    was put aside is no more once the server says something else of it.

    Returns whom it was done for: persons with drafts who wait for free places are looked at
    together.
    """
    if not ids:
        return []
    if kind == "person":
        ids = quota_persons.together(db, ids)
    found, released = cases(db, kind, ids, on), outgoing(db, kind, ids)
    reached = {n: replay(case, released.get(n, ()), on) for n, case in found.items()}
    for one in about(kind):  # a draft on a photo first: the person's may rest on it
        reached = _show(db, one, found, reached, released, on)
    return [*found]


def _show(
    db: Connection,
    kind: DecidedKind,
    found: Mapping[int, Case],
    reached: Mapping[int, Case],
    released: Mapping[int, Sequence[Pending]],
    on: Ground,
) -> dict[int, Case]:
    """Overlays and problems of one kind; returns the cases with its drafts as well."""
    drafted, aside = drafts(db, kind, list(found)), _aside(db, kind, found)
    after_drafts, rows, problems = dict(reached), [], []
    for number, case in found.items():
        sent = (one for one in released.get(number, ()) if one.kind == kind)
        stage = "pending" if any(is_drafted(one.command) for one in sent) else None
        draft = drafted.get(number)
        if draft is not None:
            outcome = tried(reached[number], draft, on)
            problems.append({"row_id": str(draft.id), "said": _problem(case, draft, outcome)})
            if isinstance(outcome, Accepted):
                after_drafts[number], stage = after(reached[number], outcome), "draft"
        row = overlay_row(after_drafts[number], kind, stage)
        if stage is None and number in aside:
            row["new_stage"] = held.STAGE
        rows.append(row)
    write_overlays(db, kind, _changing(db, rows) if kind == "photo" else rows)
    if problems:
        marked = update(DRAFT).where(DRAFT.c.id == bindparam("row_id"))
        write_all(db, marked.values(problem=bindparam("said")), problems)
    return after_drafts


def _aside(db: Connection, kind: DecidedKind, found: Mapping[int, Case]) -> set[int]:
    """Those put aside of which the server still says what it said then; the others are no more."""
    then = held.reviews(db, kind, found)
    over = [n for n, said in then.items() if held.said_of(record_of(found[n]), kind) != said]
    held.forget(db, kind, over)
    return {*then} - {*over}


def _changing(db: Connection, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Few persons have a verdict on their photo under way: the others need not be written."""
    mine = among(PERSON.c.id, [row["row_id"] for row in rows])
    shown = select(PERSON.c.id).where(mine, PERSON.c.photo_stage.is_not(None))
    had = set(db.execute(shown).scalars())
    return [row for row in rows if row["new_stage"] is not None or row["row_id"] in had]


def clear_lost(db: Connection, kind: SubjectKind, ids: Sequence[int]) -> None:
    """Drafts on records that left our sight stay, marked, and are left out of release."""
    mine = DRAFT.c.subject_kind.in_(about(kind)), among(DRAFT.c.subject_id, ids)
    db.execute(update(DRAFT).where(*mine).values(problem="no_such_record"))


def _problem(case: Case, draft: Pending, outcome: Accepted | Refused) -> str | None:
    """Why a draft cannot be released as it stands: a refusal's code, or what was judged moved."""
    if isinstance(outcome, Refused):
        return outcome.code
    if not outcome.changes:
        return "already_so"
    judged = draft.kind != "photo"  # which names the picture it means
    return "judged_changed" if judged and record_of(case).seen != draft.seen else None
