"""异常待处理: what the server refused, in its words, and how the record stands now."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import verdict_key
from ciie_admin.models import reading, trays
from ciie_admin.models.consequences import Consequences, foreseen
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.recording import Recorded
from ciie_admin.models.trays import Entry
from ciie_admin.views import facts_said, manual, quota_tree, speech, tray_said
from ciie_admin.views.actions import QT_TRANSLATE_NOOP, action, caps, install
from ciie_admin.views.cells import ChipCell, TextCell, name_cell, time_cell
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.fact_list import FactList
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.labels import boxed, column_of, hairline, label, row_of
from ciie_admin.views.components.notices import Callout
from ciie_admin.views.components.panes import Pane, Scroller, Section
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_page import ListPage
from ciie_admin.views.signs import STAGES, STATES
from ciie_admin.views.text import grouped
from ciie_admin.views.tray_said import About
from ciie_admin.words import word

WIDE = 136
"""Labels of this page: names of the registrant's fields stand among them."""


class TrayPage(ListPage):
    """Nothing leaves this list until a person has dealt with it."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._open: list[Entry] = []
        self._now: dict[tuple[str, int], About] = {}
        self._shown: tuple[Entry, About] | None = None
        listed = self._make_list()
        self.lay_out(listed, self._make_side())
        self.actions_by_name = install(self)
        desk.settled.connect(self.refresh)
        desk.tallied.connect(self.look_again)

    def _make_list(self) -> Pane:
        title = word("stage", "attention", self._desk.language)
        columns = (
            Column(key="name", title=self.tr("Name"), width=190, compact=120),
            Column(key="wanted", title=self.tr("Wanted"), width=112, compact=96),
            Column(key="why", title=self.tr("What the server said"), stretch=True),
            Column(key="when", title=self.tr("When"), width=84, right=True),
        )
        listed = self.make_list(title, columns)
        self.table.current_row_changed.connect(self._show_entry)
        return listed

    def _make_side(self) -> Pane:
        self._side_head = PaneHead(self.tr("What to do"), page=True)
        self._side_head.add_close()
        self._side_head.closed.connect(self.closed)
        self._callout = Callout("bad")
        self._wanted = FactList(WIDE)
        self._differs_title = label(self.tr("What changed meanwhile"), "caption", hue="text3")
        self._differs = FactList(WIDE)
        self._differs_box = Section(self._differs_title, self._differs)
        self._mine, self._theirs = label("", wrap=True), label("", wrap=True)
        outlook_title = label(self.tr("What follows"), "caption", hue="text3")
        outlook = Section(outlook_title, self._mine, self._theirs)
        body = Scroller(Section(self._callout), Section(self._wanted), self._differs_box, outlook)
        side = Pane(self._side_head, body, hairline(), self._make_foot(), least=420)
        side.column.setStretch(1, 1)
        return side

    def _make_foot(self) -> QWidget:
        """One entry, or all that are alike: at the left what gives way, at the right what stays."""
        made = {
            "drop_all": Button("", caps=caps(TrayPage, "drop_all")[:1]),
            "redo_all": Button("", caps=caps(TrayPage, "redo_all")[:1]),
            "drop": Button("", caps=caps(TrayPage, "drop")[:1]),
            "redo": Button("", kind="primary", caps=caps(TrayPage, "redo")[:1]),
        }
        for name, button in made.items():
            button.clicked.connect(getattr(self, name))
        self.buttons = made
        self._all = boxed(row_of(None, made["drop_all"], made["redo_all"], gap=12))
        one = boxed(row_of(None, made["drop"], made["redo"], gap=12))
        return boxed(column_of(self._all, one, gap=8, margins=(16, 12, 16, 12)))

    # ---- actions

    @action(
        "redo",
        QT_TRANSLATE_NOOP("Actions", "Decide again, on the record as it is now"),
        "Ctrl+Return",
    )
    def redo(self) -> None:
        self._redo(self._entries()[:1])

    @action(
        "redo_all",
        QT_TRANSLATE_NOOP("Actions", "Decide again on all of this kind"),
        "Ctrl+Shift+Return",
    )
    def redo_all(self) -> None:
        self._redo(self._entries())

    @action("drop", QT_TRANSLATE_NOOP("Actions", "Let it go"), "Delete")
    def drop(self) -> None:
        self._drop(self._entries()[:1])

    @action("drop_all", QT_TRANSLATE_NOOP("Actions", "Let all of this kind go"), "Shift+Delete")
    def drop_all(self) -> None:
        self._drop(self._entries())

    def _redo(self, entries: Sequence[Entry]) -> None:
        if entries:
            self._desk.redo([one.wish.id for one in entries], self._redone)

    def _drop(self, entries: Sequence[Entry]) -> None:
        if entries:
            self._desk.drop([one.wish.id for one in entries])

    @action("close", QT_TRANSLATE_NOOP("Actions", "Back to reviewing"), "Esc")
    def close_page(self) -> None:
        self.closed.emit()

    # ---- showing

    def refresh(self) -> None:
        self._desk.read(partial(_read, actor=self._desk.actor), self._show, asker=self, key="tray")

    def _redone(self, done: Recorded) -> None:
        for _, refused in done.not_possible:
            text = facts_said.refusal(refused.code, dict(refused.facts), self._desk.language)
            self._callout.show_words(self.tr("Not possible now"), text)
        self.refresh()

    def _entry(self) -> Entry | None:
        entry = self.model.key(self.table.current_row())
        return entry if isinstance(entry, Entry) else None

    def _entries(self) -> list[Entry]:
        """The one shown, then all others that are alike."""
        shown = self._entry()
        rest = trays.alike(self._open, shown) if shown else []
        return [shown, *(one for one in rest if one != shown)] if shown else []

    def _show(self, got: tuple[list[Entry], dict[tuple[str, int], About]]) -> None:
        entries, self._now = got
        self._open = entries
        rows: list[tuple[Any, Sequence[object]]] = [(one, self._cells(one)) for one in entries]
        place = max(self.table.current_row(), 0)
        self.show_rows(rows)
        title = word("stage", "attention", self._desk.language)
        self.head.set_title(title, self.tr("{0} in all").format(grouped(len(entries))))
        line = self.tr("Everything you released has been accepted or is on its way.")
        how = manual.step("tray", self._desk.language)
        self.empty.show_words(self.tr("Nothing needs attention"), line, [how])
        if entries:
            self.table.go_to(min(place, len(entries) - 1))
            self._show_entry(self.table.current_row())

    def _cells(self, entry: Entry) -> Sequence[object]:
        subject, language = entry.wish.subject, self._desk.language
        record = self._now.get((subject.kind, subject.id))
        conflict = entry.verdict.kind == "conflict"
        kind = verdict_key(entry.wish.command)
        sign = STAGES["attention"] if conflict else STATES["rejected"]
        return (
            name_cell(tray_said.name_of(record, language)),
            TextCell(word("command", kind, language), ink="text"),
            ChipCell(sign, tray_said.title(entry, language)),
            time_cell(speech.prose_time(entry.told_at, language)),
        )

    def _show_entry(self, row: int) -> None:
        entry = self.model.key(row)
        if not isinstance(entry, Entry):
            self._shown = None
            return
        subject, language = entry.wish.subject, self._desk.language
        record = self._now.get((subject.kind, subject.id))
        self._name_buttons(entry)
        if (entry, record) == self._shown:
            return
        self._shown = (entry, record)
        self._callout.show_words(
            tray_said.title(entry, language), tray_said.reason(entry, language)
        )
        self._wanted.set_facts(tray_said.wanted(entry, record, self._desk))
        differing = tray_said.differences(entry, record, language)
        self._differs.set_facts(differing)
        self._differs_box.setVisible(bool(differing))
        self._foresee(entry)

    def _name_buttons(self, entry: Entry) -> None:
        number = len(self._entries())
        for name, said in tray_said.acts(entry, number).items():
            self.buttons[name].show_text(said)
        self._all.setVisible(number > 1)

    def _foresee(self, entry: Entry) -> None:
        """What either choice leads to, as the record stands now."""
        actor, wishes = self._desk.actor, [(entry.wish, None)]

        def show(found: Consequences) -> None:
            mine, theirs = tray_said.outlook(entry, found, self._desk)
            self._mine.setText(mine)
            self._theirs.setText(theirs)

        self._desk.read(lambda db: foreseen(db, wishes, actor), show, asker=self, key="outlook")


def _read(db: Snapshot, actor: Actor) -> tuple[list[Entry], dict[tuple[str, int], About]]:
    """The open entries and what they were about, as it stands now."""
    entries = trays.entries(db)
    now: dict[tuple[str, int], About] = {}
    quotas = [one.wish.subject.id for one in entries if one.wish.of == "quota"]
    for row in quota_tree.nodes(db, quotas, actor):
        now["quota", row.account.id] = row
    for entry in entries:
        subject = entry.wish.subject
        if entry.wish.of == "quota":
            continue
        found = reading.records(db, entry.wish.of, [subject.id]).get(subject.id)
        if found is not None:
            now[subject.kind, subject.id] = found
    return entries, now
