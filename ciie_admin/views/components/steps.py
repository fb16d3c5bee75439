"""StepTrack: the steps of a case with names, across; StepList: down, with who and when.

StepTrack().set_steps([StepMark(mark, name, short)])   mark: done | now | blocked | failed | ahead
StepList().set_steps([StepLine(mark, name, who, when)]); signal link_asked(key)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.labels import ElidedLabel, Item, clear, fill, label, row_of
from ciie_admin.views.icons import paint_icon
from ciie_admin.views.paint import draw_text, text_width
from ciie_admin.views.signs import STEPS
from ciie_admin.views.theme import current
from ciie_admin.views.theme_values import NORMAL, Sizes

DOT = 16
NEAR = 6
"""The least room between two names, logical px."""
OVER = 3
"""How far the outermost names may reach into the padding, px."""


@dataclass(frozen=True, slots=True)
class StepMark:
    """`short` is used when the window is compact."""

    mark: str
    name: str
    short: str = ""


def _is_now(step: StepMark) -> bool:
    return step.mark in ("now", "blocked", "failed")


def middles_of(widths: Sequence[float], room: float) -> list[float]:
    """Where each step stands, logical px: evenly, or names side by side where those would touch."""
    pitch = (room + 2 * OVER) / len(widths)
    if all((one + other) / 2 + NEAR <= pitch for one, other in pairwise(widths)):
        return [pitch * (place + 0.5) - OVER for place in range(len(widths))]
    gap = (room - sum(widths)) / max(1, len(widths) - 1)
    starts = accumulate((width + gap for width in widths[:-1]), initial=0.0)
    return [start + width / 2 for start, width in zip(starts, widths, strict=True)]


class StepTrack(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[StepMark, ...] = ()
        self._sizes = NORMAL
        self.setFixedHeight(34)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[StepMark]) -> None:
        self._steps = tuple(steps)
        now = [step.name for step in steps if _is_now(step)]
        self.setAccessibleName(", ".join(now))
        self.update()

    def set_sizes(self, sizes: Sizes) -> None:
        self._sizes = sizes
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        widths = [text_width(self._name(step), "key", bold=_is_now(step)) for step in self._steps]
        middles = middles_of(widths, self.width())
        for place, step in enumerate(self._steps):
            middle = middles[place]
            if place:
                self._paint_line(painter, middles[place - 1] + DOT / 2 + 1, middle - DOT / 2, step)
            self._paint_step(painter, middle, widths[place], step)

    def _name(self, step: StepMark) -> str:
        return step.short if self._sizes.compact and step.short else step.name

    def _paint_line(self, painter: QPainter, left: float, right: float, step: StepMark) -> None:
        reached = step.mark != "ahead"
        painter.setPen(QPen(current().colour("mark" if reached else "ctl"), 1))
        painter.drawLine(round(left), 8, round(right) - 1, 8)

    def _paint_step(self, painter: QPainter, middle: float, width: float, step: StepMark) -> None:
        sign = STEPS[step.mark]
        paint_icon(painter, sign.icon, sign.hue, middle - DOT / 2, 0, DOT)
        now = _is_now(step)
        ink = "text" if now else "text3" if step.mark == "ahead" else "text2"
        room = QRectF(middle - width / 2 - 1, 18, width + 2, 16) & QRectF(self.rect())
        draw_text(painter, room, self._name(step), ink, "key", bold=now, align="centre")


@dataclass(frozen=True, slots=True)
class StepLine:
    """`detail` stands below in full, however long."""

    mark: str
    name: str
    who: str = ""
    when: str = ""
    detail: str = ""
    link: str = ""
    """Words of an act below them; `key` says which it is of."""
    key: str = ""


class _Dot(QWidget):
    def __init__(self, mark: str) -> None:
        super().__init__()
        self._mark = mark
        self.setFixedSize(DOT, DOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        sign = STEPS[self._mark]
        paint_icon(QPainter(self), sign.icon, sign.hue, 0, 0, DOT)


class StepList(QWidget):
    """Steps under each other: mark, name, who, when."""

    link_asked = Signal(str)

    def __init__(self, name_width: int = 64) -> None:
        super().__init__()
        self._name_width = name_width
        self._rows = QVBoxLayout(self)
        fill(self._rows, (), 0, (0, 0, 0, 0))

    def set_steps(self, steps: Sequence[StepLine]) -> None:
        clear(self._rows)
        for step in steps:
            self._rows.addWidget(self._row(step))

    def _row(self, step: StepLine) -> QWidget:
        made = QWidget()
        said = " ".join(one for one in (step.name, step.who, step.when, step.detail) if one)
        made.setAccessibleName(said)
        lines: list[Item] = [self._head(step)]
        if step.detail:
            detail = label(step.detail, "caption", hue="text2", wrap=True)
            detail.setContentsMargins(DOT + 8, 0, 0, 6)
            lines.append(detail)
        if step.link:
            act = Button(step.link, "link", role="caption", height=24)
            act.clicked.connect(lambda: self.link_asked.emit(step.key))
            lines.append(row_of(act, None, margins=(DOT + 4, 0, 0, 4)))
        fill(QVBoxLayout(made), lines, 0, (0, 0, 0, 0))
        return made

    def _head(self, step: StepLine) -> QWidget:
        made = QWidget()
        made.setFixedHeight(30)
        now = step.mark in ("now", "blocked", "failed")
        ink = {"blocked": "warn", "failed": "bad"}.get(step.mark, "text2")
        name = label(step.name, bold=now)
        name.setMinimumWidth(self._name_width)
        who = ElidedLabel(step.who, ink=ink)
        when = label(step.when, "caption", hue="text2")
        when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(made)
        fill(row, (_Dot(step.mark), name, who, None, when), 8, (0, 0, 0, 0))
        return made
