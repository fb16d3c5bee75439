"""The tree of trade missions and sub-missions (交易团 / 分团), any depth (facts: seed 003 II)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from ciie_admin.domain.actors import Role


class PlaceKind(StrEnum):
    CENTRE = "centre"
    """The organiser's own desk, root of the tree."""
    REGION = "region"
    CITY = "city"
    XPCC = "xpcc"
    ENTERPRISE = "enterprise"
    NHC = "nhc"
    INDUSTRY = "industry"
    SUBMISSION = "submission"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    department: str = ""
    name: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """An account that reviews at a place."""

    id: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedQuery:
    """常用查询 that somebody put up for the whole office; `terms` is one line as it is typed."""

    name: str
    of: Literal["unit", "person"]
    terms: str
    descending: bool = False
    by: int
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One node. `path` runs from the root to the node itself; `order` is set by hand."""

    id: int
    version: int
    path: tuple[int, ...]
    kind: PlaceKind
    name_zh: str
    name_en: str
    order: int
    region: str = ""
    """GB/T 2260 prefix, two or four digits; empty where place of registration does not decide."""
    contact: Contact = Contact()
    people: tuple[Colleague, ...] = ()
    """Who reviews here, for those above and below; nobody else is told."""
    queries: tuple[SharedQuery, ...] = ()
    """As `people`; each name once for each kind of record."""
    second_person: tuple[str, ...] = ()
    """What takes two people here and below, whatever the edition says: classes of units, `person`.
    """


def called(places: Iterable[Place], name: str) -> list[Place]:
    """Places of this id or of this name in either language; else those whose name begins so."""
    wanted = name.strip().casefold()
    known = [(one, _names(one)) for one in places]
    exact = [one for one, names in known if wanted in names]
    return exact or [one for one, names in known if any(n.startswith(wanted) for n in names[1:])]


def subtree(places: Iterable[Place], top: int) -> tuple[int, ...]:
    """The place itself and everything below it."""
    return tuple(one.id for one in places if top in one.path)


def reviewers(places: Mapping[int, Place], path: Iterable[int]) -> tuple[Colleague, ...]:
    """Who may decide on what is reviewed at the end of this path, from there upwards."""
    found = [places[number].people for number in path if number in places]
    return tuple(one for people in reversed(found) for one in people)


def _names(place: Place) -> tuple[str, ...]:
    return (str(place.id), place.name_zh.casefold(), place.name_en.casefold())
