"""Callout (blocked, refused, cannot be undone), Toast (what others did), EmptyState.

Callout(hue="warn" | "bad" | "mine").show_words(title, text, side="", icon="", in_line=False)
Toast(parent): say(text, action="", icon=""); signal acted(); bottom left of its parent, 6 s
EmptyState(): show_words(heading, sentence, [NextStep(key, icon, text, note, caps)], icon, hue);
              signal chosen(key)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ciie_admin.views.components.buttons import Painted
from ciie_admin.views.components.findings import IconMark
from ciie_admin.views.components.labels import clear, fill, hairline, label, row_of
from ciie_admin.views.components.panes import ground
from ciie_admin.views.components.shadow import cast_shadow
from ciie_admin.views.paint import draw_caps, draw_icon, draw_text, fill_round, text_width
from ciie_admin.views.signs import Sign
from ciie_admin.views.theme_values import POPUP_RADIUS

TOAST_MS = 6000
TOAST_HEIGHT = 36
EMPTY_WIDTH = 440


class Callout(QFrame):
    """Bold first line says what, plain text says what to do."""

    def __init__(self, hue: str = "warn") -> None:
        super().__init__()
        self._hue = hue
        ground(self, f"{hue}_tint")
        self._icon = IconMark(Sign("mdi6.alert-outline", hue))
        self._title = label("", bold=True, hue=hue, wrap=True)
        self._side = label("", "caption", hue=hue)
        self._text = label("", wrap=True)
        self._beside = label("", wrap=True)
        self._head = row_of(self._icon, self._title, self._beside, self._side)
        words = QVBoxLayout()
        fill(words, (self._head, self._text), 4, (0, 0, 0, 0))
        self._row = QHBoxLayout(self)
        fill(self._row, (words,), 12, (12, 10, 12, 10))
        self._row.setStretch(0, 1)

    def show_words(
        self, title: str, text: str, side: str = "", icon: str = "", *, in_line: bool = False
    ) -> None:
        """`in_line`: the text stands behind the title, for what is short."""
        self._title.setText(title)
        self._title.setWordWrap(not in_line)
        for place, stretch in ((1, not in_line), (2, in_line)):
            self._head.setStretch(place, int(stretch))
        for shown, here in ((self._text, not in_line), (self._beside, in_line)):
            shown.setText(text if here else "")
            shown.setVisible(bool(text) and here)
        high = 4 if in_line else 10
        self._row.setContentsMargins(12, high, 12, high)
        self._side.setText(side)
        self._side.setVisible(bool(side))
        if icon:
            self._icon.show_sign(Sign(icon, self._hue))
        self.setAccessibleName(f"{title} {text}")

    def add(self, widget: QWidget) -> None:
        """An act at the right of the words."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class Toast(Painted):
    """One at a time. Never for one's own act, never for a failure."""

    acted = Signal()

    def __init__(self, parent: QWidget, lift: int = 64) -> None:
        """`lift` is the distance of its bottom from the parent's, in px."""
        super().__init__(parent)
        self._over, self._lift = parent, lift
        self._icon = self._action = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._expire)
        self.clicked.connect(self._act)
        cast_shadow(self)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, action: str = "", icon: str = "mdi6.account-check-outline") -> None:
        self.setText(text)
        self._icon, self._action = icon, action
        self.setAccessibleName(f"{text} {action}".strip())
        self.resize(self.sizeHint())
        self._settle()
        self.show()
        self.raise_()
        self._timer.start(TOAST_MS)

    def sizeHint(self) -> QSize:
        action = text_width(self._action) + 12 if self._action else 0
        return QSize(round(40 + text_width(self.text()) + action + 14), TOAST_HEIGHT)

    def _settle(self) -> None:
        self.move(16, self._over.height() - self._lift - self.height())

    def _expire(self) -> None:
        if self.underMouse() or self.hasFocus():
            self._timer.start(TOAST_MS)
        else:
            self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(TOAST_MS)
        super().leaveEvent(event)

    def _act(self) -> None:
        self.hide()
        self.acted.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        fill_round(painter, rect, "toast", POPUP_RADIUS)
        draw_icon(painter, self._icon, "toast_text", rect.adjusted(12, 0, 0, 0))
        words = rect.adjusted(40, 0, -12, 0)
        used = draw_text(painter, words, self.text(), "toast_text")
        draw_text(painter, words.adjusted(used + 12, 0, 0, 0), self._action, "toast_link")


@dataclass(frozen=True, slots=True)
class NextStep:
    key: str
    icon: str
    text: str
    note: str = ""
    caps: tuple[str, ...] = ()
    hue: str = "text2"


class _StepRow(Painted):
    def __init__(self, step: NextStep) -> None:
        super().__init__()
        self._step = step
        self.setFixedHeight(39)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{step.text} {step.note}".strip())
        self.setAccessibleDescription(" ".join(step.caps))

    def sizeHint(self) -> QSize:
        return QSize(80, 39)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, step = QPainter(self), self._step
        rect = QRectF(self.rect())
        if self.underMouse():
            fill_round(painter, rect, "hover", 0)
        draw_icon(painter, step.icon, step.hue, rect)
        right = draw_caps(painter, rect.right(), rect.center().y(), step.caps)
        right -= 8 if step.caps else 0
        words = rect.adjusted(30, 0, 0, 0)
        words.setRight(right)
        draw_text(painter, words, step.note, "text2", "caption", align="right")
        words.setRight(right - text_width(step.note, "caption") - 8)
        draw_text(painter, words, step.text)


class EmptyState(QWidget):
    """Heading names the filter and the fact; at most four next steps with count and key."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        ground(self, "surface")
        column = QWidget()
        column.setFixedWidth(EMPTY_WIDTH)
        self._column = QVBoxLayout(column)
        fill(self._column, (), 0, (0, 0, 0, 0))
        outer = QVBoxLayout(self)
        fill(outer, (None, row_of(None, column, None), None), 0, (0, 0, 0, 0))
        outer.setStretch(0, 3)
        outer.setStretch(2, 7)

    def show_words(
        self,
        heading: str,
        sentence: str,
        steps: Sequence[NextStep] = (),
        icon: str = "mdi6.check-circle-outline",
        hue: str = "ok",
    ) -> None:
        keyboard = QApplication.focusWidget()
        if keyboard is not None and self.isAncestorOf(keyboard):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # else it would leave the page
        clear(self._column)
        fill(self._column, (IconMark(Sign(icon, hue), 28), 12), 0, (0, 0, 0, 0))
        self._column.addWidget(label(heading, "heading", wrap=True))
        self._column.addSpacing(4)
        self._column.addWidget(label(sentence, hue="text2", wrap=True))
        self._column.addSpacing(24)
        for step in steps[:4]:
            self._column.addWidget(hairline())
            row = _StepRow(step)
            row.clicked.connect(lambda _=False, key=step.key: self.chosen.emit(key))
            self._column.addWidget(row)
        if steps:
            self._column.addWidget(hairline())
        self.setAccessibleName(heading)
