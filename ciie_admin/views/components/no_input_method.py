"""For lists: single letters are keys of the page also while a Chinese input method is on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractItemView


class NoInputMethod:
    """Stands before the view's own class. Where items can be edited, Qt turns input methods on
    again with each current item and when focus comes: `refuse_input_method` after that.
    """

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        event.ignore()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        if query == Qt.InputMethodQuery.ImEnabled:
            return False
        return super().inputMethodQuery(query)  # type: ignore[misc]  # the view's


def refuse_input_method(view: QAbstractItemView) -> None:
    view.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
