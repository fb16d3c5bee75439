"""Opens a reception and, at its end, writes all it changed: rows, counts, notices, feed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, bindparam, update
from sqlalchemy.exc import IntegrityError

from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.server import (
    audit,
    card_faces,
    desk_places,
    duplicates,
    effects,
    feed,
    likenesses,
    notices,
    photo_results,
    records,
    registrants,
    rows,
    signin,
    waiting_list,
)
from ciie_admin.server.audit import Act
from ciie_admin.server.faults import Fault
from ciie_admin.server.feed import Moved
from ciie_admin.server.quota_book import QuotaBook
from ciie_admin.server.reception import Reception
from ciie_admin.server.records import PERSONS, UNITS
from ciie_admin.wire.messages import SubjectKind

ONE_ACCOUNT = frozenset({"uq_unit_code", "uq_registrant_login"})
"""Constraints that hold "one account a unit" (seed 000) against two who come at the same time."""


@contextmanager
def receiving(
    engine: Engine, secret: bytes, now: datetime, edition_id: int | None = None
) -> Iterator[Reception]:
    """One transaction: whatever the block changed is written, counted and announced at its end,
    or nothing is. Raises Fault(409, "code_taken") there, if a code has a live record already.
    """
    with engine.begin() as db:
        number = edition_id if edition_id is not None else signin.current_edition(db)
        edition = records.edition(db, number)
        desk = Reception(db=db, edition=edition, secret=secret, now=now)
        yield desk
        book = _write(desk)
    waiting_list.serve_after(engine, book)


def _write(desk: Reception) -> QuotaBook:
    """The feed comes last: its counter row stays locked until the commit."""
    desk.pictures |= _pictures(desk)
    keys = duplicates.hold(desk)
    card_faces.mark(desk)
    try:
        registrants.open_accounts(desk.db, desk.newcomers, desk.now)
        _write_units(desk)
    except IntegrityError as error:
        if getattr(getattr(error.orig, "diag", None), "constraint_name", "") in ONE_ACCOUNT:
            raise Fault(409, "code_taken") from None
        raise
    book = desk_places.settle(desk)
    _write_persons(desk)
    alike = duplicates.renew(desk.db, desk.edition.id, keys) | duplicates.left_behind(desk)
    registrants.keep_consents(desk.db, desk.consents)
    notices.queue(desk.db, desk.edition.id, desk.now, desk.notices)
    touched = _touched_persons(desk)
    recounted = effects.recount(desk.db, {one.unit_id for one in touched})
    moved = desk.left | {_moved(one, place) for one in touched for place in _places(one)}
    moved |= {Moved(place, "unit", number) for number, *leaves in recounted for place in leaves}
    units = (desk.units[number] for number in desk.new_units | desk.changed_units)
    moved |= {one for one in alike if one._replace(gone=True) not in desk.left}
    moved |= {_moved(one, place) for one in units for place in _places(one)}
    moved |= book.write(desk.db)
    if moved:
        feed.announce(desk.db, desk.edition.id, sorted(moved, key=_units_first))
    audit.append(desk.db, desk.edition.id, _acts(desk))
    return book


def _acts(desk: Reception) -> list[Act]:
    """What was noted on a record, else that its entry was saved."""
    noted = {(kind, number) for _, _, kind, number in desk.acts}
    touched: list[tuple[SubjectKind, int]] = [
        *(("unit", number) for number in sorted(desk.new_units | desk.changed_units)),
        *(("person", number) for number in sorted(desk.new_persons | desk.changed_persons)),
    ]
    saved = [(desk.now, "saved", *one) for one in touched if one not in noted]
    return [
        Act(at, "reception", None, None, None, what, kind, number)
        for at, what, kind, number in (*saved, *desk.acts)
    ]


def _write_units(desk: Reception) -> None:
    new = [desk.units[number] for number in sorted(desk.new_units)]
    rows.insert_all(desk.db, UNITS, [_unit_row(desk, one) for one in new])
    changed = [desk.units[number] for number in sorted(desk.changed_units)]
    rows.update_all(desk.db, changed, rows.UNIT_ENTRY)
    if changed:
        named = update(UNITS).where(UNITS.c.id == bindparam("row_id"))
        keys = [{"row_id": one.id, "new_key": duplicates.name_key(one)} for one in changed]
        desk.db.execute(named.values(name_key=bindparam("new_key")), keys)


def _write_persons(desk: Reception) -> None:
    new = [desk.persons[number] for number in sorted(desk.new_persons)]
    rows.insert_all(desk.db, PERSONS, [_person_row(desk, one) for one in new])
    changed = [desk.persons[number] for number in desk.changed_persons]
    entered = [one for one in changed if one.id in desk.entered]
    rows.update_all(desk.db, entered, rows.PERSON_ENTRY)
    others = (one for one in changed if one.id not in desk.entered)
    rows.update_all(desk.db, others, rows.PERSON_VERDICT)
    corrected = [
        {"row_id": number, "new_number": text, "new_birth": duplicates.birth_key(desk, number)}
        for number, text in sorted(desk.numbers.items())
        if number not in desk.new_persons
    ]
    if corrected:
        whole = update(PERSONS).where(PERSONS.c.id == bindparam("row_id"))
        keys = {"number": "new_number", "birth_key": "new_birth"}
        named: dict[str, Any] = {column: bindparam(name) for column, name in keys.items()}
        desk.db.execute(whole.values(named), corrected)
        numbers = desk.numbers.keys() - desk.new_persons
        likenesses.write(desk.db, [(number, desk.pictures[number]) for number in numbers])
    photo_results.forget(desk.db, desk.photos - desk.new_persons)


def _pictures(desk: Reception) -> dict[int, str]:
    photos = {number: desk.persons[number].photo for number in desk.numbers}
    keys = likenesses.keys_of(desk.db, photos.values())
    return {number: keys.get(photo, "") for number, photo in photos.items()}


def _unit_row(desk: Reception, unit: Unit) -> dict[str, Any]:
    known_by_code = unit.form.credit_code
    beside = {
        "edition_id": desk.edition.id,
        "credit_code": known_by_code,
        "registrant_id": desk.owners[unit.id],
        "name_key": duplicates.name_key(unit),
    }
    return {**rows.values(unit, rows.WHOLE_UNIT), **beside}


def _person_row(desk: Reception, person: Person) -> dict[str, Any]:
    beside = {
        "edition_id": desk.edition.id,
        "number": desk.numbers[person.id],
        "birth_key": duplicates.birth_key(desk, person.id),
        "picture": desk.pictures[person.id],
    }
    return {**rows.values(person, rows.WHOLE_PERSON), **beside}


def _touched_persons(desk: Reception) -> list[Person]:
    return [desk.persons[number] for number in desk.new_persons | desk.changed_persons]


def _places(record: Unit | Person) -> set[int]:
    return {record.review_place, record.count_place}


def _moved(record: Unit | Person, place: int) -> Moved:
    return Moved(place, "unit" if isinstance(record, Unit) else "person", record.id)


def _units_first(moved: Moved) -> tuple[bool, Moved]:
    """A client must hold a person's unit before the person."""
    return (moved.kind != "unit", moved)
