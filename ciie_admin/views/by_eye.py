"""What only a person can see in a photo, to tick; ticked, it proposes its reason for a return."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.domain.edition import reason
from ciie_admin.models.cards import AnyCard, PersonCard
from ciie_admin.views import speech
from ciie_admin.views.components.labels import fill, label
from ciie_admin.views.components.panes import Section
from ciie_admin.views.components.reasons import Reason, ReasonList
from ciie_admin.views.deciding import DecisionBox
from ciie_admin.views.desk import Desk


class ByEye(QWidget):
    """Below the checks of a person with a photo; forgotten with the next person or photo."""

    def __init__(self, desk: Desk, checks: Section, box: DecisionBox) -> None:
        super().__init__()
        self._desk, self._box = desk, box
        self._whose: tuple[int, str] = (0, "")
        self._ticked: set[str] = set()
        self.rows = ReasonList()
        self.rows.toggled.connect(self._toggle)
        title = label(self.tr("For a person to see"), "caption", hue="text3")
        fill(QVBoxLayout(self), (title, self.rows), 2, (0, 6, 0, 0))
        checks.inside.addWidget(self)
        box.by_eye = self.ticked
        self.hide()

    def ticked(self) -> frozenset[str]:
        """Codes of reasons."""
        return frozenset(self._ticked)

    def show_card(self, card: AnyCard | None) -> None:
        on = self._desk.ground
        shown = isinstance(card, PersonCard) and bool(card.person.photo) and on is not None
        self.setVisible(shown)
        whose = (card.person.id, card.person.photo) if isinstance(card, PersonCard) else (0, "")
        if whose != self._whose:
            self._whose, self._ticked = whose, set()
        if not shown or on is None:
            return
        language = self._desk.language
        offered = [
            Reason(one.reason, speech.said(one.name, language))
            for one in on.edition.photo_ticks
            if reason(on.edition, one.reason) is not None
        ]
        self.rows.set_reasons(offered, self._ticked, more=False)
        self.setVisible(bool(offered))

    def _toggle(self, code: str, on: bool) -> None:
        """Also among the reasons, if they are open."""
        self._ticked = self._ticked | {code} if on else self._ticked - {code}
        if self._box.rail.armed():
            self._box.rail.reason_toggled.emit(code, on)
