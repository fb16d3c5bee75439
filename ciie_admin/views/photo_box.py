"""The verdict on a photo, by the same hands as the verdict on its person."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ciie_admin.models.cards import AnyCard, PersonCard
from ciie_admin.models.held import STAGE
from ciie_admin.views.deciding import DecisionBox
from ciie_admin.views.desk import Desk


class PhotoBox(DecisionBox):
    """Fit at once, unfit with reasons of the photo; a label is no matter here."""

    def __init__(self, desk: Desk, page: QWidget, chosen: Callable[[], Sequence[int]]) -> None:
        super().__init__(desk, "photo", page, chosen)

    def _is_aside(self, card: AnyCard | None) -> bool:
        return isinstance(card, PersonCard) and card.row.photo_stage == STAGE

    def _show_label(self) -> None:
        self.rail.hide_message()
