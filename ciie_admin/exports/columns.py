"""What a column is, what its cells read beside the record, and the words several of them share."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Literal, TypeVar
from zoneinfo import ZoneInfo

from ciie_admin.domain.edition import Edition, Text, reason
from ciie_admin.domain.places import Place
from ciie_admin.words import Language, join, vocabulary

R = TypeVar("R")
BEIJING = ZoneInfo("Asia/Shanghai")
WAN = 10_000
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
    """What cells read beside the record. `owners` are the units of the persons at hand, by id."""

    language: Language
    edition: Edition
    places: Mapping[int, Place]
    owners: Mapping[int, Owner] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """`key` is the head's word in [column]; `width` in characters of the standard font."""

    key: str
    width: float
    kind: Kind
    value: Callable[[R, Setting], Value]


def spoken(group: str, key: str, setting: Setting) -> str:
    """The word for a code; a code this program does not know yet stands for itself."""
    entry = vocabulary()[group].get(key)
    return key if entry is None else entry[setting.language]


def chosen(text: Text, setting: Setting) -> str:
    return text.zh if setting.language == "zh" else text.en


def option(code: str, texts: Iterable[tuple[str, Text]], setting: Setting) -> str:
    """The name of one of the edition's options; one that is no longer offered stands for itself."""
    found = next((text for key, text in texts if key == code), None)
    return code if found is None else chosen(found, setting)


def reasons(codes: tuple[str, ...], setting: Setting) -> str:
    known = ((code, reason(setting.edition, code)) for code in codes)
    said = [code if one is None else chosen(one.name, setting) for code, one in known]
    return join(said, setting.language)


def place_name(place: Place | None, language: Language) -> str:
    if place is None:
        return ""
    return place.name_zh if language == "zh" else place.name_en


def mission(number: int, setting: Setting) -> str:
    """Name of the mission a place belongs to; empty for the organiser's own desk."""
    place = setting.places.get(number)
    if place is None or len(place.path) < 2:
        return ""
    return place_name(setting.places.get(place.path[1]), setting.language)


def submission(number: int, setting: Setting) -> str:
    """Names below the mission, from above to below, whatever their depth."""
    place = setting.places.get(number)
    below = () if place is None else place.path[2:]
    names = (place_name(setting.places.get(one), setting.language) for one in below)
    return "/".join(filter(None, names))


def beijing(at: datetime | None) -> datetime | None:
    """The wall clock of Beijing, to the second and without its zone."""
    return None if at is None else at.astimezone(BEIJING).replace(tzinfo=None, microsecond=0)


def in_wan(amount: int) -> float:
    """万, as screens and sheets show amounts; the cell's format rounds to two decimals."""
    return amount / WAN
