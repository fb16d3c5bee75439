"""分配建议: places over offices or units in proportion to a weight, by largest remainder.

Known of this method (Alabama paradox): with one place more in all, one of them may get one less.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import Literal

from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.quotas import MOST

DECIMALS = 6
"""Behind the point of a typed weight, at most."""
Bound = Literal["", "floor", "cap"]


class Weight(StrEnum):
    """What a proposal goes by."""

    REGISTERED = "registered"
    """Persons who have submitted."""
    REQUESTED = "requested"
    """Those of them who hold or wait for a place of the label."""
    TYPED = "typed"
    """As somebody types it: attendance of the last edition, or any other key."""
    EVEN = "even"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One that is to receive. `floor` is what it cannot do without (allotted, reserved, used,
    leased), `cap` what it asked for, if anybody asked; a cap below the floor counts as the floor.
    """

    account: int
    weight: Fraction
    """From 0; only its relation to the others' counts."""
    floor: int = 0
    cap: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """What one is to have, and how it came about: whole = share rounded down, final = whole + 1
    where `extra` gives it one of the places that rounding left.
    """

    account: int
    share: Fraction
    whole: int
    remainder: Fraction
    extra: bool
    final: int
    bound: Bound = ""
    """What held the share, where it is not in proportion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """`portions` in the order of the claims; their finals and `unplaced` make the house."""

    portions: tuple[Portion, ...]
    unplaced: int = 0
    """Places nobody may have: all with a weight have reached their caps."""


def typed_weight(text: str) -> Fraction | Refused:
    """A weight as somebody typed it: a decimal number from 0."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return _bad_weight()
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > DECIMALS or not 0 <= number <= MOST:
        return _bad_weight()
    return Fraction(number)


def apportion(house: int, claims: Sequence[Claim]) -> Proposal | Refused:
    """`house` places over the claims, exactly. Shares are in proportion to the weights; where a
    floor or a cap holds one, the others share the rest. Equal remainders: the higher weight first,
    then the order of the claims. Without any weight all count the same.

    Raises ValueError for a weight, floor or cap below 0.
    """
    if any(one.weight < 0 or one.floor < 0 or (one.cap or 0) < 0 for one in claims):
        raise ValueError("below nought")
    if not claims:
        return Refused("nobody_to_allot")
    if not 0 <= house <= MOST:
        return Refused("quota_count", {"limit": str(MOST)})
    needed = sum(one.floor for one in claims)
    if needed > house:
        return Refused("quota_floors", {"house": str(house), "needed": str(needed)})
    return _rounded(house, claims, _shared(house, claims))


def _bad_weight() -> Refused:
    return Refused("bad_weight", {"limit": str(MOST), "decimals": str(DECIMALS)})


@dataclass(slots=True)
class _Sharing:
    """Places of the claims by their index: `held` at a bound, the rest to be shared by `open`."""

    weights: list[int]
    open: list[int]
    rest: int
    held: dict[int, tuple[int, Bound]] = field(default_factory=dict)

    def hold(self, index: int, places: int, bound: Bound) -> None:
        self.held[index] = places, bound
        self.rest -= places


def _shared(house: int, claims: Sequence[Claim]) -> _Sharing:
    """Holds whoever a floor or a cap keeps from a proportional share, until it keeps nobody.

    Floors and caps are held in turn, whichever of them moves more places: so none has to be let
    loose again. Exact, in whole numbers: shares are compared times the sum of the weights.
    """
    sharing = _started(house, claims)
    while sharing.open:
        whole = sum(sharing.weights[one] for one in sharing.open)
        low, high, balance = [], [], 0
        for one in sharing.open:
            share, claim = sharing.rest * sharing.weights[one], claims[one]
            cap = _cap(claim)
            if share < claim.floor * whole:
                low.append(one)
                balance += claim.floor * whole - share
            elif cap is not None and share > cap * whole:
                high.append(one)
                balance -= share - cap * whole
        _hold(sharing, claims, low if balance >= 0 else [], high if balance <= 0 else [])
        if not low and not high:
            break
    return sharing


def _started(house: int, claims: Sequence[Claim]) -> _Sharing:
    """Who weighs nothing gets its floor, unless nobody weighs anything."""
    scale = lcm(*(one.weight.denominator for one in claims))
    weights = [int(one.weight * scale) for one in claims]
    if not any(weights):
        weights = [1] * len(claims)
    sharing = _Sharing(weights, [one for one, weight in enumerate(weights) if weight], house)
    for one, weight in enumerate(weights):
        if not weight:
            sharing.hold(one, claims[one].floor, "floor" if claims[one].floor else "")
    return sharing


def _hold(
    sharing: _Sharing, claims: Sequence[Claim], low: Sequence[int], high: Sequence[int]
) -> None:
    for one in low:
        sharing.hold(one, claims[one].floor, "floor")
    for one in high:
        sharing.hold(one, _cap(claims[one]) or 0, "cap")
    sharing.open = [one for one in sharing.open if one not in sharing.held]


def _cap(claim: Claim) -> int | None:
    return None if claim.cap is None else max(claim.cap, claim.floor)


def _rounded(house: int, claims: Sequence[Claim], sharing: _Sharing) -> Proposal:
    """Each open share rounded down; what that leaves goes to the largest remainders."""
    weights, whole = sharing.weights, sum(sharing.weights[one] for one in sharing.open)
    parts = {one: divmod(sharing.rest * weights[one], whole) for one in sharing.open}
    spare = sharing.rest - sum(places for places, _ in parts.values()) if parts else 0
    order = sorted(parts, key=lambda one: (-parts[one][1], -weights[one], one))
    extra = frozenset(order[:spare])
    portions = []
    for one, claim in enumerate(claims):
        places, bound = sharing.held.get(one, (0, ""))
        remainder = Fraction(0)
        if one in parts:
            places, remainder = parts[one][0], Fraction(parts[one][1], whole)
        portions.append(
            Portion(
                account=claim.account,
                share=places + remainder,
                whole=places,
                remainder=remainder,
                extra=one in extra,
                final=places + (one in extra),
                bound=bound,
            )
        )
    return Proposal(portions=tuple(portions), unplaced=house - sum(one.final for one in portions))
