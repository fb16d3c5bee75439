"""The cells of one row of the quota tree, and of the sums below it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.quotas import QuotaNode
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.views import quota_said
from ciie_admin.views.cells import BranchCell, DraftedCell, TextCell, number_cell
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.counting import Counting
from ciie_admin.views.quota_tree import Line, Others
from ciie_admin.views.signs import STAGES
from ciie_admin.views.text import grouped
from ciie_admin.words import Language, word

translate = QCoreApplication.translate
QuotaTree = Counting("QuotaTree")
FIGURES = ("received", "allotted", "reserved", "used", "leased", "left")
RECEIVED = 1
"""Place of the column that is edited."""
WIDTHS = {"received": (76, 64), "allotted": (60, 52)}
WIDTH = (50, 44)
"""Logical px, and those of a compact window."""
WIDER = {**dict.fromkeys(FIGURES, (0, 0)), "reserved": (6, 12), "leased": (8, 14)}
"""For English heads."""
NOTHING = "—"


def columns(language: Language) -> tuple[Column, ...]:
    title = translate("QuotaPage", "Sub-mission or unit")
    return (Column(key="node", title=title, stretch=True), *(_figures(language)))


def _figures(language: Language) -> list[Column]:
    return [
        Column(
            key=key,
            title=word("quota", key, language),
            width=WIDTHS.get(key, WIDTH)[0] + (WIDER[key][0] if language == "en" else 0),
            compact=WIDTHS.get(key, WIDTH)[1] + (WIDER[key][1] if language == "en" else 0),
            right=True,
        )
        for key in FIGURES
    ]


class Cells(Sequence[object]):
    """Of one row, made when they are painted: there may be many thousands of units."""

    def __init__(self, line: Line, language: Language) -> None:
        self._line = line
        self._language: Language = language

    def __len__(self) -> int:
        return 1 + len(FIGURES)

    def __getitem__(self, column: Any) -> Any:
        of = self._line.of
        if column == 0:
            return _name(self._line, self._language)
        if isinstance(of, Others):
            return _sum(of, FIGURES[column - 1])
        return _of_node(of, FIGURES[column - 1])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cells) and other._line == self._line

    __hash__ = None  # type: ignore[assignment]


def sums(found: Mapping[str, int]) -> tuple[object, ...]:
    title = TextCell(translate("QuotaPage", "Sum of sub-missions"), ink="text", bold=True)
    return (title, *(_total(found.get(key, 0)) for key in FIGURES))


def _total(number: int) -> TextCell:
    return number_cell(grouped(number), bold=True) if number else _figure(0)


def _name(line: Line, language: Language) -> BranchCell:
    of = line.of
    if isinstance(of, Others):
        text = QuotaTree.tr("{0} more units", "", of.count)
        if not of.rows:
            text = QuotaTree.tr("{0} units without places", "", of.count)
        return BranchCell(text.format(grouped(of.count)), line.depth, unfolded=line.unfolded)
    return BranchCell(
        quota_said.name(of, language),
        line.depth,
        unfolded=line.unfolded,
        bold=of.depth == 0,
        mark=STAGES["attention" if of.problem else of.stage] if of.stage else None,
        marked=word("stage", of.stage, language) if of.stage else "",
    )


def _of_node(row: QuotaRow, key: str) -> object:
    told = row.account
    if key == "received":
        wished = row.received if row.typed is None else row.typed
        return _moved(told.received, wished)
    if key == "allotted":
        return _moved(told.allotted, row.allotted)
    if key == "left":
        return number_cell(grouped(row.left), ink="bad" if _is_short(row) else "text", bold=True)
    return _figure(getattr(told, key))


def _is_short(row: QuotaRow) -> bool:
    """Somebody waits for a place, or a whole office has none left."""
    told = row.account
    return row.left <= 0 and (
        told.waiting > 0 or (told.node is QuotaNode.PLACE and row.received > 0)
    )


def _moved(told: int, wished: int) -> object:
    if told == wished:
        return _figure(told)
    return DraftedCell(grouped(told), grouped(wished))


def _figure(number: int) -> TextCell:
    return number_cell(grouped(number)) if number else number_cell(NOTHING, ink="text3")


def _sum(others: Others, key: str) -> TextCell:
    if not others.rows:
        return _figure(0)
    if key == "left":
        return number_cell(grouped(sum(row.left for row in others.rows)), bold=True)
    return _figure(sum(_shown(row, key) for row in others.rows))


def _shown(row: QuotaRow, key: str) -> int:
    value: int = getattr(row if key in ("received", "allotted") else row.account, key)
    return value
