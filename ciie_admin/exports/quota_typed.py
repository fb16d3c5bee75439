"""额度分配表 read again: every cell is checked, and either all of it can be wished for or nothing.

Pure: what is found is a list of faults by row and column, or one of totals by account.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import get_args

from ciie_admin.domain.quotas import MOST, Quota
from ciie_admin.exports.quota_table import (
    FEET,
    Allotment,
    AllotRow,
    Node,
    Spot,
    heads,
    least,
    read_node,
    spots,
    stamped,
)
from ciie_admin.exports.tables import Table
from ciie_admin.words import Language, sentence

SHOWN = 30
"""Characters of a foreign head that are repeated in a sentence."""
Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetFault:
    """`line` as the spreadsheet program counts, 0 where no single line is meant; `column` its
    letter or empty; `code` of [quota_fault].
    """

    line: int
    column: str
    code: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """A total that is to be reached, from what the account has received."""

    account: int
    label: str
    was: int
    total: int


@dataclass(frozen=True, slots=True)
class Typed:
    """All totals of the sheet, or with any fault none."""

    wishes: tuple[Wish, ...] = ()
    faults: tuple[SheetFault, ...] = ()
    rows: int = 0

    @property
    def changes(self) -> tuple[Wish, ...]:
        return tuple(one for one in self.wishes if one.total != one.was)


def stamp_of(table: Table, edition: int) -> Node | SheetFault:
    """The giver the sheet was made for, whatever else became of its columns."""
    found = next((one for one in map(stamped, table.heads) if one is not None), None)
    if found is None:
        return SheetFault(0, "", "no_stamp")
    return found[1] if found[0] == edition else SheetFault(0, "", "other_edition")


def typed(table: Table, allotment: Allotment, elsewhere: Collection[Node] = ()) -> Typed:
    """All that is wrong with the sheet at once, or what it wishes. `elsewhere` are nodes that
    exist and do not receive from this giver.
    """
    faults = list(_head_faults(table.heads, allotment))
    if faults:
        return Typed(faults=tuple(faults))
    reading = _Reading(allotment, spots(allotment.edition), frozenset(elsewhere))
    for line, cells in table.rows:
        reading.read(line, cells)
    faults = [*reading.faults, *reading.over()]
    if faults:
        return Typed(faults=tuple(faults), rows=reading.count)
    return Typed(wishes=tuple(reading.wishes()), rows=reading.count)


def fault_words(fault: SheetFault, language: Language) -> str:
    """Where, and in one sentence what to do."""
    where = "cell" if fault.line and fault.column else "line" if fault.line else "column"
    said = sentence("quota_fault", fault.code, fault.facts, language)
    if not fault.line and not fault.column:
        return said
    place = {"line": str(fault.line), "column": fault.column, "fault": said}
    return sentence("quota_fault_at", where, place, language)


def _head_faults(found: Sequence[str], allotment: Allotment) -> Iterator[SheetFault]:
    """Columns that are not where they were; a sheet may be in either language."""
    edition, giver = allotment.edition, allotment.giver
    known = [heads(edition, giver, language) for language in get_args(Language)]
    wanted = max(known, key=lambda row: sum(a == b for a, b in zip(row, found, strict=False)))
    width = max(len(wanted), len(found))
    pairs = zip(_wide(wanted, width), _wide(found, width), strict=True)
    for place, (want, have) in enumerate(pairs, 1):
        if have != want:
            facts = {"wanted": want, "found": have[:SHOWN] or "—"}
            foreign = _names_label(have) and have not in wanted
            code = "unknown_label" if foreign else "head" if want else "column"
            yield SheetFault(0, _letter(place), code, facts)


def _names_label(head: str) -> bool:
    """Whether it is the head of a total of some label."""
    ends = [sentence("quota_sheet", "total", {"label": ""}, one) for one in get_args(Language)]
    return any(head.endswith(end) and len(head) > len(end) for end in ends)


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter  # 30 MB that no other act of a day needs

    return get_column_letter(place)


def _wide(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _whole(text: str) -> int | str:
    """A number of places, or why it is none."""
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        return "not_number"
    if number is None:
        return "empty"
    if not number.is_finite():
        return "not_number"
    if number < 0:
        return "negative"
    if number > MOST:
        return "overflow"
    return int(number) if number == number.to_integral_value() else "fraction"


@dataclass(slots=True)
class _Reading:
    """What the rows said so far."""

    allotment: Allotment
    spots: tuple[Spot, ...]
    elsewhere: Collection[Node]
    known: dict[Node, AllotRow] = field(init=False)
    lines: dict[Node, int] = field(default_factory=dict)
    totals: dict[tuple[Node, str], int] = field(default_factory=dict)
    faults: list[SheetFault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = {row.node: row for row in self.allotment.rows}

    @property
    def count(self) -> int:
        return len(self.lines)

    def read(self, line: int, cells: Sequence[str]) -> None:
        said = cells[-1]
        if said in FEET:
            return
        node = read_node(said)
        code, facts = self._misplaced(node)
        if node is None or code:
            self.faults.append(SheetFault(line, "", code, facts))
            return
        self.lines[node] = line
        if cells[1] != " ".join(self.known[node].name.split()):
            self.faults.append(SheetFault(line, "B", "shifted"))
            return
        self._totals(line, node, cells)

    def _misplaced(self, node: Node | None) -> tuple[str, Facts]:
        """Why a line is of no use."""
        if node is None:
            return "no_node", {}
        if node in self.lines:
            return "duplicate", {"other": str(self.lines[node])}
        if node in self.known:
            return "", {}
        return ("foreign_node" if node in self.elsewhere else "unknown_node"), {}

    def _totals(self, line: int, node: Node, cells: Sequence[str]) -> None:
        befores = {s.label: cells[n] for n, s in enumerate(self.spots) if s.role == "was"}
        for place, spot in enumerate(self.spots):
            if spot.role != "total" or spot.label is None:
                continue
            quota = self.known[node].quotas[spot.label.id]
            total = _whole(cells[place])
            code, facts = _wrong(total, befores[spot.label], quota)
            if code:
                self.faults.append(SheetFault(line, _letter(place + 1), code, facts))
            elif isinstance(total, int):
                self.totals[node, spot.label.id] = total

    def over(self) -> Iterator[SheetFault]:
        """Labels of which more is wished for than there is; told when all else is right."""
        wished: Counter[str] = Counter()
        for row in self.allotment.rows:
            for name, quota in row.quotas.items():
                wished[name] += self.totals.get((row.node, name), quota.received)
        for place, spot in enumerate(self.spots, 1):
            if spot.role != "total" or spot.label is None or self.faults:
                continue
            there, name = self.allotment.available[spot.label.id], spot.label.id
            if wished[name] > there:
                facts = {"available": str(there), "wished": str(wished[name])}
                yield SheetFault(0, _letter(place), "over", facts)

    def wishes(self) -> Iterator[Wish]:
        for (node, name), total in self.totals.items():
            quota = self.known[node].quotas[name]
            yield Wish(quota.id, name, quota.received, total)


def _wrong(total: int | str, before: str, quota: Quota) -> tuple[str, Facts]:
    """What is wrong with one cell."""
    limit = {"limit": f"{MOST:,}"}
    if isinstance(total, str):
        return total, limit
    was = _whole(before)
    if isinstance(was, str):
        return "shifted", {}
    if was != quota.received:
        return "changed", {"was": str(was), "is": str(quota.received)}
    if total < least(quota):
        return "too_low", {"least": str(least(quota))}
    return "", {}
