"""Wakes waiting clients: one poller a process reads the heads, NOTIFY would lock at commit."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from fastapi import FastAPI
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from ciie_admin.server import presence
from ciie_admin.server.feed import HEADS
from ciie_admin.server.presence import PRESENCE

POLL_SECONDS = 0.25


class Where(NamedTuple):
    """From where a client looks: who is present elsewhere does not concern it."""

    edition: int
    place: int


class Known(NamedTuple):
    """What a client has heard of; without `presence` nobody's coming and going wakes it."""

    head: int
    presence: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """All heads and, for each place with somebody at a record in its sight, the stamp of that."""

    heads: Mapping[int, int] = field(default_factory=dict)
    stamps: Mapping[Where, str] = field(default_factory=dict)


class Heads:
    """The newest head per edition, and a condition that is told when they were read."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.known = Look()
        self.looked = 0
        """Times the heads were read."""
        self.moved = asyncio.Condition()
        self.closing = False
        self.waiting = 0
        """Clients that wait at this moment."""

    def read(self) -> Look:
        """Both in one statement: nobody who waits asks one of their own."""
        place = func.unnest(PRESENCE.c.seen_at).label("place")
        each = select(PRESENCE.c.edition_id, place, PRESENCE.c.mark)
        one = each.where(PRESENCE.c.until > datetime.now(UTC)).subquery()
        marks = func.sum(one.c.mark).label("marks")
        summed = select(one.c.edition_id, one.c.place, marks)
        there = summed.group_by(one.c.edition_id, one.c.place).subquery()
        query = select(HEADS.c.edition_id, HEADS.c.head, there.c.place, there.c.marks)
        joined = HEADS.outerjoin(there, there.c.edition_id == HEADS.c.edition_id)
        with self.engine.connect() as db:
            rows = db.execute(query.select_from(joined)).all()
        return Look(
            {edition: head for edition, head, *_ in rows},
            {
                Where(edition, place): presence.stamp((int(marks),))
                for edition, _, place, marks in rows
                if place is not None
            },
        )

    async def poll(self) -> None:
        """Runs until cancelled; a database that is away only means that nobody is woken."""
        while True:
            try:
                found = await asyncio.to_thread(self.read)
            except SQLAlchemyError:
                found = self.known
            async with self.moved:
                self.known = found
                self.looked += 1
                self.moved.notify_all()
            await asyncio.sleep(POLL_SECONDS)

    async def wait(self, where: Where, heard: Known, seconds: float) -> Known:
        """What is there as soon as it differs from what was heard, or once time is up.

        A head that lies behind, and who is present, may only be an old look: they are believed when
        read once more, as after a restore. The look under way may have begun before this question.
        """
        sure = self.looked + 2

        def now() -> Known:
            head = self.known.heads.get(where.edition, heard.head)
            return Known(head, self.known.stamps.get(where, ""))

        def differs() -> bool:
            head, stamp = now()
            other = head < heard.head or heard.presence not in (None, stamp)
            return self.closing or head > heard.head or (other and self.looked >= sure)

        async with self.moved:
            self.waiting += 1
            try:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.moved.wait_for(differs), seconds)
            finally:
                self.waiting -= 1
        return now()

    async def close(self) -> None:
        """Lets everybody go who waits: a stopping server must not hold them."""
        async with self.moved:
            self.closing = True
            self.moved.notify_all()


@contextlib.asynccontextmanager
async def polling(app: FastAPI) -> AsyncIterator[None]:
    """Lifespan of the application: the poller lives as long as the server."""
    heads: Heads = app.state.heads
    heads.closing = False
    task = asyncio.create_task(heads.poll())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
