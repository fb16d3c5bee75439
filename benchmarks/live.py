"""One office's decision on the other's list: from the release to the other program's rows."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.download import PER_UNIT
from benchmarks.measuring import Measured, apart
from benchmarks.people import households
from benchmarks.stage import LOGINS, PASSWORD, planted, without_keyring
from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.next_step import pass_command
from ciie_admin.models import reading
from ciie_admin.models.queries import Query
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered, enter
from ciie_admin.sync.loop import Loop, Told

ROUNDS = 9
MOST = 2.0
"""Seconds."""
PATIENCE = 30.0


def measure(persons: int) -> Iterator[Measured]:
    made = households(persons // PER_UNIT, persons)
    with (
        planted(made) as stage,
        stage.server("live") as (url, _),
        TemporaryDirectory() as folder,
    ):
        found = apart("benchmarks.live:run", url=url, folder=folder)
    work = "one office's decision on the other's list"
    beside = {"slowest": max(found["seconds"])}
    yield Measured(work=work, unit="s", ours=median(found["seconds"]), most=MOST, beside=beside)


def run(url: str, folder: str) -> dict[str, Any]:
    without_keyring()
    offices = [enter(url, login, PASSWORD, Path(folder)) for login in LOGINS[:2]]
    for one in offices:
        line = one.office()
        drain(one.cache, line, one.actor)
        line.close()
    ours, theirs = offices
    seen, arrived = set[int](), threading.Event()

    def hear(told: Told) -> None:
        if told.cycled is not None:
            seen.update(told.cycled.touched.persons)
            arrived.set()

    sending = Loop(ours.cache, ours.actor, ours.office, lambda _told: None)
    watching = Loop(theirs.cache, theirs.actor, theirs.office, hear)
    for loop in (sending, watching):
        loop.start()
    seconds = [_round(ours, sending, number, seen, arrived) for number in _waiting(ours)]
    for loop in (sending, watching):
        loop.stop()
    for one in offices:
        one.leave()
    return {"seconds": seconds}


def _waiting(office: Entered) -> list[int]:
    with office.cache.read() as db:
        return list(reading.ids(db, Query(kind="person", lane=Lane.TO_REVIEW))[:ROUNDS])


def _round(
    office: Entered, loop: Loop, number: int, seen: set[int], arrived: threading.Event
) -> float:
    now = datetime.now(UTC)
    record(office.cache, "person", [number], pass_command, office.actor, at=now)
    started = time.perf_counter()
    release(office.cache, office.actor)
    loop.wake()
    while number not in seen:
        if not arrived.wait(PATIENCE):
            raise TimeoutError("the other office saw nothing")
        arrived.clear()
    return time.perf_counter() - started
