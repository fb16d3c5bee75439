"""Parts of the start page: StartForm (sign-in) and DownloadList (first download).

StartPage(foot_left, languages): a column 400 px wide on chrome, words at its foot;
  signal language_asked(key); put(widget) shows another form in the column
StartHead(title, line)
DownloadList(): show_share(share, left_text), set_lines([DownloadLine(mark, name, value)])
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.findings import IconMark
from ciie_admin.views.components.labels import clear, fill, hairline, label, row_of
from ciie_admin.views.components.meter import Bar
from ciie_admin.views.components.panes import ground
from ciie_admin.views.paint import draw_icon, draw_text, text_width
from ciie_admin.views.signs import STEPS, Sign
from ciie_admin.views.text import percent
from ciie_admin.views.theme import current

WIDTH = 400


class StartHead(QWidget):
    def __init__(self, title: str, line: str) -> None:
        super().__init__()
        self._title = label(title, "heading", wrap=True)
        self._line = label(line, hue="text2", wrap=True)
        fill(QVBoxLayout(self), (self._title, self._line), 0, (0, 0, 0, 32))

    def show_words(self, title: str, line: str) -> None:
        self._title.setText(title)
        self._line.setText(line)


class SmallPrint(QWidget):
    """A shield and two lines: what becomes of the personal data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        words = label(text, "caption", hue="text3", wrap=True)
        mark = IconMark(Sign("mdi6.shield-lock-outline", "text2"))
        row = QHBoxLayout(self)
        fill(row, (mark, words), 8, (0, 0, 0, 0))
        row.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        row.setStretch(1, 1)


class StartPage(QWidget):
    language_asked = Signal(str)

    def __init__(self, foot: str, languages: Sequence[tuple[str, str]], current_key: str) -> None:
        """`languages` are (key, word in that language)."""
        super().__init__()
        ground(self, "chrome")
        self._column = QWidget()
        self._column.setFixedWidth(WIDTH + 8)
        self._inside = QVBoxLayout(self._column)
        fill(self._inside, (), 0, (4, 4, 4, 4))
        middle = row_of(None, self._column, None)
        self._languages = QHBoxLayout()
        fill(self._languages, (), 8, (0, 0, 0, 0))
        self._foot = label(foot, "caption", hue="text2")
        foot_row = row_of(self._foot, None, self._languages, margins=(16, 4, 12, 8))
        fill(QVBoxLayout(self), (None, middle, 40, None, hairline(), foot_row), 0, (0, 0, 0, 0))
        self._show_languages(languages, current_key)

    def show_foot(self, text: str) -> None:
        self._foot.setText(text)

    def _show_languages(self, languages: Sequence[tuple[str, str]], current_key: str) -> None:
        for place, (key, word) in enumerate(languages):
            if place:
                self._languages.addWidget(label("\N{BULLET}", "caption", hue="text3"))
            made = Button(word, "link", height=24, role="caption",
                          ink="text2" if key == current_key else "")  # fmt: skip
            made.clicked.connect(lambda _=False, key=key: self.language_asked.emit(key))
            self._languages.addWidget(made)

    def put(self, widget: QWidget) -> None:
        clear(self._inside)
        self._inside.addWidget(widget)


@dataclass(frozen=True, slots=True)
class DownloadLine:
    """`mark`: done, now or ahead."""

    mark: str
    name: str
    value: str


class _Lines(QWidget):
    ROW = 41

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[DownloadLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_lines(self, lines: Sequence[DownloadLine]) -> None:
        self._lines = tuple(lines)
        self.setFixedHeight(self.ROW * len(lines) + 1)
        self.setAccessibleName("; ".join(f"{line.name} {line.value}" for line in lines))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, self.ROW * len(self._lines) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        hair = current().colour("hair")
        painter.fillRect(0, 0, self.width(), 1, hair)
        for place, line in enumerate(self._lines):
            top = place * self.ROW + 1
            rect = QRectF(0, top, self.width(), self.ROW - 1)
            sign = STEPS[line.mark]
            draw_icon(painter, sign.icon, sign.hue, rect)
            room = rect.adjusted(24, 0, -text_width(line.value, "caption") - 8, 0)
            draw_text(painter, room, line.name, bold=line.mark == "now")
            draw_text(painter, rect, line.value, "text2", "caption", align="right")
            painter.fillRect(0, top + self.ROW - 1, self.width(), 1, hair)


class DownloadList(QWidget):
    """Percent, time left, bar, then one line a kind."""

    def __init__(self) -> None:
        super().__init__()
        self._percent = label("", "figure")
        self._left = label("", hue="text2")
        self._bar = Bar("accent")
        self._lines = _Lines()
        head = row_of(self._percent, None, self._left)
        fill(QVBoxLayout(self), (head, 4, self._bar, 16, self._lines), 0, (0, 0, 0, 0))

    def show_share(self, share: float, left: str) -> None:
        self._percent.setText(percent(share))
        self._left.setText(left)
        self._bar.show_share(share)
        self.setAccessibleName(f"{percent(share)} {left}")

    def set_lines(self, lines: Sequence[DownloadLine]) -> None:
        self._lines.set_lines(lines)
