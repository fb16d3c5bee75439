"""What clients have sealed for the day their cache is lost: who can open it, and delivering it."""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid5

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert as upsert

from ciie_admin.server import deciding, records, signin
from ciie_admin.server.deciding import OPERATIONS, Caller
from ciie_admin.server.signin import ACCOUNTS, DEVICES
from ciie_admin.wire.codec import MAX_REQUEST, load, unpack
from ciie_admin.wire.journal import JournalLine
from ciie_admin.wire.messages import PAGE_OPERATIONS, Operation, SignedIn

DEVICES_OF_OURS = UUID("6b1ba1a3-6f0f-4f0c-9f0e-3d2f4d8a7c55")
"""Under this name every account has one device more: the one that delivers its journals."""
SEAL, PROOF = b"ciie-recovery-1", b"ciie-recovery-proof-1"


@dataclass(frozen=True, slots=True)
class Recovered:
    """Operations by what became of them; `unreadable` counts lines.

    `known` had arrived already, `closed` are of accounts that were disabled.
    """

    known: int = 0
    delivered: int = 0
    refused: int = 0
    taken_back: int = 0
    closed: int = 0
    unreadable: int = 0


@dataclass(slots=True)
class _Journal:
    """Operations still wanted, in the order in which they were last released."""

    wanted: dict[UUID, Operation] = field(default_factory=dict)
    taken_back: set[UUID] = field(default_factory=set)
    unreadable: int = 0


def sealing(signed: SignedIn, device: UUID, secret: bytes) -> SignedIn:
    """With what this device needs to write a journal that only this server opens."""
    key = b64encode(bytes(_private_key(secret).public_key)).decode()
    proof = _proof(secret, device, signed.actor.account)
    return replace(signed, recovery_key=key, recovery_proof=proof)


def recover(engine: Engine, secret: bytes, lines: Iterable[bytes], now: datetime) -> Recovered:
    """Settle what the server does not know yet, with the rights its authors have today.

    May be run any number of times, and over the journal of a computer that is still at work.
    """
    journal = _read(secret, lines)
    fresh = _unknown(engine, list(journal.wanted.values()))
    counts = {"delivered": 0, "refused": 0, "closed": 0}
    for author in dict.fromkeys(one.author for one in fresh):
        mine = [one for one in fresh if one.author == author]
        for name, number in _deliver(engine, author, mine, now).items():
            counts[name] += number
    return Recovered(
        known=len(journal.wanted) - len(fresh),
        taken_back=len(journal.taken_back),
        unreadable=journal.unreadable,
        **counts,
    )


def _read(secret: bytes, lines: Iterable[bytes]) -> _Journal:
    journal, box = _Journal(), SealedBox(_private_key(secret))
    for raw in lines:
        line = _opened(box, raw)
        if line is None or not _is_genuine(line, secret):
            journal.unreadable += 1
            continue
        for key in line.taken_back:
            if journal.wanted.pop(key, None):
                journal.taken_back.add(key)
        for one in line.operations:
            journal.wanted.pop(one.id, None)
            journal.wanted[one.id] = one
            journal.taken_back.discard(one.id)
    return journal


def _is_genuine(line: JournalLine, secret: bytes) -> bool:
    """Whether it was written by the author it names, at a device where they had signed in."""
    proof = _proof(secret, line.device, line.author)
    own = all(one.author == line.author for one in line.operations)
    return own and hmac.compare_digest(line.proof.encode(), proof.encode())


def _opened(box: SealedBox[PrivateKey], raw: bytes) -> JournalLine | None:
    """None for a line that was cut off, changed, or sealed for another server."""
    try:
        plain = unpack(box.decrypt(b64decode(raw.strip(), validate=True)), MAX_REQUEST)
        return load(JournalLine, plain)
    except (CryptoError, ValueError, TypeError):
        return None


def _deliver(
    engine: Engine, author: int, operations: Sequence[Operation], now: datetime
) -> Mapping[str, int]:
    caller = _caller(engine, author)
    if caller is None:
        return {"closed": len(operations)}
    counts = {"delivered": 0, "refused": 0}
    for page in _pages(operations):
        with engine.connect() as db:
            last = db.execute(select(DEVICES.c.last_n).where(DEVICES.c.id == caller.device))
            first = int(last.scalar_one()) + 1
        numbered = [replace(one, device=caller.device, n=n) for n, one in enumerate(page, first)]
        for verdict in deciding.settle(engine, caller, numbered, now):
            counts["delivered" if verdict.kind == "accepted" else "refused"] += 1
    return counts


def _pages(operations: Sequence[Operation]) -> Iterator[Sequence[Operation]]:
    for first in range(0, len(operations), PAGE_OPERATIONS):
        yield operations[first : first + PAGE_OPERATIONS]


def _caller(engine: Engine, author: int) -> Caller | None:
    """As the account stands today, at the device that delivers for it; None if it is disabled."""
    with engine.begin() as db:
        active = select(ACCOUNTS.c.active).where(ACCOUNTS.c.id == author)
        if not db.execute(active).scalar():
            return None
        device = uuid5(DEVICES_OF_OURS, str(author))
        new = upsert(DEVICES).values(id=device, account_id=author, last_n=0)
        db.execute(new.on_conflict_do_nothing())
        edition = signin.current_edition(db)
        return Caller(actor=signin.actor_of(db, author), device=device, edition=edition)


def _unknown(engine: Engine, operations: Sequence[Operation]) -> list[Operation]:
    with engine.connect() as db:
        ids = {one.id for one in operations}
        query = select(OPERATIONS.c.id).where(records.among(OPERATIONS.c.id, ids))
        known = set(db.execute(query).scalars())
    return [one for one in operations if one.id not in known]


def _private_key(secret: bytes) -> PrivateKey:
    return PrivateKey(_derived(secret, SEAL))


def _proof(secret: bytes, device: UUID, account: int) -> str:
    return b64encode(_derived(secret, PROOF + device.bytes + account.to_bytes(8))).decode()


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(secret)
