"""Messages about sessions, and the one that shows a full document number."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ciie_admin.domain.revealing import RevealPurpose
from ciie_admin.wire.messages import Id

Token = Annotated[str, Field(min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """Asks for new tokens. `refresh` can be shown once, and only by the device it was given to."""

    device: UUID
    refresh: Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """`token` ends `seconds` after it was given; `refresh` takes the place of the one shown."""

    token: str
    refresh: str
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One of the caller's own that has not ended. `own`: the one that asks."""

    id: Id
    device: UUID
    created_at: datetime
    renewed_at: datetime
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions:
    """Newest first."""

    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    person: Id
    purpose: RevealPurpose


@dataclass(frozen=True, slots=True, kw_only=True)
class FindNumber:
    """Asks who has this full document number."""

    number: Annotated[str, Field(min_length=5, max_length=40)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Ids of persons in the caller's sight."""

    persons: tuple[Id, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revealed:
    """The full document number: to be shown, never to be stored."""

    number: str
