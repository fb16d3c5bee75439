"""What one line of a journal holds, once its seal is open."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from ciie_admin.wire.messages import Id, Operation

LINE_OPERATIONS = 100
"""Operations in one line: each seal costs as much as a hundred of them."""
NAME = "outbox.jnl"


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """Written in the order of the acts. `n` of an operation only counts within its line."""

    v: Literal[1] = 1
    device: UUID
    author: Id
    proof: Annotated[str, Field(max_length=64)]
    """As the server gave it to author and device: a public key alone could be used by anybody."""
    operations: Annotated[tuple[Operation, ...], Field(max_length=LINE_OPERATIONS)] = ()
    taken_back: tuple[UUID, ...] = ()
    """Released earlier, and a draft again since: not to be delivered."""
