"""The verdict on a photo, by the same hands as the verdict on its person."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.models.cards import AnyCard, PersonCard
from ciie_admin.models.held import STAGE
from ciie_admin.views import photo_said
from ciie_admin.views.chips import StateChip
from ciie_admin.views.components.labels import clear, fill, label
from ciie_admin.views.components.panes import Section
from ciie_admin.views.deciding import DecisionBox
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import Sign

UNDER_THE_VERDICTS = 2


class PhotoBox(DecisionBox):
    """Fit at once, unfit with reasons of the photo; a label is no matter here. Below the verdicts
    stands what somebody has said of the photo already.
    """

    def __init__(self, desk: Desk, page: QWidget, chosen: Callable[[], Sequence[int]]) -> None:
        super().__init__(desk, "photo", page, chosen)
        self._lines = QVBoxLayout()
        fill(self._lines, (), 4, (0, 0, 0, 0))
        self._said = Section(self._lines)
        self._said.hide()
        self.rail.inside.column.insertWidget(UNDER_THE_VERDICTS, self._said)

    def show_card(self, card: AnyCard | None, ticked: int) -> None:
        super().show_card(card, ticked)
        lines = photo_said.lines(card, self._desk) if isinstance(card, PersonCard) else []
        clear(self._lines)
        for one in lines:
            self._lines.addWidget(_line(one))
        self._said.setVisible(bool(lines))

    def _is_aside(self, card: AnyCard | None) -> bool:
        return isinstance(card, PersonCard) and card.row.photo_stage == STAGE

    def _show_label(self) -> None:
        self.rail.hide_message()


def _line(one: str | tuple[Sign, str]) -> QWidget:
    if isinstance(one, str):
        return label(one, "caption", hue="text2", wrap=True)
    return StateChip(*one, yields=True)
