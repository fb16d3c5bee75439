"""某某正在办理, as the loop sees it: what is open here goes up, who else is at work comes down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from ciie_admin.wire.messages import Answer, Present, Subject


def _nobody() -> None:
    """While no loop runs there is nobody to wake."""


@dataclass(slots=True)
class Standing:
    """The unit or person open on this computer. Set on the UI thread, read by the loop.

    It is renewed with every exchange, the last of which is never more than a minute ago while the
    server can be reached.
    """

    at: Subject | None = None
    woken: Callable[[], None] = _nobody

    def move(self, at: Subject | None) -> None:
        """Another record is open: the loop says so at once."""
        self.at = at
        self.woken()


@dataclass(frozen=True, slots=True)
class Other:
    """A colleague at a record; `ago` by the server's own clock when it said so."""

    kind: str
    id: int
    name: str
    ago: timedelta


@dataclass(frozen=True, slots=True)
class Around:
    """All that one answer says of it; `stamp` is for the next wait."""

    others: tuple[Other, ...]
    stamp: str

    @classmethod
    def of(cls, answer: Answer) -> "Around":
        return cls(tuple(_other(one, answer) for one in answer.present), answer.presence)


def _other(one: Present, answer: Answer) -> Other:
    ago = max(timedelta(), answer.time - one.since)
    return Other(one.subject.kind, one.subject.id, one.name, ago)
