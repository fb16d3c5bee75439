"""Which made-up persons had a badge at an earlier fair, and what photo it showed."""

from random import Random

from ciie_admin.demo.portraits import FACES, PLAIN

HAD_ONE = 0.3
"""Share of those who come again and apply anew."""
UNCHANGED, REPEATED = 0.75, 0.25
"""Shares of who reuses the badge, or applies anew, with its photo."""


def badge_before(returning: bool, reusing: bool, kind: str, seed: int) -> tuple[str, int]:
    """Kind and seed of its photo, the kind empty without one: whoever reuses a badge had one.

    `kind` and `seed` are of the photo now.
    """
    rng = Random(f"former {seed}")
    had, same = rng.random(), rng.random()
    if not returning or not kind or not (reusing or had < HAD_ONE):
        return "", 0
    if same < (UNCHANGED if reusing else REPEATED):
        return kind, seed
    return PLAIN, seed + 2 * FACES
