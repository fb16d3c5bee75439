"""What encryption costs: the same work on the same cache, once with a key and once without.

Page by page in turns, by the program's own functions, so that a busy moment meets both.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from benchmarks import bare, filled
from benchmarks.measuring import Measured, apart, seconds
from benchmarks.queues import FILTERS, QUEUE, first_rows
from ciie_admin.models import engine as cipher
from ciie_admin.models import opening
from ciie_admin.models.engine import Cache
from ciie_admin.models.queries import Query
from ciie_admin.models.receiving import absorb

ROUNDS = 9
STORING, READING = 1.5, 1.3
SEARCH = Query(kind="person", text="王伟")


def measure(persons: int) -> Iterator[Measured]:
    with TemporaryDirectory() as folder:
        found = apart("benchmarks.plain:run", folder=folder, persons=persons)
    work = f"encrypted beside plain: storing {persons:,} persons"
    ours, limit = found.pop("storing")
    yield Measured(work=work, unit="s", ours=ours, limit=limit, times=STORING)
    for name, (ours, limit) in found.items():
        yield Measured(work=f"  {name}", unit="ms", ours=ours, limit=limit, times=READING)


def run(folder: str, persons: int) -> dict[str, Any]:
    place = Path(folder)
    caches = bare.empty_cache(place / "encrypted.db"), plain_cache(place / "plain.db")
    found = {"storing": _stored(caches, persons)}
    queries = {"a queue: ids, first rows": QUEUE, "a search: the same": SEARCH}
    queries |= {f"filter by {name}: the same": query for name, query in FILTERS.items()}
    for name, query in queries.items():
        found[name] = _listed(caches, query)
    for one in caches:
        one.close()
    _check(place)
    return found


def plain_cache(path: Path) -> Cache:
    """The program's tables and pragmas in a file that anybody can read."""

    def connect() -> Any:
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        for pragma in cipher.PRAGMAS:
            connection.execute(pragma)
        return connection

    engine = create_engine(
        "sqlite://", module=dbapi2, creator=connect, poolclass=QueuePool, pool_size=5
    )
    event.listen(engine, "begin", cipher._begin)  # noqa: SLF001 as open_cache() does
    cache = Cache(engine, path, bytearray(b"none"))
    opening.prepare(cache)
    return cache


def _stored(caches: tuple[Cache, Cache], persons: int) -> tuple[float, float]:
    """Seconds of a whole first download; making the pages is not counted."""
    spent = [0.0, 0.0]
    for page in filled.pages(persons):
        for at, cache in enumerate(caches):
            spent[at] += seconds(lambda c=cache, p=page: absorb(c, p, filled.ACTOR))  # type: ignore[misc]
    return spent[0], spent[1]


def _listed(caches: tuple[Cache, Cache], query: Query) -> tuple[float, float]:
    """Milliseconds; the pages of both have been read before."""
    works: list[Callable[[], None]] = [lambda c=one: first_rows(c, query) for one in caches]  # type: ignore[misc]
    for work in works:
        work()
    rounds = [[seconds(work) for work in works] for _ in range(ROUNDS)]
    ours, limit = (median(one[at] for one in rounds) * 1_000 for at in (0, 1))
    return ours, limit


def _check(place: Path) -> None:
    """One of the two is what it is called, and the other is not."""
    starts = [(place / name).read_bytes()[:15] for name in ("encrypted.db", "plain.db")]
    if [one == cipher.PLAIN for one in starts] != [False, True]:
        raise ValueError("not one encrypted cache and one plain one")
