"""Which drafts are meant: all, those of one act, or those on the records of one list."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Connection, select

from ciie_admin.models import reading
from ciie_admin.models.pending import Pending, load_pending
from ciie_admin.models.precious import DRAFT
from ciie_admin.models.queries import Query, narrowed

DRAFTS = select(DRAFT.c.body, DRAFT.c.problem).order_by(
    DRAFT.c.subject_kind != "photo", DRAFT.c.act, DRAFT.c.id
)
Wish = tuple[Pending, str | None]
"""A draft, and why it no longer applies."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Drafts of one batch, on the records of one list, or (neither) all of them."""

    batch: UUID | None = None
    query: Query | None = None


EVERY = Scope()


def of_list(query: Query) -> Scope:
    """The drafts a list stands for: its filter without its lane, which a draft has left."""
    wide = replace(query, lane=None)
    return Scope(query=wide) if narrowed(wide) else EVERY


def wishes(db: Connection, scope: Scope = EVERY) -> list[Wish]:
    """In the order in which they were drafted, photos first: a person is passed on a fit one."""
    found = [(load_pending(body), problem) for body, problem in db.execute(DRAFTS)]
    if scope.batch is not None:
        found = [pair for pair in found if pair[0].batch == scope.batch]
    if scope.query is not None:
        kind, mine = scope.query.kind, set(reading.ids(db, scope.query))
        found = [pair for pair in found if _is_among(pair[0], kind, mine)]
    return found


def _is_among(wish: Pending, kind: str, records: set[int]) -> bool:
    return wish.of == kind and wish.subject.id in records
