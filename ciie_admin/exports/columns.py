"""What a column is, and what its cells read beside the record: words, names, the persons' units."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Literal, TypeVar

from ciie_admin.domain.edition import Edition, Text
from ciie_admin.domain.places import Place, PlaceKind
from ciie_admin.words import BEIJING, Language, vocabulary

R = TypeVar("R")
WAN = 10_000
GROUPS = (
    "answer", "assigned", "badge", "delivery", "filter", "finding", "id_kind", "industry", "lane",
    "free_place", "nature", "payment", "photo_state", "region_type", "review_mode", "spot_check",
    "stage", "title", "unit_class", "who",
)  # fmt: skip
"""Of the vocabulary, what cells and filters say."""
Value = str | int | float | datetime | None
Kind = Literal["typed", "word", "whole", "money", "moment"]
"""`typed`: identifiers, names and whatever else a person outside typed; text, and it stays text
when somebody edits the cell. `word`: our own vocabulary. `money`: with two decimals. `moment`:
Beijing time without a zone, as spreadsheets know no zones."""


@dataclass(frozen=True, slots=True)
class Owner:
    """What a row of a person says about the person's unit."""

    name: str
    credit_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What cells read beside the record, in the sheet's language; made once for all rows."""

    language: Language
    edition: Edition
    places: Mapping[int, Place]
    words: Mapping[str, Mapping[str, str]]
    """By group and code: the vocabulary's and, as `label`, `area` and so on, the edition's."""
    missions: Mapping[int, str]
    """Name of the mission by place; empty for the organiser's own desk."""
    submissions: Mapping[int, str]
    """Names below the mission by place, from above to below, whatever their depth."""
    industrial: Mapping[int, str]
    """Name of the industrial mission at or above a place, for those that have one."""
    owners: Mapping[int, Owner] = field(default_factory=dict)
    """Units of the persons at hand, by id."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """`key` is the head's word in [column]; `width` in characters of the standard font."""

    key: str
    width: float
    kind: Kind
    value: Callable[[R, Setting], Value]


def setting(
    language: Language,
    edition: Edition,
    places: Mapping[int, Place],
    owners: Mapping[int, Owner],
) -> Setting:
    known = vocabulary()
    groups = {name: {key: e[language] for key, e in known[name].items()} for name in GROUPS}
    groups["label"] = {one.id: _in(language, one.name) for one in edition.labels}
    groups["entry_date"] = {one.id: _in(language, one.name) for one in edition.entry_dates}
    groups["area"] = {one.id: _in(language, one.name) for one in edition.areas}
    groups["reason"] = {one.id: _in(language, one.name) for one in edition.reasons}
    lines = {place.id: [places.get(number) for number in place.path] for place in places.values()}
    return Setting(
        language=language,
        edition=edition,
        places=places,
        words=groups,
        missions={number: _names(line[1:2], language) for number, line in lines.items()},
        submissions={number: _names(line[2:], language) for number, line in lines.items()},
        industrial={
            number: _names([one], language)
            for number, line in lines.items()
            for one in line
            if one is not None and one.kind is PlaceKind.INDUSTRY
        },
        owners=owners,
    )


def spoken(group: str, code: str, on: Setting) -> str:
    """The word for a code; one this program or edition does not know stands for itself."""
    return on.words[group].get(code, code)


def place_name(place: Place | None, language: Language) -> str:
    return "" if place is None else (place.name_zh if language == "zh" else place.name_en)


def beijing(at: datetime | None) -> datetime | None:
    """The wall clock of Beijing, to the second and without its zone."""
    return None if at is None else at.astimezone(BEIJING).replace(tzinfo=None, microsecond=0)


def in_wan(amount: int) -> float:
    """万, as screens and sheets show amounts; the cell's format rounds to two decimals."""
    return amount / WAN


def _in(language: Language, text: Text) -> str:
    return text.zh if language == "zh" else text.en


def _names(line: Iterable[Place | None], language: Language) -> str:
    return "/".join(filter(None, (place_name(place, language) for place in line)))
