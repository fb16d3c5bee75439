"""One clerk's computer: the real cache in a real file, the real acts, no network of its own."""

import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from ciie_admin.domain.actors import Actor
from ciie_admin.models import opening
from ciie_admin.models.engine import Cache, open_cache
from ciie_admin.wire.messages import Answer
from tests.simulator.ledger import Ledger, kept_in
from tests.simulator.network import Exchanging, Trip

KEY = b"32 bytes, the same for all of us"
SHOWN = (
    ("unit", "pending_stage", "unit"),
    ("person", "pending_stage", "person"),
    ("person", "photo_stage", "photo"),
)
"""Table, column, and what the wishes it shows are about."""
OVERLAYS = {
    "a row shows a wish that is not there": """
SELECT id FROM {0} WHERE {1} IS NOT NULL AND id NOT IN (
  SELECT subject_id FROM draft WHERE subject_kind = '{2}'
  UNION SELECT subject_id FROM outbox WHERE subject_kind = '{2}')""",
    "a released decision is not shown": """
SELECT id FROM {0} WHERE {1} IS NULL AND id IN (
  SELECT subject_id FROM outbox WHERE subject_kind = '{2}'
  AND json_extract(body, '$.command.kind') <> 'add_note')""",
}


@dataclass(slots=True)
class Copy:
    """A backup of the closed cache, with the books as they were."""

    folder: Path
    ledger: Ledger


@dataclass(slots=True)
class Computer:
    """`login` works here; `actor` is who the server said that is, at the last sign-in."""

    number: int
    login: str
    folder: Path
    actor: Actor
    skew: timedelta = timedelta()
    """How far its clock is wrong."""
    ledger: Ledger = field(default_factory=Ledger)
    trip: Trip | None = None
    exchanging: Exchanging | None = None
    copy: Copy | None = None
    stored: list[Answer] = field(default_factory=list)
    """Answers taken in since the cache was last put back."""
    cache: Cache = field(init=False)

    def name_device(self, device: UUID) -> None:
        with self.cache.write() as db:
            opening.set_preference(db, "device", str(device))

    def start(self) -> None:
        self.cache = open_cache(self.folder / "cache.db", KEY)
        opening.prepare(self.cache)

    def book(self, act: str) -> tuple[int, int]:
        """After every act: nothing is lost, and the overlay is of what is pending."""
        moved = self.ledger.book(act, kept_in(self.cache))
        self._check_overlays()
        return moved

    def back_up(self) -> None:
        self.cache.close()
        folder = self.folder.with_name(f"{self.folder.name}-copy")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        self.copy = Copy(folder, self.ledger.copy())
        self.start()

    def restore(self, copy: Copy) -> None:
        self.cache.close()
        shutil.rmtree(self.folder)
        shutil.copytree(copy.folder, self.folder)
        self.ledger.put_back(copy.ledger)
        self.stored.clear()
        self.start()

    def _check_overlays(self) -> None:
        with self.cache.read() as db:
            for places in SHOWN:
                for rule, statement in OVERLAYS.items():
                    assert not db.exec_driver_sql(statement.format(*places)).all(), rule
