"""Pictures judged in processes of their own: what harms one of them harms nobody else."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from multiprocessing import connection
from typing import Any, Generic, Self, TypeVar

from ciie_admin.photos.finding import PhotoFinding
from ciie_admin.photos.hired import Errand, Hired, Lost, hire
from ciie_admin.photos.measured import Measured
from ciie_admin.photos.worker import Begin, Bounds, unfit

K = TypeVar("K")
POLL = 0.1
"""Seconds between two looks at whether all this is still wanted."""
TRIES = 2
"""A worker may die for another's sake (the computer's memory, a sleeping laptop): once is no proof
against a picture.
"""


@dataclass(frozen=True, slots=True)
class Judged(Generic[K]):
    """`ms` is CPU time; elapsed time where the worker was lost."""

    key: K
    measured: Measured
    ms: float

    @property
    def findings(self) -> tuple[PhotoFinding, ...]:
        return self.measured.findings


class Workers:
    """At most `count` processes, started when there is work, kept until closed.

    For one thread at a time, and never the one that paints. `begin` is sent to each process, so it
    must be importable there.
    """

    def __init__(
        self, begin: Begin, *, count: int | None = None, bounds: Bounds | None = None
    ) -> None:
        self._begin = begin
        self._count = count or cores()
        self._bounds = bounds or Bounds()
        self._staff: list[Hired[Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        for worker in list(self._staff):
            self._dismiss(worker)

    def judge(
        self,
        pictures: Iterable[tuple[K, bytes]],
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Generator[Judged[K]]:
        """Each as soon as it is known, in no order; ends early when `cancelled`.

        Takes as many pictures ahead as there are workers. To resume, give what has not come.
        Raises NotStarted.
        """
        source, ahead = iter(pictures), deque[Errand[K]]()
        try:
            while not cancelled():
                while len(ahead) < self._count and (taken := next(source, None)) is not None:
                    ahead.append(Errand(*taken))
                self._hand_out(ahead)
                self._hire(len(ahead))
                if not ahead and not self._busy():
                    return
                judged = self._heard(ahead)
                self._hand_out(ahead)  # before the caller takes its time
                yield from judged
        finally:
            for worker in self._busy():
                self._dismiss(worker)

    def _busy(self) -> list[Hired[Any]]:
        return [one for one in self._staff if one.errand is not None]

    def _hand_out(self, ahead: deque[Errand[K]]) -> None:
        for worker in [one for one in self._staff if one.idle]:
            if not ahead:
                return
            worker.give(ahead.popleft())

    def _hire(self, wanted: int) -> None:
        """As many as there are pictures that nobody is getting ready for."""
        wanted -= sum(not one.ready for one in self._staff)
        for _ in range(min(wanted, self._count - len(self._staff))):
            self._staff.append(hire(self._begin, self._bounds))

    def _heard(self, ahead: deque[Errand[K]]) -> list[Judged[K]]:
        """What came within a moment, and what became of those that will say nothing any more."""
        expected = [one for one in self._staff if not one.idle]
        spoke = connection.wait([one.pipe for one in expected], POLL)
        judged = (self._outcome(one, ahead, spoke=one.pipe in spoke) for one in expected)
        return [one for one in judged if one is not None]

    def _outcome(
        self, worker: Hired[K], ahead: deque[Errand[K]], *, spoke: bool
    ) -> Judged[K] | None:
        """A picture whose worker was lost gets another try, and then a finding."""
        errand = worker.errand
        try:
            answer = worker.answer(spoke=spoke)
        except Lost as lost:
            self._dismiss(worker)
            if errand is None:
                return None
            errand.tries += 1
            if lost.certain or errand.tries == TRIES:
                return Judged(errand.key, Measured((unfit(lost.why),)), worker.elapsed)
            ahead.appendleft(errand)
            return None
        if answer is None or errand is None:
            return None
        worker.errand = None
        return Judged(errand.key, *answer)

    def _dismiss(self, worker: Hired[Any]) -> None:
        self._staff.remove(worker)
        worker.dismiss()


def cores() -> int:
    """Those this process may use."""
    if hasattr(os, "sched_getaffinity"):  # Linux
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
