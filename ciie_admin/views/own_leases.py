"""额度预留 of this computer: what it may count on while it is away."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ciie_admin.models.quota_cards import OwnLease, own_leases
from ciie_admin.models.touched import Touched
from ciie_admin.views import ledger_said
from ciie_admin.views.components.top_bar import State
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import Sign
from ciie_admin.views.text import grouped
from ciie_admin.views.theme_values import Hue

translate = QCoreApplication.translate
LEASE = Sign("mdi6.timer-sand", Hue.MINE)


class OwnLeases(QObject):
    """Read anew whenever an account changes."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.found: tuple[OwnLease, ...] = ()
        desk.touched.connect(self._touched)
        desk.grounded.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        self._desk.read(own_leases, self._show, asker=self, key="leases", lane="whole")

    def of_account(self, account: int) -> OwnLease | None:
        return next((one for one in self.found if one.account == account), None)

    def state(self) -> list[State]:
        """For the top bar; nothing where nothing is set aside."""
        if not self.found:
            return []
        left = grouped(sum(one.left for one in self.found))
        until = ledger_said.moment(min(one.until for one in self.found))
        text = translate("Bars", "Set aside {0} until {1}").format(left, until)
        return [State("lease", LEASE, text)]

    def _show(self, found: Sequence[OwnLease]) -> None:
        if tuple(found) != self.found:
            self.found = tuple(found)
            self.changed.emit()

    def _touched(self, changed: Touched) -> None:
        if changed.quotas or changed.everything or (changed.persons and self.found):
            self.refresh()
