"""Two offices, the real server, random decisions, lost requests and lost answers."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import text

from ciie_admin.domain.cases import Case
from ciie_admin.domain.commands import (
    AddNote,
    AdviseAgainst,
    Command,
    RejectUnit,
    ReturnPerson,
    ReturnUnit,
    WithdrawPerson,
    WithdrawUnit,
)
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.next_step import pass_command
from ciie_admin.errors import Offline
from ciie_admin.models import releasing
from ciie_admin.models.recording import record
from ciie_admin.sync.cycle import cycle, drain
from ciie_admin.sync.entering import Entered, enter
from ciie_admin.sync.http import Office
from ciie_admin.wire.messages import Answer, Exchange
from tests.fixtures.records import edit_unit, plant_person, plant_unit
from tests.fixtures.server import PASSWORD, Account, Server
from tests.fixtures.soaking import rounds
from tests.journeys.oracle import assert_each_once, assert_synced

LOGINS = ("jinpu.clerk", "dalian.head")
UNIT_COMMANDS: tuple[Command, ...] = (
    ReturnUnit(reasons=("address_differs",)),
    RejectUnit(reasons=("not_eligible",)),
    WithdrawUnit(),
    AddNote(text="已电话"),
)
PERSON_COMMANDS: tuple[Command, ...] = (
    ReturnPerson(reasons=("photo_unfit",)),
    AdviseAgainst(reasons=("not_of_unit",)),
    WithdrawPerson(),
    AddNote(text="核对过"),
)


class LossyOffice(Office):
    """A line that loses the request, or the answer after the server committed it."""

    fate = "kept"

    def exchange(self, request: Exchange) -> Answer:
        if self.fate == "request lost":
            raise Offline("unreachable")
        answer = super().exchange(request)
        if self.fate == "answer lost":
            raise Offline("cut_off")
        return answer


class TwoOffices(RuleBasedStateMachine):
    """Each example has its own database, its own two profiles and a handful of records."""

    make_server: Callable[[], Any]
    units = st.integers(0, 2)
    office = st.integers(0, 1)

    @initialize()
    def begin(self) -> None:
        self.context = type(self).make_server()
        self.server: Server = self.context.__enter__()
        self.folder = Path(tempfile.mkdtemp(prefix="ciie-two-"))
        with self.server.engine.begin() as db:
            self.unit_ids = [plant_unit(db, n) for n in range(1, 4)]
            self.person_ids = [plant_person(db, u, n) for n, u in enumerate(self.unit_ids)]
        self.clients = [self._enter(login) for login in LOGINS]
        self.released: list[set[str]] = [set(), set()]

    def _enter(self, login: str) -> Entered:
        entered = enter(self.server.url, login, PASSWORD, self.folder)
        drain(entered.cache, entered.office(), entered.actor)
        return entered

    def _decide(self, office: int, kind: Any, ids: list[int], choose: Any) -> None:
        client = self.clients[office]
        done = record(client.cache, kind, ids, choose, client.actor, at=datetime.now(UTC))
        with client.cache.read() as db:
            rows = db.execute(text("SELECT id FROM outbox")).scalars().all()
        self.released[office] |= set(rows)
        assert len(done.drafted) + len(done.not_possible) == len(ids)

    @rule(office=office, some=st.sets(units, min_size=1))
    def pass_units(self, office: int, some: set[int]) -> None:
        self._decide(office, "unit", [self.unit_ids[n] for n in sorted(some)], pass_command)

    @rule(office=office, some=st.sets(units, min_size=1))
    def pass_persons(self, office: int, some: set[int]) -> None:
        self._decide(office, "person", [self.person_ids[n] for n in sorted(some)], pass_command)

    @rule(office=office, one=units, command=st.sampled_from(UNIT_COMMANDS))
    def decide_unit(self, office: int, one: int, command: Command) -> None:
        self._decide(office, "unit", [self.unit_ids[one]], _always(command))

    @rule(office=office, one=units, command=st.sampled_from(PERSON_COMMANDS))
    def decide_person(self, office: int, one: int, command: Command) -> None:
        self._decide(office, "person", [self.person_ids[one]], _always(command))

    @rule(office=office)
    def release(self, office: int) -> None:
        client = self.clients[office]
        sent = releasing.release(client.cache, client.actor).sent
        self.released[office] |= {str(key) for key in sent}

    @rule(office=office)
    def undo(self, office: int) -> None:
        client = self.clients[office]
        undone = releasing.undo(client.cache, client.actor)
        if undone.what == "release":
            self.released[office] -= {str(one.id) for one in undone.wishes}

    @rule(office=office, fate=st.sampled_from(("kept", "request lost", "answer lost")))
    def sync_once(self, office: int, fate: str) -> None:
        client = self.clients[office]
        line = LossyOffice(client.url, client.token)
        line.fate = fate
        with suppress(Offline):
            cycle(client.cache, line, client.actor)
        line.close()

    @rule(one=units)
    def registrant_edits(self, one: int) -> None:
        with self.server.engine.begin() as db:
            edit_unit(db, self.unit_ids[one], address=f"新址{datetime.now(UTC).timestamp()}")

    @rule(office=office)
    def program_starts_again(self, office: int) -> None:
        self.clients[office].leave()
        self.clients[office] = self._enter(LOGINS[office])

    @invariant()
    def never_counted_twice(self) -> None:
        if not hasattr(self, "server"):
            return
        with self.server.engine.connect() as db:
            twice = "SELECT count(*) - count(DISTINCT (device_id, n)) FROM operation"
            assert db.execute(text(twice)).scalar() == 0

    def teardown(self) -> None:
        if not hasattr(self, "server"):
            return
        try:
            for _ in range(2):
                for client in self.clients:
                    drain(client.cache, client.office(), client.actor)
            assert_synced(self.server.engine, self.clients)
            for client, released in zip(self.clients, self.released, strict=True):
                assert_each_once(self.server.engine, client, released)
        finally:
            for client in self.clients:
                client.leave()
            self.context.__exit__(None, None, None)
            shutil.rmtree(self.folder)


def _always(command: Command) -> Callable[[Case, Edition], Command]:
    return lambda _case, _edition: command


@pytest.fixture
def many_servers(fresh_server: Callable[[], Any], accounts: dict[str, Account]) -> None:
    del accounts
    TwoOffices.make_server = staticmethod(fresh_server)


def run(examples: int, steps: int) -> None:
    TwoOffices.TestCase.settings = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    TwoOffices.TestCase().runTest()


@pytest.mark.usefixtures("many_servers")
def test_two_offices_always_converge() -> None:
    run(examples=8, steps=20)


@pytest.mark.soak
@pytest.mark.usefixtures("many_servers")
def test_two_offices_always_converge_for_long() -> None:
    run(examples=rounds(short=25, full=300), steps=40)
