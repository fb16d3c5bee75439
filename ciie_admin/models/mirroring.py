"""Changes into the mirror: narrow rows, bodies and search entries, set-wise."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert
from sqlalchemy.dialects.sqlite import insert as upsert

from ciie_admin.domain.findings import PHOTO_RULES
from ciie_admin.domain.lanes import person_lane, unit_lane
from ciie_admin.domain.mistakes import named_reasons
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_word import verdict_of
from ciie_admin.domain.resubmission import resubmitted
from ciie_admin.domain.risk import risk, worst
from ciie_admin.domain.sampling import spot
from ciie_admin.domain.units import Unit
from ciie_admin.models import losing, quota_mirror, spelling
from ciie_admin.models.pending import among
from ciie_admin.models.setwise import write_all
from ciie_admin.models.tables import BODY, EDITION, NARROW, PLACE, REASON, SEARCH
from ciie_admin.wire.codec import dump
from ciie_admin.wire.messages import (
    Change,
    EditionChange,
    PersonChange,
    PlaceChange,
    Removal,
    SubjectKind,
    UnitChange,
)

PART = 1_000
"""Records written together."""


def store(db: Connection, changes: Sequence[Change]) -> set[tuple[str, int]]:
    """Write one page of changes; returns what it concerned: records, places and the edition."""
    units = {c.id: c.record for c in changes if isinstance(c, UnitChange)}
    persons = {c.id: c.record for c in changes if isinstance(c, PersonChange)}
    removals = [c for c in changes if isinstance(c, Removal)]
    concerned = (*units, *persons, *(c.id for c in removals))
    shown = losing.pictures_of(db, concerned)
    _remove(db, "unit", [c.id for c in removals if c.of == "unit"])
    _remove(db, "person", [c.id for c in removals if c.of == "person"])
    _write(db, "unit", units.values())
    _write(db, "person", persons.values())
    for change in changes:
        if isinstance(change, EditionChange):
            _put(db, EDITION, [{"id": change.id, "body": dump(change.record).decode()}])
    places = [
        {"id": c.id, "body": dump(c.record).decode()} for c in changes if isinstance(c, PlaceChange)
    ]
    _put(db, PLACE, places)
    quota_mirror.store(db, changes)
    losing.drop_pictures(db, shown - losing.pictures_of(db, concerned))
    gone: set[tuple[str, int]] = {(c.of, c.id) for c in removals}
    return gone | {(c.kind, c.id) for c in changes if not isinstance(c, Removal)}


def milliseconds(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp() * 1000)


def _write(db: Connection, kind: SubjectKind, records: Iterable[Unit | Person]) -> None:
    """A part at a time, so that the rows of a large page never stand in memory all at once."""
    left = iter(records)
    new = insert(SEARCH[kind]).prefix_with("OR REPLACE")
    while part := list(islice(left, PART)):
        _put(db, NARROW[kind], [_row(one) for one in part])
        _put(db, BODY[kind], [{"id": one.id, "body": dump(one).decode()} for one in part])
        write_all(db, new, [{"rowid": one.id, "said": _said(one)} for one in part])
        _write_reasons(db, kind, part)


def _write_reasons(db: Connection, kind: SubjectKind, part: Sequence[Unit | Person]) -> None:
    _forget_reasons(db, kind, [one.id for one in part])
    named = [
        {"kind": kind, "code": code, "id": one.id} for one in part for code in named_reasons(one)
    ]
    if named:
        write_all(db, insert(REASON), named)


def _forget_reasons(db: Connection, kind: SubjectKind, ids: Sequence[int]) -> None:
    db.execute(delete(REASON).where(REASON.c.kind == kind, among(REASON.c.id, ids)))


def _put(db: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert or update; columns not given (the pending ones) keep their values."""
    if rows:
        new = upsert(table)
        given = {name: new.excluded[name] for name in rows[0] if name != "id"}
        write_all(db, new.on_conflict_do_update(index_elements=["id"], set_=given), rows)


