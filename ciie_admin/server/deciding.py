"""One page of operations in one transaction: answer known ids, lock, decide in memory, write."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.cases import UnitCase
from ciie_admin.domain.commands import UNBOUND, Duplicate, Export, NameBasis, NotDuplicate
from ciie_admin.domain.decide import decide
from ciie_admin.domain.outcome import Refused
from ciie_admin.server import access, audit, bases, docket, mishaps, ranking, records, writing
from ciie_admin.server.account_tables import DeviceRow
from ciie_admin.server.audit import Act
from ciie_admin.server.docket import Docket
from ciie_admin.server.faults import Fault
from ciie_admin.server.quota_book import QuotaBook
from ciie_admin.server.tables import OperationRow
from ciie_admin.server.waiting_list import serve_after
from ciie_admin.wire.codec import adapter, dump
from ciie_admin.wire.messages import (
    Operation,
    Verdict,
    VerdictAccepted,
    VerdictConflict,
    VerdictRefused,
)

OPERATIONS: Table = OperationRow.__table__  # type: ignore[assignment]
DEVICES: Table = DeviceRow.__table__  # type: ignore[assignment]
CONSTRAINTS = {"uq_unit_code": "code_taken_since"}
"""What a constraint of the database means for the person who decided."""
UNSAID = b',"rest":false'
log = logging.getLogger("ciie.deciding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Whose request this is, with the rights of this moment."""

    actor: Actor
    device: UUID
    edition: int
    session: int = 0
    """None for acts of the server's own."""


@dataclass(frozen=True, slots=True)
class Known:
    fingerprint: str
    verdict: Verdict


def settle(
    engine: Engine, caller: Caller, operations: Sequence[Operation], now: datetime
) -> tuple[Verdict, ...]:
    """Verdicts in the order of the operations; each takes effect at most once, whatever happens.

    If a constraint refuses the page it is done again one operation at a time, so that one bad
    row never stops the others. Raises Fault(409, "resend_from") on a gap in the numbers.
    """
    if not operations:
        return ()
    try:
        with engine.begin() as db:
            verdicts, quotas = _page(db, caller, operations, now)
    except IntegrityError as error:
        if len(operations) == 1:
            return (_record_failure(engine, caller, operations[0], now, error),)
        return tuple(settle(engine, caller, (one,), now)[0] for one in operations)
    serve_after(engine, quotas)
    return verdicts


def _page(
    db: Connection, caller: Caller, operations: Sequence[Operation], now: datetime
) -> tuple[tuple[Verdict, ...], QuotaBook | None]:
    last_n = _lock_device(db, caller)
    known = _known(db, operations)
    fresh = [one for one in operations if one.id not in known]
    if any(one.n <= last_n for one in fresh):
        return tuple(_said_to_a_copy(one, known) for one in operations), None
    _check_numbers(operations, last_n)
    pairs = any(isinstance(one.command, NotDuplicate | Duplicate) for one in fresh)
    places = access.sight(db, caller.actor).places if pairs else ()
    book = docket.open_docket(db, caller.edition, fresh, now, places)
    book.bases |= bases.known(db, caller.actor.account, fresh)
    refused = {key for key, one in known.items() if one.verdict.kind != "accepted"}
    given: dict[UUID, Verdict] = {}
    for one in fresh:
        given[one.id] = _judge(book, caller, one, refused)
        if given[one.id].kind != "accepted":
            refused.add(one.id)
    head = writing.write(db, book)
    bases.keep(db, caller, fresh, book.bases)
    for key, verdict in given.items():
        if isinstance(verdict, VerdictAccepted):
            given[key] = VerdictAccepted(id=key, seq=head, version=verdict.version)
    _store(db, caller, fresh, given, now, last_n)
    _count(db, caller, operations, last_n)
    audit.append(db, caller.edition, _acts(caller, fresh, given, now))
    return tuple(_said(one, known, given) for one in operations), book.quotas


