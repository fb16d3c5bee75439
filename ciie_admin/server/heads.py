"""Wakes waiting clients: one poller a process reads the heads, NOTIFY would lock at commit."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import FastAPI
from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from ciie_admin.server.feed import HEADS

POLL_SECONDS = 0.25


class Heads:
    """The newest head per edition, and a condition that is told when they were read."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.known: dict[int, int] = {}
        self.looked = 0
        """Times the heads were read."""
        self.moved = asyncio.Condition()
        self.closing = False
        self.waiting = 0
        """Clients that wait at this moment."""

    def read(self) -> dict[int, int]:
        with self.engine.connect() as db:
            rows = db.execute(select(HEADS.c.edition_id, HEADS.c.head))
            return {row.edition_id: row.head for row in rows}

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

    async def wait(self, edition: int, after: int, seconds: float) -> int:
        """The head of the edition, as soon as it differs from `after` or time is up.

        One that lies behind may only be an old look: it is believed when read once more, as after
        a restore. The look under way may have begun before this question.
        """
        sure = self.looked + 2

        def differs() -> bool:
            head = self.known.get(edition, after)
            return self.closing or head > after or (head < after and self.looked >= sure)

        async with self.moved:
            self.waiting += 1
            try:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.moved.wait_for(differs), seconds)
            finally:
                self.waiting -= 1
        return self.known.get(edition, after)

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
