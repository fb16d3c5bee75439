"""Filling: free places of a made-up fair go down the tree, by the operations of those who give."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection, Engine

from ciie_admin.domain.quota_commands import MoveQuota
from ciie_admin.server import filling_roster, filling_verdicts, quota_nodes
from ciie_admin.server.filling_plans import Present
from ciie_admin.server.filling_roster import Roster
from ciie_admin.server.filling_verdicts import Wish
from ciie_admin.wire.messages import Subject

Depth = dict[int, list[int]]


def give_quota(
    engine: Engine, present: Present, wanted: Mapping[int, int], at: datetime | None = None
) -> None:
    """So many places into each of these accounts, which have received nothing so far: the root's
    out of nothing, every other from the account above it, which must be among them or have enough.

    As filling.fill() otherwise. Raises ValueError for what the rules refuse.
    """
    moment = at or present.now
    with engine.begin() as db:
        roster = filling_roster.enlist(db)
        levels = list(_levels(db, present.edition, wanted))
        wishes = [_wishes(db, present.edition, roster, one, wanted, moment) for one in levels]
    for one in wishes:
        filling_verdicts.give(engine, present, roster, one)


def _levels(db: Connection, edition_id: int, wanted: Iterable[int]) -> Iterator[list[int]]:
    """Accounts by how deep they hang: who gives comes first."""
    paths = filling_verdicts.paths_of(db)
    depth: Depth = {}
    for account, node in quota_nodes.nodes(db, edition_id, wanted).items():
        below = 0 if quota_nodes.is_place(account) else 1
        depth.setdefault(len(paths[node.place]) + below, []).append(account)
    for _, accounts in sorted(depth.items()):
        yield sorted(accounts)


def _wishes(
    db: Connection,
    edition_id: int,
    roster: Roster,
    accounts: list[int],
    wanted: Mapping[int, int],
    at: datetime,
) -> list[Wish]:
    """By whoever is nearest to the giver's place; at the root by the root's own."""
    hung, paths = quota_nodes.nodes(db, edition_id, accounts), filling_verdicts.paths_of(db)
    found: list[Wish] = []
    for account in accounts:
        path = paths[hung[account].place]
        giver = path[:-1] if quota_nodes.is_place(account) and len(path) > 1 else path
        subject = Subject(kind="quota", id=account)
        command = MoveQuota(count=wanted[account], was=0)
        found.append(Wish(subject, "", command, roster.first(giver, 0), at))
    return found
