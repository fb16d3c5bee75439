"""候补: places that were released or brought go to those who wait for them, in their order.

In transactions of its own behind the one that freed them, by the same order of locks as everybody:
whatever comes in between, the next look finds what is still to be done. Served are those ranked by
hand, by their rank, then the others by submission; ids settle what is left.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine, TextClause, select, text
from sqlalchemy.exc import DBAPIError

from ciie_admin.domain.edition import Edition, free_labels
from ciie_admin.domain.free_places import served
from ciie_admin.domain.persons import Person
from ciie_admin.domain.quotas import QuotaNode, left
from ciie_admin.domain.states import FreePlace
from ciie_admin.server import (
    audit,
    effects,
    feed,
    locking,
    mishaps,
    placing,
    quota_book,
    records,
    rows,
)
from ciie_admin.server.audit import Act
from ciie_admin.server.docket import places_of
from ciie_admin.server.feed import Moved
from ciie_admin.server.quota_book import QuotaBook
from ciie_admin.server.records import EDITIONS, PERSONS, among

PART = 500
"""Persons one transaction serves."""
DUE = text("""
SELECT id, quota FROM (
  SELECT p.id, p.quota, q.received - q.allotted - q.reserved - q.used - q.leased AS free,
    row_number() OVER (PARTITION BY p.quota ORDER BY p.rank = 0, p.rank, p.submitted_at, p.id) AS n
  FROM person p JOIN quota q ON q.edition_id = p.edition_id AND q.id = p.quota
  WHERE p.edition_id = :edition AND p.free_place = 'waiting'
    AND q.received > q.allotted + q.reserved + q.used + q.leased) line
WHERE n <= free ORDER BY n, id LIMIT :part
""")
ASTRAY = text("""
SELECT p.id, p.quota FROM person p LEFT JOIN quota own ON own.edition_id = p.edition_id
  AND own.id = (p.unit_id << 8) | (p.quota & 254) | 1
WHERE p.edition_id = :edition AND p.free_place = 'waiting'
  AND (p.quota & 1 = 1) <> (coalesce(own.received, 0) > 0)
ORDER BY p.id LIMIT :part
""")
"""Who waits where they no longer draw: the unit has got places of its own, or lost all of them."""
UNPLACED = text("""
SELECT p.id, p.quota FROM person p JOIN unit u ON u.id = p.unit_id
WHERE p.edition_id = :edition AND p.free_place = 'none' AND p.submitted_at IS NOT NULL
  AND p.form ->> 'label' = ANY (:labels) AND p.check NOT IN ('failed', 'cancelled')
  AND p.review NOT IN ('returned', 'advised_against') AND u.review NOT IN ('rejected', 'cancelled')
