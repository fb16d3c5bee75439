"""PaneHead and FilterBar: the top of a pane.

PaneHead(title, page=True)       page=True: page title 16 px; False: bold body, for side panes
  set_title(text, note=""), add(widget) at the right, set_position("5 / 318" | "")
  signals previous(), next() of the chevrons (add_steps() shows them), closed() (add_close())
FilterBar(add_text)
  set_chips([FilterChip(key, name, value)]), set_sort(text), add(widget) at the right,
  add_beside(widget) behind the chips
  signals removed(key), opened(key) of a chip that opens, add_asked(QPoint), sort_asked(QPoint):
  global points to open menus at
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ciie_admin.views.components.buttons import Button, IconButton, Painted
from ciie_admin.views.components.labels import ElidedLabel, clear, fill, label
from ciie_admin.views.paint import draw_icon, draw_text, fill_round, fitted, text_width
from ciie_admin.views.signs import ACTS
from ciie_admin.views.theme_values import NORMAL, Sizes

VALUE_MOST, VALUE_LEAST = 160, 76
CROSS = 20
"""px at a chip's right end that remove it."""


class PaneHead(QWidget):
    previous = Signal()
    next = Signal()
    closed = Signal()

    def __init__(self, title: str, *, page: bool = True) -> None:
        super().__init__()
        self._title = _page_title(title) if page else ElidedLabel(title, bold=True)
        self._note = ElidedLabel("", "caption", "text2")
        self._position = label("", "caption", hue="text2")
        self._row = QHBoxLayout(self)
        fill(self._row, (self._title, self._note, None, self._position), 8, (0, 0, 0, 0))
        self._note.hide()
        self._position.hide()
        self.set_sizes(NORMAL)

    def set_sizes(self, sizes: Sizes) -> None:
        self.setFixedHeight(sizes.pane_head)
        self._row.setContentsMargins(sizes.pad, 0, sizes.pad, 0)

    def set_title(self, title: str, note: str = "") -> None:
        if isinstance(self._title, ElidedLabel):
            self._title.show_text(title)
        else:
            self._title.setText(title)
        self._note.show_text(note)
        self._note.setVisible(bool(note))

    def set_position(self, text: str) -> None:
        self._position.setText(text)
        self._position.setVisible(bool(text))

    def add(self, widget: QWidget, *, stretch: int = 0) -> None:
        """With `stretch` it takes all room left of the title, as lane tabs do."""
        if stretch:
            self._row.setStretch(2, 0)
        self._row.addWidget(widget, 10 * stretch)

    def add_steps(self) -> None:
        up = IconButton(ACTS["previous"], self.tr("Previous"), hue="text")
        down = IconButton(ACTS["next"], self.tr("Next"), hue="text")
        up.clicked.connect(self.previous)
        down.clicked.connect(self.next)
        self._row.addSpacing(-4)
        self._row.addWidget(up)
        self._row.addSpacing(-6)
        self._row.addWidget(down)
        self._row.addSpacing(-4)

    def add_close(self) -> None:
        close = IconButton(ACTS["close"], self.tr("Close"))
        close.clicked.connect(self.closed)
        self._row.addWidget(close)
        self._row.addSpacing(-4)


def _page_title(text: str) -> QLabel:
    """Short: it is never cut."""
    return label(text, "page", bold=True)


@dataclass(frozen=True, slots=True)
class FilterChip:
    key: str
    name: str
    value: str
    opens: bool = False
    """Its words can be changed: only the cross and Delete remove it."""


class ChipButton(Painted):
    """Name, value and a cross; a click or Delete removes the filter, unless it opens it."""

    removed = Signal()
    opened = Signal()

    def __init__(self, chip: FilterChip, does: str) -> None:
        super().__init__()
        self._chip = chip
        self._value = fitted(chip.value, VALUE_MOST, "caption")[0]
        self.setFixedHeight(24)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{does} {chip.name} {chip.value}")
        self.setToolTip(chip.value)
        self._at_cross = False
        self.clicked.connect(self._act)

    def _act(self) -> None:
        opens = self._chip.opens and not self._at_cross
        (self.opened if opens else self.removed).emit()
        self._at_cross = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._at_cross = event.position().x() >= self.width() - CROSS
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            self._at_cross = False
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        width = text_width(self._chip.name, "caption") + text_width(self._value, "caption")
        return QSize(round(width) + 8 + 6 + 6 + 14 + 4, 24)

    def minimumSizeHint(self) -> QSize:
        """Where room is short the value is cut, never the cross."""
        name = text_width(self._chip.name, "caption")
        return QSize(min(self.sizeHint().width(), round(name) + VALUE_LEAST), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        fill_round(painter, rect, "selidle" if self.underMouse() else "wait_tint")
        inner = rect.adjusted(8, 0, -CROSS, 0)
        used = draw_text(painter, inner, self._chip.name, "text2", "caption")
        draw_text(painter, inner.adjusted(used + 6, 0, 0, 0), self._value, "text", "caption")
        draw_icon(painter, ACTS["close"], "text2", QRectF(rect.right() - 18, 0, 14, 24), 14)


class FilterBar(QWidget):
    removed = Signal(str)
    opened = Signal(str)
    add_asked = Signal(QPoint)
    sort_asked = Signal(QPoint)

    def __init__(self, add_text: str) -> None:
        super().__init__()
        self._chips = QHBoxLayout()
        fill(self._chips, (), 8, (0, 0, 0, 0))
        self.add_button = Button(add_text, "link", icon=ACTS["add"], height=24, role="caption")
        self.sort_button = Button(
            "", "quiet", icon=ACTS["sort"], hue="text2", ink="text2", height=24, role="caption"
        )
        self._row = QHBoxLayout(self)
        fill(self._row, (self._chips, self.add_button, None, self.sort_button), 4, (0, 0, 0, 0))
        self.add_button.clicked.connect(lambda: self.add_asked.emit(_below(self.add_button)))
        self.sort_button.clicked.connect(lambda: self.sort_asked.emit(_below(self.sort_button)))
        self.sort_button.hide()
        self.set_sizes(NORMAL)

    def set_sizes(self, sizes: Sizes) -> None:
        self.setFixedHeight(sizes.filter_bar)
        self._row.setContentsMargins(sizes.pad, 0, sizes.pad - 8, 0)

    def set_chips(self, chips: Sequence[FilterChip]) -> None:
        clear(self._chips)
        for chip in chips:
            does = self.tr("Change filter") if chip.opens else self.tr("Remove filter")
            made = ChipButton(chip, does)
            made.removed.connect(lambda key=chip.key: self.removed.emit(key))
            made.opened.connect(lambda key=chip.key: self.opened.emit(key))
            self._chips.addWidget(made)

    def set_sort(self, text: str) -> None:
        self.sort_button.show_text(text)
        self.sort_button.setVisible(bool(text))

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    def add_beside(self, widget: QWidget) -> None:
        """Behind the chips and the button that adds one."""
        self._row.insertWidget(2, widget)


def _below(button: QPushButton) -> QPoint:
    return button.mapToGlobal(QPoint(0, button.height() + 2))
