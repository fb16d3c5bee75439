"""提交前核对: every draft with its check at the left, what the release will do at the right."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal

from ciie_admin.errors import Mishap
from ciie_admin.models.approving import Checked, Scope, checked
from ciie_admin.models.consequences import Consequences, DraftLine, State
from ciie_admin.models.queries import Query
from ciie_admin.models.releasing import Released, release
from ciie_admin.views import actions, approval_sheet, facts_said, release_said
from ciie_admin.views.actions import QT_TRANSLATE_NOOP, action, install
from ciie_admin.views.basis_form import BasisForm
from ciie_admin.views.cell_list import CellList
from ciie_admin.views.cells import ChipCell, GroupCell, MoreCell, TextCell, name_cell
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.findings import Consequences as ConsequenceList
from ciie_admin.views.components.foot_bar import FootBar
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.labels import boxed, hairline, label, row_of
from ciie_admin.views.components.notices import Callout
from ciie_admin.views.components.panes import Pane, Scroller, Section
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.components.tabs import Lane as Tab
from ciie_admin.views.components.tabs import LaneTabs
from ciie_admin.views.desk import Desk
from ciie_admin.views.letter_box import LetterBox
from ciie_admin.views.list_page import SplitPage
from ciie_admin.views.signs import ACTS, FINDINGS, STATES, Sign
from ciie_admin.views.speech import verdict_sign
from ciie_admin.views.text import grouped
from ciie_admin.views.theme_values import NORMAL
from ciie_admin.words import word

SHOWN_PER_GROUP = 200
STATES_IN_ORDER: tuple[State, ...] = ("stuck", "look", "ready")


class ReleasePage(SplitPage):
    """Takes the place of application and decision; not a dialog. Reads anew whenever shown."""

    closed = Signal()
    released = Signal(object)
    sheet_asked = Signal(str, object, str)
    """A name for the file, what writes it, and its kinds (see ExportPanel.offer)."""
    _sheet_made = Signal()

    def __init__(self, desk: Desk, in_front: Callable[[], Query] | None = None) -> None:
        """`in_front` names the list one came from."""
        super().__init__()
        self._desk = desk
        self._found = Consequences()
        self._state: str = "all"
        self._opening = False
        self._in_front = in_front or (lambda: Query(kind="unit"))
        self._make_list()
        self._make_side()
        self.lay_out(self._list, self._side)
        self.actions_by_name = install(self)
        desk.tallied.connect(self.look_again)
        self._sheet_made.connect(self.look_again)

    def _make_list(self) -> None:
        self.head = PaneHead(self.tr("Drafts"))
        self.tabs = LaneTabs(self.tr("Groups"))
        self.tabs.chosen.connect(self._choose)
        self.head.add(self.tabs, stretch=1)
        columns = (
            Column(key="name", title=self.tr("Name"), width=92, compact=60),
            Column(key="unit", title=self.tr("Unit"), stretch=True),
            Column(key="verdict", title=self.tr("Decision"), width=112, compact=96),
            Column(key="check", title=self.tr("Check"), width=88, compact=80),
            Column(key="why", title=self.tr("Remark"), width=190, compact=120),
        )
        self.table = RowTable(columns, self.tr("Drafts"), row="plain")
        self.model = CellList(len(columns), self)
        self.table.setModel(self.model)
        self.table.current_row_changed.connect(self._show_letter)
        self.foot = FootBar()
        caps = actions.caps(ReleasePage, "approval")
        words = self.tr("Approval sheet")
        self.sheet_button = Button(words, icon=ACTS["print"], caps=caps[:1], height=28)
        self.sheet_button.clicked.connect(self.make_sheet)
        self.foot.add(self.sheet_button)
        self._list = Pane(self.head, self.table, self.foot, least=480)
        self._list.column.setStretch(1, 1)

    def _make_side(self) -> None:
        head = PaneHead(self.tr("Check before release"), page=True)
        head.add_close()
        head.closed.connect(self.close_page)
        self._sum = label("", wrap=True, rich=True)
        self._lines = ConsequenceList()
        self._warning = Callout("warn")
        self._author = label("", hue="text2", wrap=True)
        self.letter = LetterBox(self._desk)
        self.basis = BasisForm(self._desk, actions.caps(ReleasePage, "basis")[0])
        body = self._body = Scroller(
            Section(self._sum, line=False, top=False),
            self._lines,
            Section(self._warning, line=True),
            self.basis,
            Section(self._author, line=False),
            self.letter,
        )
        hint = self.tr("Esc stops sending; the unsent stay drafts.")
        words = label(hint, "caption", hue="text3", wrap=True)
        back = Button(self.tr("Go on reviewing"), kind="quiet")
        back.clicked.connect(self.close_page)
        caps = actions.caps(ReleasePage, "release_now")
        self.button = Button("", kind="primary", icon=ACTS["release"], caps=caps[:1])
        self.button.clicked.connect(self.release_now)
        foot = boxed(row_of(words, back, self.button, gap=12, margins=(16, 12, 16, 12)))
        foot.layout().setStretch(0, 1)  # type: ignore[union-attr]
        self._side = Pane(head, body, hairline(), foot, least=420)
        self._side.column.setStretch(1, 1)

    # ---- actions

    @action("release_now", QT_TRANSLATE_NOOP("Actions", "Release"), "Ctrl+Return")
    def release_now(self) -> None:
        if self.button.isEnabled() and self.basis.is_right():
            self.button.allow(False, self.tr("Being sent"))
            going = partial(release, basis=self.basis.given())
            self._desk.act(going, self._done, self._not_released)

    @action("basis", QT_TRANSLATE_NOOP("Actions", "Say on whose word it is released"), "Ctrl+B")
    def name_basis(self) -> None:
        self.basis.start()
        self._body.ensureWidgetVisible(self.basis, 0, 0)

    @action("close", QT_TRANSLATE_NOOP("Actions", "Back to reviewing"), "Esc")
    def close_page(self) -> None:
        self.closed.emit()

    @action("drop", QT_TRANSLATE_NOOP("Actions", "Clear this draft"), "U", "Delete")
    def drop(self) -> None:
        line = self.model.key(self.table.current_row())
        if isinstance(line, DraftLine):
            self._desk.discard(line.wish.of, [line.wish.subject.id])

    @action("approval", QT_TRANSLATE_NOOP("Actions", "Approval sheet of the drafts"), "Ctrl+P")
    def make_sheet(self) -> None:
        if self.sheet_button.isEnabled():
            query = self._in_front()
            listed = partial(approval_sheet.listed, query=query)
            self._desk.read(
                listed, partial(self._offer, query), asker=self, key="listed", lane="whole"
            )

    def _offer(self, query: Query, listed: Sequence[int]) -> None:
        found = approval_sheet.choices(self._found.lines, query, listed, self._desk)
        if len(found) == 1:
            self._write_sheet(found[0].scope)
        elif found:
            above = self.sheet_button.mapToGlobal(QPoint(0, -2 - 28 * len(found)))
            approval_sheet.menu(found, self._write_sheet, self).popup(above)

    def _write_sheet(self, scope: Scope) -> None:
        write = approval_sheet.writing(self._desk, scope, self._sheet_made.emit)
        name, kinds = approval_sheet.file_name(self._desk), approval_sheet.file_kinds()
        self.sheet_asked.emit(name, write, kinds)

    def _done(self, released: Released) -> None:
        self._desk.sync_now()
        self.basis.forget()
        self.released.emit(released)

    def _not_released(self, mishap: Mishap) -> None:
        """Nothing was written: all are drafts still, and the same button tries again."""
        self.button.allow(True)
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.mishap.emit(mishap)
        self.refresh()

    # ---- showing

    def refresh(self) -> None:
        actor = self._desk.actor
        self._desk.read(
            lambda db: checked(db, actor), self._show, asker=self, key="drafts", lane="whole"
        )

    def open_page(self) -> None:
        """Keys belong to this page at once; nothing goes before its check has been seen."""
        self._opening = True
        self.button.allow(False, self.tr("Being checked"))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _choose(self, key: str) -> None:
        self._state = key
        self._show_rows()

    def _show(self, check: Checked) -> None:
        found = self._found = check.found
        self.basis.propose(check.number)
        language = self._desk.language
        going = len(found.lines) - found.count("stuck")
        self.head.set_title(
            self.tr("Drafts"), self.tr("{0} in all").format(grouped(len(found.lines)))
        )
        words = {
            "stuck": self.tr("Cannot go"),
            "look": self.tr("To look at"),
            "ready": self.tr("Ready"),
        }
        tabs = [Tab("all", self.tr("All"), len(found.lines))]
        tabs += [Tab(state, words[state], found.count(state)) for state in STATES_IN_ORDER[::-1]]
        self.tabs.set_lanes(tabs)
        self.tabs.choose(self._state)
        self._show_rows()
        self._sum.setText(release_said.summary(found))
        self._lines.set_lines(release_said.lines(found, language))
        self._lines.setVisible(going > 0)
        self.basis.setVisible(going > 0)
        self._author.setVisible(going > 0)
        title, text = release_said.warning(found)
        self._warning.show_words(title, text)
        self._warning.setVisible(found.notices > 0)
        self._author.setText(self.tr("Released by {0}").format(self._desk.actor.name))
        self.button.show_text(self.tr("Release {0}").format(grouped(going)))
        self.button.allow(going > 0, self.tr("Nothing can be released."))
        self.sheet_button.allow(going > 0, self.tr("Nothing can be released."))
        if self._opening and going:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._opening = False

    def _show_rows(self) -> None:
        rows: list[tuple[Any, Sequence[object]]] = []
        for state in STATES_IN_ORDER:
            if self._state not in ("all", state):
                continue
            lines = [line for line in self._found.lines if line.state == state]
            if lines:
                rows += self._group(state, lines)
        place = max(self.table.current_row(), 1)
        self.model.show(rows)
        self.table.set_bands(dict.fromkeys(self.model.bands(), NORMAL.group))
        if rows:
            self.table.go_to(min(place, len(rows) - 1))
            self._show_letter(self.table.current_row())

    def _show_letter(self, row: int) -> None:
        """What the unit of the current draft will read: all of its drafts make one message."""
        line, language = self.model.key(row), self._desk.language
        key = actions.caps(ReleasePage, "drop")[0]
        note = self.tr("↑ ↓ move · {0} clears the draft").format(key)
        if isinstance(line, DraftLine):
            self.letter.ask(line.unit_name, line.wish.subject)
            then = facts_said.parted(release_said.why(line, language), language)[1]
            note = f"{then} {note}" if then else note
        else:
            self.letter.hide()
        self.foot.set_note(note)

    def _group(
        self, state: State, lines: Sequence[DraftLine]
    ) -> list[tuple[Any, Sequence[object]]]:
        heads = {
            "stuck": (self.tr("Cannot go {0}"), self.tr("stay drafts, nothing is lost")),
            "look": (self.tr("To look at {0}"), self.tr("can go, with a consequence to know")),
            "ready": (self.tr("Ready {0}"), ""),
        }
        text, note = heads[state]
        rows: list[tuple[Any, Sequence[object]]] = [
            (None, (GroupCell(text.format(grouped(len(lines))), note),))
        ]
        rows += [(line, self._cells(line)) for line in lines[:SHOWN_PER_GROUP]]
        if len(lines) > SHOWN_PER_GROUP:
            more = self.tr("{0} more").format(grouped(len(lines) - SHOWN_PER_GROUP))
            rows.append((None, (MoreCell(more),)))
        return rows

    def _cells(self, line: DraftLine) -> Sequence[object]:
        kind, language = line.wish.command.kind, self._desk.language
        checks = {
            "stuck": ChipCell(STATES["rejected"], self.tr("Cannot go")),
            "look": ChipCell(FINDINGS["look"], self.tr("Look")),
            "ready": ChipCell(Sign("mdi6.check", "wait"), self.tr("Ready")),
        }
        hue = {"stuck": "bad", "look": "warn", "ready": "text2"}[line.state]
        unit = line.wish.subject.kind == "unit"
        return (
            name_cell("" if unit else line.name),
            name_cell(line.name) if unit else TextCell(line.unit_name),
            ChipCell(verdict_sign(kind), word("command", kind, language)),
            checks[line.state],
            TextCell(facts_said.parted(release_said.why(line, language), language)[0], ink=hue),
        )
