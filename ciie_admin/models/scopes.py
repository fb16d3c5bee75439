"""Which drafts are meant: all, those of one act, or those on the records of one list."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Connection, select

from ciie_admin.models import reading
from ciie_admin.models.pending import Pending, load_pending
from ciie_admin.models.precious import DRAFT
from ciie_admin.models.queries import Query, narrowed
from ciie_admin.models.quota_order import moves_first

DRAFTS = select(DRAFT.c.body, DRAFT.c.problem).order_by(
    DRAFT.c.subject_kind != "photo", DRAFT.c.act, DRAFT.c.id
)
Wish = tuple[Pending, str | None]
"""A draft, and why it no longer applies."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Drafts of one batch, on the records of one list, or (neither) all of them; with those on the
    photos of their persons.
    """

    batch: UUID | None = None
    query: Query | None = None


EVERY = Scope()


def of_list(query: Query) -> Scope:
    """The drafts a list stands for: its filter without its lane, which a draft has left."""
    wide = replace(query, lane=None)
    return Scope(query=wide) if narrowed(wide) else EVERY


def wishes(db: Connection, scope: Scope = EVERY) -> list[Wish]:
    """In the order in which they go out: moves of free badges first, so that persons are passed on
    the places they bring; then as they were drafted, photos before: a person is passed on a fit
    one, so that what was drafted on the photos of a batch's persons goes with it.
    """
    found = [(load_pending(body), problem) for body, problem in db.execute(DRAFTS)]
    found = moves_first(db, found)
    if scope.batch is not None:
        mine = {one.subject.id for one, _ in found if _rests(one, scope.batch)}
        found = [
            (one, problem)
            for one, problem in found
            if one.batch == scope.batch or (one.kind == "photo" and one.subject.id in mine)
        ]
    if scope.query is not None:
        kind, listed = scope.query.kind, set(reading.ids(db, scope.query))
        found = [pair for pair in found if _is_among(pair[0], kind, listed)]
    return found


def _rests(wish: Pending, batch: UUID) -> bool:
    """Whether it is one of the batch, and what was drafted on a photo goes before it."""
    return wish.batch == batch and wish.kind == "person"


def _is_among(wish: Pending, kind: str, records: set[int]) -> bool:
    return wish.of == kind and wish.subject.id in records
