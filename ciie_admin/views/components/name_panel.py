"""NamePanel: a floating panel that asks for one name.

NamePanel(window, title, name, taken, most)   `taken` are names it refuses, `most` characters
  signal named(str)
"""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.fields import LabelledField
from ciie_admin.views.components.floating import Floating
from ciie_admin.views.components.labels import fill, row_of


class NamePanel(Floating):
    named = Signal(str)

    def __init__(
        self, window: QWidget, title: str, name: str, taken: Collection[str], most: int
    ) -> None:
        super().__init__(window, title)
        self._taken = frozenset(taken)
        self.name = LabelledField(self.tr("Name"), height=32)
        self.name.field.setMaxLength(most)
        self.name.field.setText(name)
        self.name.field.selectAll()
        save = Button(self.tr("Save"), caps=("↵",), height=28)
        save.clicked.connect(self._save)
        self.confirmed.connect(self._save)
        fill(self.body, (self.name, row_of(None, save)), 8, (0, 0, 0, 0))

    def begin(self) -> QWidget:
        return self.name.field

    def _save(self) -> None:
        name = " ".join(self.name.field.text().split())
        if not name:
            self.name.show_fault(self.tr("Type a name for the query."))
        elif name in self._taken:
            self.name.show_fault(self.tr("This name is taken: choose another."))
        else:
            self.close_panel()
            self.named.emit(name)
            return
        self.adjustSize()
