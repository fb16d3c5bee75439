"""办理前核对: what a batch can do and what it cannot, beside the list; never a dialog."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from ciie_admin.models.feasible import Feasible, Obstacle
from ciie_admin.models.naming import Named
from ciie_admin.views import facts_said
from ciie_admin.views.cell_list import CellList
from ciie_admin.views.cells import GroupCell, MoreCell, TextCell, name_cell
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.labels import boxed, fill, hairline, label, row_of
from ciie_admin.views.components.panes import Pane, Section
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.signs import Sign
from ciie_admin.views.text import grouped, strong
from ciie_admin.views.theme_values import NORMAL, Sizes
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import Language

SHOWN_PER_REASON = 200


@dataclass(frozen=True, slots=True)
class Intent:
    """What is about to be decided, as the pane and its button say it."""

    verdict: str
    sign: Sign


class CheckPane(Pane):
    """Takes the place of application and decision. Keys are the page's own."""

    gone_on = Signal()
    left = Signal()
    record_asked = Signal(int)

    def __init__(self, kind: SubjectKind, language: Language) -> None:
        super().__init__()
        self._kind: SubjectKind = kind
        self._language: Language = language
        self.head = PaneHead(self.tr("Check before deciding"))
        self.head.add_close()
        self.head.closed.connect(self.left)
        self._sum = label("", wrap=True, rich=True)
        self._note = label("", "caption", hue="text2", wrap=True)
        self._make_table()
        self._make_foot()
        words = Section(self._sum, self._note, line=False, top=False)
        inside = Pane(self.head, words, self.table, self._nothing, hairline(), self._foot)
        inside.column.setStretch(2, 1)
        inside.column.setStretch(3, 1)
        side = QHBoxLayout()
        fill(side, (hairline(down=True), inside), 0, (0, 0, 0, 0))
        self.column.addLayout(side)
        self.set_sizes(NORMAL)
        self.hide()

    def _make_table(self) -> None:
        unit = self._kind == "unit"
        columns = (
            Column(key="name", title=self.tr("Name"), width=104, stretch=unit),
            Column(
                key="beside",
                title=self.tr("Credit code") if unit else self.tr("Unit"),
                width=160,
                stretch=not unit,
            ),
        )
        self.table = RowTable(columns, self.tr("Cannot be decided so"), row="plain")
        self.model = CellList(len(columns), self)
        self.table.setModel(self.model)
        self.table.clicked.connect(lambda _index: self.ask_record())
        self._nothing = boxed(row_of(None))

    def _make_foot(self) -> None:
        hint = self.tr("A draft is never sent by itself and can be undone.")
        words = label(hint, "caption", hue="text3", wrap=True)
        self.back = Button(self.tr("Back"), kind="quiet", caps=("Esc",))
        self.back.clicked.connect(self.left)
        self.button = Button("", kind="primary", caps=("↵",))
        self.button.clicked.connect(self.gone_on)
        row = row_of(words, self.back, self.button, gap=12, margins=(16, 12, 16, 12))
        row.setStretch(0, 1)
        self._foot = boxed(row)

    def set_sizes(self, sizes: Sizes) -> None:
        self.setFixedWidth(sizes.application + sizes.decision)

    def show_busy(self, asked: int) -> None:
        self._sum.setText(strong(self.tr("{0} records are being judged.").format(grouped(asked))))
        self._note.setText(self.tr("Nothing is drafted before you have seen what can be."))
        self.model.show([])
        self.table.hide()
        self._nothing.show()
        self.button.show_text(self.tr("Being checked"))
        self.button.allow(False, self.tr("Being checked"))
        self.show()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_found(self, found: Feasible, intent: Intent) -> None:
        able, unable = len(found.able), found.unable
        asked = able + unable
        self._sum.setText(strong(self._in_words(able, unable, intent), grouped(able)))
        self._note.setText(self._advice(unable, asked))
        rows: list[tuple[Any, Sequence[object]]] = []
        for one in found.obstacles:
            rows += self._group(one, found)
        self.model.show(rows)
        self.table.set_bands(dict.fromkeys(self.model.bands(), NORMAL.group))
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self.button.show_text(self._act(found).format(intent.verdict, grouped(able)))
        self.button.show_icon(intent.sign.icon)
        self.button.allow(able > 0, self.tr("None of them can be decided so."))
        self.show()
        if rows:
            self.table.go_to(1)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_record(self) -> None:
        """The record of the row in front, if it is in sight."""
        number = self.model.key(self.table.current_row())
        if isinstance(number, int):
            self.record_asked.emit(number)

    def _act(self, found: Feasible) -> str:
        number = len(found.able)
        if found.kind == "unit":
            return self.tr("{0} {1} units", "", number)
        if found.kind == "photo":
            return self.tr("{0}: {1} photos", "", number)
        return self.tr("{0} {1} persons", "", number)

    def _in_words(self, able: int, unable: int, intent: Intent) -> str:
        if not unable:
            text = self.tr("{0}: all {1} can be decided so.")
            return text.format(intent.verdict, grouped(able))
        text = self.tr("{0}: {1} of {2} can be decided so, {3} cannot.")
        asked = grouped(able + unable)
        return text.format(intent.verdict, grouped(able), asked, grouped(unable))

    def _advice(self, unable: int, asked: int) -> str:
        if not unable:
            return self.tr("{0} records are more than a glance takes in, so this is asked.").format(
                grouped(asked)
            )
        return self.tr("Those that cannot stay as they are; the batch keeps why.")

    def _group(self, one: Obstacle, found: Feasible) -> list[tuple[Any, Sequence[object]]]:
        why = facts_said.refusal(one.code, one.facts, self._language)
        rows: list[tuple[Any, Sequence[object]]] = [
            (None, (GroupCell(grouped(len(one.ids)), why),))
        ]
        rows += [
            (number if number in found.names else None, _cells(number, found.names.get(number)))
            for number in one.ids[:SHOWN_PER_REASON]
        ]
        if len(one.ids) > SHOWN_PER_REASON:
            more = self.tr("{0} more").format(grouped(len(one.ids) - SHOWN_PER_REASON))
            rows.append((None, (MoreCell(more),)))
        return rows


def _cells(number: int, named: Named | None) -> Sequence[object]:
    """What is out of sight has its number only."""
    if named is None:
        return TextCell(str(number)), TextCell("")
    return name_cell(named.name), TextCell(named.beside)