ORDER BY p.id LIMIT :part
""")
"""Of a server older than places: all others ask for theirs with what they do."""
log = logging.getLogger("ciie.waiting")
Pair = tuple[Person, Person]
"""A person before and after."""
Held = Mapping[int, Person]
Line = Sequence[tuple[int, int]]
"""Persons, and the account each waits at."""
Way = Callable[[QuotaBook, Held, Line], list[Pair]]


def serve_after(engine: Engine, book: QuotaBook | None) -> None:
    """Behind a transaction: where it left places for somebody who waits. Any thread.

    What goes wrong here has cost nobody anything: the next look comes by itself.
    """
    if book is None or not _freed(book):
        return
    try:
        serve(engine, book.edition.id, book.now)
    except DBAPIError as error:
        log.warning("waiting list put off: %s", type(error.orig).__name__)


def sweep(engine: Engine, now: datetime) -> int:
    """All editions, for what a crash left behind; how many were served."""
    with engine.connect() as db:
        editions = db.execute(select(EDITIONS.c.id)).scalars().all()
    served = 0
    for edition in editions:
        try:
            served += serve(engine, edition, now)
        except Exception as error:  # noqa: BLE001 - the lines of other editions go on
            mishaps.note(error)
    return served


def catch_up(engine: Engine, now: datetime) -> None:
    """Once, at the start: whoever wants a place of this fair and never asked stands in line."""
    with engine.connect() as db:
        edition = db.execute(select(EDITIONS.c.id).where(EDITIONS.c.signs_in)).scalar()
    if edition is not None:
        _all(engine, edition, now, UNPLACED, _gathered)


def serve(engine: Engine, edition_id: int, now: datetime) -> int:
    """Until nobody is left who could be; how many were. A closed edition stays as it is."""
    _all(engine, edition_id, now, ASTRAY, _gathered)
    return _all(engine, edition_id, now, DUE, _served)


def _all(engine: Engine, edition_id: int, now: datetime, query: TextClause, act: Way) -> int:
    """Round by round, until one has nothing to do."""
    count = 0
    while True:
        with engine.begin() as db:
            edition = records.edition(db, edition_id)
            done = 0 if edition.closed else _round(db, edition, now, query, act)
        count += done
        if not done:
            return count


def _freed(book: QuotaBook) -> bool:
    changed = book.changed()
    if any(one.waiting and left(one) > 0 for _, one in changed):
        return True
    return any(
        one.node is QuotaNode.UNIT and bool(before.received) is not bool(one.received)
        for before, one in changed
    )


def _round(db: Connection, edition: Edition, now: datetime, query: TextClause, act: Way) -> int:
    """Whoever is in line by what is known is locked; who gets something is read once more then, as
    nobody comes before them any more.
    """
    wanted = _line(db, edition, query)
    if not wanted:
        return 0
    persons = _held(db, edition, [number for number, _ in wanted])
    accounts = quota_book.candidates(db, edition, persons.values())
    book = quota_book.open_book(db, edition, accounts, now)
    pairs = act(book, persons, _line(db, edition, query))
    _write(db, book, pairs)
    return len(pairs)


def _line(db: Connection, edition: Edition, query: TextClause) -> list[tuple[int, int]]:
    """Persons and the account each waits at."""
    labels = [one.id for one in free_labels(edition)]
    found = db.execute(query, {"edition": edition.id, "part": PART, "labels": labels})
    return [(number, account) for number, account in found]


def _held(db: Connection, edition: Edition, ids: Sequence[int]) -> dict[int, Person]:
    owners = db.execute(select(PERSONS.c.unit_id).where(among(PERSONS.c.id, ids))).scalars()
    locking.lock_units(db, sorted(set(owners)), edition.id)
    return locking.lock_persons(db, ids, edition.id)


def _gathered(book: QuotaBook, persons: Held, line: Line) -> list[Pair]:
    """Into the line of the account they draw on now; a rank they had was of another one."""
    pairs: list[Pair] = []
    for number, account in line:
        person = persons.get(number)
        quota = book.drawn_on(person) if person else None
        if person is not None and quota is not None and quota.id != account:
            waits = replace(person, free_place=FreePlace.WAITING, quota=quota.id, rank=0)
            pairs.append((person, waits))
    return pairs


def _served(book: QuotaBook, persons: Held, line: Line) -> list[Pair]:
    """Whoever is met in line without being held keeps all behind waiting until the next look."""
    pairs: list[Pair] = []
    stopped: set[int] = set()
    for number, account in line:
        person, quota = persons.get(number), book.account(account)
        if person is None or quota is None:
            stopped.add(account)
        elif account not in stopped:
            pairs.append((person, replace(person, **served(person, quota))))
    return pairs


def _write(db: Connection, book: QuotaBook, pairs: Sequence[Pair]) -> None:
    units = records.units(db, {one.unit_id for one, _ in pairs})
    persons: list[Person] = []
    for before, after in pairs:
        book.person_moved(before, after)
        moment = placing.since(before, book.now)
        told = placing.told(before, after, moment)
        review = units[before.unit_id].review
        paid = effects.followed(told, review, book.edition, moment) or told
        persons.append(replace(paid, version=before.version + 1))
    rows.update_all(db, persons, rows.PERSON_VERDICT)
    moved = {Moved(place, "person", one.id) for one in persons for place in places_of(one)}
    moved |= book.write(db)
    if moved:
        feed.announce(db, book.edition.id, sorted(moved))
    acts = [_act(before, one, book.now) for (before, _), one in zip(pairs, persons, strict=True)]
    audit.append(db, book.edition.id, acts)


def _act(before: Person, after: Person, at: datetime) -> Act:
    said = after.history[len(before.history) :]
    what = said[0].what if said else "place_waiting"
    moment = placing.since(after, at)
    return Act(moment, "reception", None, None, None, what, "person", after.id)
