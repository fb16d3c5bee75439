"""What a rule makes of a command."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Effect(StrEnum):
    """What follows for other records. The server applies it, the client announces it."""

    OPEN_PAYMENT = "open_payment"
    """Submitted persons of the unit (or the person) become payable, or free by their label."""
    CLOSE_PAYMENT = "close_payment"
    """Unpaid persons of the unit are no longer asked to pay."""
    TELL_APART = "tell_apart"
    """Of two records that look alike neither is called a duplicate of the other any more."""
    LIKEN = "liken"
    NOTIFY_PASSED = "notify_passed"
    NOTIFY_RETURNED = "notify_returned"
    NOTIFY_REJECTED = "notify_rejected"


@dataclass(frozen=True, slots=True)
class Accepted:
    """Field values the record takes; empty when the same step had been taken before."""

    changes: Mapping[str, object] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()
    event: str = ""
    """What the history calls it, where that is not the command's kind."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why not: a code of resources/words.toml and the facts its sentence names."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


Outcome = Accepted | Refused
