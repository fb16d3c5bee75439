"""How work is measured: in a process of its own where memory counts, in turns where it is cheap."""

import importlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from ciie_admin.config import collect_seldom

MEGABYTE = 2**20


@dataclass(slots=True)
class Watch:
    """Filled when the block it watches has ended. Wall and processor seconds of this process.

    `megabytes` is how far the resident set rose above where it stood at the beginning.
    """

    seconds: float = 0.0
    processor: float = 0.0
    megabytes: float = 0.0


@contextmanager
def watched() -> Iterator[Watch]:
    idle = psutil.Process().memory_info().rss
    watch = Watch()
    started, spent = time.perf_counter(), time.process_time()
    yield watch
    watch.seconds = time.perf_counter() - started
    watch.processor = time.process_time() - spent
    watch.megabytes = max(0.0, (_highest() - idle) / MEGABYTE)


def _highest() -> int:
    """Bytes. Linux counts since the program began; getrusage would count the parent's, too."""
    status = Path("/proc/self/status")
    if not status.exists():
        return psutil.Process().memory_info().rss
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
    return int(lines["VmHWM"].split()[0]) * 1024


def seconds(work: Callable[[], object]) -> float:
    with watched() as watch:
        work()
    return watch.seconds


def in_turns(
    ours: Callable[[], object], limit: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Median seconds of both, run one after the other so that a busy moment meets both."""
    pairs = [(seconds(ours), seconds(limit)) for _ in range(rounds)]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


def apart(name: str, **arguments: Any) -> dict[str, Any]:
    """Call `module:function` with JSON arguments in a fresh process; returns its JSON answer."""
    command = [sys.executable, "-m", "benchmarks.measuring", name, json.dumps(arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A line of the table: `times` is the most the ratio may be, `most` the most `ours` may be."""

    work: str
    unit: str
    ours: float
    limit: float | None = None
    times: float | None = None
    most: float | None = None
    beside: dict[str, float] = field(default_factory=dict)
    """What else was measured, by name."""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.limit if self.limit else None

    @property
    def held(self) -> bool:
        in_time = self.times is None or self.ratio is None or self.ratio <= self.times
        return in_time and (self.most is None or self.ours <= self.most)


def main(arguments: Sequence[str]) -> None:
    collect_seldom()
    where, _, function = arguments[0].partition(":")
    work = getattr(importlib.import_module(where), function)
    print(json.dumps(work(**json.loads(arguments[1]))))


if __name__ == "__main__":
    main(sys.argv[1:])
