"""The tree of free badges on a computer: opened, and summed again after a move."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.measuring import Measured, apart
from ciie_admin.domain.actors import Actor, Role
from ciie_admin.domain.places import Place, PlaceKind
from ciie_admin.domain.quotas import Quota, QuotaNode, quota_id
from ciie_admin.models import opening, quota_reading
from ciie_admin.models.engine import Cache, open_cache
from ciie_admin.models.quota_drafts import Wanted, draft_moves
from ciie_admin.models.quota_tree import tree
from ciie_admin.models.receiving import absorb
from ciie_admin.wire.messages import (
    Answer,
    Change,
    EditionChange,
    PlaceChange,
    QuotaChange,
    UnitChange,
)
from tests.domain.samples import unit
from tests.fixtures.editions import CENTRE, DALIAN, EDITION, small_edition, small_tree
from tests.fixtures.records import unit_form

SUBMISSIONS, UNITS = 700, 20_000
FIRST = 100
"""Id of the first sub-mission; the fair of the tests has those before."""
PAGE = 5_000
ROUNDS = 9
MOST = 100.0
"""Milliseconds."""
KEY = bytes(32)
ACTOR = Actor(account=1, name="王负责", role=Role.HEAD, path=(CENTRE, DALIAN))


def measure() -> Iterator[Measured]:
    found = apart("benchmarks.quota_tree:run")
    size = f"{SUBMISSIONS} sub-missions, {UNITS:,} units"
    for name, work in (
        ("open", f"tree of free badges, {size}: opened, with sums"),
        ("again", "  after a move: own node, sub-missions, one opened to its units, sums"),
        ("whole", "  after a move: every node of it opened"),
        ("move", "  the move itself: judged, drafted, both accounts shown"),
    ):
        yield Measured(work=work, unit="ms", ours=found[name], most=MOST)


def run() -> dict[str, Any]:
    with TemporaryDirectory() as made:
        cache = open_cache(Path(made) / "cache.db", KEY)
        opening.prepare(cache)
        _fill(cache)
        found = _measured(cache)
        cache.close()
    return found


def _measured(cache: Cache) -> dict[str, float]:
    own = quota_id(QuotaNode.PLACE, DALIAN, 1)
    moved = [quota_id(QuotaNode.PLACE, FIRST + n, 1) for n in range(ROUNDS)]
    times: dict[str, list[float]] = {"open": [], "move": [], "again": [], "whole": []}
    for number, account in enumerate(moved):
        times["open"].append(_milliseconds(partial(_look, cache, own, ())))
        wanted = (Wanted(account=account, total=60 + number),)
        move = partial(draft_moves, cache, wanted, ACTOR, at=datetime.now(UTC))
        times["move"].append(_milliseconds(move))
        times["again"].append(_milliseconds(partial(_look, cache, own, (account,))))
        times["whole"].append(_milliseconds(partial(_look, cache, own, None)))
    return {name: median(each) for name, each in times.items()}


def _look(cache: Cache, own: int, opened: Sequence[int] | None) -> int:
    """What the page reads; None opens every node. Returns how many rows it has."""
    with cache.read() as db:
        on = tree(db, "vip", ACTOR)
        if on is None:
            raise LookupError("no tree")
        rows = quota_reading.children(db, on, None)
        below = quota_reading.children(db, on, own)
        rows += below
        parents = [one.account.id for one in below] if opened is None else opened
        opened_rows = quota_reading.beneath(db, on, parents).values()
        quota_reading.totals(db, own)
        quota_reading.labels(db, ACTOR)
    return len(rows) + sum(map(len, opened_rows))


def _milliseconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


def _fill(cache: Cache) -> None:
    changes = [*_ground(), *_records()]
    for first in range(0, len(changes), PAGE):
        part = changes[first : first + PAGE]
        last = first + PAGE >= len(changes)
        answer = Answer(
            epoch="e",
            grants="g",
            restart=first == 0,
            verdicts=(),
            changes=tuple(part),
            cursor=first + len(part),
            head=len(changes),
            remaining=0 if last else len(changes) - first - len(part),
            time=datetime.now(UTC),
        )
        absorb(cache, answer, ACTOR)


def _ground() -> Iterator[Change]:
    yield EditionChange(seq=0, id=EDITION, record=small_edition())
    for one in (*small_tree(), *map(_submission, range(SUBMISSIONS))):
        yield PlaceChange(seq=0, id=one.id, record=one)


def _submission(number: int) -> Place:
    return Place(
        id=FIRST + number,
        version=1,
        path=(CENTRE, DALIAN, FIRST + number),
        kind=PlaceKind.SUBMISSION,
        name_zh=f"第{number}分团",
        name_en=f"Sub-mission {number}",
        order=number,
    )


def _records() -> Iterator[Change]:
    """Every sub-mission has received 50 of each free label, every unit one."""
    own = _place(DALIAN, CENTRE, received=50_000, allotted=SUBMISSIONS * 50)
    yield QuotaChange(seq=1, id=own.id, record=own)
    for number in range(SUBMISSIONS):
        below = len(range(number, UNITS, SUBMISSIONS))
        one = _place(FIRST + number, DALIAN, received=50, allotted=below, used=3)
        yield QuotaChange(seq=1, id=one.id, record=one)
    for number in range(1, UNITS + 1):
        place = FIRST + (number - 1) % SUBMISSIONS
        form = unit_form(number)
        record = replace(unit(), id=number, review_place=place, count_place=place, form=form)
        yield UnitChange(seq=1, id=number, record=record)
        parent = quota_id(QuotaNode.PLACE, place, 1)
        account = quota_id(QuotaNode.UNIT, number, 1)
        made = Quota(
            id=account,
            version=1,
            label="vip",
            node=QuotaNode.UNIT,
            node_id=number,
            parent=parent,
            place=place,
            received=1,
        )
        yield QuotaChange(seq=1, id=account, record=made)


def _place(number: int, above: int, **counters: Any) -> Quota:
    return Quota(
        id=quota_id(QuotaNode.PLACE, number, 1),
        version=1,
        label="vip",
        node=QuotaNode.PLACE,
        node_id=number,
        parent=quota_id(QuotaNode.PLACE, above, 1),
        place=number,
        **counters,
    )
