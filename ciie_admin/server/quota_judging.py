"""Operations about free-badge accounts, judged beside the records of their page."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.cases import QuotaCase
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.quota_commands import LeaseQuota, MoveQuota, ReturnQuota
from ciie_admin.domain.quota_rules import Accounts, act_of, decide_quota
from ciie_admin.domain.quotas import Quota, QuotaAct
from ciie_admin.server import quota_nodes, records
from ciie_admin.server.quota_book import QuotaBook, Said
from ciie_admin.server.records import PLACES
from ciie_admin.wire.messages import Operation, Verdict, VerdictAccepted, VerdictRefused

JUDGED = MoveQuota | LeaseQuota | ReturnQuota
Paths = dict[int, tuple[int, ...]]


def named(db: Connection, edition_id: int, operations: Sequence[Operation]) -> set[int]:
    """Accounts these operations are about: their own, the giver's, and the other one of a 调剂."""
    about = [one for one in operations if one.subject.kind == "quota"]
    if not about:
        return set()
    own = {one.subject.id for one in about}
    moves = [one.command for one in about if isinstance(one.command, MoveQuota)]
    others = {one.other for one in moves if one.other is not None}
    hung = quota_nodes.nodes(db, edition_id, own)
    return own | others | {one.parent for one in hung.values() if one.parent}


def paths_of(db: Connection, quotas: Iterable[Quota]) -> Paths:
    """Of the places these accounts are seen at."""
    wanted = {one.place for one in quotas}
    query = select(PLACES.c.id, PLACES.c.path).where(records.among(PLACES.c.id, wanted))
    return {number: tuple(path) for number, path in db.execute(query)} if wanted else {}


def judge(book: QuotaBook, paths: Paths, one: Operation, by: Actor) -> Verdict:
    """What somebody may not see answers as if it did not exist."""
    case = case_of(book, paths, one)
    if case is None or by.path[-1] not in case.own_path:
        return VerdictRefused(id=one.id, code="no_such_record")
    command = one.command
    if not isinstance(command, JUDGED):
        return VerdictRefused(id=one.id, code="not_for_this_kind")
    outcome = decide_quota(case, command, by, book.edition, book.now, one.id)
    if isinstance(outcome, Refused):
        return VerdictRefused(id=one.id, code=outcome.code, facts=outcome.facts)
    after = _apply(book, case, one, outcome, by)
    return VerdictAccepted(id=one.id, seq=0, version=max(1, after.version))


def case_of(book: QuotaBook, paths: Paths, one: Operation) -> QuotaCase | None:
    """None: no such account, or its giver was another one when the book was opened."""
    quota = book.account(one.subject.id)
    if quota is None:
        return None
    giver = book.account(quota.parent) if quota.parent else None
    if quota.parent and giver is None:
        return None
    other = getattr(one.command, "other", None)
    gives = giver if isinstance(one.command, MoveQuota) and giver else quota
    receiver = book.nodes.get(_receiver(one) or quota.id)
    return QuotaCase(
        quota=quota,
        giver=giver,
        path=paths[giver.place if giver else quota.place],
        own_path=paths[quota.place],
        other=book.account(other) if other else None,
        open=receiver is None or receiver.open,
        lease=book.lease_of(gives.id, one.device),
    )


def _receiver(one: Operation) -> int | None:
    """The other account, where a 调剂 goes there."""
    command = one.command
    back = isinstance(command, MoveQuota) and command.count < 0
    return getattr(command, "other", None) if back else None


def _apply(book: QuotaBook, case: QuotaCase, one: Operation, outcome: Accounts, by: Actor) -> Quota:
    """Take over what changed, with its lines; returns the subject's account as it then stands."""
    command = one.command
    said = Said(by.name, by.account, one.id, why=getattr(command, "note", ""))
    if isinstance(command, MoveQuota):
        act, far = act_of(case, command), outcome[1] if len(outcome) > 1 else None
        other = _across(said, far)
        subject = book.put(outcome[0], act, other, abs(command.count))
        if far is not None:
            book.put(far, act, _across(said, subject), abs(command.count))
        return subject
    if isinstance(command, LeaseQuota):
        book.devices[one.id] = one.device
        return book.put(outcome[0], QuotaAct.LEASE, said)
    return book.put(outcome[0], QuotaAct.RETURN, said)


def _across(said: Said, other: Quota | None) -> Said:
    return said._replace(other=other.id if other else None)
