"""What somebody who calls for a unit is told about its account."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SentNotice:
    """One message to the unit: `what` names a text of the edition's notices."""

    what: str
    channel: str
    """`sms` or `email`."""
    queued_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAccount:
    """The account behind a unit's record. Never a whole number or address."""

    replaced_at: datetime | None
    """Somebody registered anew for this unit: this account opens nothing any more."""
    phone: str
    """Masked, as are e-mail addresses; empty without one."""
    email: str
    consent_at: datetime | None
    signed_in_at: datetime | None
    """The latest sign-in that has not ended."""
    wait_until: datetime | None
    """After wrong passwords the next try has to wait until then."""
    notices: tuple[SentNotice, ...]
    """The latest few, newest first."""
