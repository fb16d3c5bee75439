"""办理前核对: on which of many records a verdict is possible, and why not on the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.outcome import Refused
from ciie_admin.models import opening
from ciie_admin.models.ground import ground
from ciie_admin.models.judging import Choose, Impossible, judged
from ciie_admin.models.naming import Named, named
from ciie_admin.wire.messages import DecidedKind, record_kind

CHUNK = 500
"""Records read at a time, so that not all of them are in memory."""
UNASKED = 50
"""Records that are decided without a question if all of them can be: a draft costs nothing to
take back, but so many are no longer taken in at a glance.
"""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason and the records it concerns, in the order they were given."""

    code: str
    facts: Mapping[str, str]
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Feasible:
    """`able` in the order given; obstacles by how many records they concern. Nothing is kept."""

    kind: DecidedKind
    able: tuple[int, ...]
    obstacles: tuple[Obstacle, ...]
    names: Mapping[int, Named]
    """Of those that cannot be decided so, as far as they are in sight."""

    @property
    def unable(self) -> int:
        return sum(len(one.ids) for one in self.obstacles)

    @property
    def goes_without_asking(self) -> bool:
        return not self.obstacles and len(self.able) <= UNASKED


def feasible(
    db: Connection, kind: DecidedKind, ids: Sequence[int], choose: Choose, actor: Actor
) -> Feasible:
    """What record() would make of these; read lane. Raises LookupError before the first page."""
    able: list[int] = []
    whys: dict[tuple[str, tuple[tuple[str, str], ...]], list[int]] = {}
    for number, why in _verdicts(db, kind, list(dict.fromkeys(ids)), choose, actor):
        if why is None:
            able.append(number)
        else:
            whys.setdefault((why.code, tuple(sorted(why.facts.items()))), []).append(number)
    found = [Obstacle(code, dict(facts), tuple(rows)) for (code, facts), rows in whys.items()]
    found.sort(key=lambda one: -len(one.ids))
    unable = [number for one in found for number in one.ids]
    return Feasible(kind, tuple(able), tuple(found), named(db, record_kind(kind), unable))


def _verdicts(
    db: Connection, kind: DecidedKind, ids: Sequence[int], choose: Choose, actor: Actor
) -> Iterator[tuple[int, Refused | None]]:
    if not opening.is_whole(db):
        yield from ((number, Refused("not_whole_yet")) for number in ids)
        return
    on = ground(db, actor)
    for start in range(0, len(ids), CHUNK):
        for one in judged(db, kind, ids[start : start + CHUNK], choose, on):
            yield one.id, one.why if isinstance(one, Impossible) else None
