"""Ctrl+K: go to a record or a view, or do what can be done here, by typing a part of its name."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.views import palette_found
from ciie_admin.views.chips import chip_width, paint_chip
from ciie_admin.views.components.buttons import Painted
from ciie_admin.views.components.fields import SearchField
from ciie_admin.views.components.labels import boxed, clear, fill, hairline, label, row_of
from ciie_admin.views.components.overlay import Overlay
from ciie_admin.views.components.panes import Scroller
from ciie_admin.views.paint import draw_caps, draw_icon, draw_text, fill_round, text_width
from ciie_admin.views.palette_found import Answer, Entry

if TYPE_CHECKING:  # it owns the palette
    from ciie_admin.views.main_window import MainWindow

WIDTH = 640
HEIGHT = 480
ROW = 32
PAGE = 8
NOTE_LEAST = 120
translate = QCoreApplication.translate


class EntryRow(Painted):
    """Icon, words with the hit marked, what belongs to it, its state or its keys."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.current = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(ROW)
        state = entry.chip.word if entry.chip else ""
        parts = (entry.text, entry.note, state, *entry.caps)
        self.setAccessibleName(" ".join(part for part in parts if part))

    def sizeHint(self) -> QSize:
        return QSize(200, ROW)

    def mark(self, current: bool) -> None:
        self.current = current
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, entry = QPainter(self), self.entry
        rect = QRectF(self.rect()).adjusted(8, 0, -8, 0)
        if self.current or self.underMouse():
            fill_round(painter, rect, "sel" if self.current else "hover")
        inner = rect.adjusted(10, 0, -10, 0)
        draw_icon(painter, entry.icon, entry.hue, inner)
        words = inner.adjusted(28, 0, 0, 0)
        words.setRight(self._paint_end(painter, inner))
        used = min(text_width(entry.text), words.width())
        self._paint_found(painter, words)
        draw_text(painter, words, entry.text)
        note = words.adjusted(used + 12, 0, 0, 0)
        if note.width() > NOTE_LEAST / 2:
            draw_text(painter, note, entry.note, "text3", "caption")

    def _paint_end(self, painter: QPainter, inner: QRectF) -> float:
        chip = self.entry.chip
        if chip is None:
            return draw_caps(painter, inner.right(), inner.center().y(), self.entry.caps) - 8
        left = inner.right() - chip_width(chip.sign.icon, chip.word)
        at = QRectF(left, inner.top(), inner.right() - left + 1, inner.height())
        paint_chip(painter, at, chip.sign.icon, chip.word, chip.sign.hue)
        return left - 12

    def _paint_found(self, painter: QPainter, words: QRectF) -> None:
        found, text = self.entry.found, self.entry.text
        at = text.find(found) if found else -1
        if at >= 0:
            left = words.left() + text_width(text[:at])
            fill_round(
                painter,
                QRectF(left, words.center().y() - 9, text_width(found), 18),
                "found",
                2,
            )


class Palette(Overlay):
    """The keyboard stays in the field; arrows choose, Enter goes, Esc leads back."""

    def __init__(self, over: "MainWindow") -> None:
        super().__init__(over, translate("Palette", "Go to or do anything"), WIDTH)
        self._window = over
        self.field = SearchField(translate("Palette", "Record, action or view"), height=36)
        self._list = QWidget()
        self._rows_in = QVBoxLayout(self._list)
        self._scroll = Scroller(self._list)
        self._acts: list[Entry] = []
        self._views: list[Entry] = []
        self.rows: list[EntryRow] = []
        self._place = 0
        self._answered = True
        self._entered = False
        fill(self._rows_in, (), 0, (0, 0, 0, 8))
        field = boxed(row_of(self.field, margins=(12, 12, 12, 12)))
        fill(self.column, (field, hairline(), self._scroll), 0, (1, 1, 1, 1))
        self.column.setStretch(2, 1)
        self.field.textChanged.connect(self._ask)
        self.field.returnPressed.connect(self._enter)

    def first(self) -> QWidget:
        return self.field

    def wanted_height(self) -> int:
        return HEIGHT

    def turn(self) -> None:
        """Open with everything that can be done here; put away if it is open."""
        if not self.isHidden():
            self.put_away()
            return
        self._acts = palette_found.acts(self._window)
        self._views = palette_found.views(self._window)
        self.field.clear()
        self.open_over()
        self._ask()

    def _ask(self, _text: str = "") -> None:
        typed = self.field.text().strip()
        acts, views = [[one.text for one in part] for part in (self._acts, self._views)]
        self._answered = self._entered = False
        self._window.desk.read(
            lambda db: palette_found.look(db, typed, acts, views),
            self._show,
            asker=self,
            key="palette",
        )

    def _show(self, answer: Answer) -> None:
        units, persons = palette_found.records(self._window, answer)
        parts = (
            (translate("Palette", "Actions"), [self._acts[place] for place in answer.acts]),
            (translate("Palette", "Views"), [self._views[place] for place in answer.views]),
            (translate("Palette", "Units"), units),
            (translate("Palette", "Persons"), persons),
        )
        self.rows = []
        clear(self._rows_in)
        for title, entries in parts:
            self._add(title, entries)
        if not self.rows:
            nothing = label(translate("Palette", "Nothing found"), hue="text2")
            self._rows_in.addWidget(boxed(row_of(nothing, margins=(18, 12, 18, 8))))
        self._answered = True
        self._choose(0)
        if self._entered:
            self._enter()

    def _add(self, title: str, entries: list[Entry]) -> None:
        if entries:
            name = label(title, "caption", hue="text3")
            self._rows_in.addWidget(boxed(row_of(name, margins=(18, 8, 18, 2))))
        for entry in entries:
            row = EntryRow(entry)
            row.clicked.connect(lambda _on=False, entry=entry: self._go(entry))
            self._rows_in.addWidget(row)
            self.rows.append(row)

    def _choose(self, place: int) -> None:
        """Which row Enter takes; a screen reader hears it as the field's description."""
        for one in self.rows:
            one.mark(False)
        self._place = min(max(place, 0), max(len(self.rows) - 1, 0))
        if self.rows:
            row = self.rows[self._place]
            row.mark(True)
            self.field.setAccessibleDescription(row.accessibleName())
            self._rows_in.activate()
            self._scroll.ensureWidgetVisible(row, 0, ROW if self._place else 2 * ROW)

    def _enter(self) -> None:
        """Enter before the answer: it takes the first of what comes."""
        if not self._answered:
            self._entered = True
        elif self.rows:
            self._go(self.rows[self._place].entry)

    def _go(self, entry: Entry) -> None:
        self.put_away()
        entry.act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: PAGE, Qt.Key.Key_PageUp: -PAGE,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._choose(self._place + step)
