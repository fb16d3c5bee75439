"""Whom cases can be given to, and what each of them has to do already."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.places import Colleague, reviewers
from ciie_admin.models import reading
from ciie_admin.models.pending import among
from ciie_admin.models.queries import ME, Query
from ciie_admin.models.tables import NARROW
from ciie_admin.wire.messages import SubjectKind

TO_DO = (Lane.TO_REVIEW.value, Lane.FIRST_PASSED.value)


@dataclass(frozen=True, slots=True)
class Assignable:
    """`place` is where the colleague works, `waiting` what stands with them, `able` how many of
    the records asked about they may decide on.
    """

    colleague: Colleague
    place: int
    waiting: int
    able: int


def assignable(db: Connection, kind: SubjectKind, ids: Sequence[int]) -> tuple[Assignable, ...]:
    """From the place that reviews upwards; who may decide on most of them first."""
    table, places = NARROW[kind], reading.places(db)
    asked = select(table.c.review_place, func.count()).where(among(table.c.id, ids))
    waiting = _waiting(db, kind)
    able: dict[Colleague, int] = {}
    for place, number in db.execute(asked.group_by(table.c.review_place)):
        path = places[place].path if place in places else ()
        for one in reviewers(places, path):
            able[one] = able.get(one, 0) + int(number)
    at = {one: place.id for place in places.values() for one in place.people}
    found = [
        Assignable(one, at[one], waiting.get(one.id, 0), number) for one, number in able.items()
    ]
    return tuple(sorted(found, key=lambda one: -one.able))


def mine(kind: SubjectKind) -> Query:
    """分给我的: what a head gave to whoever looks, and waits."""
    return Query(kind=kind, lane=Lane.TO_REVIEW, assigned=(ME,))


def _waiting(db: Connection, kind: SubjectKind) -> dict[int, int]:
    table = NARROW[kind]
    to_do = table.c.assigned_to.is_not(None), table.c.shown_lane.in_(TO_DO)
    rows = db.execute(
        select(table.c.assigned_to, func.count()).where(*to_do).group_by(table.c.assigned_to)
    )
    return {int(account): int(number) for account, number in rows}
