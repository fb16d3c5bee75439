"""What every decision of one transaction reads beside its records."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.places import Colleague
from ciie_admin.models import opening
from ciie_admin.models.tables import EDITION, PLACE
from ciie_admin.wire.codec import adapter, load


@dataclass(frozen=True, slots=True)
class Ground:
    """Who, by which rules, when."""

    actor: Actor
    edition: Edition
    now: datetime
    paths: dict[int, tuple[int, ...]]
    people: dict[int, tuple[Colleague, ...]]
    second: dict[int, tuple[str, ...]]

    def reviewing(
        self, place: int
    ) -> tuple[tuple[int, ...], tuple[Colleague, ...], frozenset[str]]:
        """The place's path, who may decide there, and what takes two people."""
        path = self.paths.get(place, ())
        people = tuple(one for number in path for one in self.people.get(number, ()))
        return path, people, frozenset(one for n in path for one in self.second.get(n, ()))


def ground(db: Connection, actor: Actor) -> Ground:
    """Raises LookupError before the first page has brought the edition."""
    body = db.execute(select(EDITION.c.body)).scalar_one()
    rows = db.execute(select(PLACE.c.id, PLACE.c.body))
    places = {number: json.loads(said) for number, said in rows}
    paths = {number: tuple(place["path"]) for number, place in places.items()}
    read = adapter(tuple[Colleague, ...]).validate_python
    people = {n: read(place["people"]) for n, place in places.items() if place.get("people")}
    second = {n: tuple(place.get("second_person", ())) for n, place in places.items()}
    return Ground(actor, load(Edition, body), opening.server_time(db), paths, people, second)
