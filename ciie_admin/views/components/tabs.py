"""LaneTabs: lanes with counts; what has no room goes into the "…" menu, never the chosen one.

LaneTabs(name, align="right" | "left"); set_lanes([Lane(key, text, count)]), choose(key),
signal chosen(key). Counts may change without anything moving but the tab itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ciie_admin.views.components.buttons import IconButton, Painted
from ciie_admin.views.paint import draw_text, fill_round, text_width
from ciie_admin.views.signs import ACTS
from ciie_admin.views.text import grouped

PAD = 10
GAP = 8
HEIGHT = 28


@dataclass(frozen=True, slots=True)
class Lane:
    """`count` None is not known yet; `ink` colours a count that somebody must look at."""

    key: str
    text: str
    count: int | None = None
    ink: str = "text3"

    def counted(self) -> str:
        return "" if self.count is None else grouped(self.count)


class _Tab(Painted):
    def __init__(self, lane: Lane, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.show_lane(lane)

    def show_lane(self, lane: Lane) -> None:
        self.lane = lane
        self.setText(lane.text)
        self.setAccessibleName(f"{lane.text} {lane.counted()}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        count = self.lane.counted()
        width = 2 * PAD + text_width(self.lane.text, bold=True)
        width += 6 + text_width(count, "caption") if count else 0
        return QSize(round(width), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen or self.underMouse():
            fill_round(painter, rect, "sel" if chosen else "hover")
        words = rect.adjusted(PAD, 0, -PAD + 2, 0)
        ink = "text" if chosen else "text2"
        used = draw_text(painter, words, self.lane.text, ink, bold=chosen)
        rest = words.adjusted(used + 6, 0, 0, 0)
        draw_text(painter, rest, self.lane.counted(), self.lane.ink, "caption")


class LaneTabs(QWidget):
    chosen = Signal(str)

    def __init__(self, name: str, align: str = "right") -> None:
        super().__init__()
        self._align = align
        self._tabs: list[_Tab] = []
        self._hidden: list[Lane] = []
        self._chosen = ""
        self._more = IconButton(ACTS["more"], self.tr("More lists"), hue="text", size=20)
        self._more.setParent(self)
        self._more.clicked.connect(self._open_menu)
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_lanes(self, lanes: Sequence[Lane]) -> None:
        if [tab.lane.key for tab in self._tabs] != [lane.key for lane in lanes]:
            self._rebuild(lanes)
        for tab, lane in zip(self._tabs, lanes, strict=True):
            tab.show_lane(lane)
        self._arrange()

    def _rebuild(self, lanes: Sequence[Lane]) -> None:
        for tab in self._tabs:
            tab.hide()
            tab.deleteLater()
        self._tabs = [_Tab(lane, self) for lane in lanes]
        for tab in self._tabs:
            tab.clicked.connect(lambda _=False, key=tab.lane.key: self._picked(key))

    def choose(self, key: str) -> None:
        """Show a lane as chosen without telling anybody."""
        self._chosen = key
        for tab in self._tabs:
            tab.setChecked(tab.lane.key == key)
        self._arrange()

    def _picked(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)

    def current(self) -> str:
        return self._chosen

    def minimumSizeHint(self) -> QSize:
        first = next((t for t in self._tabs if t.isChecked()), None)
        return QSize((first.sizeHint().width() if first else 60) + 32, HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(sum(t.sizeHint().width() + GAP for t in self._tabs) + 32, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _shown(self) -> list[_Tab]:
        """As many as fit in order, the chosen one always among them."""
        widths = {tab: tab.sizeHint().width() + GAP for tab in self._tabs}
        room = self.width() + GAP
        if sum(widths.values()) <= room:
            return list(self._tabs)
        room -= self._more.width() + GAP
        shown = [tab for tab in self._tabs if tab.isChecked()]
        room -= sum(widths[tab] for tab in shown)
        for tab in self._tabs:
            if tab not in shown:
                room -= widths[tab]
                if room < 0:
                    break
                shown.append(tab)
        return [tab for tab in self._tabs if tab in shown]

    def _arrange(self) -> None:
        shown = self._shown()
        self._hidden = [tab.lane for tab in self._tabs if tab not in shown]
        width = sum(tab.sizeHint().width() + GAP for tab in shown)
        width += self._more.width() - 2 if self._hidden else -GAP
        x = 0 if self._align == "left" else max(0, self.width() - width)
        for tab in self._tabs:
            tab.setVisible(tab in shown)
            if tab in shown:
                tab.setGeometry(x, 0, tab.sizeHint().width(), HEIGHT)
                x += tab.width() + GAP
        self._more.setVisible(bool(self._hidden))
        self._more.move(x - 2, (HEIGHT - self._more.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        shown = self._shown()
        at = next((i for i, tab in enumerate(shown) if tab.hasFocus()), -1)
        if step and at >= 0:
            shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for lane in self._hidden:
            act = menu.addAction(f"{lane.text}  {lane.counted()}")
            act.triggered.connect(lambda _=False, key=lane.key: self._picked(key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
