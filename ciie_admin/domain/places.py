"""The tree of trade missions and sub-missions (交易团 / 分团), any depth (facts: seed 003 II)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


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


def called(places: Iterable[Place], name: str) -> list[Place]:
    """Places of this id or of this name in either language; else those whose name begins so."""
    wanted = name.strip().casefold()
    known = [(one, _names(one)) for one in places]
    exact = [one for one, names in known if wanted in names]
    return exact or [one for one, names in known if any(n.startswith(wanted) for n in names[1:])]


def subtree(places: Iterable[Place], top: int) -> tuple[int, ...]:
    """The place itself and everything below it."""
    return tuple(one.id for one in places if top in one.path)


def _names(place: Place) -> tuple[str, ...]:
    return (str(place.id), place.name_zh.casefold(), place.name_en.casefold())
