"""常见问题表: one row a reason, with how often it was given, in all and by sub-mission."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ciie_admin.domain.edition import reason
from ciie_admin.domain.places import Place
from ciie_admin.exports.columns import Kind, Setting, Value, place_name, spoken
from ciie_admin.exports.sheets import Head, Sheet, numbered
from ciie_admin.words import word

HUNDRED = 100
COLUMNS = ("mistake", "advice", "records", "share")
"""Keys of [column] before those of the sub-missions."""
WIDTHS = (22, 60, 9, 9)
KINDS: tuple[Kind, ...] = ("word", "word", "whole", "money")


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns at the right, and what shares are of: the records given any reason."""

    branches: Sequence[Place]
    given: int


@dataclass(frozen=True, slots=True)
class Line:
    code: str
    records: int
    by_branch: Mapping[int, int]


def sheet(layout: Layout, on: Setting) -> Sheet:
    language = on.language
    heads = [
        Head(word("column", key, language), width, kind)
        for key, width, kind in zip(COLUMNS, WIDTHS, KINDS, strict=True)
    ]
    names = [place_name(one, language) for one in layout.branches]
    for place, name in zip(layout.branches, names, strict=True):
        told = name if names.count(name) == 1 else f"{name} {place.id}"
        heads.append(Head(told, max(10, 2 * len(told)), "whole"))
    return numbered("mistakes", heads, language)


def cells(number: int, line: Line, layout: Layout, on: Setting) -> tuple[Value, ...]:
    """One row in the order of the heads; `number` counts from 1."""
    known = reason(on.edition, line.code)
    advice = "" if known is None else known.advice.zh if on.language == "zh" else known.advice.en
    share = HUNDRED * line.records / layout.given if layout.given else 0.0
    counts = tuple(line.by_branch.get(one.id, 0) for one in layout.branches)
    return (number, spoken("reason", line.code, on), advice, line.records, share, *counts)
