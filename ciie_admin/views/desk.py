"""The one object a view tells to do something; it speaks through three signals."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Literal, TypeVar, get_args
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from ciie_admin.domain.actors import Actor
from ciie_admin.errors import Mishap
from ciie_admin.models import brake, others, spot_checks, tallies, trays
from ciie_admin.models.engine import Cache, Snapshot
from ciie_admin.models.holding import Held, hold, undo
from ciie_admin.models.judging import Choose
from ciie_admin.models.others import OthersAct
from ciie_admin.models.recording import Recorded, record
from ciie_admin.models.releasing import Released, discard, release, take_back
from ciie_admin.models.scopes import Scope
from ciie_admin.models.tallies import Tally, ToDo
from ciie_admin.models.touched import Touched, Touching
from ciie_admin.sync.entering import Entered, try_sign_in
from ciie_admin.sync.loop import Loop, Told
from ciie_admin.views.ground import Ground, read_ground
from ciie_admin.views.lull import Lull
from ciie_admin.views.measuring import Measuring
from ciie_admin.views.presence import Presence
from ciie_admin.views.work import Failed, WorkLane
from ciie_admin.wire.messages import DecidedKind, WishKind
from ciie_admin.words import Language

T = TypeVar("T")
Acting = Callable[[Cache, Actor], Touching]
Reading = Literal["rows", "ahead", "whole", "pictures"]
READING: tuple[Reading, ...] = get_args(Reading)
"""Rows and cards somebody waits for; what may be looked at next; whole lists and their counts,
which take longer the more records there are; pictures of a contact sheet, decoded there, too. None
waits for another.
"""
KNOCK_MS = 5_000
"""Between tries to reach the server after signing in without it."""


class Desk(QObject):
    """Owns the lanes and the loop of one signed-in person. All signals on the UI thread."""

    touched = Signal(object)
    """Touched: which records changed, by whomever."""
    tallied = Signal(object)
    """Tally: the counts of every bar and button."""
    told = Signal(object)
    """Told: what the sync loop is doing."""
    mishap = Signal(object)
    """Mishap: something a person must know; shown in the pane it belongs to."""
    undone = Signal(object)
    news = Signal(object)
    """OthersAct: a colleague decided something just now."""
    settled = Signal()
    """A tray entry was dealt with."""
    grounded = Signal()
    """Edition and places are known, or changed."""
    _from_loop = Signal(object)

    def __init__(self, entered: Entered, language: Language) -> None:
        super().__init__()
        self.entered = entered
        self.language: Language = language
        self.actor = entered.actor
        self.ground: Ground | None = None
        self.tally: Tally | None = None
        self.last_told = Told("offline")
        self.presence = Presence(self.told, self)
        self._writes = WorkLane("write")
        self._reads = {name: WorkLane(name) for name in READING}
        self.files = WorkLane("file", workers=2)
        self.downloads = WorkLane("download")
        """Network only, one after the other: nobody waits for it at the end."""
        self.measuring = Measuring(entered.cache, self)
        self.questions = WorkLane("question", workers=2)
        """Of a person to the server, one answer each; nobody waits for it at the end."""
        others = (self.files, self.downloads, self.questions)
        for lane in (self._writes, *self._reads.values(), *others):
            lane.failed.connect(self.mishap)
        self._from_loop.connect(self._heard, Qt.ConnectionType.QueuedConnection)
        self._loop: Loop | None = None
        self._knock: Callable[[], bool] | None = None
        self._knocking = QTimer(self, singleShot=True, interval=KNOCK_MS)
        self._knocking.timeout.connect(self._try_again)
        self._lull = Lull(self)
        self._lull.timeout.connect(self._count)

    def start(self) -> None:
        """Read what is there, then begin to exchange."""
        self._look_again(Touched(everything=True))
        if self.entered.online:
            self.begin_sync()

    def begin_sync(self) -> None:
        if self._loop is None:
            on, hear = self.entered, self._from_loop.emit
            self._loop = Loop(on.cache, self.actor, on.office, hear, self.presence.standing)
            self._loop.start()

    def reconnect(self, login: str, password: str) -> None:
        """Offline at the start: sign in as soon as the server answers, then exchange."""
        self._knock = partial(try_sign_in, self.entered, login, password)
        self._try_again()

    def _try_again(self) -> None:
        if self._knock is not None:
            self.files.run(
                self._knock, self._knocked, asker=self, key="knock", failed=self._turned_away
            )

    def _knocked(self, online: bool) -> None:
        if online:
            self._knock = None
            self.begin_sync()
        else:
            self._knocking.start()

    def _turned_away(self, mishap: Mishap) -> None:
        self._knock = None
        self.mishap.emit(mishap)

    @property
    def sending(self) -> bool:
        """Pages are under way and more wait behind them."""
        waiting = self.tally is not None and self.tally.unsent > 0
        return waiting and self.last_told.state == "syncing"

    def sync_now(self) -> None:
        if self._loop is not None:
            self._loop.wake()
        else:
            self._try_again()

    def stop(self) -> None:
        """Everything ends, nothing is lost: what was released waits in the outbox."""
        self._knocking.stop()
        self._knock = None
        if self._loop is not None:
            self._loop.stop()
        self.measuring.close()
        self.downloads.close(wait=False)
        self.questions.close(wait=False)
        for lane in (self.files, *self._reads.values()):
            lane.close()
        self._writes.close(finish=True)  # what somebody has pressed is kept
        self.entered.leave()

    # ---- reading

    def read(
        self,
        work: Callable[[Snapshot], T],
        then: Callable[[T], None],
        *,
        asker: QObject,
        key: str = "",
        lane: Reading = "rows",
        failed: Failed | None = None,
    ) -> None:
        """Run `work` on a snapshot of the cache in this lane, `then` on the UI thread."""
        looked = partial(self._looked, work)
        self._reads[lane].run(looked, then, asker=asker, key=key, failed=failed)

    def _looked(self, work: Callable[[Snapshot], T]) -> T:
        with self.entered.cache.read() as db:
            return work(db)

    # ---- writing

    def decide(
        self,
        kind: DecidedKind,
        ids: Sequence[int],
        choose: Choose,
        then: Callable[[Recorded], None],
        *,
        scope: str = "",
        resolves: UUID | None = None,
    ) -> None:
        """Draft a decision on each record; notes go straight to the outbox."""
        act = partial(record, self.entered.cache, kind, tuple(ids), choose, self.actor)
        at = datetime.now(UTC)
        self._write(partial(act, at=at, scope=scope, resolves=resolves), then)

    def keep(self, work: Callable[[Cache], T], then: Callable[[T], None]) -> None:
        """Write what is the person's own and no decision."""
        self._writes.run(partial(work, self.entered.cache), then)

    def discard(self, kind: WishKind, ids: Sequence[int]) -> None:
        wanted = tuple(ids)
        self._write(lambda: discard(self.entered.cache, self.actor, kind, wanted), self.undone.emit)

    def hold(self, kind: DecidedKind, ids: Sequence[int], then: Callable[[Held], None]) -> None:
        self._write(partial(hold, self.entered.cache, self.actor, kind, tuple(ids)), then)

    def undo(self) -> None:
        self._write(lambda: undo(self.entered.cache, self.actor), self.undone.emit)

    def take_back(self) -> None:
        self._write(lambda: take_back(self.entered.cache, self.actor), self.undone.emit)

    def release(
        self, then: Callable[[Released], None] | None = None, batch: UUID | None = None
    ) -> None:
        def after(done: Released) -> None:
            self.sync_now()
            if then is not None:
                then(done)

        self._write(lambda: release(self.entered.cache, self.actor, Scope(batch)), after)

    def redo(self, entries: Sequence[UUID], then: Callable[[Recorded], None]) -> None:
        """Wish what stands in the tray once more, as drafts on the records as they are now."""
        cache, at = self.entered.cache, datetime.now(UTC)
        self._write(lambda: trays.redo_all(cache, entries, self.actor, at), then)

    def drop(self, entries: Sequence[UUID]) -> None:
        """Let tray entries go."""
        cache = self.entered.cache
        self._write(lambda: trays.drop_all(cache, entries), lambda _nothing: self.settled.emit())

    def choose_share(self, percent: int) -> None:
        """How many of the automatic passes are looked at from now on; they are counted anew."""
        cache = self.entered.cache
        self._write(lambda: spot_checks.choose_share(cache, percent), None)

    def accept_removals(self, number: int) -> None:
        """Agree to so many records being taken away, this once, and go on."""
        cache = self.entered.cache
        self._write(lambda: brake.accept(cache, number), lambda _nothing: self.sync_now())

    def act(self, work: Acting, then: Callable[[Any], None], failed: Failed | None = None) -> None:
        """Any other write to one's own decisions. Who hears of what `failed` has to tell it."""
        self._write(partial(work, self.entered.cache, self.actor), then, failed)

    def _write(
        self,
        work: Callable[[], Touching | None],
        then: Callable[[Any], None] | None,
        failed: Failed | None = None,
    ) -> None:
        def after(result: Touching | None) -> None:
            self._look_again(replace(result.touched, own=True) if result else Touched())
            if then is not None:
                then(result)

        self._writes.run(work, after, failed=failed)

    # ---- hearing

    @Slot(object)
    def _heard(self, told: Told) -> None:
        self.last_told = told
        done = told.cycled
        if done is not None and (done.touched or done.sent or done.received or self.tally is None):
            self._look_again(done.touched)
            self._look_for_news(done.touched)
        self.told.emit(told)

    def _look_for_news(self, changed: Touched) -> None:
        if changed.units or changed.persons:
            actor = self.actor
            self.read(lambda db: others.latest(db, changed, actor), self._tell_news, asker=self)

    def _tell_news(self, act: OthersAct | None) -> None:
        if act is not None:
            self.news.emit(act)

    def _look_again(self, changed: Touched) -> None:
        if changed:
            self.touched.emit(changed)
        if self.tally is not None and changed.own:
            self._count(self.tally.to_do)
            self._lull.ask()
        else:
            self._count()
        if self.ground is None or changed.everything or changed.ground:
            self.read(read_ground, self._stand, asker=self, key="ground")

    def _count(self, known: ToDo | None = None) -> None:
        work = partial(tallies.tally, known_to_do=known)
        self.read(work, self._hear_counts, asker=self, key="tally", lane="whole")

    def _hear_counts(self, tally: Tally) -> None:
        self.tally = tally
        self.tallied.emit(tally)

    def _stand(self, ground: Ground | None) -> None:
        if ground is not None and ground != self.ground:
            self.ground = ground
            self.grounded.emit()
