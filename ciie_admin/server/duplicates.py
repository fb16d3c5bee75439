"""Finds the same person or unit registered twice in an edition, across units and missions.

A pair is found by a key both have: a keyed hash of the document number, or of name and date of
birth; the same photo; a credit code, a name as names are compared, or a picture of a licence.
Whoever changes a key holds its lock from before the rows are written until the commit: of two who
come at once the later one sees the earlier. Other units' rows are never held; both directions of a
pair stand in a table of their own and are read with the records (beside.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from ciie_admin.domain.duplicates import plain_name
from ciie_admin.domain.states import Check
from ciie_admin.domain.units import Unit
from ciie_admin.server import records
from ciie_admin.server.feed import Moved
from ciie_admin.server.reception import Reception

GONE = ("rejected", "cancelled")
MOST = 8
"""Others one record names: a number a hundred people gave is told without ten thousand pairs."""
FEW = 5
"""Units one picture may stand for: more use a blank form, which says nothing of any of them."""
SHOWN_BY = 20
"""Persons one photo may be of, likewise: more show a sign, which the checker says by itself."""
BUCKETS = 1_024
"""Locks there are: a server's room for them is limited, and a registrant has few keys."""
LOCKS = text("""
SELECT pg_advisory_xact_lock(CAST(:edition AS int), one.bucket) FROM (
  SELECT DISTINCT CAST(hashtextextended(key, 0) & :last AS int) AS bucket
  FROM unnest(CAST(:keys AS text[])) AS key ORDER BY 1) one
""")
"""In one order for everybody."""
OLD_KEYS = text("""
SELECT 'number:' || number_key FROM person WHERE id = ANY(:persons) UNION
SELECT 'birth:' || birth_key FROM person WHERE id = ANY(:persons) AND birth_key <> '' UNION
SELECT 'picture:' || picture FROM person WHERE id = ANY(:persons) AND picture <> '' UNION
SELECT 'code:' || credit_code FROM unit WHERE id = ANY(:units) AND credit_code <> '' UNION
SELECT 'name:' || name_key FROM unit WHERE id = ANY(:units) AND name_key <> '' UNION
SELECT 'licence:' || (form -> 'licence' ->> 'digest') FROM unit
  WHERE id = ANY(:units) AND form -> 'licence' ->> 'digest' IS NOT NULL
""")
FORGET = text("""
DELETE FROM duplicate WHERE edition_id = :edition AND key = ANY(:keys)
RETURNING kind, record_id, other_id, same
""")
PAIRS = """
WITH known AS MATERIALIZED (
  SELECT {value} AS value FROM {kind} WHERE edition_id = :edition AND {value} = ANY(:values)
  GROUP BY 1 HAVING count(*) BETWEEN 2 AND {few}
)
INSERT INTO duplicate (kind, record_id, other_id, same, rule, edition_id, key)
SELECT '{kind}', a.id, b.id, '{same}', '{rule}', :edition, '{same}:' || {a}
FROM known JOIN {kind} a ON {a} = known.value CROSS JOIN LATERAL (
  SELECT b.id FROM {kind} b
  WHERE b.edition_id = :edition AND {b} = {a} AND b.id <> a.id AND {differ}
  ORDER BY b.id LIMIT {most}) b
WHERE a.edition_id = :edition AND {shown}
RETURNING kind, record_id, other_id, same
"""
ANY_NUMBER = 2**31 - 1
NOBODY = "{0}.unit_class <> 'individual'"
COUNTERPARTS = text("""
SELECT DISTINCT kind, other_id FROM duplicate
WHERE kind = 'unit' AND record_id = ANY(:units) OR kind = 'person' AND record_id = ANY(:persons)
  OR kind = 'person' AND record_id IN (SELECT id FROM person WHERE unit_id = ANY(:units))
""")
WHERE = "SELECT id, review_place, count_place FROM {kind} WHERE id = ANY(:ids)"


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which two records may be the same. `value` is of table {0}; more than `few`
    records that share one say nothing of each other.
    """

    kind: str
    same: str
    rule: str
    value: str
    differ: str = "true"
    shown: str = "true"
    few: int = ANY_NUMBER

    def statement(self) -> Any:
        a, b = self.value.format("a"), self.value.format("b")
        said = PAIRS.format(
            kind=self.kind, same=self.same, rule=self.rule, a=a, b=b,
            value=self.value.format(self.kind),
            differ=self.differ, shown=self.shown, most=MOST, few=self.few,
        )  # fmt: skip
        return text(said)


WAYS = (
    Way("person", "number", "duplicate_number", "{0}.number_key"),
    Way("person", "birth", "duplicate_person", "{0}.birth_key", "b.number_key <> a.number_key"),
    Way("person", "picture", "same_picture", "{0}.picture", few=SHOWN_BY),
    Way("unit", "code", "duplicate_unit", "{0}.credit_code"),
    Way("unit", "name", "duplicate_unit", "{0}.name_key", NOBODY.format("b"), NOBODY.format("a")),
    Way("unit", "licence", "duplicate_unit", "({0}.form -> 'licence' ->> 'digest')", few=FEW),
)


def hold(desk: Reception) -> list[str]:
    """Lock what the records changed at this desk are known by, and were; returns these keys."""
    persons = sorted(desk.numbers)
    units = sorted(desk.new_units | desk.changed_units)
    if not persons and not units:
        return []
    old = desk.db.execute(OLD_KEYS, {"persons": persons, "units": units}).scalars()
    found = {*old, *_person_keys(desk, persons)}
    for number in units:
        found |= _unit_keys(desk.units[number])
    return locked(desk.db, desk.edition.id, found)


def hold_all(
    db: Connection, edition: int, units: Sequence[int], persons: Sequence[int]
) -> list[str]:
    """As hold(), for records that are as they are stored."""
    known = db.execute(OLD_KEYS, {"persons": persons, "units": units}).scalars()
    return locked(db, edition, set(known))


def locked(db: Connection, edition: int, found: set[str]) -> list[str]:
    """In one order, whoever asks; the rows that are to be changed must be held already."""
    keys = sorted(found)
    db.execute(LOCKS, {"edition": edition, "last": BUCKETS - 1, "keys": keys})
    return keys


def renew(db: Connection, edition: int, keys: Sequence[str]) -> set[Moved]:
    """Find the pairs of these keys anew, once the rows are written; returns all whose pairs are
    others than before. The keys' locks must be held.
    """
    if not keys:
        return set()
    before = {tuple(row) for row in db.execute(FORGET, {"edition": edition, "keys": keys})}
    after: set[tuple[Any, ...]] = set()
    for way in WAYS:
        start = f"{way.same}:"
        values = [key.removeprefix(start) for key in keys if key.startswith(start)]
        if values:
            rows = db.execute(way.statement(), {"edition": edition, "values": values})
            after |= {tuple(row) for row in rows}
    return places_of(db, {(kind, number) for kind, number, *_ in before ^ after})


def counterparts(db: Connection, units: Iterable[int], persons: Iterable[int] = ()) -> set[Moved]:
    """Records that look like one of these, or like a person of one of these units: what is said
    of them changes when these come, go, or move.
    """
    asked = {"units": sorted(units), "persons": sorted(persons)}
    if not (asked["units"] or asked["persons"]):
        return set()
    return places_of(db, {(kind, number) for kind, number in db.execute(COUNTERPARTS, asked)})


def left_behind(desk: Reception) -> set[Moved]:
    """Counterparts of what was cancelled at this desk, or is seen from elsewhere now."""
    moved = {(one.kind, one.id) for one in desk.left}
    units = {number for number in desk.changed_units if desk.units[number].review in GONE}
    units |= {number for kind, number in moved if kind == "unit"}
    gone = {n for n in desk.changed_persons if desk.persons[n].check is Check.CANCELLED}
    return counterparts(desk.db, units, gone | {n for kind, n in moved if kind == "person"})


def _person_keys(desk: Reception, numbers: Sequence[int]) -> set[str]:
    found = {f"number:{desk.persons[number].number_key}" for number in numbers}
    born = (birth_key(desk, number) for number in numbers)
    shown = (desk.pictures.get(number, "") for number in numbers)
    found |= {f"picture:{key}" for key in shown if key}
    return found | {f"birth:{key}" for key in born if key}


def birth_key(desk: Reception, number: int) -> str:
    """Of a person whose document number was entered at this desk."""
    form = desk.persons[number].form
    return records.birth_key(desk.secret, form.name, form.id_kind, desk.numbers[number])


def name_key(unit: Unit) -> str:
    return plain_name(unit.form.name_zh or unit.form.name_en)


def _unit_keys(unit: Unit) -> set[str]:
    form = unit.form
    said = {
        "code": form.credit_code,
        "name": name_key(unit),
        "licence": form.licence.digest if form.licence is not None else "",
    }
    return {f"{same}:{value}" for same, value in said.items() if value}


def places_of(db: Connection, wanted: set[tuple[str, int]]) -> set[Moved]:
    """At every place these records are seen from."""
    found: set[Moved] = set()
    for kind in ("unit", "person"):
        ids = sorted(number for of, number in wanted if of == kind)
        if ids:
            rows = db.execute(text(WHERE.format(kind=kind)), {"ids": ids})
            for number, *places in rows:
                found |= {Moved(place, kind, number) for place in places}
    return found
