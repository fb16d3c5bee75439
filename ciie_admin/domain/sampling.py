"""抽查: which automatic passes nobody has looked at, and which of them stand in a share."""

from ciie_admin.domain.states import SpotCheck, UnitReview
from ciie_admin.domain.units import Unit

SHARES = (5, 10, 20, 100)
"""Percent, as offered on the screen; a filter takes any from 1 to 100."""
USUAL_SHARE = 10
SPOT_CHECK = "spot_check"
"""The event of a history."""
LOW, FACTOR, WORD = 2**31 - 1, 2_654_435_769, 2**32 - 1
"""Multiplicative hashing by the golden ratio: ids in a row are spread evenly, and the products
stay within the signed 64 bits of a database.
"""


def spot(unit: Unit) -> SpotCheck:
    """Of the unit's present verdict."""
    if unit.review is not UnitReview.PASSED or not unit.automatic:
        return SpotCheck.NONE
    return SpotCheck.WAITING if unit.looked_at is None else SpotCheck.DONE


def in_sample(number: int, percent: int) -> bool:
    """Whether the record of this id stands in a sample of so many percent.

    Everybody draws the same one, and a larger sample contains every smaller one.
    """
    return (number & LOW) * FACTOR & WORD < threshold(percent)


def threshold(percent: int) -> int:
    """Hashes below it are in the sample."""
    return (WORD + 1) * percent // 100
