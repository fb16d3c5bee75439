"""What the earlier badge of a person was: its number, its photo to be laid beside the present one,
and whether a badge that is to be used again would look as it did (证件复用, seed 003).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import select

from ciie_admin.domain.badge_face import Face, changed, face
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.persons import FormerBadge, Person
from ciie_admin.server import records
from ciie_admin.server.reception import Reception
from ciie_admin.server.records import PERSONS, UNITS

RULE = "card_changed"


class Former(NamedTuple):
    """An earlier badge: what is on it, and which one it was."""

    face: Face
    badge: FormerBadge


def mark(desk: Reception) -> None:
    """Set the earlier badge and its photo, and add or take away the finding, wherever the person or
    the unit was changed at this desk.

    `measured` are the names of the differing fields. Silent where no earlier badge of the same
    account and document is on file.
    """
    touched = desk.new_persons | desk.changed_persons | desk.entered
    concerned = [
        person
        for person in desk.persons.values()
        if person.id in touched or person.unit_id in desk.changed_units
    ]
    formers = _formers(desk, concerned) if concerned else {}
    for person in concerned:
        before = formers.get(person.id)
        kept = tuple(one for one in person.findings if one.rule != RULE)
        photo, badge = ("", None) if before is None else (before.face.photo, before.badge)
        found = (*kept, *_compared(desk, person, before))
        now = replace(person, findings=found, former_photo=photo, former_badge=badge)
        if now != person:
            desk.entered.add(person.id)
            desk.put(now)


def _compared(desk: Reception, person: Person, before: Former | None) -> tuple[Finding, ...]:
    if before is None or not person.form.reuse:
        return ()
    now = face(person, desk.units[person.unit_id].form.name_zh)
    differing = " ".join(changed(before.face, now))
    finding = Finding(rule=RULE, severity=Severity.LOOK, measured=differing)
    return (finding,) if differing else ()


def _formers(desk: Reception, persons: Sequence[Person]) -> dict[int, Former]:
    """By person: the latest badge the same account brought for the same document.

    Whoever wants that badge made valid again is held to one of the editions whose badges may be
    (7th: 5th and 6th, seed 000); no other could be meant. A new application may not come with the
    photo of any earlier edition, so there all of them count. What was submitted then counts as the
    badge, as it does for what a unit is offered (former_persons.py): earlier editions are closed,
    and not of all of them it is known which badges were made.
    """
    owners = _owners(desk, persons)
    rows = _earlier(desk, set(owners.values()), persons) if owners else ()
    reusable = {*desk.edition.reuse.full, *desk.edition.reuse.reduced}
    of_any, of_reusable = _latest(rows), _latest(row for row in rows if row.edition_id in reusable)
    found: dict[int, Former] = {}
    for one in persons:
        known = of_reusable if one.form.reuse else of_any
        before = known.get((owners.get(one.unit_id), one.number_key))
        if before is not None:
            found[one.id] = before
    return found


def _earlier(desk: Reception, owners: Iterable[int], persons: Sequence[Person]) -> Sequence[Any]:
    """What these accounts had submitted for these documents, the latest last."""
    query = (
        select(
            UNITS.c.registrant_id,
            PERSONS.c.number_key,
            PERSONS.c.edition_id,
            PERSONS.c.form,
            PERSONS.c.photo,
            PERSONS.c.count_place,
            PERSONS.c.badge_number,
            UNITS.c.form["name_zh"].astext.label("unit"),
        )
        .join(UNITS, UNITS.c.id == PERSONS.c.unit_id)
        .where(records.among(UNITS.c.registrant_id, owners))
        .where(records.among(PERSONS.c.number_key, {one.number_key for one in persons}))
        .where(PERSONS.c.edition_id < desk.edition.id)
        .where(PERSONS.c.submitted_at.is_not(None))
        .order_by(PERSONS.c.edition_id, PERSONS.c.id)
    )
    return desk.db.execute(query).all()


def _owners(desk: Reception, persons: Sequence[Person]) -> Mapping[int, int]:
    """By unit, its account, where that is not one made at this desk: it has no earlier unit."""
    units = {one.unit_id for one in persons}
    query = select(UNITS.c.id, UNITS.c.registrant_id).where(
        records.among(UNITS.c.id, units - desk.owners.keys()), UNITS.c.registrant_id.is_not(None)
    )
    here = {unit: desk.owners[unit] for unit in units & desk.owners.keys()}
    known = here | {row.id: row.registrant_id for row in desk.db.execute(query)}
    new = {one.id for one in desk.newcomers}
    return {unit: owner for unit, owner in known.items() if owner not in new}


def _latest(rows: Iterable[Any]) -> dict[tuple[int | None, str], Former]:
    """By account and document, of rows with the latest last."""
    return {(row.registrant_id, row.number_key): _former(row) for row in rows}


def _former(row: Any) -> Former:
    face = Face(
        name=row.form["name"],
        unit=row.unit,
        mission=row.count_place,
        label=row.form["label"],
        photo=row.photo,
        entry_date=row.form["entry_date"],
    )
    badge = FormerBadge(edition=row.edition_id, number=row.badge_number, label=row.form["label"])
    return Former(face, badge)
