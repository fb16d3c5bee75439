"""常见问题: which reasons were given most, to whom, and the list behind each number."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from ciie_admin.domain.edition import Reason, reason
from ciie_admin.models import mistakes
from ciie_admin.models.mistake_sheet import export_mistakes
from ciie_admin.models.mistakes import Mistake, Mistakes
from ciie_admin.models.queries import Query
from ciie_admin.views import bars, manual, speech
from ciie_admin.views.actions import QT_TRANSLATE_NOOP, action, caps, install
from ciie_admin.views.cells import TextCell, name_cell, number_cell
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.labels import boxed, hairline, label, row_of
from ciie_admin.views.components.meter import Meter
from ciie_admin.views.components.panes import Pane, Scroller, Section
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.components.tabs import Lane as Tab
from ciie_admin.views.components.tabs import LaneTabs
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_page import ListPage
from ciie_admin.views.mistakes_rows import BranchRows
from ciie_admin.views.signs import ACTS, SECTIONS
from ciie_admin.views.text import grouped
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import beijing_stamp, word


class MistakesPage(ListPage):
    """Over all records in sight; read anew whenever it is shown."""

    closed = Signal()
    list_asked = Signal(object)
    """A Query: the records behind a number."""
    sheet_asked = Signal(str, object)
    """A name for the file, and what writes it (see ExportPanel.offer)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kind: SubjectKind = "unit"
        self._found = Mistakes()
        listed = self._make_list()
        self.lay_out(listed, self._make_side())
        self.actions_by_name = install(self)

    def _make_list(self) -> Pane:
        self._title = self.tr("Top mistakes")
        columns = (
            Column(key="rank", title="", width=32, compact=28, right=True),
            Column(key="mistake", title=self.tr("Mistake"), width=132, compact=112),
            Column(key="advice", title=self.tr("What the unit is told"), stretch=True),
            Column(key="records", title=self.tr("Records"), width=64, right=True),
            Column(key="share", title=self.tr("Share"), width=64, right=True),
        )
        self.tabs = LaneTabs(self.tr("Of"))
        self.tabs.chosen.connect(self._choose)
        listed = self.make_list(self._title, columns, self.tabs)
        self.table.current_row_changed.connect(lambda _row: self._show_one())
        self.table.activated.connect(lambda _index: self.open_list())
        return listed

    def _make_side(self) -> Pane:
        self._side_head = PaneHead("")
        self._side_head.add_close()
        self._side_head.closed.connect(self.closed)
        self._advice = label("", wrap=True)
        self._share = Meter()
        self.branches = BranchRows()
        self.branches.chosen.connect(self._open_branch)
        title = label(self.tr("By sub-mission"), "caption", hue="text3")
        body = Scroller(
            Section(self._share, self._advice, gap=12), Section(title, self.branches, gap=8)
        )
        keys = {name: caps(MistakesPage, name)[:1] for name in ("open_list", "sheet")}
        self._open = Button(self.tr("Show the list"), caps=keys["open_list"])
        self._open.clicked.connect(self.open_list)
        self._sheet = Button(
            self.tr("Export the counts"), icon=ACTS["export"], caps=keys["sheet"], kind="quiet"
        )
        self._sheet.clicked.connect(self.sheet)
        foot = boxed(row_of(None, self._sheet, self._open, gap=12, margins=(16, 12, 16, 12)))
        side = Pane(self._side_head, body, hairline(), foot, least=420)
        side.column.setStretch(1, 1)
        return side

    # ---- actions

    @action("open_list", QT_TRANSLATE_NOOP("Actions", "Show the list"), "Return", "Enter")
    def open_list(self) -> None:
        one = self._current()
        if one is not None:
            self.list_asked.emit(mistakes.listed(self._query(), one.code))

    @action("other_kind", QT_TRANSLATE_NOOP("Actions", "Units or persons"), "Space", "P")
    def other_kind(self) -> None:
        self._choose("person" if self._kind == "unit" else "unit")

    @action("sheet", QT_TRANSLATE_NOOP("Actions", "Export the counts"), "Ctrl+Shift+E")
    def sheet(self) -> None:
        desk, query = self._desk, self._query()
        cache, actor, language = desk.entered.cache, desk.actor, desk.language
        write = partial(export_mistakes, cache, query, actor=actor, language=language)
        at = beijing_stamp(datetime.now(UTC))
        place = bars.whose(desk)[1]
        name = f"{word('sheet', 'mistakes', language)}_{place}_{at}.xlsx"
        self.sheet_asked.emit(name, write)

    @action("close", QT_TRANSLATE_NOOP("Actions", "Back to reviewing"), "Esc")
    def close_page(self) -> None:
        self.closed.emit()

    # ---- showing

    def refresh(self) -> None:
        query = self._query()
        work = partial(mistakes.mistakes, query=query)
        self._desk.read(work, self._show, asker=self, key="mistakes", lane="whole")

    def _query(self) -> Query:
        return Query(kind=self._kind)

    def _choose(self, key: str) -> None:
        self._kind = "person" if key == "person" else "unit"
        self.refresh()

    def _show(self, found: Mistakes) -> None:
        self._found = found
        tabs = [Tab("unit", self.tr("Units")), Tab("person", self.tr("Persons"))]
        self.tabs.set_lanes(tabs)
        self.tabs.choose(self._kind)
        said = self.tr("{0} of {1} records were given a reason")
        told = said.format(grouped(found.given), grouped(found.records))
        self.head.set_title(self._title, told)
        rows: list[tuple[Any, Sequence[object]]] = [
            (one, self._cells(place, one)) for place, one in enumerate(found.rows, 1)
        ]
        self.show_rows(rows)
        line = self.tr("What is returned or rejected from now on is counted here.")
        how = manual.step("mistakes", self._desk.language)
        title, icon = self.tr("No reason was given yet"), SECTIONS["mistakes"]
        self.empty.show_words(title, line, [how], icon, "wait")
        if rows:
            self.table.go_to(0)
            self._show_one()

    def _cells(self, place: int, one: Mistake) -> Sequence[object]:
        known = self._known(one.code)
        language = self._desk.language
        advice = speech.said(known.advice, language) if known is not None else ""
        name = speech.said(known.name, language) if known is not None else one.code
        return (
            number_cell(str(place), ink="text3"),
            name_cell(name),
            TextCell(advice),
            number_cell(grouped(one.count)),
            number_cell(self._percent(one.count), ink="text2"),
        )

    def _percent(self, number: int) -> str:
        return f"{100 * number / self._found.given:.0f} %"

    def _show_one(self) -> None:
        one, on = self._current(), self._desk.ground
        if one is None or on is None:
            return
        known, language = self._known(one.code), self._desk.language
        name = speech.said(known.name, language) if known is not None else one.code
        self._side_head.set_title(name)
        self._advice.setText(speech.said(known.advice, language) if known is not None else "")
        right = f"{grouped(one.count)} / {grouped(self._found.given)}"
        self._share.show_share(
            one.count / self._found.given, self.tr("Of all that were given a reason"), right
        )
        parts = mistakes.branches(on.places, self._desk.actor)
        counts = mistakes.by_branch(one, parts, on.places)
        rows = [
            (part.id, speech.place_name(part, language), counts[part.id])
            for part in parts
            if counts[part.id]
        ]
        self.branches.show_rows(sorted(rows, key=lambda row: -row[2]), one.count)

    def _open_branch(self, branch: int) -> None:
        """The number of a branch is that of records that count there, with all below it."""
        one, on = self._current(), self._desk.ground
        if one is not None and on is not None:
            parts = mistakes.branches(on.places, self._desk.actor)
            places = mistakes.inside(branch, parts, on.places)
            self.list_asked.emit(mistakes.listed(self._query(), one.code, places))

    def _current(self) -> Mistake | None:
        key = self.model.key(self.table.current_row()) if self.model.rowCount() else None
        return key if isinstance(key, Mistake) else None

    def _known(self, code: str) -> Reason | None:
        on = self._desk.ground
        return reason(on.edition, code) if on is not None else None
