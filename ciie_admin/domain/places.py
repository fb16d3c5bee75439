"""The tree of trade missions and sub-missions (交易团 / 分团), any depth (facts: seed 003 II)."""

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
