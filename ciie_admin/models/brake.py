"""The brake: a server that takes far too much away is not believed before a person has agreed."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table

from ciie_admin.errors import Paused
from ciie_admin.models import opening
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import among, count
from ciie_admin.models.quota_tables import QUOTA
from ciie_admin.models.tables import NARROW
from ciie_admin.wire.messages import Answer, Removal

LEAST = 500
SHARE = 20
"""Removals in one catch-up that need no question: LEAST, or one in SHARE records."""
COUNTED: Mapping[str, Table] = {**NARROW, "quota": QUOTA}
CODE = "mass_removal"
ACCEPTED, SO_FAR = "removals_accepted", "removals"
"""Preference: what a person agreed to. Progress: what this catch-up has removed already."""


def check(db: Connection, answer: Answer) -> None:
    """In the transaction that stores the answer, before it does. Raises Paused("mass_removal").

    A change of rights restarts the mirror and is not asked about: the server has said why.
    """
    if answer.restart or not opening.is_whole(db):
        return
    before = int(opening.progress(db).get(SO_FAR, "0"))
    here = sum(_present(db, kind, answer) for kind in COUNTED)
    check_number(db, before + max(here, answer.removals))
    if before or here:
        opening.set_progress(db, {SO_FAR: str(before + here if answer.remaining else 0)})
    if not answer.remaining and opening.preference(db, ACCEPTED):
        opening.set_preference(db, ACCEPTED, "")


def check_number(db: Connection, number: int) -> None:
    """Raises Paused("mass_removal") if so many are more than a person should lose unasked."""
    if number > LEAST and number > _allowed(db):
        raise Paused("mass_removal", {"count": str(number)})


def accept(cache: Cache, number: int) -> None:
    """Once, and for so many."""
    with cache.write() as db:
        opening.set_preference(db, ACCEPTED, str(number))


def _allowed(db: Connection) -> int:
    held = sum(count(db, COUNTED[kind]) for kind in COUNTED)
    return max(LEAST, held // SHARE, int(opening.preference(db, ACCEPTED) or 0))


def _present(db: Connection, kind: str, answer: Answer) -> int:
    """Removals of what is there: the same page again takes nothing away."""
    ids = {one.id for one in answer.changes if isinstance(one, Removal) and one.of == kind}
    return count(db, COUNTED[kind], among(COUNTED[kind].c.id, ids)) if ids else 0
