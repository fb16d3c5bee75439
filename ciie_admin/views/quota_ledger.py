"""额度台账: what happened to one account, newest first; one's own moves on top until then."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ciie_admin import words
from ciie_admin.errors import Mishap
from ciie_admin.models import quota_ledger
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.quota_ledger import LedgerLine
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.sync.loop import Told
from ciie_admin.views import asking, ledger_said, quota_said
from ciie_admin.views.cells import MoreCell
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.notices import Callout, EmptyState
from ciie_admin.views.components.panes import Pane, Section
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import SECTIONS, SYNC
from ciie_admin.views.steady_list import Row, SteadyList
from ciie_admin.views.text import DOT
from ciie_admin.views.theme_values import NORMAL
from ciie_admin.wire.quotas import QuotaEntry, QuotaLedger
from ciie_admin.words import word

OLDER = "older"


class LedgerPane(Pane):
    """Asked of the server for each node that is looked at; nothing of it is kept."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(least=400)
        self._desk = desk
        self._node: QuotaRow | None = None
        self._entries: tuple[QuotaEntry, ...] = ()
        self._more = self._lacks = False
        self.title = word("quota", "ledger", desk.language)
        self.head = PaneHead(self.title, page=False)
        self._make_table()
        self.callout = Callout("mine")
        self.said = Section(self.callout, line=False)
        self.said.hide()
        self.empty = EmptyState()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        for part in (self.head, self.said, self.stack):
            self.column.addWidget(part)
        self.column.setStretch(2, 1)
        desk.told.connect(self._hear)

    def _make_table(self) -> None:
        columns = (
            Column(key="at", title=self.tr("When"), width=76, compact=72),
            Column(key="act", title=self.tr("Matter"), width=80),
            Column(key="summary", title=self.tr("Summary"), stretch=True),
            Column(key="change", title=self.tr("Change"), width=48, right=True),
            Column(key="left", title=self.tr("Balance"), width=52, right=True),
            Column(key="state", title=self.tr("State"), width=76, compact=72),
        )
        self.table = RowTable(columns, self.title, row="plain")
        self.model = SteadyList(len(columns), self)
        self.table.setModel(self.model)
        self.table.activated.connect(lambda _index: self._follow())
        self.table.clicked.connect(lambda _index: self._follow())

    def show_node(self, node: QuotaRow | None, label: str = "") -> None:
        """Another node, or the same one as it is now: then its ledger is asked for anew."""
        before, self._node = self._node, node
        language = self._desk.language
        if node is None:
            self.head.set_title(self.title)
            self.head.set_position("")
            self._take(QuotaLedger(entries=()))
            return
        self.head.set_title(self.title, quota_said.name(node, language) + DOT + label)
        self.head.set_position(quota_said.counters(node.account, language))
        if before is None or before.account.id != node.account.id:
            self._entries, self._more = (), False
            self._show(())
        if before is None or before != node or self._lacks:
            self._ask()

    # ---- asking

    def _ask(self, before: int | None = None) -> None:
        node = self._node
        if node is None:
            return
        if not asking.is_online(self._desk):
            self._say_offline()
            return
        account = node.account.id

        def then(found: QuotaLedger) -> None:
            if self._node is not None and self._node.account.id == account:
                self._take(found, after=before is not None)

        asking.ask(
            self._desk,
            lambda office: office.ledger(account, before),
            then,
            failed=self._fail,
            asker=self,
            key="ledger",
        )

    def _take(self, found: QuotaLedger, *, after: bool = False) -> None:
        self._entries = (*(self._entries if after else ()), *found.entries)
        self._more, self._lacks = found.more, False
        self.said.hide()
        self._read()

    def _fail(self, mishap: Mishap) -> None:
        self._lacks = True
        self._say(*words.mishap_words(mishap, self._desk.language))

    def _say_offline(self) -> None:
        """What is one's own stays in sight."""
        self._lacks = True
        text = self.tr("The server keeps the ledger. Connect to the network; then it appears here.")
        self._say(self.tr("Offline"), text)

    def _say(self, title: str, text: str) -> None:
        self.callout.show_words(title, text, icon=SYNC["offline"].icon)
        self.said.show()
        self._read()

    def _hear(self, _told: Told) -> None:
        """What could not be asked is asked as soon as the server is back."""
        if self._lacks and self.isVisible() and asking.is_online(self._desk):
            self._ask()

    # ---- showing

    def _read(self) -> None:
        """One's own moves under way, then what the server said, by the names known here."""
        node = self._node
        if node is None:
            self._show(())
            return
        account, actor, entries = node.account.id, self._desk.actor, self._entries

        def work(db: Snapshot) -> tuple[LedgerLine, ...]:
            own = quota_ledger.under_way(db, account, actor)
            return (*own, *quota_ledger.told(db, QuotaLedger(entries=entries)))

        self._desk.read(work, self._show, asker=self, key="names")

    def _show(self, found: Sequence[LedgerLine]) -> None:
        language = self._desk.language
        rows: list[Row] = [
            ((those[0].id, those[0].at, those[0].stage), ledger_said.cells(those, language))
            for those in ledger_said.together(found)
        ]
        if self._more:
            rows.append((OLDER, (MoreCell(self.tr("Older entries")),)))
        self.model.show(rows)
        self.table.set_bands(dict.fromkeys(self.model.bands(), NORMAL.group))
        nothing = not rows and self._node is not None and not self._lacks
        self.empty.show_words(
            self.tr("Nothing was moved here yet"),
            self.tr("Type a total in the tree: it is a draft until it is released."),
            icon=SECTIONS["quota"],
            hue="wait",
        )
        self.stack.setCurrentWidget(self.empty if nothing else self.table)

    def _follow(self) -> None:
        if self.model.key(self.table.current_row()) == OLDER:
            self._ask(self._entries[-1].id)
