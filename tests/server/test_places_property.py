"""Registrants, two missions and the accounts of free badges in any order: no place is sold twice,
nobody waits where one is left, nobody is free without one. The oracle is plain SQL and the rules.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine, select, text
from uuid6 import uuid7

from ciie_admin.domain.commands import (
    AdviseAgainst,
    Command,
    PassPerson,
    PassUnit,
    RejectUnit,
    ReopenUnit,
    ReturnPerson,
    ReturnUnit,
    WithdrawPerson,
)
from ciie_admin.domain.free_places import wants_place
from ciie_admin.domain.quota_commands import LeaseQuota, MoveQuota, RankApplicants
from ciie_admin.domain.quotas import QuotaNode, quota_id
from ciie_admin.domain.states import FreePlace, Payment, PersonReview, Step
from ciie_admin.server import deciding, quota_book, records, rows, waiting_list
from ciie_admin.server.records import PERSONS
from ciie_admin.wire.messages import Operation, Subject
from tests.domain.samples import NOW
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import CENTRE, DALIAN, EDITION, JINPU, SHANGHAI, small_edition
from tests.fixtures.quotas import JINPU_VIP, VIP, check_places, give, unit_account
from tests.fixtures.records import person_form, plant_person, plant_unit
from tests.fixtures.server import Account, Server
from tests.fixtures.soaking import rounds
from tests.server.test_intake_property import Intake
from tests.server.test_quota_property import WRONG, together

Fresh = Callable[[], AbstractContextManager[Engine]]
PLACES = tuple(quota_id(QuotaNode.PLACE, one, VIP) for one in (CENTRE, DALIAN, JINPU, SHANGHAI))
PASS = PassPerson(step=Step.FINAL)
WORDS: tuple[Command, ...] = (
    PASS,
    PASS,
    ReturnPerson(reasons=("photo_unfit",)),
    AdviseAgainst(reasons=("not_of_unit",)),
    WithdrawPerson(),
)
VERDICTS: tuple[Command, ...] = (
    PassUnit(step=Step.FIRST),
    PassUnit(step=Step.FINAL),
    ReturnUnit(reasons=("licence_unclear",)),
    RejectUnit(reasons=("not_eligible",)),
)
LOGINS = st.sampled_from(("jinpu.clerk", "dalian.head", "shanghai.head"))


class Places(Intake):
    """All that can happen at the desk, and what the offices do with places and persons."""

    @initialize(count=st.integers(0, 3))
    def begin(self, count: int) -> None:
        """Four want a free badge at 金普新区, where there are fewer places."""
        super().begin()
        for number, places in zip(PLACES, (60, 40, count, 1), strict=True):
            self.say("centre.admin", number, MoveQuota(count=max(1, places), was=0))
        for unit in (0, 0, 1, 2):
            self.add(unit, "vip", now=True)

    def applicant(self, draw: int) -> int:
        """Mostly somebody who has a place or awaits one."""
        with self.engine.connect() as db:
            query = select(PERSONS.c.id).where(PERSONS.c.quota != 0).order_by(PERSONS.c.id)
            ids = db.execute(query).scalars().all()
        return ids[draw % len(ids)] if ids and draw % 3 else self.some("person", draw)

    @rule(draw=st.integers(0, 7), count=st.sampled_from((-2, -1, 1, 2, 3, 5)))
    def move_places(self, draw: int, count: int) -> None:
        number = PLACES[draw % 4] if draw < 6 else unit_account(self.some("unit", draw))
        with self.engine.connect() as db:
            query = text("SELECT received FROM quota WHERE id = :id")
            was = db.execute(query, {"id": number}).scalar_one_or_none() or 0
        self.say("centre.admin", number, MoveQuota(count=count, was=was))

    @rule(login=LOGINS, count=st.integers(1, 2))
    def set_aside(self, login: str, count: int) -> None:
        """Of places that come in beyond those who wait."""
        with self.engine.connect() as db:
            query = text("SELECT received, waiting FROM quota WHERE id = :id")
            was, waiting = db.execute(query, {"id": JINPU_VIP}).one()
        more = MoveQuota(count=waiting + count, was=was)
        self.say("centre.admin", JINPU_VIP, more)
        self.now += timedelta(minutes=7)
        until = self.now + timedelta(days=2)
        self.say(login, JINPU_VIP, LeaseQuota(count=count, until=until))

    @rule(seed=st.integers(0, 99))
    def rank(self, seed: int) -> None:
        """Whoever draws on the account, used places too at times."""
        with self.engine.connect() as db:
            query = select(PERSONS.c.id).where(PERSONS.c.quota == JINPU_VIP)
            ids = sorted(db.execute(query).scalars())
        Random(seed).shuffle(ids)
        if ids:
            self.say("dalian.head", JINPU_VIP, RankApplicants(persons=tuple(ids)))

    @rule(draw=st.integers(0, 20), login=LOGINS, command=st.sampled_from(WORDS))
    def judge_papers(self, draw: int, login: str, command: Command) -> None:
        number = self.applicant(draw)
        if number:
            self.give_word(login, self.operation(login, "person", number, command))

    @rule(draw=st.integers(0, 9))
    def reopen(self, draw: int) -> None:
        number, login = self.some("unit", draw), "dalian.head"
        self.give_word(login, self.operation(login, "unit", number, ReopenUnit(why="材料已补齐")))

    def say(self, login: str, account: int, command: Command) -> None:
        self.used[login] = self.used.get(login, 0) + 1
        one = Operation(
            id=uuid7(), subject=Subject(kind="quota", id=account), command=command,
            author=self.clerks[login].id, device=self.devices[login], n=self.used[login],
            at=self.now, seen="", batch=uuid7(),
        )  # fmt: skip
        self.give_word(login, one)

    def give_word(self, login: str, one: Operation) -> None:
        self.now += timedelta(minutes=7)
        (said,) = deciding.settle(self.engine, self.caller(login), (one,), self.now)
        assert getattr(said, "code", "") != "internal"

    @invariant()
    def no_place_is_sold_twice(self) -> None:
        with self.engine.connect() as db:
            assert db.execute(text(WRONG)).all() == []
            check_places(db)

    @invariant()
    def nobody_waits_where_a_place_is_left(self) -> None:
        assert waiting_list.sweep(self.engine, self.now) == 0
        with self.engine.connect() as db:
            line = {"edition": EDITION, "part": 9}
            assert db.execute(waiting_list.ASTRAY, line).all() == []

    @invariant()
    def who_wants_a_place_has_or_awaits_one_and_is_free_by_it(self) -> None:
        with self.engine.connect() as db:
            persons = records.persons(db, db.execute(select(PERSONS.c.id)).scalars())
            units = records.units(db, {one.unit_id for one in persons.values()})
        for one in persons.values():
            wants = wants_place(one, units[one.unit_id].review, small_edition())
            assert (one.free_place is not FreePlace.NONE) is wants
            used = one.free_place is FreePlace.USED
            assert one.review is PersonReview.PASSED or not used
            assert used or one.payment is not Payment.FREE


BUSY = 60
"""Steps of the short test; every kind of them comes in it."""


def test_places_are_kept_on_a_busy_day(fresh_database: Fresh, accounts: dict[str, Account]) -> None:
    """Without the choices of the long test, which takes its time to get anywhere."""
    chance, office = Random(21), Places(fresh_database, accounts)
    reached: set[str] = set()
    try:
        office.begin(2)
        reached |= states(office.engine)
        for turn in range(BUSY):
            step(office, chance)
            if turn == BUSY // 2:
                office.set_aside("jinpu.clerk", 2)
            office.no_place_is_sold_twice()
            office.nobody_waits_where_a_place_is_left()
            office.who_wants_a_place_has_or_awaits_one_and_is_free_by_it()
            reached |= states(office.engine)
        office.every_mirror_follows_the_feed()
        office.counts_are_right()
        assert reached >= {"none", "waiting", "reserved", "used", "free", "leased"}
    finally:
        office.teardown()


def step(office: Places, chance: Random) -> None:
    draw, login = chance.randrange(60), chance.choice(("jinpu.clerk", "dalian.head"))
    label = chance.choice(("vip", "visitor"))
    acts: list[tuple[int, Callable[[], object]]] = [
        (8, lambda: office.judge_papers(draw, login, chance.choice(WORDS))),
        (3, lambda: office.add(draw % 4, "vip", now=True)),
        (2, lambda: office.correct(draw, label)),
        (2, lambda: office.submit_person(draw)),
        (2, lambda: office.settle(draw, chance.choice(("failed", "cancelled", "passed")))),
        (1, lambda: office.settle(draw, "unit")),
        (3, lambda: office.move_places(draw % 8, chance.choice((-2, -1, 1, 2)))),
        (1, lambda: office.set_aside(login, 1)),
        (2, lambda: office.rank(draw)),
        (3, lambda: office.decide(draw, "dalian.head", chance.choice(VERDICTS))),
        (1, lambda: office.reopen(draw)),
        (1, lambda: office.move(draw % 4, chance.choice((JINPU, SHANGHAI)))),
        (1, lambda: office.submit(draw % 4)),
    ]
    weights = [weight for weight, _ in acts]
    (act,) = chance.choices([one for _, one in acts], weights)
    act()


def states(engine: Engine) -> set[str]:
    query = """SELECT free_place FROM person UNION SELECT payment FROM person
      UNION SELECT 'leased' FROM quota WHERE leased > 0"""
    with engine.connect() as db:
        return set(db.execute(text(query)).scalars())


@pytest.mark.soak
def test_places_are_kept_for_long(fresh_database: Fresh, accounts: dict[str, Account]) -> None:
    run(fresh_database, accounts, examples=rounds(short=30, full=200))


def run(fresh: Fresh, accounts: dict[str, Account], examples: int) -> None:
    run_state_machine_as_test(
        lambda: Places(fresh, accounts),  # type: ignore[arg-type]
        settings=settings(
            max_examples=examples,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


CLIENTS = 16


def test_sixteen_pass_somebody_for_the_last_place(server: Server) -> None:
    with server.engine.begin() as db:
        ids = [
            plant_person(db, plant_unit(db, number), number, form=person_form(number, label="vip"))
            for number in range(CLIENTS)
        ]
        people = list(records.persons(db, ids).values())
        book = quota_book.open_book(db, small_edition(), [JINPU_VIP], NOW)
        wait = {"free_place": FreePlace.WAITING, "quota": JINPU_VIP}
        waiting = [replace(one, **wait) for one in people]  # type: ignore[arg-type]
        for before, after in zip(people, waiting, strict=True):
            book.person_moved(before, after)
        book.write(db)
        rows.update_all(db, waiting, rows.PERSON_VERDICT)
    give(server.engine, 1)
    clerks = [Clerk(server, "jinpu.clerk") for _ in ids]
    wishes = [one.wish("person", n, PASS) for one, n in zip(clerks, ids, strict=True)]
    said = together([partial(told, c, w) for c, w in zip(clerks, wishes, strict=True)])
    assert sorted(said) == ["accepted", *["quota_full"] * (CLIENTS - 1)]
    with server.engine.connect() as db:
        check_places(db)
        query = text("SELECT used, waiting FROM quota WHERE id = :id")
        assert db.execute(query, {"id": JINPU_VIP}).one() == (1, CLIENTS - 1)


def told(clerk: Clerk, wish: Operation) -> str:
    verdict = clerk.exchange(wish).verdicts[0]
    return str(getattr(verdict, "code", verdict.kind))
