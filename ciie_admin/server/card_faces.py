"""Whether a badge that is to be used again would look as it did (证件复用, seed 003)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from ciie_admin.domain.badge_face import Face, changed, face
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.persons import Person
from ciie_admin.server import records
from ciie_admin.server.reception import Reception
from ciie_admin.server.records import PERSONS, UNITS

RULE = "card_changed"


def mark(desk: Reception) -> None:
    """Add or take away the finding wherever the person or the unit was changed at this desk.

    `measured` are the names of the differing fields. Silent where no earlier badge of the same
    account and document is on file.
    """
    touched = desk.new_persons | desk.changed_persons | desk.entered
    concerned = [
        person
        for person in desk.persons.values()
        if person.id in touched or person.unit_id in desk.changed_units
    ]
    reused = [person for person in concerned if person.form.reuse]
    formers = _formers(desk, reused) if reused else {}
    for person in concerned:
        kept = tuple(one for one in person.findings if one.rule != RULE)
        before = formers.get(person.id) if person.form.reuse else None
        found = (*kept, *_compared(desk, person, before))
        if found != person.findings:
            desk.entered.add(person.id)
            desk.put(replace(person, findings=found))


def _compared(desk: Reception, person: Person, before: Face | None) -> tuple[Finding, ...]:
    if before is None:
        return ()
    now = face(person, desk.units[person.unit_id].form.name_zh)
    differing = " ".join(changed(before, now))
    finding = Finding(rule=RULE, severity=Severity.LOOK, measured=differing)
    return (finding,) if differing else ()


def _formers(desk: Reception, persons: Sequence[Person]) -> dict[int, Face]:
    """By person: the latest badge the same account brought for the same document."""
    owners = {one.unit_id: desk.owner_of(one.unit_id) for one in persons}
    query = (
        select(
            UNITS.c.registrant_id,
            PERSONS.c.number_key,
            PERSONS.c.form,
            PERSONS.c.photo,
            PERSONS.c.count_place,
            UNITS.c.form["name_zh"].astext.label("unit"),
        )
        .join(UNITS, UNITS.c.id == PERSONS.c.unit_id)
        .where(records.among(UNITS.c.registrant_id, set(owners.values())))
        .where(records.among(PERSONS.c.number_key, {one.number_key for one in persons}))
        .where(PERSONS.c.edition_id.in_((*desk.edition.reuse.full, *desk.edition.reuse.reduced)))
        .where(PERSONS.c.submitted_at.is_not(None))
        .order_by(PERSONS.c.edition_id, PERSONS.c.id)
    )
    found = {(row.registrant_id, row.number_key): _face(row) for row in desk.db.execute(query)}
    keys = {one.id: (owners[one.unit_id], one.number_key) for one in persons}
    return {number: found[key] for number, key in keys.items() if key in found}


def _face(row: Any) -> Face:
    return Face(
        name=row.form["name"],
        unit=row.unit,
        mission=row.count_place,
        label=row.form["label"],
        photo=row.photo,
        entry_date=row.form["entry_date"],
    )