def _acts(
    caller: Caller, fresh: Sequence[Operation], given: Mapping[UUID, Verdict], now: datetime
) -> list[Act]:
    """One entry of the 操作日志 for each accepted operation, with or without effect."""
    return [
        Act(
            at=now,
            actor="account",
            account=caller.actor.account,
            device=caller.device,
            operation=one.id,
            kind=one.command.kind,
            subject_kind=one.subject.kind,
            subject=one.subject.id,
            detail=_detail(one),
        )
        for one in fresh
        if given[one.id].kind == "accepted"
    ]


def _detail(one: Operation) -> str:
    """Of an export what it was, and when by the clock of the computer it was made on; of a decision
    the basis it names.
    """
    if isinstance(one.command, Export):
        return dump({"at": one.at, "export": one.command}).decode()
    return "" if one.basis is None else str(one.basis)


def _said(one: Operation, known: Mapping[UUID, Known], given: Mapping[UUID, Verdict]) -> Verdict:
    if one.id in given:
        return given[one.id]
    stored = known[one.id]
    if stored.fingerprint != _fingerprint(one):
        return VerdictRefused(id=one.id, code="id_reused")
    return stored.verdict


def _said_to_a_copy(one: Operation, known: Mapping[UUID, Known]) -> Verdict:
    """Two computers use the numbers of one device: nothing new of this one is kept, so that all of
    it can come again, in its order, from a device of its own.
    """
    fresh = one.id not in known
    return VerdictRefused(id=one.id, code="device_forked") if fresh else _said(one, known, {})


def _judge(book: Docket, caller: Caller, one: Operation, refused: set[UUID]) -> Verdict:
    if one.author != caller.actor.account or one.device != caller.device:
        return VerdictRefused(id=one.id, code="not_your_operation")
    cause = next((key for key in one.after if key in refused), None)
    if cause is not None:
        return VerdictRefused(id=one.id, code="rests_on_refused", facts={"cause": str(cause)})
    try:
        return _decide(book, caller, one)
    except Exception as error:  # noqa: BLE001 - a broken rule costs one operation, not the page
        ticket = mishaps.note(error)
        return VerdictRefused(id=one.id, code="internal", facts={"ticket": ticket})


def _decide(book: Docket, caller: Caller, one: Operation) -> Verdict:
    if one.basis is not None and one.basis not in book.bases:
        return VerdictRefused(id=one.id, code="basis_unknown")
    if one.subject.kind == "edition":
        return _told(book, one)
    if one.subject.kind == "place":
        return book.offices.judge(one, caller.actor, book.edition)
    if one.subject.kind == "quota":
        return ranking.judge(book, one, caller.actor)
    case = book.case(one.subject, one.device)
    if case is None:
        return VerdictRefused(id=one.id, code="no_such_record")
    record = case.unit if isinstance(case, UnitCase) else case.person
    if not book.sees(caller.actor, record):  # a foreign id answers as if it did not exist
        return VerdictRefused(id=one.id, code="no_such_record")
    outcome = decide(case, one.command, caller.actor, book.edition, book.now)
    if isinstance(outcome, Refused):
        return VerdictRefused(id=one.id, code=outcome.code, facts=outcome.facts)
    judged = bool(outcome.changes) and one.command.kind not in UNBOUND
    if judged and one.seen != record.seen:
        return VerdictConflict(id=one.id, version=record.version, seen=record.seen)
    version = book.apply(one, outcome, caller.actor.name)
    return VerdictAccepted(id=one.id, seq=0, version=version)


def _told(book: Docket, one: Operation) -> Verdict:
    """An export took place, whatever its author may do by now: it only has to be written down. So
    has the word somebody gave.
    """
    if isinstance(one.command, NameBasis):
        book.bases[one.id] = bases.basis_of(one.id, one.command)
    elif not isinstance(one.command, Export):
        return VerdictRefused(id=one.id, code="not_for_this_kind")
    return VerdictAccepted(id=one.id, seq=0, version=1)


