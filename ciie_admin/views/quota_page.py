"""免费证件额度: the tree of accounts, edited in place as drafts; at its right the ledger of one."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal

from ciie_admin.domain.edition import Label, free_labels
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.models.tallies import Tally
from ciie_admin.models.touched import Touched
from ciie_admin.views import quota_cells, quota_said, quota_tree, speech
from ciie_admin.views.actions import QT_TRANSLATE_NOOP, action, caps, install
from ciie_admin.views.components.panes import Pane
from ciie_admin.views.components.tabs import Lane as Tab
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_page import SplitPage
from ciie_admin.views.quota_bench import QuotaBench
from ciie_admin.views.quota_cells import Cells
from ciie_admin.views.quota_edit import QuotaEdit
from ciie_admin.views.quota_leasing import QuotaLeasing
from ciie_admin.views.quota_ledger import LedgerPane
from ciie_admin.views.quota_pane import QuotaPane
from ciie_admin.views.quota_proposing import QuotaProposing
from ciie_admin.views.quota_sheets import QuotaSheets
from ciie_admin.views.quota_tree import Key, Line, Tree, Wish
from ciie_admin.views.theme_values import Sizes

SIDE, NARROW_SIDE = 668, 500
"""Logical px."""


class QuotaPage(SplitPage):
    """Open nodes, the current row and the place in the list stay, whatever changes."""

    closed = Signal()
    release_asked = Signal()
    sheet_asked = Signal(str, object)
    """A name for the file, and what writes it (see ExportPanel.offer)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.wish = Wish("")
        self.tree = Tree(self.wish)
        self._lines: dict[Key, Line] = {}
        self._goal: Key | None = None
        """The row to go to as soon as it is there."""
        listed = self._make_list()
        self.ledger = LedgerPane(desk)
        self.ledger.closed.connect(self.closed)
        self.bench = QuotaBench(desk)
        self.bench.said.connect(self._say)
        side = Pane(self.ledger, self.bench, least=400)
        for place in (0, 1):
            side.column.setStretch(place, 1)
        self.lay_out(listed, side)
        self.actions_by_name = install(self)
        desk.touched.connect(self._touched)
        desk.tallied.connect(self._count)
        desk.grounded.connect(self.look_again)

    def _make_list(self) -> QuotaPane:
        keys = {name: caps(QuotaPage, name)[0] for name in ("find", "undo")}
        made = QuotaPane(self._desk.language, keys)
        self.tabs, self.search, self.table = made.tabs, made.search, made.table
        self.model, self.sums, self.foot = made.model, made.sums, made.foot
        self.callout, self.fault = made.callout, made.fault
        self.tabs.chosen.connect(self._choose)
        self.search.textChanged.connect(self._look_for)
        self.search.returnPressed.connect(self._to_the_table)
        self.table.fold_asked.connect(self._fold)
        self.table.current_row_changed.connect(lambda _row: self._show_ledger())
        self.foot.undo_asked.connect(self.undo)
        self.foot.release_asked.connect(self.release)
        self.foot.show_tally(self._desk.tally, self._desk.language)
        self.editing = QuotaEdit(self._desk, self.table, self.node, self)
        lease_keys = (caps(QuotaPage, "lease")[0], caps(QuotaPage, "give_back")[0])
        self.leasing = QuotaLeasing(self._desk, lease_keys, self.in_front, self)
        self.sheets = QuotaSheets(self._desk, self.in_front, self)
        self.sheets.sheet_asked.connect(self.sheet_asked)
        self.proposing = QuotaProposing(self._desk, self)
        for part in (self.editing, self.leasing, self.sheets, self.proposing):
            part.said.connect(self._say)
        made.propose.clicked.connect(self.propose)
        made.export.clicked.connect(self.export_sheet)
        made.bar.insertWidget(2, self.leasing.button)
        self.propose_button = made.propose
        return made

    # ---- actions

    @action(
        "edit",
        QT_TRANSLATE_NOOP("Actions", "Change the total"),
        "F2",
        inborn=("Return", "Enter"),
    )
    def edit(self) -> None:
        self.editing.begin(self.table.current_row())

    @action("unfold", QT_TRANSLATE_NOOP("Actions", "Open the node"), inborn=("Right",))
    def unfold(self) -> None:
        self._fold(self.table.current_row(), True)

    @action("fold", QT_TRANSLATE_NOOP("Actions", "Close the node, or go up"), inborn=("Left",))
    def fold(self) -> None:
        self._fold(self.table.current_row(), False)

    @action("other_label", QT_TRANSLATE_NOOP("Actions", "To the next label"), "Space")
    def other_label(self) -> None:
        keys = [one.id for one in self._labels()]
        if self.wish.label in keys:
            self._choose(keys[(keys.index(self.wish.label) + 1) % len(keys)])

    @action("find", QT_TRANSLATE_NOOP("Actions", "Find a sub-mission or unit"), "F3")
    def find_node(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @action(
        "lease", QT_TRANSLATE_NOOP("Actions", "Set places aside for this computer"), "Ctrl+Shift+L"
    )
    def lease(self) -> None:
        self.leasing.open()

    @action("give_back", QT_TRANSLATE_NOOP("Actions", "Return what was set aside"), "Ctrl+Shift+G")
    def give_back(self) -> None:
        self.leasing.give_back()

    @action("propose", QT_TRANSLATE_NOOP("Actions", "Allocation proposal"), "Ctrl+Shift+A")
    def propose(self) -> None:
        self.proposing.open(self.in_front(), self.propose_button)

    @action("sheet", QT_TRANSLATE_NOOP("Actions", "Export the allocation sheet"), "Ctrl+Shift+E")
    def export_sheet(self) -> None:
        self.sheets.export()

    @action("import", QT_TRANSLATE_NOOP("Actions", "Read a filled-in allocation sheet"), "Ctrl+I")
    def read_sheet(self) -> None:
        self.sheets.choose()

    @action("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), "Ctrl+Z")
    def undo(self) -> None:
        self._desk.undo()

    @action("clear", QT_TRANSLATE_NOOP("Actions", "Clear this draft"), "U", "Delete")
    def clear(self) -> None:
        node = self.in_front()
        if node is not None and node.stage == "draft":
            self._desk.discard("quota", [node.account.id])

    @action("release", QT_TRANSLATE_NOOP("Actions", "Release"), "Ctrl+Return")
    def release(self) -> None:
        self.release_asked.emit()

    @action("close", QT_TRANSLATE_NOOP("Actions", "Back, step by step"), "Esc")
    def close_page(self) -> None:
        if self.editing.is_open:
            self.editing.give_up()
        elif self.search.text():
            self.search.clear()
            self._to_the_table()
        elif self.table.hasFocus():
            self.closed.emit()
        else:
            self._to_the_table()

    # ---- what is shown

    def open_page(self) -> None:
        self.refresh()
        self._to_the_table()

    def resume(self, was: Wish) -> None:
        """As another page of the same desk was."""
        self.wish = was
        with QSignalBlocker(self.search):
            self.search.setText(was.words)

    def lead_to(self, account: int) -> None:
        """One account in front, wherever it hangs."""
        work = partial(quota_tree.leading, wish=self.wish, account=account, actor=self._desk.actor)

        def then(wish: Wish) -> None:
            self.resume(wish)
            self._goal = ("node", account)
            self.refresh()

        self._desk.read(work, then, asker=self, key="way")

    def refresh(self) -> None:
        labels = [one.id for one in self._labels()]
        if labels and self.wish.label not in labels:
            self.wish = Wish(labels[0])
        if self.wish.label:
            actor, known = self._desk.actor, self.tree.on
            work = partial(quota_tree.read, wish=self.wish, actor=actor, known=known)
            self._desk.read(work, self._show, asker=self, key="tree")

    def in_front(self) -> QuotaRow | None:
        return self.node(self.table.current_row())

    def node(self, row: int) -> QuotaRow | None:
        """The node in this row of the table; None for none, and for Others."""
        line = self._lines.get(self.model.key(row))
        return line.of if line is not None and isinstance(line.of, QuotaRow) else None

    def _labels(self) -> tuple[Label, ...]:
        on = self._desk.ground
        return free_labels(on.edition) if on is not None else ()

    def _show(self, tree: Tree) -> None:
        """An older answer than what is wished by now says nothing."""
        if tree.wish != self.wish:
            return
        self.tree, language = tree, self._desk.language
        known = self.table.current_row()
        self._lines = {line.key: line for line in tree.lines}
        self.model.show([(line.key, Cells(line, language)) for line in tree.lines])
        self.editing.field.follow()
        goal = self.model.place(self._goal) if self._goal else -1
        if goal >= 0:
            self._goal = None
            self.table.go_to(goal)
        elif self.table.current_row() < 0 and tree.lines:
            self.table.go_to(min(max(known, 0), len(tree.lines) - 1))
        self._show_labels()
        self.sums.setVisible(bool(tree.sums))
        self.sums.show_cells(quota_cells.sums(tree.sums))
        self.foot.show_then(quota_said.then(tree.lines, language))
        self._show_ledger()

    def _show_labels(self) -> None:
        language = self._desk.language
        sums = {one.label.id: one.received for one in self.tree.labels}
        tabs = [
            Tab(one.id, speech.said(one.name, language), sums.get(one.id)) for one in self._labels()
        ]
        self.tabs.set_lanes(tabs)
        self.tabs.choose(self.wish.label)

    def _show_ledger(self) -> None:
        labels = {one.label.id: one.label for one in self.tree.labels}
        label = labels.get(self.tree.wish.label)
        name = speech.said(label.name, self._desk.language) if label else ""
        self.ledger.show_node(self.in_front(), name)
        self.leasing.show_button()
        self.bench.show_node(self.in_front())

    def _say(self, title: str, text: str) -> None:
        self.callout.show_words(title, text)
        self.fault.setVisible(bool(title))

    # ---- what is asked for

    def _ask(self, wish: Wish) -> None:
        self.wish = wish
        self.refresh()

    def _choose(self, label: str) -> None:
        """The same nodes stay open: ids of their accounts go over from one label to the other."""
        if label != self.wish.label:
            self.editing.give_up()
            labels = {one.id: one.number for one in self._labels()}
            self._ask(quota_tree.of_label(self.wish, label, labels[label]))

    def _look_for(self, words: str) -> None:
        self._ask(replace(self.wish, words=words.strip()))

    def _fold(self, row: int, unfold: bool) -> None:
        """Closing what is closed, or a leaf, leads to the node above."""
        line = self._lines.get(self.model.key(row))
        if line is None:
            return
        if line.unfolded is (not unfold):
            self._ask(quota_tree.folded(self.wish, line.key))
        elif not unfold:
            self.table.go_to(quota_tree.above(self.tree.lines, row))

    def _to_the_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- hearing

    def _touched(self, changed: Touched) -> None:
        if changed.everything or changed.ground or changed.units:
            self.tree = replace(self.tree, on=None)
            self.look_again()
        elif changed.quotas:
            self.look_again()

    def _count(self, tally: Tally) -> None:
        self.foot.show_tally(tally, self._desk.language)

    def set_sizes(self, sizes: Sizes) -> None:
        self.splitter.set_widths(NARROW_SIDE if sizes.compact else SIDE)
