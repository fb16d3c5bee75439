"""Who may see what: grants are computed from the account at every request."""

import hashlib
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Table, any_, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.places import Place
from ciie_admin.server.tables import PlaceRow

PLACES: Table = PlaceRow.__table__  # type: ignore[assignment]
PROJECTION = "masked-1"
"""Part of the stamp: a client that saw other columns starts its mirror anew."""


@dataclass(frozen=True, slots=True)
class Sight:
    """`places`: every node at or below the actor's own. `above`: its ancestors."""

    places: tuple[int, ...]
    above: tuple[int, ...]
    stamp: str

    def shown(self, place: Place) -> Place:
        """As the caller may read it: who works at other missions is nobody else's concern."""
        near = place.id in self.places or place.id in self.above
        return place if near else replace(place, people=(), queries=())


def sight(db: Connection, actor: Actor) -> Sight:
    """What the actor sees now; the stamp differs whenever that differs."""
    own = actor.path[-1]
    below = any_(PLACES.c.path) == own
    ids = tuple(db.execute(select(PLACES.c.id).where(below).order_by(PLACES.c.id)).scalars())
    said = f"{PROJECTION}|{actor.role}|{actor.path}|{ids}"
    stamp = hashlib.sha256(said.encode()).hexdigest()[:16]
    return Sight(ids, actor.path[:-1], stamp)
