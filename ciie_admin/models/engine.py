"""The only file that knows the cache's key, path and pragmas."""

import errno
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from ciie_admin.errors import CacheUnreadable

PRAGMAS = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
)
"""Per connection. The cache size keeps encrypted reads as fast as plain ones (measured). What is
deleted is overwritten: a page that was freed holds nothing any more, even with the key.
"""
CODES = {
    dbapi2.SQLITE_FULL: "cache_full",
    dbapi2.SQLITE_IOERR: "cache_disk",
    dbapi2.SQLITE_NOTADB: "cache_corrupt",
    dbapi2.SQLITE_CORRUPT: "cache_corrupt",
    dbapi2.SQLITE_BUSY: "cache_locked",
    dbapi2.SQLITE_LOCKED: "cache_locked",
    dbapi2.SQLITE_READONLY: "cache_readonly",
    dbapi2.SQLITE_CANTOPEN: "cache_readonly",
}
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
WANTED_MEGABYTES = 200
"""Room for a while of work: what a person is asked to make."""
PLAIN = b"SQLite format 3"
"""How a file begins that is not encrypted."""
SPOKEN = {
    "full": "cache_full",
    "i/o": "cache_disk",
    "not a database": "cache_corrupt",
    "malformed": "cache_corrupt",
    "locked": "cache_locked",
    "readonly": "cache_readonly",
    "unable to open": "cache_readonly",
}
"""Older drivers carry no result code; SQLite's fixed English phrases stand in for it."""


Snapshot = Connection
"""What a reading function is handed; views name it without knowing where it comes from."""


@dataclass(frozen=True, slots=True)
class Cache:
    """One encrypted file. A transaction is either a snapshot to read or the one writer."""

    engine: Engine
    path: Path
    _key: bytearray = field(repr=False)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot. Raises CacheUnreadable."""
        with _translated(), self.engine.connect() as db, db.begin():
            yield db

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The only writer, all or nothing. Raises CacheUnreadable."""
        with _translated(), self.engine.connect().execution_options(writes=True) as db, db.begin():
            yield db

    def fold_log(self) -> bool:
        """Copy the log of changes into the file and empty it: older states of pages end there.

        Waits for readers of an older state; False if one still reads. Raises CacheUnreadable.
        """
        with _translated(), closing(self.engine.raw_connection()) as raw:
            busy, _, _ = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def close(self) -> None:
        """Forget the key: from now on nothing reads this file without a new one."""
        self._key[:] = bytes(len(self._key))
        self._key.clear()
        self.engine.dispose()


def open_cache(path: Path, key: bytes) -> Cache:
    """Open or make the cache file with a raw 256-bit key. Raises CacheUnreadable."""
    held = bytearray(key)

    def connect() -> Any:
        if not held:
            raise CacheUnreadable("cache_closed")
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            connection.execute(f"PRAGMA key = \"x'{held.hex()}'\"")
            for pragma in PRAGMAS:
                connection.execute(pragma)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://", module=dbapi2, creator=connect, poolclass=QueuePool, pool_size=5
    )
    event.listen(engine, "begin", _begin)
    cache = Cache(engine, path, held)
    try:
        _look(cache)
    except BaseException:
        cache.close()
        raise
    return cache


def _look(cache: Cache) -> None:
    """Whether the key fits, and whether anything was encrypted with it."""
    with cache.read() as db:
        db.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    with cache.path.open("rb") as file:
        if file.read(len(PLAIN)) == PLAIN:
            raise CacheUnreadable("cache_plain")


def _begin(db: Connection) -> None:
    writes = db.get_execution_options().get("writes", False)
    db.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        raise _mishap(_code(error.orig)) from None
    except dbapi2.DatabaseError as error:
        raise _mishap(_code(error)) from None


def cache_unwritable(error: OSError) -> CacheUnreadable:
    """For a file beside the cache."""
    return _mishap("cache_full" if error.errno in FULL else "cache_readonly")


def _mishap(code: str) -> CacheUnreadable:
    facts = {"megabytes": str(WANTED_MEGABYTES)} if code == "cache_full" else None
    return CacheUnreadable(code, facts)


def _code(error: BaseException | None) -> str:
    """Never quotes the error: its text may hold values."""
    number = getattr(error, "sqlite_errorcode", None)
    if number is not None:
        return CODES.get(number & 0xFF, "cache_fault")
    said = str(error).lower()
    return next((code for phrase, code in SPOKEN.items() if phrase in said), "cache_fault")
