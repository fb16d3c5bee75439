"""What happened to one record, oldest first; shown as the timeline of its card."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry. `what` is a command kind or one of the system's own acts such as `submitted`."""

    at: datetime
    what: str
    by: str = ""
    reasons: tuple[str, ...] = ()
    note: str = ""
    """Internal; never in messages or exports unless chosen."""
