"""Whatever happens at the desk, in whatever order: counts, feed and mirrors are right."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

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
from sqlalchemy import Connection, Engine, insert, select
from uuid6 import uuid7

from ciie_admin.domain.actors import Actor, Role
from ciie_admin.domain.commands import (
    Command,
    PassUnit,
    RejectUnit,
    ReturnPerson,
    ReturnUnit,
    WithdrawUnit,
)
from ciie_admin.domain.persons import PersonForm
from ciie_admin.domain.states import Badge, Check, Payment, Step, UnitClass, UnitReview
from ciie_admin.domain.units import Licence, UnitForm
from ciie_admin.server import access, deciding, feed, intake, intake_persons, records, simulate
from ciie_admin.server.deciding import DEVICES, Caller
from ciie_admin.server.faults import Fault
from ciie_admin.server.feed import CHANGES, HEADS
from ciie_admin.server.intake import Account, Standing
from ciie_admin.server.intake_persons import PersonEntry
from ciie_admin.server.receiving import receiving
from ciie_admin.server.reception import Reception
from ciie_admin.server.records import PERSONS, UNITS
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import Change, Operation, Subject, SubjectKind
from tests.fixtures.counts import COUNTS
from tests.fixtures.editions import (
    CENTRE,
    DALIAN,
    EDITION,
    JINPU,
    SHANGHAI,
    small_edition,
)
from tests.fixtures.registrants import credit_code, id_card, person_form, unit_form
from tests.fixtures.server import Account as Clerk
from tests.fixtures.soaking import rounds

Fresh = Callable[[], AbstractContextManager[Engine]]
START = datetime(2024, 9, 1, tzinfo=UTC)
EYES = {
    "dalian.head": (CENTRE, DALIAN),
    "jinpu.clerk": (CENTRE, DALIAN, JINPU),
    "shanghai.head": (CENTRE, SHANGHAI),
    "centre.admin": (CENTRE,),
}
"""Who looks at the feed all the time, and from where."""
CLASSES = ("enterprise", "government", "institution")


class Intake(RuleBasedStateMachine):
    """Each rule is one transaction; what the rules refuse changes nothing."""

    def __init__(self, fresh: Fresh, clerks: dict[str, Clerk]) -> None:
        super().__init__()
        self.opened = fresh()
        self.engine = self.opened.__enter__()
        self.clerks = clerks
        self.now = START
        self.numbers = 0
        self.used: dict[str, int] = {}
        self.devices = {login: uuid4() for login in EYES}
        self.cursors = dict.fromkeys(EYES, 0)
        self.mirrors: dict[str, dict[tuple[str, int], int]] = {login: {} for login in EYES}
        with self.engine.begin() as db:
            rows = [{"id": self.devices[one], "account_id": clerks[one].id} for one in EYES]
            db.execute(insert(DEVICES), rows)

    def teardown(self) -> None:
        self.opened.__exit__(None, None, None)

    def visit(self, act: Callable[[Reception], object]) -> None:
        self.now += timedelta(minutes=7)
        try:
            with receiving(self.engine, b"key", self.now) as desk:
                act(desk)
        except Fault:
            return

    def some(self, kind: SubjectKind, draw: int) -> int:
        table = UNITS if kind == "unit" else PERSONS
        with self.engine.connect() as db:
            ids = db.execute(select(table.c.id).order_by(table.c.id)).scalars().all()
        return ids[draw % len(ids)] if ids else 0

    @initialize()
    def begin(self) -> None:
        """Two that pass by themselves, one that waits, one that is only registered."""
        for number, unit_class in enumerate(("enterprise", "institution", "government")):
            self.register(unit_class, JINPU, number + 7, readable=True)
            self.add(number, "visitor", now=True)
            self.add(number, "visitor", now=number > 0)
            self.submit(number)
        self.register("enterprise", SHANGHAI, 10, readable=True)

    @rule(
        unit_class=st.sampled_from(CLASSES),
        place=st.sampled_from((JINPU, SHANGHAI, DALIAN)),
        code=st.integers(1, 10),
        readable=st.booleans(),
    )
    def register(self, unit_class: str, place: int, code: int, readable: bool) -> None:
        own = credit_code(code, unit_class)
        typed: UnitForm = adapter(UnitForm).validate_python(unit_form(own))
        name = typed.name_zh if readable else ""
        licence = Licence(digest="0" * 64, name=name, code=own, address=typed.address)
        standing = Standing(unit_class=UnitClass(unit_class), place=place)
        account = Account(phone="1", password_hash="-")
        form = replace(typed, licence=licence)
        self.visit(lambda desk: intake.register(desk, standing, account, form))

    @rule(unit=st.integers(0, 9), label=st.sampled_from(("visitor", "vip")), now=st.booleans())
    def add(self, unit: int, label: str, now: bool) -> None:
        self.numbers += 1
        entry = entered(self.numbers % 5, label)
        number = self.some("unit", unit)

        def act(desk: Reception) -> None:
            person = intake_persons.add_person(desk, number, entry)
            if now:
                intake_persons.submit_persons(desk, (person.id,))

        self.visit(act)

    @rule(person=st.integers(0, 20), label=st.sampled_from(("visitor", "vip")))
    def correct(self, person: int, label: str) -> None:
        number = self.some("person", person)
        self.numbers += 1
        entry = entered(self.numbers % 5, label)
        self.visit(lambda desk: intake_persons.edit_person(desk, number, entry))

    @rule(person=st.integers(0, 20))
    def submit_person(self, person: int) -> None:
        number = self.some("person", person)
        self.visit(lambda desk: intake_persons.submit_persons(desk, (number,)))

    @rule(unit=st.integers(0, 9))
    def submit(self, unit: int) -> None:
        number, consent = self.some("unit", unit), small_edition().consent
        self.visit(lambda desk: intake.submit_unit(desk, number, consent))

    @rule(unit=st.integers(0, 9), place=st.sampled_from((JINPU, SHANGHAI)))
    def move(self, unit: int, place: int) -> None:
        number = self.some("unit", unit)
        standing = Standing(unit_class=UnitClass.ENTERPRISE, place=place)
        self.visit(lambda desk: intake.move_unit(desk, number, standing))

    @rule(
        person=st.integers(0, 20),
        act=st.sampled_from(
            ("pay", "pay", "voucher", "lapse", "passed", "failed", "cancelled", "badge", "unit")
        ),
    )
    def settle(self, person: int, act: str) -> None:
        number = (self.some("person", person),)
        acts: dict[str, Callable[[Reception], None]] = {
            "pay": lambda desk: simulate.pay(desk, number),
            "voucher": lambda desk: simulate.give_voucher(desk, number),
            "lapse": lambda desk: simulate.let_lapse(desk, number),
            "passed": lambda desk: simulate.judge(desk, number, "passed"),
            "failed": lambda desk: simulate.judge(desk, number, "failed"),
            "cancelled": lambda desk: simulate.judge(desk, number, "cancelled"),
            "unit": lambda desk: simulate.cancel_unit(desk, self.some("unit", person)),
            "badge": lambda desk: simulate.move_badge(desk, number, Badge.PRODUCTION),
        }
        self.visit(acts[act])

    @rule(
        draw=st.integers(0, 20),
        login=st.sampled_from(("jinpu.clerk", "dalian.head", "shanghai.head")),
        command=st.sampled_from(
            (
                PassUnit(step=Step.FIRST),
                PassUnit(step=Step.FINAL),
                ReturnUnit(reasons=("licence_unclear",)),
                RejectUnit(reasons=("not_eligible",)),
                ReturnPerson(reasons=("photo_unfit",)),
                WithdrawUnit(),
            )
        ),
    )
    def decide(self, draw: int, login: str, command: Command) -> None:
        kind: SubjectKind = "person" if isinstance(command, ReturnPerson) else "unit"
        number = self.some(kind, draw)
        if number:
            self.now += timedelta(minutes=7)
            deciding.settle(
                self.engine, self.caller(login), (self.operation(login, kind, number, command),),
                self.now,
            )  # fmt: skip

    def caller(self, login: str) -> Caller:
        who = self.clerks[login]
        actor = Actor(account=who.id, name=who.name, role=Role(who.role), path=EYES[login])
        return Caller(actor=actor, device=self.devices[login], edition=EDITION)

    def operation(self, login: str, kind: SubjectKind, number: int, command: Any) -> Operation:
        self.used[login] = self.used.get(login, 0) + 1
        table = UNITS if kind == "unit" else PERSONS
        with self.engine.connect() as db:
            seen = db.execute(select(table.c.seen).where(table.c.id == number)).scalar_one()
        return Operation(
            id=uuid7(), subject=Subject(kind=kind, id=number), command=command,
            author=self.clerks[login].id, device=self.devices[login], n=self.used[login],
            at=self.now, seen=seen, batch=uuid7(),
        )  # fmt: skip

    @invariant()
    def counts_are_right(self) -> None:
        with self.engine.connect() as db:
            assert all(row.right for row in db.execute(COUNTS))

    @invariant()
    def every_record_stands_at_its_places_and_nowhere_else(self) -> None:
        with self.engine.connect() as db:
            rows = db.execute(select(CHANGES).where(CHANGES.c.kind.in_(("unit", "person")))).all()
            head = db.execute(select(HEADS.c.head)).scalar_one()
            standing = {one[:3] for one in stored(db)}
        sequence = [row.seq for row in rows]
        keys = [(row.place_id, row.kind, row.record_id) for row in rows]
        assert len(set(sequence)) == len(sequence)
        assert max(sequence, default=0) <= head
        assert len(set(keys)) == len(keys)
        assert {(r.kind, r.record_id, r.place_id) for r in rows if not r.gone} == standing

    @invariant()
    def every_mirror_follows_the_feed(self) -> None:
        for login, path in EYES.items():
            with self.engine.connect() as db:
                self.pull(db, login)
                assert self.mirrors[login] == visible(db, path)

    def pull(self, db: Connection, login: str) -> None:
        """In small pages, as a client does."""
        seen = access.sight(db, self.caller(login).actor)
        while True:
            page = feed.page(db, EDITION, seen, self.cursors[login], 3)
            for change in map(adapter(Change).validate_json, page.changes):
                if change.kind == "removal":
                    self.mirrors[login].pop((change.of, change.id), None)
                elif change.kind in ("unit", "person"):
                    self.mirrors[login][change.kind, change.id] = change.record.version
            self.cursors[login] = page.cursor
            if not page.remaining:
                return

    @invariant()
    def nobody_owes_money_for_a_unit_that_has_not_passed(self) -> None:
        with self.engine.connect() as db:
            rows = db.execute(
                select(
                    PERSONS.c.payment, PERSONS.c.check, UNITS.c.review, PERSONS.c.submitted_at
                ).join(UNITS, UNITS.c.id == PERSONS.c.unit_id)
            ).all()
        for row in rows:
            if row.review != UnitReview.PASSED:
                assert row.payment != Payment.UNPAID
            if row.payment == Payment.PAID:
                assert row.submitted_at is not None
                assert row.check != Check.NONE


def entered(number: int, label: str) -> PersonEntry:
    form: PersonForm = adapter(PersonForm).validate_python(person_form(label=label))
    return PersonEntry(form=form, number=id_card(number))


def stored(db: Connection) -> Iterator[tuple[str, int, int, int]]:
    """Kind, id, place and version of every record, once for each of its places."""
    for kind, table in (("unit", UNITS), ("person", PERSONS)):
        columns = (table.c.id, table.c.version, table.c.review_place, table.c.count_place)
        for row in db.execute(select(*columns)):
            yield kind, row.id, row.review_place, row.version
            yield kind, row.id, row.count_place, row.version


def visible(db: Connection, path: tuple[int, ...]) -> dict[tuple[str, int], int]:
    """Version by record of everything whose place lies at or below `path`, by plain means."""
    paths = {one.id: one.path for one in records.places(db).values()}
    found: dict[tuple[str, int], int] = {}
    for kind, number, place, version in stored(db):
        if paths[place][: len(path)] == path:
            found[kind, number] = version
    return found


def test_the_desk_keeps_its_promises(fresh_database: Fresh, accounts: dict[str, Clerk]) -> None:
    run(fresh_database, accounts, examples=5)


@pytest.mark.soak
def test_the_desk_keeps_its_promises_for_long(
    fresh_database: Fresh, accounts: dict[str, Clerk]
) -> None:
    run(fresh_database, accounts, examples=rounds(short=40, full=300))


def run(fresh: Fresh, accounts: dict[str, Clerk], examples: int) -> None:
    def machine() -> Intake:
        return Intake(fresh, accounts)

    run_state_machine_as_test(
        machine,  # type: ignore[arg-type]
        settings=settings(
            max_examples=examples,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
