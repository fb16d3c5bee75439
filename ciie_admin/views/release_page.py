"""提交前核对: every draft with its check at the left, what the release will do at the right."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal

from ciie_admin.errors import Mishap
from ciie_admin.models import queries
from ciie_admin.models.approving import Checked, checked, listed
from ciie_admin.models.consequences import Consequences, DraftLine
from ciie_admin.models.queries import Query
from ciie_admin.models.releasing import Released, release
from ciie_admin.models.scopes import EVERY, Scope, of_list
from ciie_admin.views import (
    actions,
    approval_sheet,
    facts_said,
    filters,
    release_rows,
    release_said,
)
from ciie_admin.views.actions import QT_TRANSLATE_NOOP, action, install
from ciie_admin.views.approval_sheet import Choice
from ciie_admin.views.basis_form import BasisForm
from ciie_admin.views.cell_list import CellList
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.findings import Consequences as ConsequenceList
from ciie_admin.views.components.foot_bar import FootBar
from ciie_admin.views.components.heads import FilterBar, PaneHead
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
from ciie_admin.views.signs import ACTS
from ciie_admin.views.text import grouped
from ciie_admin.views.theme_values import NORMAL


class ReleasePage(SplitPage):
    """Takes the place of application and decision; not a dialog. Reads anew whenever shown."""

    closed = Signal()
    released = Signal(object)
    sheet_asked = Signal(str, object, str)
    """A name for the file, what writes it, and its kinds (see ExportPanel.offer)."""
    record_asked = Signal(str, int)
    """unit or person, and its id."""
    _sheet_made = Signal()

    def __init__(self, desk: Desk, in_front: Callable[[], Query] | None = None) -> None:
        """`in_front` names the list one came from."""
        super().__init__()
        self._desk = desk
        self._found = Consequences()
        self._state: str = "all"
        self._opening = False
        self._in_front = in_front or (lambda: Query(kind="unit"))
        self._scope = EVERY
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
            Column(key="verdict", title=self.tr("Decision"), width=112, compact=108),
            Column(key="check", title=self.tr("Check"), width=80, compact=80),
            Column(key="why", title=self.tr("Remark"), width=198, compact=150),
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
        self.bar = FilterBar(self.tr("Filter"))
        self.bar.removed.connect(self._widen)
        self.bar.opened.connect(self._widen)
        self.bar.add_asked.connect(self._offer_filters)
        self._list = Pane(self.head, self.bar, self.table, self.foot, least=480)
        self._list.column.setStretch(2, 1)

    def _make_side(self) -> None:
        head = PaneHead(self.tr("Check before release"), page=True)
        head.add_close()
        head.closed.connect(self.close_page)
        self._sum = label("", wrap=True, rich=True)
        self._lines = ConsequenceList()
        self._warning = Callout("warn")
        self._author = label("", hue="text2", wrap=True)
        self.basis = BasisForm(self._desk, actions.caps(ReleasePage, "basis")[0])
        self.letter = LetterBox(self._desk)
        self.letter.reached.connect(self._go_to_letter)
        body = self.body = Scroller(
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
            going = partial(release, scope=self._scope, basis=self.basis.given())
            self._desk.act(going, self._done, self._not_released)

    @action("basis", QT_TRANSLATE_NOOP("Actions", "Say on whose word it is released"), "Ctrl+B")
    def name_basis(self) -> None:
        self.basis.start()
        self.body.ensureWidgetVisible(self.basis, 0, 0)

    @action("close", QT_TRANSLATE_NOOP("Actions", "Back to reviewing"), "Esc")
    def close_page(self) -> None:
        self.closed.emit()

    @action("open", QT_TRANSLATE_NOOP("Actions", "Open the record"), "Return", "Enter")
    def open_one(self) -> None:
        line = self.model.key(self.table.current_row())
        if isinstance(line, DraftLine) and self.table.hasFocus():
            self.record_asked.emit(line.wish.of, line.wish.subject.id)

    @action("drop", QT_TRANSLATE_NOOP("Actions", "Clear this draft"), "U", "Delete")
    def drop(self) -> None:
        line = self.model.key(self.table.current_row())
        if isinstance(line, DraftLine):
            self._desk.discard(line.wish.kind, [line.wish.subject.id])

    @action("approval", QT_TRANSLATE_NOOP("Actions", "Approval sheet of the drafts"), "Ctrl+P")
    def make_sheet(self) -> None:
        if self.sheet_button.isEnabled():
            self._offer(approval_sheet.choices(self._found.lines, self._scope, self._desk))

    def _offer(self, found: Sequence[Choice]) -> None:
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
        work = partial(checked, actor=self._desk.actor, scope=self._scope)
        self._desk.read(work, self._show, asker=self, key="drafts", lane="whole")

    def _narrow(self, query: Query) -> None:
        self._scope = of_list(query)
        self.button.allow(False, self.tr("Being checked"))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _widen(self, key: str) -> None:
        self._narrow(queries.without(self._query(), key))

    def _offer_filters(self, at: QPoint) -> None:
        filters.offer_filters(self, self._query(), self._desk, self._narrow).exec(at)

    def _query(self) -> Query:
        return self._scope.query or Query(kind=self._in_front().kind)

    def open_page(self) -> None:
        """The drafts of the list one came from, or all if its filter has none. Keys belong to this
        page at once; nothing goes before its check has been seen.
        """
        self._opening = True
        self._scope = of_list(self._in_front())
        self.button.allow(False, self.tr("Being checked"))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _choose(self, key: str) -> None:
        self._state = key
        self._show_rows()

    def _show(self, check: Checked) -> None:
        if self._opening and self._scope is not EVERY and not check.found.lines:
            self._scope = EVERY
            self.refresh()
            return
        found = self._found = check.found
        self.bar.set_chips(filters.chips(self._query(), self._desk))
        self.basis.propose(check.number)
        self._show_tabs(found)
        self._show_rows()
        self._show_outcome(check)

    def _show_tabs(self, found: Consequences) -> None:
        self.head.set_title(
            self.tr("Drafts"), self.tr("{0} in all").format(grouped(len(found.lines)))
        )
        words = {
            "stuck": self.tr("Cannot go"),
            "look": self.tr("To look at"),
            "ready": self.tr("Ready"),
        }
        tabs = [Tab("all", self.tr("All"), len(found.lines))]
        tabs += [
            Tab(state, words[state], found.count(state))
            for state in release_rows.STATES_IN_ORDER[::-1]
        ]
        self.tabs.set_lanes(tabs)
        self.tabs.choose(self._state)

    def _show_outcome(self, check: Checked) -> None:
        found, language = check.found, self._desk.language
        going = len(found.lines) - found.count("stuck")
        self._sum.setText(release_said.summary(found, check.others))
        self._lines.set_lines(release_said.lines(found, language, self._desk.ground))
        self._lines.setVisible(going > 0)
        self.basis.setVisible(going > 0)
        self._author.setVisible(going > 0)
        title, text = release_said.warning(found)
        self._warning.show_words(title, text)
        self._warning.setVisible(found.notices > 0)
        self._author.setText(self.tr("Released by {0}").format(self._desk.actor.name))
        self.button.show_text(self.tr("Release {0}").format(grouped(going)))
        self.button.allow(going > 0, self.tr("Nothing can be released."))
        on_paper = bool(listed(found.lines))
        self.sheet_button.allow(on_paper, self.tr("Nothing can be released."))
        if self._opening and going:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._opening = False

    def _show_rows(self) -> None:
        rows = release_rows.rows(self._found, self._state, self._desk.language)
        place = max(self.table.current_row(), 1)
        self.model.show(rows)
        self.table.set_bands(dict.fromkeys(self.model.bands(), NORMAL.group))
        if rows:
            self.table.go_to(min(place, len(rows) - 1))
            self._show_letter(self.table.current_row())

    def _go_to_letter(self) -> None:
        """From its beginning; arrows and page keys go on."""
        self.body.verticalScrollBar().setValue(self.letter.y())

    def _show_letter(self, row: int) -> None:
        """What the unit of the current draft will read: all of its drafts make one message."""
        line, language = self.model.key(row), self._desk.language
        key = actions.caps(ReleasePage, "drop")[0]
        note = self.tr("↑ ↓ move · Enter opens · {0} clears the draft").format(key)
        if isinstance(line, DraftLine):
            self.letter.ask(line.unit_name, line.wish.subject)
            then = facts_said.parted(release_said.why(line, language), language)[1]
            note = f"{then} {note}" if then else note
        else:
            self.letter.hide()
        self.foot.set_note(note)
