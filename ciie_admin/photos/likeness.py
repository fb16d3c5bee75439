"""Whether two files show the same picture, from their fingerprints (coarse.py)."""

BITS = 256
ALIKE = 24
"""Bits by which two files of one picture may differ. Of 49 portraits, cut alike, no two differ by
less than 70 (the middle is 120, a deviation 15); one of them stored anew, made smaller or larger,
lighter or darker by 15 %, or grey, by 8 at most; cut by 1 % on each side by 16 (23 in one of
twenty), by 2 % by 32. So of 100,000 photos about one pair is expected to be alike by chance.
"""


def apart(one: bytes, other: bytes) -> int:
    """Bits in which two fingerprints differ."""
    return (int.from_bytes(one) ^ int.from_bytes(other)).bit_count()
