"""The places of one page of operations: what an office shares, decided on beside its records."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select, update

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import RequireSecond, ShareQuery, UnshareQuery
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.places import Place
from ciie_admin.domain.second_person import require
from ciie_admin.domain.share_rules import decide_place
from ciie_admin.server import colleagues, records
from ciie_admin.server.feed import Moved
from ciie_admin.server.records import PLACES
from ciie_admin.wire.messages import Operation, Verdict, VerdictAccepted, VerdictRefused


@dataclass(slots=True)
class PlaceDocket:
    """Locked places as they stand after the operations judged so far."""

    places: dict[int, Place]
    changed: set[int] = field(default_factory=set)

    def judge(self, one: Operation, by: Actor, edition: Edition) -> Verdict:
        """Nothing is judged that could have changed meanwhile: there are no conflicts."""
        place, command = self.places.get(one.subject.id), one.command
        if place is None:
            return VerdictRefused(id=one.id, code="no_such_record")
        if isinstance(command, RequireSecond):
            after = require(place, command, by, edition)
        elif isinstance(command, ShareQuery | UnshareQuery):
            after = decide_place(place, command, by, edition)
        else:
            return VerdictRefused(id=one.id, code="not_for_this_kind")
        if isinstance(after, Refused):
            return VerdictRefused(id=one.id, code=after.code, facts=after.facts)
        if after != place:
            after = replace(after, version=place.version + 1)
            self.places[place.id] = after
            self.changed.add(place.id)
        return VerdictAccepted(id=one.id, seq=0, version=after.version)

    def write(self, db: Connection) -> set[Moved]:
        """What changed, and where it has to be announced."""
        for number in sorted(self.changed):
            place = self.places[number]
            row = {
                "version": place.version,
                "queries": records.as_json_list(place.queries),
                "second_person": list(place.second_person),
            }
            db.execute(update(PLACES).where(PLACES.c.id == number).values(row))
        return {colleagues.moved(self.places[number]) for number in self.changed}


def open_places(db: Connection, operations: Sequence[Operation]) -> PlaceDocket:
    """Locked after units and persons, sorted by id; whoever only refers to a place goes on."""
    wanted = sorted({one.subject.id for one in operations if one.subject.kind == "place"})
    if not wanted:
        return PlaceDocket({})
    mine = select(PLACES.c.id).where(records.among(PLACES.c.id, wanted)).order_by(PLACES.c.id)
    db.execute(mine.with_for_update(key_share=True))
    return PlaceDocket(records.places(db, wanted))
