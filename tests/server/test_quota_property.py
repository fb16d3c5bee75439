"""Whatever is moved, set aside, taken and given back, by whomever and in whatever order: no place
is made, lost or promised twice. The database is asked by plain SQL.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine, insert, text
from uuid6 import uuid7

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.quota_commands import LeaseQuota, MoveQuota, QuotaCommand, ReturnQuota
from ciie_admin.domain.quotas import QuotaNode, quota_id, within
from ciie_admin.domain.states import FreePlace
from ciie_admin.server import (
    deciding,
    feed,
    quota_book,
    quota_leases,
    quota_moves,
    records,
    rows,
)
from ciie_admin.server.deciding import DEVICES, Caller
from ciie_admin.wire.messages import Operation, Subject, Verdict
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import (
    CENTRE,
    DALIAN,
    EDITION,
    JINPU,
    SHANGHAI,
    ZHONGSHAN,
    small_edition,
    small_tree,
)
from tests.fixtures.records import person_form, plant_person, plant_unit
from tests.fixtures.server import LOGINS, Account, Server
from tests.fixtures.soaking import rounds

Fresh = Callable[[], AbstractContextManager[Engine]]
P = FreePlace
START = datetime(2024, 9, 10, tzinfo=UTC)
PATHS = {one.id: one.path for one in small_tree()}
AT_WORK = ("centre.admin", "dalian.head", "jinpu.clerk", "jinpu.clerk", "shanghai.head")
"""Who moves places; one of them on two computers."""
PLACES = tuple(
    quota_id(QuotaNode.PLACE, one, 1) for one in (CENTRE, DALIAN, JINPU, ZHONGSHAN, SHANGHAI)
)
WRONG = """
SELECT 'oversold' AS what, id FROM quota WHERE least(received, allotted, reserved, used, leased,
  waiting) < 0 OR used + reserved + leased + allotted > received
UNION ALL SELECT 'not received below', q.id FROM quota q
  WHERE allotted <> (SELECT coalesce(sum(received), 0) FROM quota c WHERE c.parent = q.id)
UNION ALL SELECT 'given by nobody', id FROM quota c WHERE received > 0 AND parent <> 0
  AND NOT EXISTS (SELECT 1 FROM quota q WHERE q.id = c.parent)
UNION ALL SELECT 'not in the ledger', q.id FROM quota q WHERE (received, allotted, reserved, used,
  leased, received - allotted - reserved - used - leased) <> (SELECT
    coalesce(sum(e.received), 0), coalesce(sum(e.allotted), 0), coalesce(sum(e.reserved), 0),
    coalesce(sum(e.used), 0), coalesce(sum(e.leased), 0), coalesce(sum(e.change), 0)
  FROM quota_entry e WHERE e.account = q.id)
UNION ALL SELECT 'balance runs off', account FROM (SELECT account, left_after,
    sum(change) OVER (PARTITION BY account ORDER BY id) AS balance FROM quota_entry) e
  WHERE left_after <> balance
UNION ALL SELECT 'leases do not add up', q.id FROM quota q
  WHERE leased <> (SELECT coalesce(sum(count), 0) FROM quota_lease l WHERE l.quota = q.id)
UNION ALL SELECT 'persons do not add up', q.id FROM quota q WHERE (waiting, reserved, used)
  <> (SELECT count(*) FILTER (WHERE free_place = 'waiting'),
    count(*) FILTER (WHERE free_place = 'reserved'), count(*) FILTER (WHERE free_place = 'used')
  FROM person p WHERE p.quota = q.id)
UNION ALL SELECT 'never told', q.id FROM quota q WHERE version < 1 OR NOT EXISTS (
  SELECT 1 FROM change c WHERE c.kind = 'quota' AND c.record_id = q.id AND c.place_id = q.place
    AND NOT c.gone)
UNION ALL SELECT 'hangs elsewhere', q.id FROM quota q JOIN unit ON unit.id = q.node_id
  WHERE q.node = 'unit' AND q.place <> unit.review_place
