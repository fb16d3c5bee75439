"""预留额度 and 交回 for the node in front; both go out at once, and need the server."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Signal

from ciie_admin.domain.quota_commands import LeaseQuota, ReturnQuota
from ciie_admin.domain.quotas import left
from ciie_admin.models import quota_acts
from ciie_admin.models.quota_acts import Asked
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.views import asking, facts_said, quota_said
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.desk import Desk
from ciie_admin.views.lease_panel import LeasePanel
from ciie_admin.views.own_leases import LEASE, OwnLeases
from ciie_admin.views.text import grouped
from ciie_admin.words import BEIJING, word

translate = QCoreApplication.translate
USUAL = timedelta(days=2)
"""Proposed for a trip."""


InFront = Callable[[], QuotaRow | None]


class QuotaLeasing(QObject):
    said = Signal(str, str)
    """What was not possible, and why; two empty texts when all is well again."""

    def __init__(
        self, desk: Desk, keys: tuple[str, str], in_front: InFront, parent: QObject
    ) -> None:
        """`keys` of setting aside and of returning."""
        super().__init__(parent)
        self._desk, self._in_front, self._keys = desk, in_front, keys
        self.leases = OwnLeases(desk, self)
        self.leases.changed.connect(self.show_button)
        self.button = Button("", icon=LEASE.icon, height=28)
        self.button.clicked.connect(self._press)
        self.panel: LeasePanel | None = None
        self.show_button()

    def show_button(self) -> None:
        """What it does for the node in front."""
        node = self._in_front()
        mine = self.leases.of_account(node.account.id) if node is not None else None
        language = self._desk.language
        text, key = word("command", "lease_quota", language), self._keys[0]
        if mine is not None:
            text, key = (
                f"{word('quota_act', 'return', language)} {grouped(mine.left)}",
                self._keys[1],
            )
        self.button.show_text(text)
        self.button.setToolTip(key)
        free = node is not None and (mine is not None or left(node.account) > 0)
        self.button.allow(free, translate("Leasing", "Nothing is left here to be set aside."))

    def open(self) -> None:
        node = self._in_front()
        if node is None or not self._may(node) or self.leases.of_account(node.account.id):
            return
        day = (datetime.now(UTC).astimezone(BEIJING) + USUAL).date()
        title = translate("Leasing", "Set aside for this computer: {0}")
        name = quota_said.name(node, self._desk.language)
        panel = LeasePanel(self.button.window(), title.format(name), left(node.account), day)
        panel.asked.connect(partial(self._lease, node))
        panel.closed.connect(self._let_go)
        self.panel = panel
        panel.open_at(self.button.mapToGlobal(QPoint(0, self.button.height() + 4)))

    def give_back(self) -> None:
        node = self._in_front()
        mine = self.leases.of_account(node.account.id) if node is not None else None
        if node is not None and mine is not None and self._may(node):
            self._send(node, ReturnQuota(lease=mine.id))

    def _press(self) -> None:
        node = self._in_front()
        if node is not None and self.leases.of_account(node.account.id):
            self.give_back()
        else:
            self.open()

    def _may(self, node: QuotaRow) -> bool:
        """Nobody can promise places without the server."""
        if asking.is_online(self._desk):
            return True
        text = translate("Leasing", "Connect to the network first: the server promises them.")
        self._refuse(node, text)
        return False

    def _lease(self, node: QuotaRow, count: int, until: datetime) -> None:
        self._send(node, LeaseQuota(count=count, until=until.astimezone(UTC)))

    def _send(self, node: QuotaRow, command: LeaseQuota | ReturnQuota) -> None:
        account, at = node.account.id, datetime.now(UTC)

        def done(asked: Asked) -> None:
            if asked.refused is None:
                self.said.emit("", "")
                self._desk.sync_now()
                return
            facts, language = dict(asked.refused.facts), self._desk.language
            self._refuse(node, facts_said.refusal(asked.refused.code, facts, language))

        self._desk.act(
            lambda cache, actor: quota_acts.ask(cache, account, command, actor, at=at), done
        )

    def _refuse(self, node: QuotaRow, why: str) -> None:
        title = translate("Leasing", "{0}: nothing was set aside")
        self.said.emit(title.format(quota_said.name(node, self._desk.language)), why)

    def _let_go(self) -> None:
        self.panel = None
