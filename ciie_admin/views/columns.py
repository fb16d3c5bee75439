"""Columns and cells of the two lists: the row alone should be enough to decide most cases."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from ciie_admin.models.reading import PersonRow, UnitRow
from ciie_admin.views import speech
from ciie_admin.views.cells import (
    NOTHING_FOUND,
    ChipCell,
    TextCell,
    ThumbCell,
    TickCell,
    name_cell,
    time_cell,
)
from ciie_admin.views.components.row_head import THUMB_COLUMN, TICK_COLUMN, Column
from ciie_admin.views.desk import Desk
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.signs import finding_sign
from ciie_admin.views.text import grouped
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import Language, word

translate = QCoreApplication.translate
Cells = Callable[[Any], Sequence[object]]


def columns(kind: SubjectKind, language: Language) -> tuple[Column, ...]:
    """Titles in the window's language; keys are what the head's click sorts by."""
    wide = 34 if language == "en" else 0
    last = (
        Column(key="finding", title=translate("Columns", "Checks"), width=78),
        Column(
            key="submitted", title=translate("Columns", "Time"), width=44, compact=0, right=True
        ),
        Column(key="state", title=translate("Columns", "State"), width=116, compact=112),
    )
    if kind == "unit":
        return (
            TICK_COLUMN,
            Column(key="name", title=translate("Columns", "Unit"), stretch=True),
            Column(key="class", title=translate("Columns", "Class"), width=66 + wide),
            Column(key="persons", title=translate("Columns", "Persons"), width=52, right=True),
            Column(
                key="unsubmitted",
                title=translate("Columns", "Not sent"),
                width=52,
                compact=0,
                right=True,
            ),
            *last,
        )
    return (
        TICK_COLUMN,
        THUMB_COLUMN,
        Column(key="name", title=translate("Columns", "Name"), width=92, compact=60),
        Column(key="unit", title=translate("Columns", "Unit"), stretch=True),
        Column(key="label", title=translate("Columns", "Label"), width=56),
        *last,
    )


def unit_cells(desk: Desk, found: str = "") -> Cells:
    language = desk.language

    def cells(row: UnitRow) -> Sequence[object]:
        return (
            TickCell(False),
            name_cell(row.name, found),
            TextCell(word("unit_class", row.unit_class, language)),
            _count(row.persons),
            _count(row.persons_unsubmitted),
            _finding(row.finding, desk),
            time_cell(speech.column_time(row.submitted_at, datetime.now(UTC))),
            speech.state_chip(row.review, row.lane, row.stage, language),
        )

    return cells


def person_cells(desk: Desk, pictures: Pictures, found: str = "") -> Cells:
    language = desk.language

    def cells(row: PersonRow) -> Sequence[object]:
        edition = desk.ground.edition if desk.ground else None
        return (
            TickCell(False),
            ThumbCell(pictures.thumb(row.photo), row.name),
            name_cell(row.name, found),
            TextCell(row.unit_name, found=found),
            TextCell(speech.label_name(edition, row.label, language)),
            _finding(row.finding, desk),
            time_cell(speech.column_time(row.submitted_at, datetime.now(UTC))),
            speech.state_chip(row.review, row.lane, row.stage, language),
        )

    return cells


def _finding(rule: str, desk: Desk) -> ChipCell:
    short = word("finding_short", rule or "none", desk.language)
    return ChipCell(finding_sign("look", rule), short) if rule else ChipCell(NOTHING_FOUND, short)


def _count(number: int) -> TextCell:
    shown = grouped(number) if number else "—"
    return TextCell(shown, ink="text2" if number else "text3", right=True)
