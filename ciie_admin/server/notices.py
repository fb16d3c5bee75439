"""Messages to registrants: queued with their cause, sent later; sending is simulated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Table, insert, select, update

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.evidence import Evidence
from ciie_admin.domain.letters import Matter, in_english, letter, pictured
from ciie_admin.domain.states import UnitClass
from ciie_admin.server import records
from ciie_admin.server.account_tables import NoticeRow, RegistrantRow
from ciie_admin.server.records import PERSONS, UNITS
from ciie_admin.wire.codec import adapter

NOTICES: Table = NoticeRow.__table__  # type: ignore[assignment]
REGISTRANTS: Table = RegistrantRow.__table__  # type: ignore[assignment]
AT_ONCE = 500
"""Messages one call sends."""
LETTERS = frozenset({"returned", "rejected", "person_returned"})
"""What one message tells together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to tell a unit; `template` names a text of the edition's notices."""

    unit: int
    unit_class: UnitClass
    template: str
    person: int | None = None
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    message: str = ""
    operation: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A notice as it would leave: `address` is a phone number or an e-mail address."""

    id: int
    channel: str
    address: str
    text: str
    persons: tuple[int, ...] = ()
    """Whose photo goes with it, marked; it is made when the registrant asks for it."""


def channels(unit_class: UnitClass) -> tuple[str, ...]:
    """SMS for domestic units, e-mail for all (seed 003, IX)."""
    return ("email",) if in_english(unit_class) else ("sms", "email")


def queue(db: Connection, edition_id: int, now: datetime, wanted: Sequence[Notice]) -> None:
    """Belongs to the transaction of the cause, so that nothing is announced that did not happen."""
    rows = [
        {
            "edition_id": edition_id,
            "unit_id": one.unit,
            "person_id": one.person,
            "channel": channel,
            "template": one.template,
            "facts": {
                "reasons": list(one.reasons),
                "evidence": records.as_json_list(one.evidence),
                "message": one.message,
            },
            "queued_at": now,
            "operation_id": one.operation,
        }
        for one in wanted
        for channel in channels(one.unit_class)
    ]
    if rows:
        db.execute(insert(NOTICES), rows)


def send_waiting(db: Connection, now: datetime) -> tuple[Message, ...]:
    """Send the oldest waiting messages; returns what went out.

    Two senders never send the same one. A message whose edition has no text for it, or whose unit
    gave no address for its channel, counts as done and is not returned.
    """
    waiting = (
        select(NOTICES)
        .where(NOTICES.c.sent_at.is_(None))
        .order_by(NOTICES.c.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    found = db.execute(waiting).mappings().all()
    if not found:
        return ()
    done = update(NOTICES).where(NOTICES.c.id.in_([one["id"] for one in found]))
    db.execute(done.values(sent_at=now))
    editions = {key: records.edition(db, key) for key in {one["edition_id"] for one in found}}
    addressed = _addressees(db, found)
    made = (_message(part, editions, addressed) for part in _together(found))
    return tuple(one for one in made if one is not None)


def _together(found: Sequence[RowMapping]) -> list[list[RowMapping]]:
    """What goes out as one message: all that was returned or rejected of one unit, of each record
    only what was said last; everything else by itself.
    """
    parts: dict[tuple[object, ...], dict[object, RowMapping]] = {}
    for one in found:
        joined = one["template"] in LETTERS
        key = (one["edition_id"], one["unit_id"], one["channel"]) if joined else (one["id"],)
        parts.setdefault(key, {})[one["person_id"]] = one
    return [list(part.values()) for part in parts.values()]


def _addressees(db: Connection, found: Sequence[RowMapping]) -> dict[int, RowMapping]:
    """Unit name, person name and addresses by notice."""
    query = (
        select(
            NOTICES.c.id,
            UNITS.c.unit_class,
            UNITS.c.form["name_zh"].astext.label("name_zh"),
            UNITS.c.form["name_en"].astext.label("name_en"),
            UNITS.c.form["contact_phone"].astext.label("contact_phone"),
            PERSONS.c.form["name"].astext.label("person"),
            REGISTRANTS.c.phone,
            REGISTRANTS.c.email,
        )
        .join(UNITS, UNITS.c.id == NOTICES.c.unit_id)
        .outerjoin(PERSONS, PERSONS.c.id == NOTICES.c.person_id)
        .outerjoin(REGISTRANTS, REGISTRANTS.c.id == UNITS.c.registrant_id)
        .where(NOTICES.c.id.in_([one["id"] for one in found]))
    )
    return {row["id"]: row for row in db.execute(query).mappings()}


def _message(
    part: Sequence[RowMapping], editions: Mapping[int, Edition], known: Mapping[int, RowMapping]
) -> Message | None:
    notice = part[0]
    edition, to = editions[notice["edition_id"]], known[notice["id"]]
    phone = to["phone"] or to["contact_phone"]
    address = phone if notice["channel"] == "sms" else to["email"]
    english = in_english(to["unit_class"])
    matters = [_matter(one, known[one["id"]]) for one in part]
    name = (to["name_en"] if english else to["name_zh"]) or to["name_zh"]
    text = letter(edition, name, matters, english=english)
    if text is None or not address:
        return None
    channel = notice["channel"]
    photos = pictured(edition, matters) if channel == "email" else ()
    persons = tuple(one.person for one in photos)
    return Message(id=notice["id"], channel=channel, address=address, text=text, persons=persons)


def last_told(db: Connection, unit: int) -> list[Matter]:
    """Of the unit and of each person what was returned or rejected last, whatever became of it."""
    query = (
        select(NOTICES, PERSONS.c.form["name"].astext.label("person"))
        .outerjoin(PERSONS, PERSONS.c.id == NOTICES.c.person_id)
        .where(
            NOTICES.c.unit_id == unit,
            NOTICES.c.channel == "email",
            NOTICES.c.template.in_(sorted(LETTERS)),
        )
        .order_by(NOTICES.c.id)
    )
    rows = {row["person_id"]: row for row in db.execute(query).mappings()}
    return [_matter(row, row) for row in rows.values()]


def _matter(notice: RowMapping, to: RowMapping) -> Matter:
    facts: dict[str, Any] = notice["facts"]
    evidence = adapter(tuple[Evidence, ...]).validate_python(facts.get("evidence", ()))
    return Matter(
        template=notice["template"],
        person=to["person"] or "",
        reasons=tuple(facts["reasons"]),
        evidence=evidence,
        words=facts["message"],
        number=notice["person_id"] or 0,
    )