def _lock_device(db: Connection, caller: Caller) -> int:
    """Serialises the exchanges of one device and says the last number it used."""
    columns = select(DEVICES.c.last_n, DEVICES.c.revoked_at)
    row = db.execute(columns.where(DEVICES.c.id == caller.device).with_for_update()).one()
    if row.revoked_at is not None:
        raise Fault(403, "device_revoked")
    return int(row.last_n)


def _known(db: Connection, operations: Sequence[Operation]) -> dict[UUID, Known]:
    ids = {one.id for one in operations} | {key for one in operations for key in one.after}
    rows = db.execute(
        select(OPERATIONS.c.id, OPERATIONS.c.fingerprint, OPERATIONS.c.verdict).where(
            records.among(OPERATIONS.c.id, ids)
        )
    )
    return {key: Known(mark, adapter(Verdict).validate_python(said)) for key, mark, said in rows}


def _check_numbers(operations: Sequence[Operation], last_n: int) -> None:
    """One that another device delivered before uses up a number of this device all the same."""
    expected = last_n
    for one in operations:
        if one.n <= last_n:
            continue
        expected += 1
        if one.n != expected:
            raise Fault(409, "resend_from", {"n": str(expected)})


def _store(
    db: Connection,
    caller: Caller,
    fresh: Sequence[Operation],
    given: Mapping[UUID, Verdict],
    now: datetime,
    last_n: int,
) -> None:
    rows = [_row(caller, one, given[one.id], now) for one in fresh if one.n > last_n]
    if rows:
        db.execute(insert(OPERATIONS), rows)


def _count(db: Connection, caller: Caller, operations: Sequence[Operation], last_n: int) -> None:
    highest = max(one.n for one in operations)
    if highest > last_n:
        db.execute(update(DEVICES).where(DEVICES.c.id == caller.device).values(last_n=highest))


def _row(caller: Caller, one: Operation, verdict: Verdict, now: datetime) -> dict[str, object]:
    return {
        "id": one.id,
        "edition_id": caller.edition,
        "account_id": caller.actor.account,
        "device_id": caller.device,
        "n": one.n,
        "subject_kind": one.subject.kind,
        "subject_id": one.subject.id,
        "body": records.as_json(one),
        "fingerprint": _fingerprint(one),
        "received_at": now,
        "verdict": records.as_json(verdict),
        "seq": verdict.seq if isinstance(verdict, VerdictAccepted) else None,
    }


def _record_failure(
    engine: Engine, caller: Caller, one: Operation, now: datetime, error: IntegrityError
) -> Verdict:
    """A single operation the database itself refuses: kept as refused, so n moves on."""
    diagnosis = getattr(error.orig, "diag", None)
    code = CONSTRAINTS.get(getattr(diagnosis, "constraint_name", None) or "", "internal")
    ticket = uuid4().hex[:8]
    if code == "internal":
        log.error("operation %s refused by a constraint, ticket %s", one.id, ticket)
    verdict = VerdictRefused(id=one.id, code=code, facts={"ticket": ticket})
    with engine.begin() as db:
        last_n = _lock_device(db, caller)
        known = _known(db, (one,))
        if one.id in known:
            return _said(one, known, {})
        _store(db, caller, (one,), {one.id: verdict}, now, last_n)
        _count(db, caller, (one,), last_n)
    return verdict


def _fingerprint(one: Operation) -> str:
    """Of what is wanted and by whom; the rest only says how and when it came here.

    Without fields that commands got later, as they read unsaid: an operation first received by an
    older server has to be known again. No text can hold `UNSAID`, as JSON escapes its quotes.
    """
    said = dump((one.author, one.subject, one.command))
    return hashlib.sha256(said.replace(UNSAID, b"")).hexdigest()
