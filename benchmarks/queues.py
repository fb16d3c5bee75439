"""Opening, filtering and searching lists on a large cache, beside the bare statements."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import bare
from benchmarks.measuring import Measured, apart, in_turns
from ciie_admin.domain.lanes import Lane
from ciie_admin.models import reading
from ciie_admin.models.engine import Cache, open_cache
from ciie_admin.models.queries import Query
from ciie_admin.models.spelling import search_query

ROUNDS = 7
PAGE = 64
"""Rows a list fetches together."""
QUEUE = Query(kind="person", lane=Lane.TO_REVIEW)
QUEUE_SQL = "SELECT id FROM person WHERE shown_lane = 'to_review' ORDER BY submitted_at, id"
SEARCH_SQL = "SELECT rowid FROM person_search WHERE person_search MATCH ?"
FILTERS = {
    "label": replace(QUEUE, label=("visitor",), region_type=("mainland",)),
    "sub-mission and findings": replace(QUEUE, places=(3,), finding=("any",)),
    "class of the unit, by name": replace(QUEUE, unit_class=("enterprise",), order="name"),
}
SEARCHES = {"two-character name": "王伟", "pinyin initials": "lxm", "last four": "0012"}
MOST = {"page": 150.0, "everything": 1_000.0, "search": 50.0}
"""Milliseconds."""


def measure(cache: Path, persons: int) -> Iterator[Measured]:
    found = apart("benchmarks.queues:run", path=str(cache))
    cached = f"{persons:,} cached"
    ours, limit, rows = found["open"]
    work = f"open a queue of {rows:,}, {cached}: ids, first rows"
    yield Measured(work=work, unit="ms", ours=ours, limit=limit, times=2.0)
    yield _at_most("  jump to its end: last rows", found["end"], MOST["search"])
    for name in FILTERS:
        yield _at_most(f"filter by {name}: ids, first rows", found[name], MOST["page"])
        yield _at_most("  exact counts of all lanes", found[f"{name} counts"], MOST["everything"])
    for name in SEARCHES:
        ours, limit, rows = found[name]
        work = f"search by {name}: {rows:,} found"
        yield Measured(work=work, unit="ms", ours=ours, limit=limit, most=MOST["search"])
        yield _at_most("  with the first rows", found[f"{name} rows"], MOST["search"])


def _at_most(work: str, milliseconds: float, most: float) -> Measured:
    return Measured(work=work, unit="ms", ours=milliseconds, most=most)


def run(path: str) -> dict[str, Any]:
    cache, raw = open_cache(Path(path), bare.KEY), bare.raw(Path(path))
    found = {**_queue(cache, raw), **_filters(cache), **_searches(cache, raw)}
    raw.close()
    cache.close()
    return found


def _queue(cache: Cache, raw: Any) -> dict[str, Any]:
    listed = _ids(cache, QUEUE)
    times = _milliseconds(
        lambda: first_rows(cache, QUEUE), lambda: raw.execute(QUEUE_SQL).fetchall()
    )
    end, _ = _milliseconds(lambda: _rows(cache, listed[-PAGE:]), _nothing)
    return {"open": (*times, len(listed)), "end": end}


def _filters(cache: Cache) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, query in FILTERS.items():
        found[name], _ = _milliseconds(lambda q=query: first_rows(cache, q), _nothing)  # type: ignore[misc]
        found[f"{name} counts"], _ = _milliseconds(lambda q=query: _counts(cache, q), _nothing)  # type: ignore[misc]
    return found


def _searches(cache: Cache, raw: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, typed in SEARCHES.items():
        query, said = Query(kind="person", text=typed), search_query(typed)
        times = _milliseconds(
            lambda q=query: _ids(cache, q),  # type: ignore[misc]
            lambda s=said: raw.execute(SEARCH_SQL, (s,)).fetchall(),  # type: ignore[misc]
        )
        found[name] = (*times, len(_ids(cache, query)))
        found[f"{name} rows"], _ = _milliseconds(lambda q=query: first_rows(cache, q), _nothing)  # type: ignore[misc]
    return found


def _milliseconds(ours: Callable[[], object], limit: Callable[[], object]) -> tuple[float, float]:
    """Once unmeasured: what is compared are pages that SQLite has read already."""
    ours()
    limit()
    one, other = in_turns(ours, limit, ROUNDS)
    return one * 1_000, other * 1_000


def _ids(cache: Cache, query: Query) -> Any:
    with cache.read() as db:
        return reading.ids(db, query)


def _counts(cache: Cache, query: Query) -> None:
    with cache.read() as db:
        reading.counts(db, query)


def _rows(cache: Cache, ids: Any) -> None:
    with cache.read() as db:
        reading.person_rows(db, list(ids))


def first_rows(cache: Cache, query: Query) -> None:
    """As a list opens: all ids in order, then the rows on screen."""
    with cache.read() as db:
        listed = reading.ids(db, query)
        reading.person_rows(db, list(listed[:PAGE]))


def _nothing() -> None:
    return
