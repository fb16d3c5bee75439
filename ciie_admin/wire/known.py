"""After a restore: which operations of a client still stand."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import FailFast, Field

from ciie_admin.wire.messages import PAGE_OPERATIONS, Count


@dataclass(frozen=True, slots=True, kw_only=True)
class AskKnown:
    ids: Annotated[tuple[UUID, ...], Field(max_length=PAGE_OPERATIONS), FailFast()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`known` are those of the ids asked for that the caller's account delivered and that took
    effect; what was judged anew meanwhile, and otherwise, is asked for once more by sending it.
    """

    known: Annotated[tuple[UUID, ...], Field(max_length=PAGE_OPERATIONS)]
    last_n: Count
    """The highest number this device has used, as far as the server remembers."""
