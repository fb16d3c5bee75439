"""快捷键: every action within reach with all its keys, as they stand beside the methods."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.views import actions
from ciie_admin.views.actions import Deed, deeds
from ciie_admin.views.components.labels import (
    boxed,
    clear,
    column_of,
    fill,
    hairline,
    label,
    row_of,
)
from ciie_admin.views.components.overlay import Overlay
from ciie_admin.views.components.panes import Scroller
from ciie_admin.views.paint import caps_width, draw_caps, draw_text
from ciie_admin.views.review_deeds import DECIDE, MOVE

WIDTH = 760
LINE = 22
PAGE_STEP = 200
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    caps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    lines: tuple[Line, ...]


def groups(page: type, window: type) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """Left and right half of the sheet; a group without a line is left out."""
    own = [deed for _, deed in deeds(page)]
    everywhere = [deed for _, deed in deeds(window)] if page is not window else []
    deciding = [deed for deed in own if deed.group == DECIDE]
    left = (
        Group(translate("KeySheet", "Decide"), (*map(_line, deciding), *_extra(deciding))),
        Group(translate("KeySheet", "Move and tick"), _lines(own, MOVE)),
    )
    right = (
        Group(translate("KeySheet", "On this page"), _lines(own, "")),
        Group(translate("KeySheet", "Everywhere"), tuple(map(_line, everywhere))),
    )
    return tuple(one for one in left if one.lines), tuple(one for one in right if one.lines)


def _lines(own: list[Deed], group: str) -> tuple[Line, ...]:
    return tuple(_line(deed) for deed in own if deed.group == group)


def _line(deed: Deed) -> Line:
    return Line(actions.said(deed), deed.printed())


def _extra(deciding: list[Deed]) -> Iterator[Line]:
    """What holds for several keys: digits of the reasons, and Shift."""
    if any(deed.stays for deed in deciding):
        yield Line(translate("KeySheet", "Tick a reason"), ("1–9",))
        yield Line(
            translate("KeySheet", "With the key of a verdict: stay on the record"), ("Shift",)
        )


class KeyLine(QWidget):
    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        self.setFixedHeight(LINE)
        self.setAccessibleName(f"{line.text} {' '.join(line.caps)}")

    def sizeHint(self) -> QSize:
        return QSize(160, LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), QRectF(self.rect())
        draw_caps(painter, rect.right(), rect.center().y(), self.line.caps)
        rect.setRight(rect.right() - caps_width(self.line.caps) - 8)
        draw_text(painter, rect, self.line.text)


class KeySheet(Overlay):
    """Made anew each time it opens: keys depend on the page and on whether letters act."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, translate("KeySheet", "Keys"), WIDTH)
        self._body = QWidget()
        self._halves = QVBoxLayout(self._body)
        fill(self._halves, (), 0, (0, 0, 0, 0))
        self._scroll = Scroller(self._body)
        self._note = label("", "caption", hue="text3")
        head = row_of(label(translate("KeySheet", "Keys"), "page"), margins=(24, 16, 24, 10))
        foot = row_of(self._note, margins=(24, 8, 24, 8))
        self._head, self._foot = boxed(head), boxed(foot)
        parts = (self._head, hairline(), self._scroll, hairline(), self._foot)
        fill(self.column, parts, 0, (1, 1, 1, 1))
        self.column.setStretch(2, 1)

    def turn(self, page: QWidget | None) -> None:
        """Open for this page; put away if it is open."""
        if not self.isHidden():
            self.put_away()
            return
        clear(self._halves)
        halves = row_of(gap=48, margins=(24, 8, 24, 16))
        for half in groups(type(page or self._over), type(self._over)):
            halves.addLayout(_half(half), 1)
        self._halves.addLayout(halves)
        on = translate("KeySheet", "Letter keys can be switched off in the menu of the account.")
        off = translate("KeySheet", "Letter keys are off; the menu of the account has them.")
        self._note.setText(on if actions.letters_on() else off)
        self.open_over()

    def wanted_height(self) -> int:
        self._halves.activate()
        chrome = self._head.sizeHint().height() + self._foot.sizeHint().height() + 4
        return chrome + self._halves.sizeHint().height()

    def lines(self) -> list[Line]:
        """As they stand on the sheet."""
        return [one.line for one in self.findChildren(KeyLine) if one.isVisibleTo(self)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: LINE, Qt.Key.Key_Up: -LINE,
            Qt.Key.Key_PageDown: PAGE_STEP, Qt.Key.Key_PageUp: -PAGE_STEP,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + step)


def _half(half: tuple[Group, ...]) -> QVBoxLayout:
    made = column_of()
    for group in half:
        made.addSpacing(8)
        made.addWidget(label(group.title, "caption", hue="text3"))
        made.addSpacing(2)
        for line in group.lines:
            made.addWidget(KeyLine(line))
    made.addStretch(1)
    return made
