"""A profile that was copied: two computers with one identity. The copy becomes a third one."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, update

from ciie_admin.models import opening
from ciie_admin.models.pending import among
from ciie_admin.models.precious import OUTBOX
from ciie_admin.wire.messages import Verdict, VerdictRefused

FORKED = "forked"
"""Preference: the next sign-in is that of another computer."""


def of_a_copy(verdicts: Sequence[Verdict]) -> list[VerdictRefused]:
    """Refused because another computer has used the number: the server has not kept them."""
    refused = [one for one in verdicts if isinstance(one, VerdictRefused)]
    return [one for one in refused if one.code == "device_forked"]


def keep_unsent(db: Connection, refused: Sequence[VerdictRefused]) -> None:
    """Such operations wait as if they had never been sent, until this is a computer of its own."""
    if refused:
        ids = [str(one.id) for one in refused]
        again = update(OUTBOX).where(among(OUTBOX.c.id, ids), OUTBOX.c.verdict.is_(None))
        db.execute(again.values(n=None, sent_at=None))
        opening.set_preference(db, FORKED, "1")


def is_copy(db: Connection) -> bool:
    return opening.preference(db, FORKED) == "1"


def become(db: Connection, device: UUID) -> None:
    """From now on this profile is another computer's, with numbers of its own."""
    opening.set_preference(db, "device", str(device))
    opening.set_preference(db, "last_n", "0")
    opening.set_preference(db, FORKED, "")
    waiting = update(OUTBOX).where(OUTBOX.c.verdict.is_(None))
    db.execute(waiting.values(n=None, sent_at=None))
