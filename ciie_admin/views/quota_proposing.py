"""分配建议: what each would get by a weight, with the rounding; accepted as one batch of drafts."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from ciie_admin.domain.apportion import Weight
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.quotas import QuotaNode
from ciie_admin.models import quota_proposal
from ciie_admin.models import quota_tree as quota_nodes
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.quota_proposal import Proposed, ProposedRow
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.models.recording import Recorded
from ciie_admin.views import facts_said, quota_said
from ciie_admin.views.cell_list import CellList
from ciie_admin.views.cells import DraftedCell, TextCell, name_cell, number_cell
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.floating import Floating
from ciie_admin.views.components.labels import fill, label, row_of
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.components.tabs import Lane, LaneTabs
from ciie_admin.views.desk import Desk
from ciie_admin.views.text import grouped
from ciie_admin.words import Language, word

translate = QCoreApplication.translate
WIDTH, HEIGHT = 560, 380
"""Logical px."""
OFFERED = (Weight.REGISTERED, Weight.REQUESTED, Weight.EVEN)


class ProposalPanel(Floating):
    """A line for each who receives: weight, exact share, rounded down, what rounding left."""

    weighed = Signal(str)
    accepted = Signal()

    def __init__(self, window: QWidget, title: str, language: Language) -> None:
        super().__init__(window, title, width=WIDTH)
        self._language: Language = language
        self.tabs = LaneTabs(self.tr("By"), align="left")
        self.tabs.set_lanes([Lane(str(one), word("weight", one, language)) for one in OFFERED])
        self.tabs.chosen.connect(self.weighed)
        self._make_table(title)
        self.told = label("", "caption", hue="text2", wrap=True)
        self.accept = Button(self.tr("Take as drafts"), caps=("↵",), height=28)
        self.accept.clicked.connect(self._take)
        self.confirmed.connect(self._take)
        foot = row_of(self.told, self.accept, gap=8)
        foot.setStretch(0, 1)
        fill(self.body, (self.tabs, self.table, foot), 8, (0, 0, 0, 0))

    def _make_table(self, title: str) -> None:
        columns = (
            Column(key="node", title=self.tr("Node"), stretch=True),
            Column(key="weight", title=self.tr("Weight"), width=60, right=True),
            Column(key="share", title=self.tr("Exact share"), width=68, right=True),
            Column(key="whole", title=self.tr("Rounded"), width=56, right=True),
            Column(key="extra", title=self.tr("Remainder"), width=72, right=True),
            Column(key="final", title=self.tr("Total"), width=76, right=True),
        )
        self.table = RowTable(columns, title, row="plain")
        self.table.setFixedHeight(HEIGHT)
        self.model = CellList(len(columns), self)
        self.table.setModel(self.model)

    def begin(self) -> QWidget:
        return self.table

    def show_proposal(self, by: Weight, found: Proposed | Refused) -> None:
        self.tabs.choose(str(by))
        refused = isinstance(found, Refused)
        rows = [] if isinstance(found, Refused) else [(one, self._cells(one)) for one in found.rows]
        self.model.show(rows)
        if isinstance(found, Refused):
            self.told.setText(facts_said.refusal(found.code, dict(found.facts), self._language))
        else:
            text = self.tr("{0} places shared out, the largest remainders rounded up; {1} stay.")
            self.told.setText(text.format(grouped(found.house), grouped(found.unplaced)))
            if rows:
                self.table.go_to(0)
        changed = any(one.portion.final != one.row.received for one, _ in rows)
        self.accept.allow(not refused and changed, self.tr("Nothing would change."))

    def _cells(self, one: ProposedRow) -> tuple[object, ...]:
        portion, now = one.portion, one.row.received
        final: object = number_cell(grouped(portion.final), bold=True)
        if portion.final != now:
            final = DraftedCell(grouped(now), grouped(portion.final))
        extra = "+1" if portion.extra else "—"
        return (
            name_cell(quota_said.name(one.row, self._language)),
            number_cell(f"{float(one.weight):g}", ink="text2"),
            TextCell(f"{float(portion.share):,.2f}", right=True),
            number_cell(grouped(portion.whole), ink="text2"),
            number_cell(extra, ink="text" if portion.extra else "text3"),
            final,
        )

    def _take(self) -> None:
        if self.accept.isEnabled():
            self.close_panel()
            self.accepted.emit()


class QuotaProposing(QObject):
    said = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.panel: ProposalPanel | None = None
        self._node: QuotaRow | None = None
        self._found: Proposed | None = None

    def open(self, node: QuotaRow | None, below: QWidget) -> None:
        """For all who receive from this office; a unit gives to nobody."""
        if node is None or node.account.node is QuotaNode.UNIT or not node.has_children:
            return
        self._node, language = node, self._desk.language
        title = translate("Proposing", "Proposal for all below {0}")
        panel = ProposalPanel(
            below.window(), title.format(quota_said.name(node, language)), language
        )
        panel.weighed.connect(lambda key: self._weigh(Weight(key)))
        panel.accepted.connect(self._draft)
        panel.closed.connect(self._let_go)
        self.panel = panel
        panel.open_at(below.mapToGlobal(QPoint(0, below.height() + 4)))
        self._weigh(OFFERED[0])

    def _weigh(self, by: Weight) -> None:
        node, actor = self._node, self._desk.actor
        if node is None:
            return
        label_id, account = node.account.label, node.account.id

        def work(db: Snapshot) -> Proposed | Refused:
            on = quota_nodes.tree(db, label_id, actor)
            if on is None:
                return Refused("no_such_record")
            weighing = quota_proposal.weights(db, on, account, by)
            return quota_proposal.propose(db, on, account, weighing)

        self._desk.read(work, partial(self._show, by), asker=self, key="proposal")

    def _show(self, by: Weight, found: Proposed | Refused) -> None:
        self._found = None if isinstance(found, Refused) else found
        if self.panel is not None:
            self.panel.show_proposal(by, found)

    def _draft(self) -> None:
        proposed, at = self._found, datetime.now(UTC)
        if proposed is not None:
            self._desk.act(
                lambda cache, actor: quota_proposal.draft_proposal(cache, proposed, actor, at=at),
                self._tell,
            )

    def _tell(self, done: Recorded) -> None:
        if not done.not_possible:
            self.said.emit("", "")
            return
        refusal = done.not_possible[0][1]
        why = facts_said.refusal(refusal.code, dict(refusal.facts), self._desk.language)
        self.said.emit(translate("Proposing", "Part of the proposal is not possible"), why)

    def _let_go(self) -> None:
        self.panel = None
