"""Filling: who decides about which place of a made-up fair, and with which device."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, select

from ciie_admin.domain.actors import REVIEWERS, Actor, Role, covers, is_mission_level
from ciie_admin.errors import Mishap
from ciie_admin.server.deciding import DEVICES
from ciie_admin.server.records import PLACES
from ciie_admin.server.signin import ACCOUNTS

Path = tuple[int, ...]


@dataclass(slots=True)
class Roster:
    """Reviewers with a device each; those nearest to a place take turns deciding about it."""

    actors: Sequence[Actor]
    devices: Mapping[int, UUID]
    used: dict[int, int] = field(default_factory=dict)
    """Last operation number of each account's device."""
    _nearest: dict[Path, list[Actor]] = field(default_factory=dict)

    def first(self, path: Path, turn: int) -> Actor:
        """Raises Mishap("no_reviewer")."""
        if path not in self._nearest:
            self._nearest[path] = _nearest([one for one in self.actors if covers(one, path)])
        fitting = self._nearest[path]
        return fitting[turn % len(fitting)]

    def second(self, path: Path, turn: int) -> Actor:
        """Somebody else, at the mission or above. Raises Mishap("no_reviewer")."""
        first = self.first(path, turn).account
        able = [one for one in self.actors if covers(one, path) and is_mission_level(one)]
        return _nearest([one for one in able if one.account != first])[0]

    def next_number(self, account: int) -> int:
        self.used[account] = self.used.get(account, 0) + 1
        return self.used[account]


def enlist(db: Connection) -> Roster:
    """All reviewers of the server, each with a new device."""
    query = (
        select(ACCOUNTS.c.id, ACCOUNTS.c.name, ACCOUNTS.c.role, PLACES.c.path)
        .join(PLACES, PLACES.c.id == ACCOUNTS.c.place_id)
        .where(ACCOUNTS.c.active, ACCOUNTS.c.role.in_([role.value for role in REVIEWERS]))
        .order_by(ACCOUNTS.c.id)
    )
    actors = [
        Actor(account=row.id, name=row.name, role=Role(row.role), path=tuple(row.path))
        for row in db.execute(query)
    ]
    devices = {one.account: uuid4() for one in actors}
    rows = [{"id": key, "account_id": number} for number, key in devices.items()]
    if rows:
        db.execute(insert(DEVICES), rows)
    return Roster(actors, devices)


def _nearest(fitting: Sequence[Actor]) -> list[Actor]:
    depth = max((len(one.path) for one in fitting), default=0)
    if not depth:
        raise Mishap("no_reviewer")
    return [one for one in fitting if len(one.path) == depth]
