"""Moves that were on their way and are drafts again: of several on one account one does all."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ciie_admin.domain.quota_commands import MoveQuota
from ciie_admin.models.pending import Pending


def folded(stacks: Iterable[Sequence[Pending]]) -> list[list[Pending]]:
    """Each account's wishes, oldest first; those that cancel each other out are gone.

    A draft takes the place of what it lies on, but a move adds to the one before: so the uppermost
    leads from where the lowest began to where the last one led.
    """
    return [made for stack in stacks if (made := _folded(stack))]


def _folded(stack: Sequence[Pending]) -> list[Pending]:
    *under, top = stack
    moves = [one.command for one in stack if isinstance(one.command, MoveQuota)]
    if len(moves) < 2 or len({one.other for one in moves}) > 1:
        return [*stack]
    count = sum(one.count for one in moves)
    whole = replace(moves[-1], count=count, was=moves[0].was)
    return [*under, replace(top, command=whole)] if count else []
