"""What the server does by itself every half minute, beside its answers."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

from sqlalchemy import Engine

from ciie_admin.server import quota_leases, waiting_list

log = logging.getLogger("ciie.rounds")
SECONDS = 30.0
Task = Callable[[Engine, datetime], object]
TASKS: tuple[Task, ...] = (quota_leases.sweep, waiting_list.sweep)
"""In this order. Each may run in several processes at once, and anew after it was cut off."""


@contextlib.asynccontextmanager
async def going_round(engine: Engine) -> AsyncIterator[None]:
    """For as long as the server lives; a round under way ends first."""
    stop = asyncio.Event()
    rounds = asyncio.create_task(_rounds(engine, stop))
    try:
        yield
    finally:
        stop.set()
        await rounds


async def _rounds(engine: Engine, stop: asyncio.Event) -> None:
    """Whatever goes wrong is said once, and tried again."""
    said = ""
    while not stop.is_set():
        for task in TASKS:
            try:
                await asyncio.to_thread(task, engine, datetime.now(UTC))
            except Exception as error:  # noqa: BLE001 - the server goes on answering
                if type(error).__name__ != said:
                    said = type(error).__name__
                    log.error("rounds wait: %s", said)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), SECONDS)
