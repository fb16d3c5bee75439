"""How a record is called in a list of others: its name, and what tells it from namesakes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from ciie_admin.domain.edition import free_labels
from ciie_admin.domain.quotas import QuotaNode, whose
from ciie_admin.models import reading
from ciie_admin.models.pending import among
from ciie_admin.models.tables import PERSON, PLACE, UNIT
from ciie_admin.wire.kinds import OfKind

P = QuotaNode.PLACE


@dataclass(frozen=True, slots=True)
class Named:
    """`beside` is a unit's credit code, a person's unit, the label of an account; `number` a
    person's, masked. What has an English name, too, has it in `english`.
    """

    name: str
    beside: str
    number: str = ""
    english: tuple[str, str] = ("", "")
    """Name and `beside`; empty where they are called the same."""


def named(db: Connection, kind: OfKind, ids: Sequence[int]) -> dict[int, Named]:
    """Those in sight, by id. An account is called as its node is."""
    if kind == "quota":
        return _accounts(db, ids)
    if kind == "unit":
        units = select(UNIT.c.id, UNIT.c.name, UNIT.c.credit_code).where(among(UNIT.c.id, ids))
        return {number: Named(name, code) for number, name, code in db.execute(units)}
    persons = (
        select(PERSON.c.id, PERSON.c.name, UNIT.c.name, PERSON.c.number_masked)
        .outerjoin(UNIT, UNIT.c.id == PERSON.c.unit_id)
        .where(among(PERSON.c.id, ids))
    )
    found = db.execute(persons)
    return {number: Named(name, unit or "", masked) for number, name, unit, masked in found}


def _accounts(db: Connection, ids: Sequence[int]) -> dict[int, Named]:
    edition = reading.edition(db)
    labels = {one.number: one.name for one in free_labels(edition)} if edition else {}
    parts = {number: whose(number) for number in ids}
    nodes = {
        QuotaNode.PLACE: _places(db, [n for node, n, _ in parts.values() if node is P]),
        QuotaNode.UNIT: _units(db, [n for node, n, _ in parts.values() if node is not P]),
    }
    found = {}
    for account, (node, number, label) in parts.items():
        name = nodes[node].get(number)
        if name is not None and label in labels:
            zh, en = name
            found[account] = Named(zh, labels[label].zh, english=(en, labels[label].en))
    return found


def _places(db: Connection, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    name = [func.json_extract(PLACE.c.body, f"$.name_{language}") for language in ("zh", "en")]
    rows = db.execute(select(PLACE.c.id, *name).where(among(PLACE.c.id, ids)))
    return {number: (zh, en) for number, zh, en in rows}


def _units(db: Connection, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    rows = db.execute(select(UNIT.c.id, UNIT.c.name).where(among(UNIT.c.id, ids)))
    return {number: (name, "") for number, name in rows}
