"""超额排序: more applicants than places, the order they are served in, and why somebody waits.

Pure. Who has which tag and which place by hand is the caller's to know.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

Order = tuple[Any, ...]
SPANS = (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1))
"""Of seconds; a difference is said in the largest that fits, rounded down."""


class RankKey(StrEnum):
    """What applicants are put in order by."""

    HAND = "hand"
    """As somebody has placed them; whoever is not placed comes after them."""
    PRIORITY = "priority"
    """Units with the chosen tag first."""
    REUSE = "reuse"
    """Who uses a badge again first."""
    SUBMITTED = "submitted"
    """先后: the earlier first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """A person who wants a place. `position` is set by hand, from 1; 0: not placed."""

    id: int
    submitted_at: datetime
    reuse: bool = False
    priority: bool = False
    """The unit bears the tag that was chosen."""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the places end. Both parts are in order."""

    inside: tuple[Applicant, ...]
    waiting: tuple[Applicant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """Why one of two comes first: `code` and `same` are keys of [parting], `same` what earlier
    keys found equal. `facts` hold numbers only; names are the caller's.
    """

    code: str
    same: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


def ranked(applicants: Sequence[Applicant], keys: Sequence[RankKey]) -> tuple[Applicant, ...]:
    """By the keys in their order; what none of them parts, by id. A total order: how the
    applicants came in does not matter.
    """
    return tuple(sorted(applicants, key=lambda one: _order(one, keys)))


def cut(order: Sequence[Applicant], places: int) -> Cut:
    """The first `places` of the order are inside; fewer than none are none."""
    inside = max(places, 0)
    return Cut(tuple(order[:inside]), tuple(order[inside:]))


def explain(below: Applicant, last_inside: Applicant | None, keys: Sequence[RankKey]) -> Parting:
    """Why `below` waits: the first key by which the last one inside comes before.

    Raises ValueError if `below` comes first by these keys.
    """
    if last_inside is None:
        return Parting(code="no_places")
    if _order(below, keys) <= _order(last_inside, keys):
        raise ValueError("not below the line")
    same: list[str] = []
    for key in keys:
        if ORDERS[key](last_inside) != ORDERS[key](below):
            code, facts = _parted(key, last_inside, below)
            return Parting(code=code, same=tuple(same), facts=facts)
        same.append(_alike(key, below))
    return Parting(code="registered", same=tuple(same))


def _order(one: Applicant, keys: Sequence[RankKey]) -> Order:
    return (*(ORDERS[key](one) for key in keys), one.id)


def _by_hand(one: Applicant) -> Order:
    return (one.position == 0, one.position)


ORDERS: Mapping[RankKey, Callable[[Applicant], Any]] = {
    RankKey.HAND: _by_hand,
    RankKey.PRIORITY: lambda one: not one.priority,
    RankKey.REUSE: lambda one: not one.reuse,
    RankKey.SUBMITTED: lambda one: one.submitted_at,
}
"""What sorts, lower first."""


def _parted(key: RankKey, ahead: Applicant, below: Applicant) -> tuple[str, Mapping[str, str]]:
    if key is RankKey.SUBMITTED:
        return _earlier(below.submitted_at - ahead.submitted_at)
    if key is not RankKey.HAND:
        return key.value, {}
    facts = {"ahead": str(ahead.position), "behind": str(below.position)}
    return ("hand", facts) if below.position else ("hand_one", {"ahead": facts["ahead"]})


def _earlier(by: timedelta) -> tuple[str, Mapping[str, str]]:
    seconds = int(by.total_seconds())
    for unit, length in SPANS:
        if seconds >= length:
            return f"earlier_{unit}", {"count": str(seconds // length)}
    return "earlier", {}


def _alike(key: RankKey, one: Applicant) -> str:
    has = {
        RankKey.HAND: one.position > 0,
        RankKey.PRIORITY: one.priority,
        RankKey.REUSE: one.reuse,
        RankKey.SUBMITTED: True,
    }
    return f"{'both' if has[key] else 'neither'}_{key.value}"
