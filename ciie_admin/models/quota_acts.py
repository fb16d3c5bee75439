"""额度预留, its return and 超额排序: operations that go out with the click, never drafted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Command
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.quota_commands import (
    LeaseQuota,
    MoveQuota,
    QuotaCommand,
    RankApplicants,
    ReturnQuota,
)
from ciie_admin.domain.quota_rules import decide_quota
from ciie_admin.models import journal, opening, quota_drafts, quota_leases, quota_replay
from ciie_admin.models.batch_body import Origin
from ciie_admin.models.engine import Cache
from ciie_admin.models.ground import ground
from ciie_admin.models.quota_book import open_book
from ciie_admin.models.quota_drafts import Wanted
from ciie_admin.models.recording import Recorded
from ciie_admin.models.telling import owe
from ciie_admin.models.touched import Touched, touched
from ciie_admin.wire.messages import Subject

AtOnce = LeaseQuota | ReturnQuota | RankApplicants


@dataclass(frozen=True, slots=True)
class Asked:
    """`refused` says why nothing was sent; else the operation is in the outbox."""

    refused: Refused | None
    touched: Touched


def ask(cache: Cache, account: int, command: AtOnce, actor: Actor, *, at: datetime) -> Asked:
    """Send this about an account, if the rules allow it as things stand here. Write lane."""
    with cache.write() as db:
        refused = _ask_in(db, account, command, actor, at)
    journal.keep_up(cache)
    return Asked(refused, Touched() if refused else touched({("quota", account)}))


def again(
    db: Connection,
    wished: Mapping[int, Command],
    actor: Actor,
    *,
    at: datetime,
    origin: Origin,
) -> Recorded:
    """What was refused once more, as things stand now: the totals that were typed as drafts, the
    rest at once.
    """
    moves = {n: one for n, one in wished.items() if isinstance(one, MoveQuota)}
    wanted = [_wanted(number, one) for number, one in moves.items()]
    done = quota_drafts.draft_in(db, wanted, actor, at=at, origin=origin)
    left_out = {*done.drafted, *(number for number, _ in done.not_possible)}
    whys = [*done.not_possible, *((n, Refused("already_so")) for n in moves if n not in left_out)]
    made = [*done.drafted]
    for number, command in wished.items():
        if isinstance(command, AtOnce):
            why = _ask_in(db, number, command, actor, at)
            if why is None:
                made.append(number)
            else:
                whys.append((number, why))
    return Recorded(done.batch, done.act, tuple(made), tuple(whys), done.touched)


def _ask_in(
    db: Connection, account: int, command: AtOnce, actor: Actor, at: datetime
) -> Refused | None:
    if not opening.is_whole(db):
        return Refused("not_whole_yet")
    on = ground(db, actor)
    outgoing = quota_replay.released(db)
    book = open_book(db, on, [account, *(n for one in outgoing for n in quota_replay.named(one))])
    quota_replay.follow(db, book, outgoing)
    known: QuotaCommand = command
    case = book.case(account, known)
    if case is None:
        return quota_replay.GONE
    outcome = decide_quota(case, known, actor, on.edition, on.now, quota_replay.NO_OPERATION)
    if isinstance(outcome, Refused):
        return outcome
    if isinstance(command, LeaseQuota) and quota_leases.is_asked(db, account):
        return Refused("lease_open")
    version = case.quota.version
    owe(db, Subject(kind="quota", id=account), command, actor, at, version=version)
    return None


def _wanted(number: int, move: MoveQuota) -> Wanted:
    """The total its author typed, whatever it was before; of a 调剂 the difference."""
    if move.other is not None:
        return Wanted(account=number, count=move.count, other=move.other, note=move.note)
    return Wanted(account=number, total=move.was + move.count, note=move.note)
