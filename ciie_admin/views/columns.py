"""Columns and cells of the two lists: the row alone should be enough to decide most cases.

Everything here is in the narrow tables: no column costs more than another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.risk import EXACT
from ciie_admin.models.reading import PersonRow, UnitRow
from ciie_admin.views import free_places_said, photo_said, presence_said, speech
from ciie_admin.views.cells import (
    NOTHING_FOUND,
    ChipCell,
    TextCell,
    ThumbCell,
    TickCell,
    name_cell,
    number_cell,
    time_cell,
)
from ciie_admin.views.components.row_head import THUMB_COLUMN, TICK_COLUMN, Column
from ciie_admin.views.desk import Desk
from ciie_admin.views.fields_said import known_word
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.signs import AGAIN, FREE_PLACES, PRESENT, finding_sign
from ciie_admin.views.text import grouped, yuan
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import Language, word

translate = QCoreApplication.translate
Cells = Callable[[Any], Sequence[object]]


@dataclass(frozen=True, slots=True)
class Field:
    """A column and what stands in it; `usual` are the ones shown unless somebody chose others."""

    column: Column
    cell: Callable[[Any], object]
    usual: bool = True


ALWAYS = ("tick", "thumb", "name")
"""Columns of a list that cannot be put away; they stand first."""


def shown(fields: Sequence[Field], chosen: Sequence[str]) -> tuple[Field, ...]:
    """The fields of these keys in their order (none: the usual ones); one always stretches."""
    known = {field.column.key: field for field in fields}
    first = [known[key] for key in ALWAYS if key in known]
    rest = [known[key] for key in dict.fromkeys(chosen) if key in known and key not in ALWAYS]
    if not rest:
        rest = [f for f in fields if f.usual and f.column.key not in ALWAYS]
    found = [*first, *rest]
    if not any(field.column.stretch for field in found):
        name = first[-1]
        wide = replace(name.column, stretch=True)
        found[len(first) - 1] = replace(name, column=wide)
    return tuple(found)


def cells(fields: Sequence[Field]) -> Cells:
    makers = [field.cell for field in fields]
    return lambda row: [make(row) for make in makers]


def unit_fields(desk: Desk, found: str = "") -> tuple[Field, ...]:
    language = desk.language
    wide = 34 if language == "en" else 0
    return (
        Field(TICK_COLUMN, _tick),
        Field(
            Column(key="name", title=translate("Columns", "Unit"), stretch=True),
            lambda row: _name(row, "unit", desk, found),
        ),
        Field(
            Column(key="class", title=translate("Columns", "Class"), width=66 + wide),
            lambda row: TextCell(word("unit_class", row.unit_class, language)),
        ),
        Field(
            _figure("persons", translate("Columns", "Persons"), compact=None),
            lambda row: _count(row.persons),
        ),
        Field(
            _figure("unsubmitted", translate("Columns", "Not sent")),
            lambda row: _count(row.persons_unsubmitted),
        ),
        *_last(desk),
        _place_field(desk),
        _assigned_field(),
        *_more_of_units(desk, found),
    )


def _more_of_units(desk: Desk, found: str) -> tuple[Field, ...]:
    language = desk.language
    code = Column(key="code", title=translate("Columns", "Credit code"), width=146)
    unpaid = _figure("unpaid", translate("Columns", "Unpaid"), compact=None)
    paid = _figure("paid", translate("Columns", "Paid"), compact=None)
    former = Column(key="returning", title=translate("Columns", "Former unit"), width=72)
    return (
        Field(code, lambda row: TextCell(row.credit_code, found=found.upper()), usual=False),
        Field(unpaid, lambda row: _count(row.persons_unpaid), usual=False),
        Field(paid, lambda row: _count(row.persons_paid), usual=False),
        Field(former, lambda row: _answer(row.returning, language), usual=False),
    )


def person_fields(desk: Desk, pictures: Pictures, found: str = "") -> tuple[Field, ...]:
    language = desk.language

    def edition() -> Any:
        return desk.ground.edition if desk.ground else None

    return (
        Field(TICK_COLUMN, _tick),
        Field(THUMB_COLUMN, lambda row: _thumb(row, pictures)),
        Field(
            Column(key="name", title=translate("Columns", "Name"), width=92, compact=60),
            lambda row: _name(row, "person", desk, found),
        ),
        Field(
            Column(key="unit", title=translate("Columns", "Unit"), stretch=True),
            lambda row: TextCell(row.unit_name, found=found),
        ),
        Field(
            Column(key="label", title=translate("Columns", "Label"), width=72, compact=68),
            lambda row: _label(row, edition(), language),
        ),
        *_last(desk),
        Field(
            Column(key="photo", title=translate("Columns", "Photo"), width=112, compact=96),
            lambda row: photo_said.cell(row, language),
            usual=False,
        ),
        *_more_of_persons(desk),
    )


def _more_of_persons(desk: Desk) -> tuple[Field, ...]:
    language = desk.language
    wide = 34 if language == "en" else 0

    def coded(group: str, width: int, title: str, key: str) -> Field:
        def cell(row: PersonRow) -> TextCell:
            code = getattr(row, group)
            return TextCell(word(group, code, language) if code else "—")

        return Field(Column(key=key, title=title, width=width), cell, usual=False)

    return (
        coded("unit_class", 66 + wide, translate("Columns", "Class"), "class"),
        _place_field(desk),
        _assigned_field(),
        coded("region_type", 84 + wide, translate("Columns", "Region"), "region"),
        _entry_field(desk),
        coded("payment", 78, translate("Columns", "Payment"), "payment"),
        Field(
            Column(key="free_place", title=word("quota", "place", language), width=100 + wide),
            lambda row: free_places_said.cell(row.free_place, language),
            usual=False,
        ),
        *_figures_of_persons(language),
    )


def _label(row: PersonRow, edition: Any, language: Language) -> TextCell:
    """With a mark where the person stands in the quota of a free one."""
    said = speech.label_name(edition, row.label, language)
    sign = FREE_PLACES.get(row.free_place)
    if sign is None:
        return TextCell(said)
    return TextCell(said, mark=sign, marked=word("free_place", row.free_place, language))


def _figures_of_persons(language: Language) -> tuple[Field, ...]:
    fee = Column(key="fee", title=translate("Columns", "Fee (CNY)"), width=64, right=True)
    reuse = Column(key="reuse", title=translate("Columns", "Reuse"), width=44)
    late = Column(key="late", title=translate("Columns", "Added late"), width=66)
    number = Column(key="number", title=translate("Columns", "Document number"), width=146)
    return (
        Field(fee, lambda row: number_cell(yuan(row.fee_fen), ink="text2"), usual=False),
        Field(reuse, lambda row: _answer(row.reuse, language), usual=False),
        Field(late, lambda row: _answer(row.added_late, language), usual=False),
        Field(number, lambda row: TextCell(row.number_masked), usual=False),
    )


def _place_field(desk: Desk) -> Field:
    column = Column(key="place", title=translate("Columns", "Sub-mission"), width=92)
    return Field(column, lambda row: _place(row.count_place, desk), usual=False)


def _assigned_field() -> Field:
    column = Column(key="assigned", title=translate("Columns", "Assigned to"), width=92, compact=60)
    return Field(column, lambda row: TextCell(row.assigned_name or "—"), usual=False)


def _entry_field(desk: Desk) -> Field:
    def cell(row: PersonRow) -> TextCell:
        on = desk.ground
        return TextCell(speech.entry_name(on.edition, row.entry_date, desk.language) if on else "")

    column = Column(key="entry", title=translate("Columns", "Entry date"), width=72)
    return Field(column, cell, usual=False)


def _last(desk: Desk) -> tuple[Field, ...]:
    """What both lists end with."""
    language = desk.language
    wide = 20 if language == "en" else 0
    time = Column(
        key="submitted", title=translate("Columns", "Time"), width=44, compact=0, right=True
    )
    return (
        Field(
            Column(key="finding", title=translate("Columns", "Checks"), width=78 + wide),
            lambda row: _finding(row, desk),
        ),
        Field(
            time,
            lambda row: time_cell(speech.column_time(row.submitted_at, datetime.now(UTC))),
        ),
        Field(
            Column(key="state", title=translate("Columns", "State"), width=116, compact=112),
            lambda row: speech.state_chip(row.review, row.lane, row.stage, language),
        ),
    )


def _name(row: Any, kind: SubjectKind, desk: Desk, found: str) -> TextCell:
    """With a mark while somebody else is at the record, else if it came back after a return."""
    if busy := presence_said.at_work(desk, kind, row.id):
        return name_cell(row.name, found, PRESENT, busy)
    if row.resubmitted:
        return name_cell(row.name, found, AGAIN, word("filter", "resubmitted", desk.language))
    return name_cell(row.name, found)


def _thumb(row: PersonRow, pictures: Pictures) -> ThumbCell:
    return ThumbCell(pictures.thumb(row.photo, "row"), row.name, absent=not row.photo)


def _tick(_row: object) -> TickCell:
    return TickCell(False)


def _figure(key: str, title: str, *, compact: int | None = 0) -> Column:
    return Column(key=key, title=title, width=52, compact=compact, right=True)


def _place(number: int, desk: Desk) -> TextCell:
    place = desk.ground.places.get(number) if desk.ground else None
    return TextCell(speech.place_name(place, desk.language))


def _answer(value: int, language: Language) -> TextCell:
    said = word("answer", "yes" if value else "no", language)
    return TextCell(said, ink="text2" if value else "text3")


def _finding(row: UnitRow | PersonRow, desk: Desk) -> ChipCell:
    """The worst finding: what a list by risk goes by."""
    rule = row.finding
    short = known_word("finding_short", rule or "none", desk.language)
    severity = "reject" if row.risk > EXACT else "look"
    return ChipCell(finding_sign(severity, rule), short) if rule else ChipCell(NOTHING_FOUND, short)


def _count(number: int) -> TextCell:
    shown = grouped(number) if number else "—"
    return TextCell(shown, ink="text2" if number else "text3", right=True)
