"""The numbers every screen shows: what waits to be reviewed, drafted, confirmed, dealt with."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, case, func, select

from ciie_admin.domain.commands import PHOTO_FIT, PHOTO_UNFIT
from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.sampling import USUAL_SHARE
from ciie_admin.models import opening, spot_checks, trays
from ciie_admin.models.pending import KINDS, count
from ciie_admin.models.precious import DRAFT, OUTBOX
from ciie_admin.models.queries import SELF
from ciie_admin.models.tables import NARROW, PERSON, UNIT
from ciie_admin.models.undoing import Undoable, undoable
from ciie_admin.wire.messages import SubjectKind

TO_DO = (Lane.TO_REVIEW.value, Lane.FIRST_PASSED.value)
PHOTO_TO_DO = ("open", "clean")
"""Lists of the photo bench that still have to be judged or confirmed."""
KIND = func.json_extract(DRAFT.c.body, "$.command.kind")
FIT = func.json_extract(DRAFT.c.body, "$.command.fit")
KEY = case((FIT == 1, PHOTO_FIT), (FIT == 0, PHOTO_UNFIT), else_=KIND)
"""As domain.commands.verdict_key."""
DECISIONS = OUTBOX.c.subject_kind.in_(KINDS)


@dataclass(frozen=True, slots=True)
class ToDo:
    """What waits in whole lists: counting it takes the longer the more records there are."""

    units: int
    persons: int
    units_mine: int
    """Given by a head to whoever looks, and waiting."""
    persons_mine: int
    photos: int
    """Photos nobody has judged that somebody has to look at: the list the bench opens with."""
    spots: int
    """Automatic passes of the chosen share that nobody has looked at."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one moment. `drafts` by what the vocabulary calls them; `stuck` cannot go."""

    to_do: ToDo
    drafts: dict[str, int]
    stuck: int
    pending: int
    unsent: int
    tray: int
    whole: bool
    remaining: int
    server_time: datetime | None
    undo: Undoable | None = None
    spot_share: int = USUAL_SHARE

    @property
    def drafted(self) -> int:
        return sum(self.drafts.values())


def to_do(db: Connection) -> ToDo:
    """A handful of indexed counts; a few milliseconds at 100,000 records."""
    return ToDo(
        units=_to_do(db, "unit"),
        persons=_to_do(db, "person"),
        units_mine=_to_do(db, "unit", UNIT.c.assigned_to == SELF),
        persons_mine=_to_do(db, "person", PERSON.c.assigned_to == SELF),
        photos=count(db, PERSON, PERSON.c.photo_lane == "open"),
        spots=spot_checks.waiting(db, spot_checks.share(db)),
    )


def tally(db: Connection, known_to_do: ToDo | None = None) -> Tally:
    """With `known_to_do` only what is one's own is counted: as quick as drafts are few."""
    known = opening.progress(db)
    kinds = db.execute(select(KEY, func.count()).group_by(KEY))
    time = known.get("time")
    return Tally(
        to_do=known_to_do or to_do(db),
        drafts={str(kind): int(number) for kind, number in kinds},
        stuck=count(db, DRAFT, DRAFT.c.problem.is_not(None)),
        pending=count(db, OUTBOX, DECISIONS),
        unsent=count(db, OUTBOX, DECISIONS, OUTBOX.c.n.is_(None)),
        tray=trays.open_count(db),
        whole=known.get("whole") == "1",
        remaining=int(known.get("remaining", "0")),
        server_time=datetime.fromisoformat(time) if time else None,
        undo=undoable(db),
        spot_share=spot_checks.share(db),
    )


def _to_do(db: Connection, kind: SubjectKind, *narrowed: ColumnElement[bool]) -> int:
    table = NARROW[kind]
    return count(db, table, table.c.shown_lane.in_(TO_DO), *narrowed)
