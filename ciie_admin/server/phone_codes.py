"""Codes by SMS or e-mail. Sending is simulated: only the simulator can read a code."""

import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, Table, delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from ciie_admin.server.account_tables import PhoneCodeRow
from ciie_admin.server.faults import Fault

CODES: Table = PhoneCodeRow.__table__  # type: ignore[assignment]
DIGITS = 6
VALID = timedelta(minutes=10)
MAX_TRIES = 5


def send(db: Connection, address: str, now: datetime) -> None:
    """A fresh code for this phone number or e-mail address; an earlier one is void."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    row = {"code": code, "expires_at": now + VALID, "tries": 0}
    entry = upsert(CODES).values(address=address, **row)
    db.execute(entry.on_conflict_do_update(index_elements=["address"], set_=row))


def verify(engine: Engine, address: str, code: str, now: datetime) -> None:
    """Compare, in a transaction of its own so that wrong guesses are counted whatever follows.

    Raises Fault(401, "wrong_code"), also for the right code after too many wrong ones.
    """
    with engine.begin() as db:
        query = select(CODES).where(CODES.c.address == address, CODES.c.expires_at > now)
        found = db.execute(query.with_for_update()).mappings().one_or_none()
        open_for_guesses = found is not None and found["tries"] < MAX_TRIES
        fits = found is not None and hmac.compare_digest(found["code"].encode(), code.encode())
        if open_for_guesses and not fits:
            mine = CODES.c.address == address
            db.execute(update(CODES).where(mine).values(tries=CODES.c.tries + 1))
    if not (open_for_guesses and fits):
        raise Fault(401, "wrong_code")


def consume(db: Connection, address: str, code: str) -> None:
    """Use a verified code up, together with what it was for. Raises Fault(401, "wrong_code")."""
    mine = (CODES.c.address == address, CODES.c.code == code)
    if db.execute(delete(CODES).where(*mine)).rowcount != 1:
        raise Fault(401, "wrong_code")


def peek(db: Connection, address: str) -> str | None:
    """For the simulator only: what would stand in the message."""
    return db.execute(select(CODES.c.code).where(CODES.c.address == address)).scalar_one_or_none()
