"""NoteList: internal notes in full, each with who wrote it and when.

NoteList().set_notes([Note(text, who, when, sign, stage)])   stage: still on its way, with its sign
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.views.chips import StateChip
from ciie_admin.views.components.labels import clear, column_of, fill, label, row_of
from ciie_admin.views.signs import Sign


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    who: str = ""
    when: str = ""
    sign: Sign | None = None
    stage: str = ""


class NoteList(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        fill(self._rows, (), 8, (0, 0, 0, 0))

    def set_notes(self, notes: Sequence[Note]) -> None:
        clear(self._rows)
        for note in notes:
            self._rows.addWidget(_row(note))


def _row(note: Note) -> QWidget:
    made = QWidget()
    made.setAccessibleName(f"{note.who} {note.when} {note.stage} {note.text}")
    head = row_of(label(note.who, "caption", hue="text2"), None)
    if note.sign is not None:
        head.addWidget(StateChip(note.sign, note.stage))
    head.addWidget(label(note.when, "caption", hue="text2"))
    text = label(note.text, wrap=True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setLayout(column_of(head, text, gap=2))
    return made
