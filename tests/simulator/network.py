"""The line between a computer and the server, cut open: every message waits to be carried."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from queue import SimpleQueue
from threading import Thread
from typing import Protocol
from uuid import UUID

from ciie_admin.domain.actors import Actor
from ciie_admin.errors import Mishap
from ciie_admin.models.engine import Cache
from ciie_admin.sync.cycle import cycle
from ciie_admin.sync.http import Office
from ciie_admin.wire.known import Known
from ciie_admin.wire.messages import Answer, Exchange

NOWHERE = "http://127.0.0.1"
PAGE = 12
"""Changes at a time: even a handful of records comes in several answers."""


class Seat(Protocol):
    """What one computer may ask of the server; raises Mishap."""

    def exchange(self, request: Exchange) -> Answer: ...

    def known(self, ids: Sequence[UUID]) -> Known: ...


class Crashed(BaseException):
    """The program is gone: nothing in it catches this, and nothing goes on."""


@dataclass(slots=True, eq=False)
class Trip:
    """One request of one computer. Without an `answer` it is on its way there, else back.

    Nobody listens any more once it is not `awaited`; the message may still arrive.
    """

    number: int
    computer: int
    request: Exchange
    answer: Answer | Mishap | None = None
    awaited: bool = True


class DirectLine(Office):
    """The program's own line. Every request arrives at once, and so does its answer."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(NOWHERE)
        self._seat = seat

    def exchange(self, request: Exchange) -> Answer:
        return self._seat.exchange(replace(request, limit=PAGE))

    def known(self, ids: Sequence[UUID]) -> Known:
        return self._seat.known(ids)


class HeldLine(DirectLine):
    """An exchange stops here until it is told what came of it."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self.asked: SimpleQueue[Exchange | None] = SimpleQueue()
        self.told: SimpleQueue[Answer | BaseException] = SimpleQueue()

    def exchange(self, request: Exchange) -> Answer:
        self.asked.put(replace(request, limit=PAGE))
        said = self.told.get()
        if isinstance(said, BaseException):
            raise said
        return said


class Exchanging:
    """One call of the program's cycle(), standing still wherever it waits for the server.

    It has a thread only to be able to stand still: never do two of them run at the same time.
    `request` is what it waits with; None once it has ended, with or without a `mishap`.
    """

    def __init__(self, cache: Cache, actor: Actor, seat: Seat) -> None:
        self._line = HeldLine(seat)
        self._fault: BaseException | None = None
        self.mishap = ""
        self._thread = Thread(target=self._run, args=(cache, actor), daemon=True)
        self._thread.start()
        self.request = self._line.asked.get()

    def hear(self, said: Answer | BaseException) -> None:
        """Goes on with this, up to its end or to the next request."""
        self._line.told.put(said)
        self.request = self._line.asked.get()
        if self.done:
            self._thread.join()
            if self._fault is not None:
                raise self._fault

    @property
    def done(self) -> bool:
        return self.request is None

    def _run(self, cache: Cache, actor: Actor) -> None:
        try:
            with suppress(Crashed):
                cycle(cache, self._line, actor)
        except Mishap as mishap:
            self.mishap = mishap.code
        except BaseException as fault:  # noqa: BLE001 - told where the scheduler can see it
            self._fault = fault
        self._line.close()
        self._line.asked.put(None)
