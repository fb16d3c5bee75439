"""The two lists a secretariat sends on, 单位汇总表 and 人员名册: heads, and the cells of a row.

Pure. Every row shows the record as the server last said it, never a draft of this computer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.exports.columns import Column, Kind, Setting, Value
from ciie_admin.exports.person_columns import PERSON_COLUMNS
from ciie_admin.exports.unit_columns import UNIT_COLUMNS
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import Language, beijing_stamp, sentence, word

NUMBER_WIDTH, TAG_WIDTH = 7, 14
NAME_LIMIT = 60
"""Characters of a place's name in a file name: a name has at most 255 bytes, three a character."""
NOT_IN_FILE_NAMES = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))


@dataclass(frozen=True, slots=True)
class Head:
    """The top cell of a column, its width in characters, and what stands below it."""

    text: str
    width: float
    kind: Kind


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet without its rows. `heads` differ from one another; the first counts the rows."""

    name: str
    about_name: str
    heads: tuple[Head, ...]


def numbered(key: str, heads: Iterable[Head], language: Language) -> Sheet:
    """`key` is the sheet's name in [sheet]; before all else stands the number of the row."""
    number = Head(word("column", "number", language), NUMBER_WIDTH, "whole")
    name, about_name = (word("sheet", one, language) for one in (key, "about"))
    return Sheet(name, about_name, (number, *heads))


def sheet(kind: SubjectKind, on: Setting, tags: Sequence[str] = ()) -> Sheet:
    """Amounts are of the year before the fair, as its form asks for them (seed 000, part 5).

    `tags` are heads of one's own, behind all others; one that is taken gets a star.
    """
    language = on.language
    facts = {"year": str(on.edition.year - 1)}
    columns: tuple[Column[Unit] | Column[Person], ...] = COLUMNS[kind]
    heads = (
        Head(sentence("column", one.key, facts, language), one.width, one.kind) for one in columns
    )
    made = numbered(kind, heads, language)
    taken = {head.text for head in made.heads}
    own = [f"{tag}*" if tag in taken else tag for tag in tags]
    return replace(made, heads=(*made.heads, *(Head(text, TAG_WIDTH, "typed") for text in own)))


def cells(number: int, record: Unit | Person, on: Setting) -> tuple[Value, ...]:
    """One row in the order of the heads; `number` counts from 1."""
    if isinstance(record, Unit):
        return (number, *[column.value(record, on) for column in UNIT_COLUMNS])
    return (number, *[column.value(record, on) for column in PERSON_COLUMNS])


def file_name(kind: SubjectKind, language: Language, place_name: str, at: datetime) -> str:
    """What a save dialog proposes: 表名_交易团_截至YYYYMMDD-HHMM.xlsx, in Beijing time."""
    gap = "" if language == "zh" else " "
    until = f"{word('sheet', 'until', language)}{gap}{beijing_stamp(at)}"
    place = "".join(c for c in place_name if c.isprintable())[:NAME_LIMIT].strip(" .")
    parts = (word("sheet", kind, language), place.translate(NOT_IN_FILE_NAMES), until)
    return f"{'_'.join(filter(None, parts))}.xlsx"


COLUMNS: Mapping[SubjectKind, tuple[Column[Unit], ...] | tuple[Column[Person], ...]] = {
    "unit": UNIT_COLUMNS,
    "person": PERSON_COLUMNS,
}