def _remove(db: Connection, kind: SubjectKind, ids: Sequence[int]) -> None:
    if not ids:
        return
    for table in (NARROW[kind], BODY[kind]):
        db.execute(delete(table).where(among(table.c.id, ids)))
    _forget_reasons(db, kind, ids)
    index = SEARCH[kind]
    gone = delete(index).where(index.c.rowid == bindparam("number"))
    write_all(db, gone, [{"number": number} for number in ids])


def _row(record: Unit | Person) -> dict[str, Any]:
    return _unit_row(record) if isinstance(record, Unit) else _person_row(record)


def _unit_row(unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.id,
        "version": unit.version,
        "name": unit.form.name_zh,
        "sort": spelling.sort_key(unit.form.name_zh),
        "credit_code": unit.form.credit_code,
        "unit_class": str(unit.unit_class),
        "review_place": unit.review_place,
        "count_place": unit.count_place,
        "submitted_at": milliseconds(unit.submitted_at),
        "review": str(unit.review),
        "lane": str(unit_lane(unit)),
        "automatic": int(unit.automatic),
        "spot": str(spot(unit)),
        "returning": int(unit.returning),
        "resubmitted": int(resubmitted(unit)),
        "persons": unit.persons,
        "persons_unsubmitted": unit.persons_unsubmitted,
        "persons_unpaid": unit.persons_unpaid,
        "persons_paid": unit.persons_paid,
        "assigned_to": unit.assigned_to,
        "assigned_name": unit.assigned_name,
        **_finding_of(unit),
    }


def _person_row(person: Person) -> dict[str, Any]:
    form = person.form
    return {
        "id": person.id,
        "version": person.version,
        "unit_id": person.unit_id,
        "name": form.name,
        "sort": spelling.sort_key(form.name),
        "review_place": person.review_place,
        "count_place": person.count_place,
        "submitted_at": milliseconds(person.submitted_at),
        "review": str(person.review),
        "lane": str(person_lane(person)),
        "payment": str(person.payment),
        "check": str(person.check),
        "badge": str(person.badge),
        "label": form.label,
        "region_type": str(form.region_type),
        "entry_date": form.entry_date,
        "reuse": int(form.reuse),
        "added_late": int(person.added_late),
        "resubmitted": int(resubmitted(person)),
        "fee_fen": person.fee_fen,
        "assigned_to": person.assigned_to,
        "assigned_name": person.assigned_name,
        **_finding_of(person),
        "number_masked": person.number_masked,
        "free_place": str(person.free_place),
        "quota": person.quota or None,
        "rank": person.rank,
        **_photo_of(person),
    }


def _photo_of(person: Person) -> dict[str, Any]:
    found = [one for one in person.findings if one.rule in PHOTO_RULES]
    one = worst(found)
    return {
        "photo": person.photo,
        "photo_before": person.before.photo if person.before is not None else "",
        "photo_former": person.former_photo,
        "photo_verdict": verdict_of(person.photo_word),
        "photo_finding": one.rule if one else "",
        "photo_risk": risk(found),
        "photo_checked": int(person.photo_checked),
        "eyes": ",".join(map(str, person.eyes)),
    }


def _finding_of(record: Unit | Person) -> dict[str, Any]:
    one = worst(record.findings)
    return {"finding": one.rule if one else "", "risk": risk(record.findings)}


def _phone(typed: str) -> tuple[str, str]:
    """Whole and its last four, without what people write between the digits."""
    digits = "".join(filter(str.isalnum, typed)).lower()
    return digits, digits[-4:]


def _said(record: Unit | Person) -> str:
    """What a record is found by. Document numbers: only the last four, the rest is masked."""
    if isinstance(record, Unit):
        form = record.form
        return " ".join(
            (
                spelling.search_tokens(form.name_zh),
                form.credit_code.lower(),
                *_phone(form.contact_phone),
                form.name_en.lower(),
            )
        )
    return f"{spelling.search_tokens(record.form.name)} {record.number_masked[-4:].lower()}"
