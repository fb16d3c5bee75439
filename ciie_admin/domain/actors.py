"""Who acts, and from which place."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    VIEWER = "viewer"
    REVIEWER = "reviewer"
    HEAD = "head"
    ADMIN = "admin"
    ORGANISER = "organiser"
    FINANCE = "finance"


REVIEWERS = frozenset({Role.REVIEWER, Role.HEAD, Role.ADMIN})
HEADS = frozenset({Role.HEAD, Role.ADMIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The signed-in account with its role at one place; `path` is that place's path."""

    account: int
    name: str
    role: Role
    path: tuple[int, ...]


def covers(actor: Actor, path: tuple[int, ...]) -> bool:
    """Whether a place lies at or below the actor's own."""
    return path[: len(actor.path)] == actor.path


def is_mission_level(actor: Actor) -> bool:
    """Root and missions; everything deeper is a sub-mission."""
    return len(actor.path) <= 2
