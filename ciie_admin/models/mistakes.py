"""常见问题: how many records each reason was given to, and in which sub-missions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, func, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.places import Place, subtree
from ciie_admin.models.queries import Query, conditions
from ciie_admin.models.tables import NARROW, REASON


@dataclass(frozen=True, slots=True)
class Mistake:
    """`count` is of records, each once; `places` counts them by where they are reviewed and where
    they count.
    """

    code: str
    count: int
    places: Mapping[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Most frequent first. `given` records were given a reason at all, of `records` in the list."""

    rows: tuple[Mistake, ...] = ()
    given: int = 0
    records: int = 0


def mistakes(db: Connection, query: Query) -> Mistakes:
    """Over the records of this list, whatever became of them since; its own reasons play no part.

    Each count is that of the list the query makes with this reason: listed() says which.
    """
    table, wide = NARROW[query.kind], replace(query, reason=())
    within = conditions(wide)
    if query.lane is not None:
        within.append(table.c.shown_lane == query.lane.value)
    given = select(REASON.c.id).where(REASON.c.kind == query.kind)
    pair = table.c.review_place, table.c.count_place
    named = (
        select(REASON.c.code, *pair, func.count())
        .join(table, table.c.id == REASON.c.id)
        .where(REASON.c.kind == query.kind, *within)
        .group_by(REASON.c.code, *pair)
    )
    found: dict[str, dict[tuple[int, int], int]] = {}
    for code, review, counting, number in db.execute(named):
        found.setdefault(code, {})[review, counting] = number
    rows = [Mistake(code, sum(places.values()), places) for code, places in found.items()]
    whole = select(func.count()).select_from(table).where(*within)
    return Mistakes(
        tuple(sorted(rows, key=lambda one: (-one.count, one.code))),
        int(db.execute(whole.where(table.c.id.in_(given))).scalar_one()),
        int(db.execute(whole).scalar_one()),
    )


def listed(query: Query, code: str, places: tuple[int, ...] = ()) -> Query:
    """The list behind a count: all lanes, as a reason counts whatever became of the record."""
    return replace(query, reason=(code,), places=places or query.places)


def branches(places: Mapping[int, Place], actor: Actor) -> tuple[Place, ...]:
    """One's own place, then each right below it: what counts are told apart by."""
    own = actor.path[-1]
    below = [one for one in places.values() if one.path[:-1] == actor.path]
    ordered = sorted(below, key=lambda one: one.order)
    return (*([places[own]] if own in places else ()), *ordered)


def by_branch(
    one: Mistake, parts: Sequence[Place], places: Mapping[int, Place]
) -> Mapping[int, int]:
    """Records by branch, as the list of its places finds them: one that is reviewed in one branch
    and counts in another is in both.
    """
    counts = {}
    for part in parts:
        here = frozenset(inside(part.id, parts, places))
        counts[part.id] = sum(n for pair, n in one.places.items() if here.intersection(pair))
    return counts


def inside(branch: int, parts: Sequence[Place], places: Mapping[int, Place]) -> tuple[int, ...]:
    """Places a branch stands for: with all below it, but one's own alone."""
    return (branch,) if branch == parts[0].id else subtree(places.values(), branch)
