"""Columns a person made: the local tags of a row together, and one column for each with values."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from ciie_admin.models.marks import Marks, Named
from ciie_admin.views.cells import ChipCell, TextCell
from ciie_admin.views.columns import Field
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.signs import TAG
from ciie_admin.views.text import DOT

translate = QCoreApplication.translate
BEFORE, YIELDS = "state", "submitted"
OWN = "own:"
"""Before its name, as the key of a column of one's own."""


def joined(fields: Sequence[Field], known: Sequence[Named]) -> tuple[Field, ...]:
    """The list's fields with those a person made; none where nobody has any tag.

    Unless somebody chose columns, tags stand before the state and the time gives them its room; a
    compact window has none for them (the card says them).
    """
    if not known:
        return tuple(fields)
    together = Column(key="tag", title=translate("Columns", "Local tags"), width=92, compact=0)
    made = [replace(one, usual=one.usual and one.column.key != YIELDS) for one in fields]
    keys = [one.column.key for one in made]
    made.insert(keys.index(BEFORE), Field(together, lambda row: said(row.marks)))
    return (*made, *(_own(one.name) for one in known if one.valued))


def said(marks: Marks) -> ChipCell | TextCell:
    return ChipCell(TAG, DOT.join(spoken(*one) for one in marks)) if marks else TextCell("")


def spoken(name: str, value: str) -> str:
    return f"{name} {value}".rstrip()


def _own(name: str) -> Field:
    column = Column(key=f"{OWN}{name}", title=name, width=92)
    return Field(column, lambda row: TextCell(dict(row.marks).get(name, "")), usual=False)
