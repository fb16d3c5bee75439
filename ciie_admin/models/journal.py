"""A second copy of what was released, for when cache or key are lost: only the server opens it.

`outbox.jnl` lies beside the cache: lines of base64, each a sealed box for the server's recovery
key. It is written after the cache has committed, so that it never holds what was not released.
"""

import logging
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count as numbers
from pathlib import Path
from uuid import UUID

from nacl.public import PublicKey, SealedBox
from sqlalchemy import Connection, func, select

from ciie_admin.errors import CacheUnreadable
from ciie_admin.models import opening
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import load_pending, operation
from ciie_admin.models.precious import OUTBOX
from ciie_admin.wire.codec import adapter, dump, pack
from ciie_admin.wire.journal import LINE_OPERATIONS, NAME, JournalLine
from ciie_admin.wire.messages import Operation, SignedIn

KEY, PROOF, AUTHOR = "recovery_key", "recovery_proof", "recovery_author"
MARK = "journal_mark"
"""The latest act of which everything has been written down."""
EPOCH = "journal_epoch"
"""Of the server when that was: one restored from a backup may be sent older acts once more."""
SIZE = "journal_size"
"""Bytes the journal has: with another size it is not this cache's."""
BACK = "journal_taken_back"
"""Ids that are still to be written down as taken back."""
log = logging.getLogger("ciie.journal")


@dataclass(frozen=True, slots=True)
class _Seal:
    """What it takes to write a line."""

    key: str
    proof: str
    device: UUID
    author: int

    def line(self, operations: Sequence[Operation] = (), back: Sequence[UUID] = ()) -> bytes:
        said = JournalLine(
            device=self.device,
            author=self.author,
            proof=self.proof,
            operations=tuple(operations),
            taken_back=tuple(back),
        )
        sealed = SealedBox(PublicKey(b64decode(self.key))).encrypt(pack(dump(said)))
        return b64encode(sealed) + b"\n"


def path_of(cache: Cache) -> Path:
    return cache.path.with_name(NAME)


def meet(db: Connection, signed: SignedIn) -> None:
    """Remember what a server seals with; a new key is used for everything still unanswered."""
    said = {
        KEY: signed.recovery_key,
        PROOF: signed.recovery_proof,
        AUTHOR: str(signed.actor.account),
    }
    if signed.recovery_key and any(opening.preference(db, name) != said[name] for name in said):
        for name, value in {**said, MARK: "0"}.items():
            opening.set_preference(db, name, value)


def take_back(db: Connection, ids: Iterable[UUID]) -> None:
    """In the transaction that makes operations drafts again; keep_up() writes it down."""
    if opening.preference(db, KEY):
        _owe(db, [*_owed(db), *ids])


def keep_up(cache: Cache) -> None:
    """Write down what the journal lacks; let it go once the server has answered everything.

    To be called after each commit that may concern it, on any thread. Never fails: what could not
    be written now is written the next time.
    """
    try:
        with cache.read() as db:
            if not _is_behind(db, path_of(cache)):
                return
        with cache.write() as db:  # one at a time
            _keep_up(db, path_of(cache))
    except (CacheUnreadable, OSError) as error:
        log.warning("not written: %s", type(error).__name__)


def set_aside(path: Path) -> Path:
    """What another cache has written is kept under a name of its own. Raises OSError."""
    free = (path.with_name(f"{path.stem}-{n}{path.suffix}") for n in numbers(1))
    return path.rename(next(one for one in free if not one.exists()))


def _is_behind(db: Connection, path: Path) -> bool:
    if not opening.preference(db, KEY):
        return False
    highest = _highest(db)
    if not highest:
        return path.exists()
    late = highest > _number(db, MARK) or opening.preference(db, EPOCH) != _epoch(db)
    return late or bool(_owed(db)) or _size(path) != _number(db, SIZE)


def _keep_up(db: Connection, path: Path) -> None:
    strange = _size(path) != _number(db, SIZE)
    if strange and path.exists():
        set_aside(path)
    if strange or opening.preference(db, EPOCH) != _epoch(db):
        opening.set_preference(db, MARK, "0")
        opening.set_preference(db, EPOCH, _epoch(db))
    highest = _highest(db)
    if highest:
        _append(path, [*_taken_back(db), *_released(db)])
        opening.set_preference(db, MARK, str(highest))
    else:
        path.unlink(missing_ok=True)
    _owe(db, ())
    opening.set_preference(db, SIZE, str(_size(path)))


def _taken_back(db: Connection) -> Iterator[bytes]:
    """Before what was released: it may have been released once more since."""
    owed = _owed(db)
    if owed:
        yield _seal(db).line(back=owed)


def _released(db: Connection) -> Iterator[bytes]:
    seal = _seal(db)
    fresh = select(OUTBOX.c.body).where(
        OUTBOX.c.verdict.is_(None), OUTBOX.c.act > _number(db, MARK)
    )
    bodies = db.execute(fresh.order_by(OUTBOX.c.place)).scalars().all()
    for first in range(0, len(bodies), LINE_OPERATIONS):
        wishes = [load_pending(body) for body in bodies[first : first + LINE_OPERATIONS]]
        yield seal.line([operation(one, seal.device, n) for n, one in enumerate(wishes, 1)])


def _append(path: Path, lines: Sequence[bytes]) -> None:
    """All of them or none, as far as the disk can say; on the disk when this returns."""
    before = _size(path)
    with open(path, "ab", opener=_private) as file:
        try:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                file.truncate(before)
            raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _seal(db: Connection) -> _Seal:
    key, proof = opening.preference(db, KEY), opening.preference(db, PROOF)
    return _Seal(key or "", proof or "", opening.device(db), _number(db, AUTHOR))


def _highest(db: Connection) -> int:
    """Latest act with an operation that has no verdict yet; 0 if there is none."""
    latest = select(func.max(OUTBOX.c.act)).where(OUTBOX.c.verdict.is_(None))
    return db.execute(latest).scalar() or 0


def _epoch(db: Connection) -> str:
    return opening.progress(db).get("epoch", "")


def _owed(db: Connection) -> list[UUID]:
    owed: list[UUID] = adapter(list[UUID]).validate_json(opening.preference(db, BACK) or "[]")
    return owed


def _owe(db: Connection, ids: Sequence[UUID]) -> None:
    opening.set_preference(db, BACK, adapter(list[UUID]).dump_json(list(ids)).decode())


def _number(db: Connection, name: str) -> int:
    return int(opening.preference(db, name) or "0")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
