"""Whether a document number is on file more than once in an edition."""

from dataclasses import replace

from sqlalchemy import func, select, text

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import Check
from ciie_admin.server.reception import Reception
from ciie_admin.server.records import PERSONS, UNITS

RULE = "duplicate_number"
GONE = ("rejected", "cancelled")
LOCKS = text("""
SELECT pg_advisory_xact_lock(one.lock) FROM (
  SELECT DISTINCT hashtextextended(key, :edition) AS lock
  FROM unnest(CAST(:keys AS text[])) AS key ORDER BY 1) one
""")
"""One lock a number, in one order for everybody: two who enter it at once see each other."""


def mark(desk: Reception) -> None:
    """Add or take away the finding on all persons entered at this desk (one person one badge).

    Only the newer record says so: the older one belongs to another unit, whose row is not held.
    """
    entered = [desk.persons[number] for number in sorted(desk.numbers)]
    keys = sorted({one.number_key for one in entered})
    if not keys:
        return
    desk.db.execute(LOCKS, {"keys": keys, "edition": desk.edition.id})
    on_file = _on_file(desk, keys)
    for person in entered:
        others = on_file.get(person.number_key, set()) - {person.id}
        kept = tuple(one for one in person.findings if one.rule != RULE)
        found = (Finding(rule=RULE, severity=Severity.LOOK),) if others else ()
        if (*kept, *found) != person.findings:
            desk.persons[person.id] = replace(person, findings=(*kept, *found))


def _on_file(desk: Reception, keys: list[str]) -> dict[str, set[int]]:
    """Ids of live persons by number: as they stand at this desk, else as they are stored."""
    live = (
        select(PERSONS.c.number_key, PERSONS.c.id)
        .join(UNITS, UNITS.c.id == PERSONS.c.unit_id)
        .where(PERSONS.c.number_key == func.any(keys), PERSONS.c.edition_id == desk.edition.id)
        .where(PERSONS.c.check != Check.CANCELLED, UNITS.c.review.not_in(GONE))
    )
    found: dict[str, set[int]] = {}
    for key, number in desk.db.execute(live):
        if number not in desk.persons:
            found.setdefault(key, set()).add(number)
    for person in desk.persons.values():
        if _is_live(desk, person):
            found.setdefault(person.number_key, set()).add(person.id)
    return found


def _is_live(desk: Reception, person: Person) -> bool:
    return person.check is not Check.CANCELLED and (desk.units[person.unit_id].review not in GONE)
