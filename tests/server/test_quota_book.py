"""The book of free-badge accounts: what persons do to it, and what the database itself refuses."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from ciie_admin.domain.persons import Person
from ciie_admin.domain.quotas import Quota, QuotaLease, QuotaNode, quota_id
from ciie_admin.domain.states import FreePlace
from ciie_admin.server import quota_book, records
from ciie_admin.server.quota_book import QuotaBook
from tests.domain.samples import NOW
from tests.fixtures.editions import JINPU, small_edition
from tests.fixtures.records import person_form, plant_person, plant_unit

PLACE = quota_id(QuotaNode.PLACE, JINPU, 1)
P = FreePlace


def planted(engine: Engine, received: int, of_unit: int = 0) -> tuple[Person, int]:
    """A person with a VIP badge at Jinpu, whose account and that of the unit have so many."""
    with engine.begin() as db:
        unit = plant_unit(db)
        number = plant_person(db, unit, form=person_form(label="vip"))
        person = records.persons(db, [number])[number]
        own = quota_id(QuotaNode.UNIT, unit, 1)
        book = quota_book.open_book(db, small_edition(), (PLACE, own), NOW)
        book.put(replace(book.accounts[PLACE], received=received))
        book.put(replace(book.accounts[own], received=of_unit))
        book.write(db)
    return person, own


def opened(db: Any, *persons: Person) -> QuotaBook:
    wanted = quota_book.candidates(db, small_edition(), persons)
    return quota_book.open_book(db, small_edition(), wanted, NOW)


def stands(book: QuotaBook, number: int) -> tuple[int, ...]:
    quota = book.accounts[number]
    return (quota.waiting, quota.reserved, quota.used, quota.leased)


def test_a_person_takes_uses_and_gives_back_a_place(database: Engine) -> None:
    person, own = planted(database, 2)
    with database.begin() as db:
        book = opened(db, person)
        there = book.drawn_on(person)
        assert there is not None
        assert there.id == PLACE
        steps = [
            (P.WAITING, PLACE, (1, 0, 0, 0)),
            (P.RESERVED, PLACE, (0, 1, 0, 0)),
            (P.USED, PLACE, (0, 0, 1, 0)),
            (P.RESERVED, PLACE, (0, 1, 0, 0)),
            (P.NONE, 0, (0, 0, 0, 0)),
            (P.USED, PLACE, (0, 0, 1, 0)),
            (P.WAITING, own, (0, 0, 0, 0)),
        ]
        for place, number, found in steps:
            after = replace(person, free_place=place, quota=number)
            book.person_moved(person, after)
            assert stands(book, PLACE) == found
            person = after
        assert stands(book, own) == (1, 0, 0, 0)
        assert {one.id for one in book.write(db)} == {PLACE, own}
    with database.connect() as db:
        lines = db.execute(text("SELECT act, change, left_after FROM quota_entry ORDER BY id"))
        assert [tuple(one) for one in lines] == [
            ("reserve", -1, 1),
            ("use", 0, 1),
            ("reserve", 0, 1),
            ("release", 1, 2),
            ("use", -1, 1),
            ("release", 1, 2),
        ]
        assert records.persons(db, [person.id])[person.id].free_place is P.NONE, "not the book's"
        versions = db.execute(text("SELECT id, version FROM quota ORDER BY version"))
        assert [tuple(one) for one in versions] == [(own, 1), (PLACE, 2)]


def test_a_place_that_is_not_there_is_not_taken(database: Engine) -> None:
    """But by the device that has set it aside."""
    person, own = planted(database, 1, of_unit=1)
    lease = QuotaLease(id=uuid4(), by=1, by_name="李经办", count=1, until=NOW + timedelta(days=1))
    with database.begin() as db:
        book = opened(db, person)
        there = book.drawn_on(person)
        assert there is not None
        assert there.id == own, "the unit has places of its own"
        book.devices[lease.id] = device = uuid4()
        book.put(replace(there, leased=1, leases=(lease,)))
        after = replace(person, free_place=P.RESERVED, quota=own)
        before = dict(book.accounts)
        sits = replace(person, free_place=P.WAITING, quota=PLACE)
        for earlier in (person, sits):
            with pytest.raises(ValueError, match="no place left"):
                book.person_moved(earlier, after)
        assert book.accounts == before
        assert book.lease_of(own, uuid4()) is None
        book.person_moved(person, after, lease=book.lease_of(own, device))
        assert stands(book, own) == (0, 1, 0, 0)
        book.write(db)
        assert db.execute(text("SELECT count(*) FROM quota_lease")).scalar_one() == 0


def test_an_account_nothing_was_done_with_has_no_row(database: Engine) -> None:
    nowhere = [quota_id(QuotaNode.UNIT, 77, 1), quota_id(QuotaNode.PLACE, JINPU, 9)]
    with database.begin() as db:
        book = quota_book.open_book(db, small_edition(), (PLACE, *nowhere), NOW)
        assert book.account(PLACE) == Quota(
            id=PLACE,
            label="vip",
            node=QuotaNode.PLACE,
            node_id=JINPU,
            parent=quota_id(QuotaNode.PLACE, 2, 1),
            place=JINPU,
        )
        assert [book.account(one) for one in nowhere] == [None, None]
        assert book.write(db) == set()
    with database.connect() as db:
        assert db.execute(text("SELECT count(*) FROM quota")).scalar_one() == 0


@pytest.mark.parametrize(
    "change",
    [
        *(f"{name} = -1" for name in ("received", "allotted", "reserved", "used", "leased")),
        "waiting = -1",
        "allotted = 6",
        "reserved = 2, used = 2, leased = 2",
    ],
)
def test_the_database_refuses_what_cannot_be(database: Engine, change: str) -> None:
    planted(database, 5)
    with pytest.raises(IntegrityError, match="ck_quota_"), database.begin() as db:
        db.execute(text(f"UPDATE quota SET {change} WHERE id = :id"), {"id": PLACE})  # noqa: S608


def test_the_ledger_only_grows(database: Engine) -> None:
    for act in ("UPDATE quota_entry SET change = 0", "DELETE FROM quota_entry"):
        with pytest.raises(DBAPIError, match="only grows"), database.begin() as db:
            db.execute(text(act))
