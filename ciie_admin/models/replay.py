"""The overlay: what the screen shows for a record with drafts or operations under way.

It is always computed anew as "the server's record plus what is still pending", by the same
decide() the server asks; it is never patched.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, update

from ciie_admin.domain.cases import Case
from ciie_admin.domain.commands import is_drafted
from ciie_admin.domain.decide import after, decide
from ciie_admin.domain.lanes import person_lane, unit_lane
from ciie_admin.domain.outcome import Accepted, Refused
from ciie_admin.domain.sampling import spot
from ciie_admin.domain.units import Unit
from ciie_admin.models import held
from ciie_admin.models.cases import Ground, cases, record_of
from ciie_admin.models.pending import Pending, among, drafts, outgoing
from ciie_admin.models.precious import DRAFT
from ciie_admin.models.setwise import write_all
from ciie_admin.models.tables import NARROW
from ciie_admin.wire.messages import SubjectKind


def replay(case: Case, wishes: Iterable[Pending], on: Ground) -> Case:
    """The case once these released wishes are true; one that no longer applies is passed over."""
    for one in wishes:
        outcome = decide(case, one.command, on.actor, on.edition, on.now)
        if isinstance(outcome, Accepted) and outcome.changes:
            case = after(case, outcome)
    return case


def overlay_row(case: Case, stage: str | None) -> dict[str, Any]:
    """Pending columns for a record whose pending wishes lead to `case`; None clears them."""
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


def write_overlays(db: Connection, kind: SubjectKind, rows: Sequence[dict[str, Any]]) -> None:
    table = NARROW[kind]
    names = ("review", "lane", "stage", *(("spot",) if kind == "unit" else ()))
    values: dict[str, Any] = {f"pending_{name}": bindparam(f"new_{name}") for name in names}
    statement = update(table).where(table.c.id == bindparam("row_id")).values(values)
    write_all(db, statement, rows)


def refresh(db: Connection, kind: SubjectKind, ids: Sequence[int], on: Ground) -> None:
    """Recompute the overlays of these records; drafts that no longer apply are marked, and what
    was put aside is no more once the server says something else of it.
    """
    if not ids:
        return
    found = cases(db, kind, ids, on)
    released, drafted = outgoing(db, kind, ids), drafts(db, kind, ids)
    aside = held.reviews(db, kind, found)
    over = [n for n, review in aside.items() if record_of(found[n]).review.value != review]
    held.forget(db, kind, over)
    rows, problems = [], []
    for number, case in found.items():
        sent = released.get(number, [])
        reached = replay(case, sent, on)
        stage = "pending" if any(is_drafted(one.command) for one in sent) else None
        draft = drafted.get(number)
        if draft is not None:
            outcome = decide(reached, draft.command, on.actor, on.edition, on.now)
            problems.append({"row_id": str(draft.id), "said": _problem(case, draft, outcome)})
            if isinstance(outcome, Accepted):
                reached, stage = after(reached, outcome), "draft"
        row = overlay_row(reached, stage)
        if stage is None and number in aside and number not in over:
            row["new_stage"] = held.STAGE
        rows.append(row)
    write_overlays(db, kind, rows)
    if problems:
        marked = update(DRAFT).where(DRAFT.c.id == bindparam("row_id"))
        write_all(db, marked.values(problem=bindparam("said")), problems)


def clear_lost(db: Connection, kind: SubjectKind, ids: Sequence[int]) -> None:
    """Drafts on records that left our sight stay, marked, and are left out of release."""
    lost = update(DRAFT).where(DRAFT.c.subject_kind == kind, among(DRAFT.c.subject_id, ids))
    db.execute(lost.values(problem="no_such_record"))


def _problem(case: Case, draft: Pending, outcome: Accepted | Refused) -> str | None:
    """Why a draft cannot be released as it stands: a refusal's code, or what was judged moved."""
    if isinstance(outcome, Refused):
        return outcome.code
    if not outcome.changes:
        return "already_so"
    return "judged_changed" if record_of(case).seen != draft.seen else None
