"""Local tags from a table: which record each line means, and what is said of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from sqlalchemy import Connection, select

from ciie_admin.errors import BadFile
from ciie_admin.exports.tables import Table
from ciie_admin.models.marks import LONGEST_NAME, LONGEST_VALUE
from ciie_admin.models.tables import PERSON, UNIT
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import Language, vocabulary

YES = frozenset({"是", "√", "✓", "✔", "y", "yes", "x"})
NO = frozenset({"", "否", "×", "n", "no", "—", "-"})
MOST_COLUMNS = 20
IDS = frozenset({"id", "编号"})
KEYS = {
    "code": ("credit_code",),
    "name": ("name",),
    "unit": ("unit_name", "unit"),
}
"""What a line is found by -> words of [column] that may stand above it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that could not be used. `why`: no_key, unknown, several or no_such_id."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """`rows` are (id, name, value); `lines` of the table were found, `left_out` were not."""

    rows: tuple[tuple[int, str, str], ...]
    names: tuple[str, ...]
    lines: int
    left_out: tuple[LeftOut, ...]


def understood(db: Connection, kind: SubjectKind, table: Table) -> Reading:
    """Reads only. Raises BadFile: table_no_key or table_no_tags, which say what heads are needed.

    A column headed as in our own sheets is none of a person's: it is left out.
    """
    places = _places(table.heads)
    wanted = {"unit": ({"code"},), "person": ({"name", "code"}, {"name", "unit"})}[kind]
    if "id" not in places and not any(keys <= places.keys() for keys in wanted):
        raise BadFile("table_no_key")
    columns = _columns(table.heads)
    if not columns:
        raise BadFile("table_no_tags")
    known = _known(db, kind, places)
    rows: list[tuple[int, str, str]] = []
    left_out: list[LeftOut] = []
    for line, cells in table.rows:
        said = {key: cells[place] for key, place in places.items()}
        found = _found(said, kind, known)
        if isinstance(found, str):
            left_out.append(LeftOut(line, found))
            continue
        rows += [(found, name, value) for name, value in _given(columns, cells)]
    return Reading(
        tuple(rows), tuple(columns.values()), len(table.rows) - len(left_out), tuple(left_out)
    )


def _places(heads: Iterable[str]) -> dict[str, int]:
    """Where each key stands."""
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        if head.casefold() in IDS:
            found.setdefault("id", place)
        for key, words in KEYS.items():
            if head.casefold() in {said for word in words for said in _words(word)}:
                found.setdefault(key, place)
    return found


def _words(key: str) -> frozenset[str]:
    entry = vocabulary()["column"][key]
    return frozenset(entry[language].casefold() for language in get_args(Language))


def _columns(heads: Iterable[str]) -> dict[int, str]:
    """Place and name of what becomes tags, at most MOST_COLUMNS."""
    ours = {said for key in vocabulary()["column"] for said in _words(key)} | IDS
    named = {
        place: head[:LONGEST_NAME].strip()
        for place, head in enumerate(heads)
        if head and head.casefold() not in ours and "=" not in head
    }
    return dict([*named.items()][:MOST_COLUMNS])


Known = Mapping[tuple[str, ...], list[int]]


def _known(db: Connection, kind: SubjectKind, places: Mapping[str, int]) -> Known:
    """Ids by what a line may say; several records may share a name."""
    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    if kind == "unit":
        for number, code in db.execute(select(UNIT.c.id, UNIT.c.credit_code)):
            found[("id", str(number))].append(number)
            found[("code", code.casefold())].append(number)
        return found
    key, column = ("code", UNIT.c.credit_code) if "code" in places else ("unit", UNIT.c.name)
    rows = db.execute(
        select(PERSON.c.id, PERSON.c.name, column).outerjoin(UNIT, UNIT.c.id == PERSON.c.unit_id)
    )
    for number, name, owner in rows:
        found[("id", str(number))].append(number)
        found[(key, name.casefold(), (owner or "").casefold())].append(number)
    return found


def _found(said: Mapping[str, str], kind: SubjectKind, known: Known) -> int | str:
    """The record's id, or why there is none."""
    if number := said.get("id", ""):
        there = known.get(("id", number), [])
        return there[0] if there else "no_such_id"
    key = "code" if "code" in said else "unit"
    parts = (said.get(key, ""),) if kind == "unit" else (said.get("name", ""), said.get(key, ""))
    if not all(parts):
        return "no_key"
    there = known.get((key, *(part.casefold() for part in parts)), [])
    return there[0] if len(there) == 1 else ("several" if there else "unknown")


def _given(columns: Mapping[int, str], cells: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """A yes is a tag, a no is nothing, anything else the text of one's own column."""
    for place, name in columns.items():
        said = cells[place].strip()
        if said.casefold() not in NO:
            yield name, "" if said.casefold() in YES else said[:LONGEST_VALUE]
