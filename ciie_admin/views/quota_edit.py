"""Totals typed in place: one becomes a draft, or a sentence says why not. Nothing typed is lost."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ciie_admin.domain.quotas import MOST
from ciie_admin.models.quota_drafts import Wanted, draft_moves
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.models.recording import Recorded
from ciie_admin.views import facts_said, quota_said, quota_typed
from ciie_admin.views.components.cell_field import CellField
from ciie_admin.views.desk import Desk
from ciie_admin.views.ledger_said import wished
from ciie_admin.views.quota_cells import RECEIVED
from ciie_admin.views.quota_table import QuotaTable
from ciie_admin.views.text import grouped

translate = QCoreApplication.translate
Finding = Callable[[int], QuotaRow | None]
"""The node in a row of the table, None where its total cannot be edited."""


class QuotaEdit(QObject):
    """The field over the table's cells, and what becomes of what it is given."""

    said = Signal(str, str)
    """What was not possible, and why; two empty texts when all is well again."""

    def __init__(self, desk: Desk, table: QuotaTable, node: Finding, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._table, self._node = desk, table, node
        self.field = CellField(table, translate("QuotaPage", "Total of"))
        self.field.given.connect(self._take)
        table.typed.connect(self._begin_with)
        table.edit_asked.connect(self.begin)
        table.activated.connect(lambda index: self.begin(index.row()))

    @property
    def is_open(self) -> bool:
        return self.field.row >= 0

    def begin(self, row: int) -> None:
        node = self._node(row)
        if node is not None:
            self._table.go_to(row)
            self._open(row, node, str(wished(node)))

    def give_up(self) -> None:
        self.field.close_field()
        self.said.emit("", "")

    def _begin_with(self, digit: str) -> None:
        """The digit that was typed over a row takes the place of its total."""
        row = self._table.current_row()
        node = self._node(row)
        if node is not None:
            self._open(row, node, digit)
            self.field.deselect()

    def _open(self, row: int, node: QuotaRow, text: str) -> None:
        self.field.open(row, RECEIVED, text, quota_said.name(node, self._desk.language))

    def _take(self, row: int, text: str, step: int) -> None:
        node = self._node(row)
        if node is None:
            self.give_up()
            return
        total = quota_typed.total(text)
        if total is None:
            why = translate("QuotaPage", "Type a whole number from 0 to {0}.").format(grouped(MOST))
            self._fault(node, why, seize=step != 0)
            return
        self.give_up()
        self._table.go_to(min(max(row + step, 0), self._table.model().rowCount() - 1))
        if total != wished(node):
            self._move(node, total, text)

    def _fault(self, node: QuotaRow, why: str, *, seize: bool) -> None:
        self.field.fault(why, seize=seize)
        self._tell(node, self.field.text(), why)

    def _name(self, node: QuotaRow) -> str:
        return quota_said.name(node, self._desk.language)

    def _move(self, node: QuotaRow, total: int, text: str) -> None:
        wanted = Wanted(account=node.account.id, total=total)
        act = partial(draft_moves, wanted=[wanted], at=datetime.now(UTC))
        self._desk.act(
            lambda cache, actor: act(cache, actor=actor), partial(self._done, node, text)
        )

    def _done(self, node: QuotaRow, text: str, done: Recorded) -> None:
        """What was refused stands in its cell again, unless somebody is at another one by now."""
        if not done.not_possible:
            return
        refusal = done.not_possible[0][1]
        why = facts_said.refusal(refusal.code, dict(refusal.facts), self._desk.language)
        row = self._place(node)
        if row >= 0 and not self.is_open and self._table.isVisible():
            self._table.go_to(row)
            self._open(row, node, text)
        self._tell(node, text, why)

    def _tell(self, node: QuotaRow, text: str, why: str) -> None:
        title = translate("QuotaPage", "{0}: {1} is not possible")
        name = quota_said.name(node, self._desk.language)
        self.said.emit(title.format(name, text.strip() or "—"), why)

    def _place(self, node: QuotaRow) -> int:
        """Its row as the table stands now."""
        rows = range(self._table.model().rowCount())
        same = (
            row for row in rows if (one := self._node(row)) and one.account.id == node.account.id
        )
        return next(same, -1)
