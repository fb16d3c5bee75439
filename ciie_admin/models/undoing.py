"""What Ctrl+Z would take back, for the button that says so."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, select

from ciie_admin.domain.commands import AT_ONCE, verdict_key
from ciie_admin.models import held
from ciie_admin.models.naming import named
from ciie_admin.models.pending import load_pending
from ciie_admin.models.precious import DRAFT, HELD, OUTBOX
from ciie_admin.wire.kinds import OfKind
from ciie_admin.wire.messages import record_kind

KIND = func.json_extract(OUTBOX.c.body, "$.command.kind")


@dataclass(frozen=True, slots=True)
class Undoable:
    """The latest act that is still only ours; `name` is its one record's, if it has just one."""

    what: Literal["draft", "release", "hold"]
    kind: str
    """What the vocabulary calls its first wish; empty for what was put aside."""
    count: int
    name: str


def latest_acts(db: Connection) -> tuple[int, int]:
    """The latest click that drafted, and the latest release of which something has not left.

    What is never drafted went out with its click and is passed over. 0 where there is none.
    """
    drafted = db.execute(select(func.max(DRAFT.c.act))).scalar() or 0
    unsent = select(OUTBOX.c.act).where(OUTBOX.c.n.is_(None), KIND.not_in(AT_ONCE))
    released = db.execute(unsent.order_by(OUTBOX.c.place.desc()).limit(1)).scalar() or 0
    return drafted, released


def undoable(db: Connection) -> Undoable | None:
    draft, released = latest_acts(db)
    if (aside := held.latest_act(db)) > max(draft, released):
        return _put_aside(db, aside)
    if draft == released == 0:
        return None
    table, act = (DRAFT, draft) if draft > released else (OUTBOX, released)
    mine = table.c.act == act
    if table is OUTBOX:
        mine &= OUTBOX.c.n.is_(None) & KIND.not_in(AT_ONCE)
    count = db.execute(select(func.count()).select_from(table).where(mine)).scalar_one()
    body = db.execute(select(table.c.body).where(mine).limit(1)).scalar_one()
    wish = load_pending(body)
    name = _name(db, wish.of, wish.subject.id) if count == 1 else ""
    return Undoable(
        "draft" if table is DRAFT else "release", verdict_key(wish.command), count, name
    )


def _put_aside(db: Connection, act: int) -> Undoable:
    rows = db.execute(select(HELD.c.subject_kind, HELD.c.subject_id).where(HELD.c.act == act)).all()
    name = _name(db, record_kind(rows[0][0]), rows[0][1]) if len(rows) == 1 else ""
    return Undoable("hold", "", len(rows), name)


def _name(db: Connection, kind: OfKind, number: int) -> str:
    found = named(db, kind, [number]).get(number)
    return found.name if found else ""
