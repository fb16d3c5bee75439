"""The pages of the window: made when they are first asked for, and then like the others."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from ciie_admin.views.theme_values import COMPACT
from ciie_admin.views.window_pages import SIDES
from tests.fixtures.windows import Hands


class Shown(QObject):
    """Remembers every widget that was shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow():  # type: ignore[attr-defined]
            self.windows.append(type(watched).__name__)
        return False


@pytest.mark.usefixtures("window")
def test_pages_come_late_dense_as_the_window_and_take_nothing_away(
    hands: Hands, qapp: QApplication
) -> None:
    window = hands.window
    late = (*SIDES, "go_to", "key_sheet", "help")
    assert not any(window.made(name) for name in late), "nobody has asked for them"
    window.resize(1093, 614)
    had, shown = QApplication.focusWidget(), Shown()
    qapp.installEventFilter(shown)
    pages = [getattr(window, name) for name in late]
    hands.settle()
    qapp.removeEventFilter(shown)
    assert not shown.windows, "a window for a moment takes the keyboard away"
    assert window.stack.currentWidget() is window.units
    assert QApplication.focusWidget() is had is hands.list.table
    assert [window.made(name) for name in late] == pages
    heads = [one.head for one in (window.tray, window.batches, window.release_page)]
    assert {head.height() for head in heads} == {COMPACT.pane_head}
    assert window.persons.list.top.head.height() == COMPACT.pane_head
