"""What happened to one record, oldest first; shown as the timeline of its card."""

from dataclasses import dataclass
from datetime import datetime

from ciie_admin.domain.basis import Basis
from ciie_admin.domain.evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry. `what` is a command kind or one of the system's own acts such as `submitted`."""

    at: datetime
    what: str
    by: str = ""
    reasons: tuple[str, ...] = ()
    note: str = ""
    """Internal; never in messages or exports unless chosen."""
    to: str = ""
    """Whom an assignment is to; empty for nobody any more."""
    evidence: tuple[Evidence, ...] = ()
    basis: Basis | None = None
    """On whose word, where it was said."""
    changed: tuple[str, ...] = ()
    """Fields that alone were looked at: the rest stood as confirmed before the return."""
