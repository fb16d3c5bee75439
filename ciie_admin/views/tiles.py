"""Tiles: the pictures of a contact sheet, made on a lane of their own.

What is wished for is one list which the next wish replaces, and only a few are made at a time:
what is on the screen now never waits for what has flown past.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from ciie_admin.errors import Mishap
from ciie_admin.sync.loop import Told
from ciie_admin.views import pictures, theme
from ciie_admin.views.components.tile import PICTURE, Tile
from ciie_admin.views.components.tile_paint import Absent
from ciie_admin.views.desk import Desk
from ciie_admin.views.tiles_made import Kept, Made, Wish, make
from ciie_admin.words import word

TOGETHER = 6
"""Made in one go: about a row of the sheet."""
ASKED_TOGETHER = 100
"""Of the server."""
GATHER_MS = 20
KEPT = 64 * 1024 * 1024
"""Bytes: a thousand tiles, or 250 at 200 %."""


class Tiles(QObject):
    """On the UI thread, but for the making itself."""

    arrived = Signal(object)
    """frozenset of photos of which there is something else to show; None: of all."""

    def __init__(self, desk: Desk, parent: QObject | None = None, kept: int = KEPT) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept = Kept(kept)
        self._ratio = 1.0
        self._aligned = True
        self._wanted: list[Wish] = []
        self._making = False
        self._fresh: dict[str, bytes] = {}
        self._missing: dict[str, None] = {}
        """To be asked for, in order."""
        self._asking = False
        self._absent: set[str] = set()
        """Not here and, as far as was asked, not to be had."""
        self._broken: set[str] = set()
        self._was_offline = not desk.entered.online
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gather.timeout.connect(self._ask)
        theme.signals().changed.connect(self._forget)
        desk.told.connect(self._hear)

    # ---- what the sheet asks

    @property
    def aligned(self) -> bool:
        return self._aligned

    def set_aligned(self, on: bool) -> None:
        """Eyes at one place in every tile, or each picture whole."""
        if on != self._aligned:
            self._aligned = on
            self.arrived.emit(None)

    def set_ratio(self, ratio: float) -> None:
        """Device px of a logical one."""
        self._ratio = ratio

    def picture(self, tile: Tile) -> QImage | Absent | None:
        """At once: the picture, why there is none, or None while it is on its way."""
        found = self._kept.get(self._wish(tile))
        return found if found is not None else self._why(tile)

    def look(self, tiles: Sequence[Tile]) -> None:
        """These are wanted, in this order; what was wished for before is not any more."""
        wishes = dict.fromkeys(self._wish(tile) for tile in tiles if self._why(tile) is None)
        self._wanted = [
            one for one in wishes if one not in self._kept and one.photo not in self._missing
        ]
        self._make()

    # ---- inside

    def _wish(self, tile: Tile) -> Wish:
        eyes = tile.eyes if self._aligned else ()
        width, height = PICTURE.width() * self._ratio, PICTURE.height() * self._ratio
        return Wish(tile.photo, eyes, round(width), round(height))

    def _why(self, tile: Tile) -> Absent | None:
        language = self._desk.language
        if not tile.photo:
            said = word("finding_short", "photo_missing", language)
            return Absent("mdi6.account-off-outline", said)
        if tile.photo in self._broken:
            return Absent("mdi6.image-broken-variant", word("finding_short", "corrupt", language))
        if tile.photo in self._absent:
            return Absent("mdi6.image-off-outline", self.tr("Not on this computer"))
        return None

    def _make(self) -> None:
        if self._making or not self._wanted:
            return
        self._making = True
        now, self._wanted = self._wanted[:TOGETHER], self._wanted[TOGETHER:]
        fresh = {one.photo: self._fresh[one.photo] for one in now if one.photo in self._fresh}
        work = partial(make, now, fresh, theme.current().colour("track"))
        self._desk.read(work, self._take, asker=self, lane="pictures", failed=self._fail)

    def _take(self, made: Made) -> None:
        self._making = False
        self._kept.add(made.images)
        self._broken |= made.broken
        self._miss(made.missing)
        self.arrived.emit(frozenset(one.photo for one in made.images) | made.broken | made.missing)
        self._make()

    def _fail(self, mishap: Mishap) -> None:
        self._making = False
        self._desk.mishap.emit(mishap)

    def _forget(self) -> None:
        """They stand on the ground of another theme."""
        self._kept.clear()
        self._wanted.clear()

    # ---- from the server

    def _miss(self, photos: frozenset[str]) -> None:
        if not self._desk.entered.online:
            self._absent |= photos
        elif photos:
            self._missing.update(dict.fromkeys(sorted(photos)))
            if not self._asking and not self._gather.isActive():
                self._gather.start()

    def _ask(self) -> None:
        now = list(self._missing)[-ASKED_TOGETHER:]
        if not now:
            return
        self._asking = True
        failed = partial(self._answer, now, {})
        pictures.fetch(self._desk, now, partial(self._answer, now), asker=self, failed=failed)

    def _answer(
        self, asked: Sequence[str], got: dict[str, bytes], mishap: Mishap | None = None
    ) -> None:
        self._asking = False
        self._was_offline = self._was_offline or mishap is not None
        self._fresh = got
        self._absent |= set(asked) - got.keys()
        for photo in asked:
            self._missing.pop(photo, None)
        self.arrived.emit(frozenset(asked))
        if self._missing:
            self._gather.start()

    def _hear(self, told: Told) -> None:
        """What could not be had is asked for once the server has answered again."""
        if told.state == "online" and self._was_offline:
            self._absent.clear()
            self.arrived.emit(None)
        if told.state in {"online", "offline"}:
            self._was_offline = told.state == "offline"
