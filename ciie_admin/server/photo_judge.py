"""Judges badge photos in the background, a moment after they came and anew under other rules."""

import contextlib
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, select, text

from ciie_admin.domain.edition import PhotoLimits
from ciie_admin.photos import tasks
from ciie_admin.photos.models_folder import lacking, models_folder
from ciie_admin.photos.rules_version import RULES_VERSION
from ciie_admin.photos.workers import Workers
from ciie_admin.server import likenesses, photo_results, photo_rules
from ciie_admin.server.photo_results import Waiting
from ciie_admin.server.records import EDITIONS
from ciie_admin.wire.codec import adapter

if TYPE_CHECKING:
    from ciie_admin.server.known_likenesses import KnownLikenesses

log = logging.getLogger("ciie.photos")
PART = 64
"""Persons taken at a time: as many rows are held together, for some ms."""
TIDIED = 1_000
"""Old results that go together."""
POLL = 1.0
"""Seconds between two looks at whether there is anything to judge."""
AGAIN = 5.0
"""Seconds until the next try where another process judges, or something failed."""
IDLE = 60
"""Looks in vain after which the worker processes, 100 MiB each, and the likenesses are let go."""
LEAD = text("SELECT pg_try_advisory_lock(7163372566707990388)")
"""Held by the one process of all on this database that judges, as long as its connection lives."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What an edition's photos are judged by."""

    edition: int
    limits: PhotoLimits
    stamp: str


class PhotoJudge:
    """`count` worker processes. `start` and `stop` as often as a server does; or `catch_up`,
    in the caller's own thread.
    """

    def __init__(self, engine: Engine, count: int = 1) -> None:
        self._engine = engine
        self._count = count
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._workers: Workers | None = None
        self._begun: PhotoLimits | None = None
        """What the workers judge by."""
        self._known: KnownLikenesses | None = None

    def start(self) -> None:
        if missing := lacking(models_folder()):
            log.warning("photos are judged by their files alone, missing: %s", ", ".join(missing))
            return
        self._stop.clear()
        self._thread = threading.Thread(target=self._run, name="ciie-photos", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Returns once nothing of it runs any more; what is half done is begun again later."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def catch_up(self) -> bool:
        """Judge all there is; False where another process is at it. Raises NotStarted."""
        with _leading(self._engine) as db:
            if db is None:
                return False
            try:
                while self._round(db):
                    pass
                self._tidy(db)
            finally:
                self._dismiss()
        return True

    def _run(self) -> None:
        """Whatever goes wrong is said once, and tried again: nothing else depends on it."""
        said = ""
        while not self._stop.is_set():
            try:
                with _leading(self._engine) as db:
                    if db is not None:
                        self._lead(db)
            except Exception as error:  # noqa: BLE001 - the server goes on answering
                if type(error).__name__ != said:
                    said = type(error).__name__
                    log.error("photos wait: %s", said)
            finally:
                self._dismiss()
            self._stop.wait(AGAIN)

    def _lead(self, db: Connection) -> None:
        idle = 0
        while not self._stop.is_set():
            idle = 0 if self._round(db) else idle + 1
            if idle == IDLE:
                self._dismiss()
                self._tidy(db)
            if idle:
                self._stop.wait(POLL)

    def _round(self, db: Connection) -> bool:
        """A part of what is to be judged, newest edition first; False if there is nothing."""
        for rules in rules_in_force(db):
            persons = photo_results.waiting(db, rules.edition, rules.stamp, PART)
            if persons:
                self._judge(db, rules, persons)
                return not self._stop.is_set()
        return False

    def _tidy(self, db: Connection) -> None:
        """Once nothing has come for a while, for it looks at every result (0.6 s among 500,000):
        what is left of other rules is of no use any more.
        """
        stamps = [rules.stamp for rules in rules_in_force(db)]
        while photo_results.tidy(db, stamps, TIDIED) and not self._stop.is_set():
            pass

    def _judge(self, db: Connection, rules: Rules, persons: list[Waiting]) -> None:
        """Each result is committed by itself, the last of what is known of its photo, and the
        records after them.
        """
        unknown = photo_results.unknown(db, {one.photo for one in persons}, rules.stamp)
        if unknown:
            pictures = ((photo, photo_results.content(db, photo)) for photo in unknown)
            for judged in self._at_work(rules.limits).judge(pictures, self._stop.is_set):
                found = photo_rules.result_of(judged.measured)
                likenesses.add(db, self._compared(db), judged.key, found.likeness)
                photo_results.keep(db, judged.key, rules.stamp, found, datetime.now(UTC))
        with self._engine.begin() as writing:
            numbers = (one.person for one in persons)
            photo_results.settle(writing, rules.edition, rules.stamp, numbers)

    def _at_work(self, limits: PhotoLimits) -> Workers:
        if self._workers is None or self._begun != limits:
            self._dismiss()
            begin = partial(tasks.badge, limits)
            self._workers = Workers(begin, count=self._count, bounds=tasks.BADGE)
            self._begun = limits
        return self._workers

    def _compared(self, db: Connection) -> "KnownLikenesses":
        """Read once, when the first photo is to be compared."""
        if self._known is None:
            from ciie_admin.server import known_likenesses

            self._known = known_likenesses.read(db)
        return self._known

    def _dismiss(self) -> None:
        self._known = None
        if self._workers is not None:
            self._workers.close()
            self._workers = None


@contextlib.contextmanager
def _leading(engine: Engine) -> Iterator[Connection | None]:
    """A connection that commits every statement and holds the lock; None: another one does.

    All reading goes over it: should it break, the lock is gone, and the next statement fails.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        if not db.execute(LEAD).scalar_one():
            yield None
            return
        try:
            yield db
        finally:
            db.invalidate()  # a pooled one would keep the lock


def rules_in_force(db: Connection) -> list[Rules]:
    """Newest edition first."""
    query = select(EDITIONS.c.id, EDITIONS.c.body["photo"]).order_by(EDITIONS.c.id.desc())
    found: list[Rules] = []
    for edition, stored in db.execute(query):
        limits: PhotoLimits = adapter(PhotoLimits).validate_python(stored)
        found.append(Rules(edition, limits, photo_rules.stamp(RULES_VERSION, limits)))
    return found
