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
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine, select, text
from uuid6 import uuid7

from ciie_admin.domain.commands import (
    AdviseAgainst,
    Command,
    PassPerson,
    ReopenUnit,
    ReturnPerson,
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
LOGINS = st.sampled_from(("jinpu.clerk", "dalian.head", "shanghai.head"))


class Places(Intake):
    """All that can happen at the desk, and what the offices do with places and persons."""

    @rule(draw=st.integers(0, 7), count=st.sampled_from((-2, -1, 1, 2, 3, 5)))
    def move_places(self, draw: int, count: int) -> None:
        number = PLACES[draw % 4] if draw < 6 else unit_account(self.some("unit", draw))
        with self.engine.connect() as db:
            query = text("SELECT received FROM quota WHERE id = :id")
            was = db.execute(query, {"id": number}).scalar_one_or_none() or 0
        self.say("centre.admin", number, MoveQuota(count=count, was=was))

    @rule(login=LOGINS, count=st.integers(1, 2))
    def set_aside(self, login: str, count: int) -> None:
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
        number = self.some("person", draw)
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


def test_places_are_kept(fresh_database: Fresh, accounts: dict[str, Account]) -> None:
    run(fresh_database, accounts, examples=4)


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
