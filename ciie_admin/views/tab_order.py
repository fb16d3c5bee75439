"""Tab goes where the eye goes: pane after pane, each by its rows from the left."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

TAB = Qt.FocusPolicy.TabFocus
ROW = 12
"""px: what stands nearer than this to the first of a row is of the row."""


def follow_the_eye(
    page: QWidget, panes: Sequence[QWidget], changes: Sequence[SignalInstance]
) -> None:
    """Qt's order is that of making; `changes` tell that something was made since."""
    soon = QTimer(page, singleShot=True, interval=0)  # once it has its place
    soon.timeout.connect(partial(_settle, panes))
    for change in changes:
        change.connect(lambda *_: soon.start())


def _settle(panes: Sequence[QWidget]) -> None:
    found = [one for pane in panes for one in in_rows(pane)]
    for before, after in pairwise(found):
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def in_rows(pane: QWidget) -> list[QWidget]:
    """What Tab reaches in it, hidden or not, as it is read."""
    reached = [one for one in pane.findChildren(QWidget) if one.focusPolicy() & TAB]
    left = {one: _middle(one, pane) for one in reached}
    reached.sort(key=lambda one: left[one].y())
    rows: list[list[QWidget]] = []
    for one in reached:
        if rows and left[one].y() - left[rows[-1][0]].y() < ROW:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [one for row in rows for one in sorted(row, key=lambda one: left[one].x())]


def _middle(one: QWidget, pane: QWidget) -> QPoint:
    return one.mapTo(pane, one.rect().center())
