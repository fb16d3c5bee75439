"""The photo bench in the main window over a filled cache, and its peer; in a process with
windows.
"""

import gc
import time
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from filelock import FileLock
from PySide6.QtCore import (
    QAbstractListModel,
    QEventLoop,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QImage, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView
from sqlalchemy import select

from benchmarks import bare, filled
from benchmarks.ticking import Ticking
from ciie_admin.config import hand_over_often, profile
from ciie_admin.models.engine import open_cache
from ciie_admin.models.queries import Query
from ciie_admin.models.tables import PERSON, THUMBNAIL
from ciie_admin.sync.entering import Entered
from ciie_admin.sync.keys import Keys
from ciie_admin.views import theme
from ciie_admin.views.bench_list import BENCH
from ciie_admin.views.components.tile import PICTURE, Tile
from ciie_admin.views.desk import Desk
from ciie_admin.views.main_window import MainWindow

WINDOW = QSize(1440, 900)
SIZE = QSize(616, 856)
"""Px of the pane in it."""
GRID = QSize(118, 198)
SMOOTH = Qt.TransformationMode.SmoothTransformation
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Stage:
    """A desk without a server, and the main window on it with the bench in front."""

    def __init__(self, path: str) -> None:
        hand_over_often()
        self.app = QApplication([])
        theme.apply(self.app, "light")
        self.desk = Desk(_entered(Path(path)), "zh")
        self.desk.start()
        self.until(lambda: self.desk.ground is not None and self.desk.tally is not None)
        self.window = MainWindow(self.desk)
        self.window.resize(WINDOW)
        self.window.show()
        gc.collect()
        gc.freeze()  # as the program does once its window stands
        self.window.go_photos()
        self.list = self.window.bench.list
        self.sheet, self.model, self.tiles = self.list.sheet, self.list.model, self.list.tiles
        self.until(self.is_whole)

    def ask(self) -> None:
        self.list.ask(BENCH)

    def first(self, count: int) -> Query:
        """Those the list has first."""
        return Query(kind="person", ids=tuple(self.model.keys[:count]))

    def shown(self) -> list[Tile]:
        """All of which something can be seen, as far as rows are read."""
        tiles = map(self.model.tile, self.sheet.on_screen())
        return [tile for tile in tiles if tile is not None]

    def is_whole(self) -> bool:
        """Every face of which something can be seen is there."""
        tiles = self.shown()
        if not tiles or len(tiles) < len(self.sheet.on_screen()):
            return False
        faces = [self.tiles.picture(tile) for tile in tiles if tile.photo]
        return all(isinstance(face, QImage) for face in faces)

    def forget(self) -> None:
        """As a sheet that was never opened."""
        self.model.reset(array("q"))
        self.model._rows.clear()  # noqa: SLF001 - nobody else needs to forget them
        self.tiles._forget()  # noqa: SLF001 - as the rows
        self.app.processEvents()

    def until(self, done: Callable[[], bool]) -> None:
        while not done():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.app.processEvents()  # what is asked to be painted is painted here

    def moved(self, every_ms: int, move: Callable[[], object]) -> dict[str, float]:
        """Gaps while `move` leads from the first faces to the last."""
        self.ask()
        self.until(self.is_whole)
        return self.watched(every_ms, move, self.sheet, self.is_whole)

    def watched(
        self,
        every_ms: int,
        move: Callable[[], object],
        view: QAbstractItemView,
        settled: Callable[[], bool],
    ) -> dict[str, float]:
        """Of the thread of the windows, until the end of the list is on the screen."""
        gc.collect()  # what loading the program left; a day's work does not begin at the sheet
        bar, timer = view.verticalScrollBar(), QTimer(interval=every_ms)
        timer.timeout.connect(move)
        timer.start()
        found = Ticking(self.app).until(lambda: bar.value() == bar.maximum() and settled())
        timer.stop()
        return found

    def end(self) -> None:
        self.desk.stop()
        self.window.close()
        self.window.deleteLater()


def _entered(path: Path) -> Entered:
    cache = open_cache(path, bare.KEY)
    keys = Keys(uuid4(), "", "", lambda _token: None)
    lock = FileLock(path.parent / "lock")
    where = profile("bench", "bench", path.parent)
    return Entered(where, cache, filled.ACTOR, "", "", keys, in_keyring=False, _lock=lock)


def notch(view: QAbstractItemView) -> None:
    """Of the wheel, downwards."""
    place = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def bare_faces(jpegs: Sequence[bytes]) -> float:
    """Milliseconds to decode, scale and paint so many thumbnails on one picture."""
    page = QImage(SIZE, QImage.Format.Format_RGB32)
    begun = time.perf_counter()
    painter = QPainter(page)
    for number, jpeg in enumerate(jpegs):
        row, column = divmod(number, 5)
        where = QPoint(column * GRID.width(), row * GRID.height())
        painter.drawImage(where, _small(QImage.fromData(jpeg)))
    painter.end()
    return (time.perf_counter() - begun) * 1_000


def _small(image: QImage) -> QImage:
    return image.scaled(PICTURE, Qt.AspectRatioMode.IgnoreAspectRatio, SMOOTH)


class IconView(QListView):
    """What is usually written: pictures are decoded where the view asks for them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setIconSize(PICTURE)
        self.setGridSize(GRID)
        self.setUniformItemSizes(True)
        self.resize(SIZE)
        self.faces = _Faces(desk)
        self.setModel(self.faces)


class _Faces(QAbstractListModel):
    """All thumbnails in memory, encoded."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        joined = PERSON.join(THUMBNAIL, THUMBNAIL.c.digest == PERSON.c.photo)
        wanted = select(PERSON.c.name, THUMBNAIL.c.jpeg).select_from(joined)
        with desk.entered.cache.read() as db:
            self._rows = [(name, jpeg) for name, jpeg in db.execute(wanted)]

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802 - Qt calls it
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        name, jpeg = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role != Qt.ItemDataRole.DecorationRole:
            return None
        picture = QPixmap()
        picture.loadFromData(jpeg)
        return picture.scaled(PICTURE, Qt.AspectRatioMode.KeepAspectRatio, SMOOTH)
