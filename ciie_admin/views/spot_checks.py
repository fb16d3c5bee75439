"""抽查 in the window: an item of the side bar that opens the automatic passes nobody looked at."""

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.sampling import SHARES, USUAL_SHARE
from ciie_admin.models.queries import Query
from ciie_admin.models.spot_checks import is_queue, queue
from ciie_admin.views.components.nav_bar import NavItem
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_pane import ListPane
from ciie_admin.views.signs import SECTIONS

KEY = "spot_checks"
"""Of the side bar's item."""


class SpotChecks(QObject):
    """The share somebody works with is kept on this computer; the side bar counts it."""

    changed = Signal()
    """The side bar has to be shown anew."""

    def __init__(self, desk: Desk, pane: ListPane, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pane = pane
        pane.opened.connect(self._opened)

    def items(self) -> tuple[NavItem, ...]:
        """None before the first counts, and where the edition passes nothing by itself."""
        tally, on = self._desk.tally, self._desk.ground
        if tally is None or on is None or not (on.edition.review.automatic or self.is_shown()):
            return ()
        name = QCoreApplication.translate("Spots", "Spot checks")
        return (NavItem(KEY, SECTIONS[KEY], name, tally.to_do.spots),)

    def is_shown(self) -> bool:
        return is_queue(self._pane.query)

    def open(self) -> None:
        tally = self._desk.tally
        self._pane.ask(queue(tally.spot_share if tally is not None else USUAL_SHARE))

    def leave(self) -> None:
        """Another section was chosen: what waits, instead of what has passed."""
        if self.is_shown():
            self._pane.ask(Query(kind="unit", lane=Lane.TO_REVIEW))

    def _opened(self) -> None:
        """Another share was chosen by its tab: it is the one from now on."""
        tally, chosen = self._desk.tally, self._pane.query.sample
        other = tally is not None and chosen != tally.spot_share
        if self.is_shown() and other and chosen is not None and chosen in SHARES:
            self._desk.choose_share(chosen)
        self.changed.emit()