"""


class Quotas(RuleBasedStateMachine):
    """Each rule is one page, one round or one person, in a transaction of its own."""

    def __init__(self, fresh: Fresh, accounts: dict[str, Account]) -> None:
        super().__init__()
        self.opened = fresh()
        self.engine = self.opened.__enter__()
        self.now = START
        self.used: dict[UUID, int] = {}
        self.callers = [self.caller(accounts[login], login) for login in AT_WORK]

    def teardown(self) -> None:
        self.opened.__exit__(None, None, None)

    def caller(self, who: Account, login: str) -> Caller:
        device = uuid4()
        with self.engine.begin() as db:
            db.execute(insert(DEVICES), [{"id": device, "account_id": who.id}])
        _, role, place = LOGINS[login]
        actor = Actor(account=who.id, name=who.name, role=role, path=PATHS[place])
        return Caller(actor=actor, device=device, edition=EDITION)

    @initialize()
    def begin(self) -> None:
        with self.engine.begin() as db:
            self.units = [
                plant_unit(db, n, place) for n, place in enumerate((JINPU, JINPU, DALIAN))
            ]
            vip = person_form(label="vip")
            self.persons = [plant_person(db, self.units[n % 3], n, form=vip) for n in range(6)]
        own = [quota_id(QuotaNode.UNIT, one, 1) for one in self.units]
        self.accounts = (*PLACES, *own)
        for account, count in zip(self.accounts, (30, 20, 9, 3, 5, 3, 1, 1), strict=True):
            who = 0 if account in (PLACES[0], PLACES[1], PLACES[4]) else 1
            (verdict,) = self.page(who, (account, MoveQuota(count=count, was=0)))
            assert verdict.kind == "accepted", verdict

    def page(self, who: int, *wanted: tuple[int, QuotaCommand]) -> tuple[Verdict, ...]:
        caller = self.callers[who]
        operations = []
        for account, command in wanted:
            self.used[caller.device] = n = self.used.get(caller.device, 0) + 1
            operations.append(self.operation(caller, account, command, n))
        self.now += timedelta(minutes=5)
        return deciding.settle(self.engine, caller, operations, self.now)

    def operation(self, caller: Caller, account: int, command: QuotaCommand, n: int) -> Operation:
        return Operation(
            id=uuid7(),
            subject=Subject(kind="quota", id=account),
            command=command,
            author=caller.actor.account,
            device=caller.device,
            n=n,
            at=self.now,
            seen="",
            batch=uuid7(),
        )

    def received(self) -> dict[int, int]:
        with self.engine.connect() as db:
            rows = db.execute(text("SELECT id, received FROM quota"))
            return {row.id: row.received for row in rows}

    @rule(
        who=st.integers(0, 4),
        wanted=st.lists(
            st.tuples(st.integers(0, 7), st.integers(-9, 9), st.none() | st.integers(0, 7)),
            min_size=1,
            max_size=4,
        ),
    )
    def move(self, who: int, wanted: list[tuple[int, int, int | None]]) -> None:
        """In one page; the later ones of an account name a total that is not true any more."""
        was = self.received()
        self.page(
            who,
            *(
                (
                    self.accounts[number],
                    MoveQuota(
                        count=count,
                        was=was.get(self.accounts[number], 0),
                        other=None if other is None else self.accounts[other],
                    ),
                )
                for number, count, other in wanted
            ),
        )

    @rule(who=st.integers(0, 4), number=st.integers(1, 7), count=st.integers(1, 9))
    def give(self, who: int, number: int, count: int) -> None:
        """Refused for want of places exactly where there are fewer than left and set aside."""
        account = self.accounts[number]
        before = self.received().get(account, 0)
        with self.engine.begin() as db:
            book = quota_book.open_book(db, small_edition(), self.accounts, self.now)
            giver = book.accounts[book.accounts[account].parent]
            there = within(giver, book.lease_of(giver.id, self.callers[who].device))
            book.write(db)
        (verdict,) = self.page(who, (account, MoveQuota(count=count, was=before)))
        if verdict.kind == "accepted":
            assert count <= there
        elif getattr(verdict, "code", "") == "quota_short":
            assert count > there

    @rule(who=st.integers(0, 4), number=st.integers(0, 7), count=st.integers(1, 5))
    def lease(self, who: int, number: int, count: int) -> None:
        wish = LeaseQuota(count=count, until=self.now + timedelta(days=2))
        self.page(who, (self.accounts[number], wish))

    @rule(who=st.integers(0, 4), draw=st.integers(0, 9))
    def hand_back(self, who: int, draw: int) -> None:
        with self.engine.connect() as db:
            found = db.execute(text("SELECT id, quota FROM quota_lease ORDER BY id")).all()
        if found:
            key, account = found[draw % len(found)]
            self.page(who, (account, ReturnQuota(lease=key)))

    @rule(hours=st.integers(1, 60), who=st.integers(0, 4))
    def later(self, hours: int, who: int) -> None:
        self.now += timedelta(hours=hours)
        quota_leases.hand_back(self.engine, self.callers[who].device, self.now)
        quota_leases.sweep(self.engine, self.now)
        with self.engine.connect() as db:
            over = "SELECT count(*) FROM quota_lease WHERE until <= :now AND (device_id = :device"
            whole = text(f"{over} OR until + interval '48 hours' <= :now)")
            asked = {"now": self.now, "device": self.callers[who].device}
            assert db.execute(whole, asked).scalar_one() == 0

    @rule(who=st.integers(0, 4), draw=st.integers(0, 5), place=st.sampled_from(P))
    def person(self, who: int, draw: int, place: FreePlace) -> None:
        """Takes a place where it draws on, waits or gives back."""
        with self.engine.begin() as db:
            before = records.persons(db, [self.persons[draw]])[self.persons[draw]]
            wanted = quota_book.candidates(db, small_edition(), [before])
            book = quota_book.open_book(db, small_edition(), wanted, self.now)
            there = book.drawn_on(before)
            assert there is not None
            number = there.id if place is not P.NONE else 0
            after = replace(before, free_place=place, quota=number, version=before.version + 1)
            lease = book.lease_of(number, self.callers[who].device)
            try:
                book.person_moved(before, after, lease=lease)
            except ValueError:
                db.rollback()
                return
            rows.update_all(db, [after], rows.PERSON_VERDICT)
            feed.announce(db, EDITION, sorted(book.write(db)))

    @rule(draw=st.integers(0, 2), place=st.sampled_from((JINPU, ZHONGSHAN, SHANGHAI)))
    def unit_moves(self, draw: int, place: int) -> None:
        """And its persons with it, who have to ask anew there."""
        with self.engine.begin() as db:
            unit = records.units(db, [self.units[draw]])[self.units[draw]]
            own = [one for n, one in enumerate(self.persons) if n % 3 == draw]
            persons = records.persons(db, own).values()
            wanted = quota_moves.accounts_of_units(small_edition(), [unit])
            wanted |= quota_book.candidates(db, small_edition(), persons, [unit.id])
            book = quota_book.open_book(db, small_edition(), wanted, self.now)
            gone = [replace(one, free_place=P.NONE, quota=0, review_place=place) for one in persons]
            for before, after in zip(persons, gone, strict=True):
                book.person_moved(before, after)
            quota_moves.leave_behind(book, unit.id, place)
            rows.update_all(db, gone, (*rows.PERSON_VERDICT, "review_place"))
            rows.update_all(db, [replace(unit, review_place=place)], ("review_place",))
            feed.announce(db, EDITION, sorted(book.write(db)))

    @invariant()
    def nothing_is_wrong(self) -> None:
        with self.engine.connect() as db:
            assert db.execute(text(WRONG)).all() == []


def test_I20_no_place_is_made_lost_or_promised_twice(
    fresh_database: Fresh, accounts: dict[str, Account]
) -> None:
    run(fresh_database, accounts, examples=6)


@pytest.mark.soak
def test_I20_no_place_is_made_lost_or_promised_twice_for_long(
    fresh_database: Fresh, accounts: dict[str, Account]
) -> None:
    run(fresh_database, accounts, examples=rounds(short=40, full=300))


def run(fresh: Fresh, accounts: dict[str, Account], examples: int) -> None:
    def machine() -> Quotas:
        return Quotas(fresh, accounts)

    run_state_machine_as_test(
        machine,  # type: ignore[arg-type]
        settings=settings(
            max_examples=examples,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


CLIENTS = 16


def test_sixteen_want_the_last_place(server: Server) -> None:
    """On accounts that were opened by nobody yet, and on one and the same."""
    with server.engine.begin() as db:
        units = [plant_unit(db, number, DALIAN) for number in range(CLIENTS)]
        now = datetime.now(UTC)
        quota_moves.grant(db, small_edition(), "vip", CLIENTS, now)
    admin, centre = Clerk(server, "centre.admin"), PLACES[0]
    assert decided(admin, PLACES[1], 1) == "accepted"
    logins = ("dalian.head", "dalian.clerk")
    clerks = [Clerk(server, logins[number % 2]) for number in range(CLIENTS)]
    own = [quota_id(QuotaNode.UNIT, one, 1) for one in units]
    said = together([partial(decided, c, a, 1) for c, a in zip(clerks, own, strict=True)])
    assert sorted(said) == ["accepted", *["quota_short"] * (CLIENTS - 1)]
    same = [Clerk(server, "centre.admin") for _ in range(CLIENTS)]
    said = together([partial(decided, one, PLACES[4], 1) for one in same])
    assert sorted(said) == ["accepted", *["quota_changed"] * (CLIENTS - 1)]
    with server.engine.connect() as db:
        assert db.execute(text(WRONG)).all() == []
        stands = text("SELECT allotted FROM quota WHERE id = :id")
        assert db.execute(stands, {"id": centre}).scalar_one() == 2


def decided(clerk: Clerk, account: int, count: int) -> str:
    verdict = clerk.exchange(clerk.wish("quota", account, MoveQuota(count=count, was=0))).verdicts[
        0
    ]
    return str(getattr(verdict, "code", verdict.kind))


def together(work: list[Callable[[], str]]) -> list[str]:
    """All at the same moment."""
    gate = Barrier(len(work))

    def one(act: Callable[[], str]) -> str:
        gate.wait()
        return act()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(one, work))
