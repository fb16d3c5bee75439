"""额度分配表: what one giver has for those below it, a row each, as it is written and read again.

Pure. Hidden columns say which account a cell is about and what it held when the sheet was made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ciie_admin.domain.edition import Edition, Label, free_labels
from ciie_admin.domain.quotas import Quota, QuotaNode, left
from ciie_admin.words import Language, sentence, word

Role = Literal["number", "name", "code", "total", "least", "was", "node"]
WIDTHS: Mapping[Role, float] = {
    "number": 7,
    "name": 36,
    "code": 22,
    "total": 14,
    "least": 14,
    "was": 14,
    "node": 14,
}
HIDDEN: frozenset[Role] = frozenset({"was", "node"})
FEET = ("sum", "available", "left")
"""Rows below the others, as the hidden column calls them."""
STAMP = "quota"
LETTERS = {QuotaNode.PLACE: "P", QuotaNode.UNIT: "U"}


@dataclass(frozen=True, slots=True)
class Node:
    """A place or a unit, as hidden cells name it: P12, U345."""

    kind: QuotaNode
    id: int

    def __str__(self) -> str:
        return f"{LETTERS[self.kind]}{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AllotRow:
    """`quotas` by label, as the server last said; of all free labels, unopened ones too."""

    node: Node
    name: str
    code: str = ""
    """A unit's credit code."""
    quotas: Mapping[str, Quota]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotment:
    """All who receive from one giver. `available`, by label: what they may have together."""

    edition: Edition
    giver: Node
    giver_name: str
    available: Mapping[str, int]
    rows: tuple[AllotRow, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A column: its role, and of which label."""

    role: Role
    label: Label | None = None


def least(quota: Quota) -> int:
    """What the account cannot do without: all but what is left."""
    return quota.received - left(quota)


def available(giver: Quota) -> int:
    """What those below may have together: what they have, and what is left to give."""
    return giver.allotted + left(giver)


def spots(edition: Edition) -> tuple[Spot, ...]:
    """The columns in order; hidden ones stand last."""
    labels = free_labels(edition)
    typed = [Spot(role, label) for label in labels for role in _TYPED]
    hidden = [Spot("was", label) for label in labels]
    return (Spot("number"), Spot("name"), Spot("code"), *typed, *hidden, Spot("node"))


_TYPED: tuple[Role, ...] = ("total", "least")


def heads(edition: Edition, giver: Node, language: Language) -> tuple[str, ...]:
    """That of the hidden last column says which edition and giver the sheet is of."""
    return tuple(_head(spot, edition, giver, language) for spot in spots(edition))


def stamp(edition: int, giver: Node) -> str:
    return f"{STAMP}/{edition}/{giver}"


def stamped(text: str) -> tuple[int, Node] | None:
    """Edition and giver, of what stamp() made."""
    kind, _, rest = text.partition("/")
    edition, _, node = rest.partition("/")
    giver = read_node(node)
    if kind != STAMP or giver is None or not edition.isdecimal():
        return None
    return int(edition), giver


def read_node(text: str) -> Node | None:
    number = text[1:]
    kind = next((kind for kind, letter in LETTERS.items() if letter == text[:1]), None)
    if kind is None or not number.isdecimal() or len(number) > len(str(2**54)):
        return None
    return Node(kind, int(number))


def label_name(label: Label, language: Language) -> str:
    return label.name.zh if language == "zh" else label.name.en


def foot_words(language: Language) -> Sequence[str]:
    """Names of the rows below, in the order of FEET."""
    return [word("quota_sheet", key, language) for key in FEET]


def _head(spot: Spot, edition: Edition, giver: Node, language: Language) -> str:
    if spot.role == "node":
        return stamp(edition.id, giver)
    if spot.label is None:
        return word("quota_sheet", spot.role, language)
    facts = {"label": label_name(spot.label, language)}
    return sentence("quota_sheet", spot.role, facts, language)
