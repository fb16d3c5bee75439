"""A cache as after a first download, filled through the same function; kept for several rows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.bare import empty_cache
from benchmarks.people import EDITION, NOW, Household, households
from ciie_admin.domain.actors import Actor, Role
from ciie_admin.models.receiving import absorb
from ciie_admin.wire.messages import (
    PAGE_FIRST,
    Answer,
    Change,
    EditionChange,
    PersonChange,
    PlaceChange,
    UnitChange,
    Verdict,
)
from tests.fixtures.editions import CENTRE, DALIAN, small_tree

ACTOR = Actor(account=2, name="李经办", role=Role.REVIEWER, path=(CENTRE, DALIAN))
PER_UNIT = 5


def fill(path: Path, persons: int) -> Path:
    """Make the cache with this many persons, a fifth as many units, a quarter of them waiting."""
    cache = empty_cache(path)
    for page in pages(persons):
        absorb(cache, page, ACTOR)
    cache.close()
    return path


def answer(
    changes: Sequence[Change],
    *,
    cursor: int,
    remaining: int = 0,
    verdicts: Sequence[Verdict] = (),
    time: datetime = NOW,
) -> Answer:
    """What the server says; the mirror is whole once nothing remains."""
    return Answer(
        epoch="one",
        grants="same",
        restart=False,
        verdicts=tuple(verdicts),
        changes=tuple(changes),
        cursor=cursor,
        head=cursor,
        remaining=remaining,
        time=time + timedelta(seconds=cursor),
    )


def pages(persons: int) -> Iterator[Answer]:
    """Of a first download; the last one says that nothing remains."""
    seq, page = 1, [*_first()]
    for change in _changes(households(persons // PER_UNIT, persons)):
        page.append(change)
        if len(page) == PAGE_FIRST:
            seq += PAGE_FIRST
            yield answer(page, cursor=seq, remaining=1)
            page = []
    yield answer(page, cursor=seq + len(page))


def _first() -> Iterator[Change]:
    yield EditionChange(seq=1, id=EDITION.id, record=EDITION)
    for place in small_tree():
        yield PlaceChange(seq=1, id=place.id, record=place)


def _changes(made: Iterable[Household]) -> Iterator[Change]:
    for one in made:
        yield UnitChange(seq=1, id=one.unit.id, record=one.unit)
        for person in one.persons:
            yield PersonChange(seq=1, id=person.id, record=person)
