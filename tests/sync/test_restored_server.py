"""The server restored from a backup: it has forgotten what this computer knows it was told."""

from contextlib import closing
from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import select, text

from ciie_admin.domain.commands import RejectUnit, WithdrawUnit
from ciie_admin.domain.next_step import pass_command
from ciie_admin.models import opening, reading, trays
from ciie_admin.models.pending import load_pending, operation
from ciie_admin.models.precious import DELIVERED, OUTBOX
from ciie_admin.models.releasing import undo
from ciie_admin.server.postgres import PrivatePostgres
from ciie_admin.server.restoring import begin_new_epochs
from ciie_admin.sync.cycle import cycle
from ciie_admin.sync.entering import Entered
from ciie_admin.wire.messages import Operation, VerdictRefused
from tests.cli.conftest import run as shell
from tests.fixtures.clerks import Clerk
from tests.fixtures.client import Enter, decided, synced
from tests.fixtures.local import always
from tests.fixtures.records import edit_unit, plant_unit, plant_units
from tests.fixtures.server import Server, execute
from tests.journeys.oracle import assert_each_once, assert_synced


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the server's database, taken at one moment and put back in its place."""

    server: Server
    cluster: PrivatePostgres

    @property
    def _name(self) -> str:
        return str(self.server.engine.url.database)

    def take(self) -> None:
        self._copy(self._name, f"{self._name}_backup")

    def restore(self, *, told: bool = True) -> None:
        """With `told` the keeper of the server has run what is to be run after a restore."""
        self._copy(f"{self._name}_backup", self._name)
        if told:
            with self.server.engine.begin() as db:
                begin_new_epochs(db)

    def _copy(self, source: str, target: str) -> None:
        self.server.stop()
        self.server.engine.dispose()
        execute(self.cluster, f"DROP DATABASE IF EXISTS {target} WITH (FORCE)")
        execute(self.cluster, f"CREATE DATABASE {target} TEMPLATE {source}")
        self.server.start()


@pytest.fixture
def backup(server: Server, cluster: PrivatePostgres) -> Backup:
    return Backup(server, cluster)


def told(server: Server) -> list[tuple[int, int]]:
    with server.engine.connect() as db:
        return [tuple(row) for row in db.execute(text("SELECT n, subject_id FROM operation"))]


def kept(client: Entered, device: UUID) -> Operation:
    """The one operation it has delivered, as another computer would send it first of all."""
    with client.cache.read() as db:
        body = db.execute(select(DELIVERED.c.body)).scalar_one()
    return operation(load_pending(body), device, 1)


@pytest.mark.parametrize("announced", [True, False])
def test_I34_what_the_restored_server_has_forgotten_is_sent_again(
    server: Server, entering: Enter, backup: Backup, *, announced: bool
) -> None:
    """Four decisions: one in the backup, two after it, one not sent yet. Where nobody told of the
    restore, the numbers give it away.
    """
    first, second, third, fourth = plant_units(server.engine, 4)
    clerk = entering("jinpu.clerk")
    sent = decided(clerk, first)
    synced(clerk)
    backup.take()
    for unit in (second, third):
        sent += decided(clerk, unit)
        synced(clerk)
    sent += decided(clerk, fourth)
    backup.restore(told=announced)
    synced(clerk)
    assert_synced(server.engine, [clerk])
    assert_each_once(server.engine, clerk, set(sent))
    assert sorted(told(server)) == [(1, first), (2, second), (3, third), (4, fourth)]
    with clerk.cache.read() as db:
        assert trays.open_count(db) == 0
        assert opening.preference(db, opening.RECONCILE) == ""


def test_I34_nothing_is_left_that_the_server_does_not_know(
    server: Server, entering: Enter, backup: Backup
) -> None:
    plant_units(server.engine, 2)
    backup.take()
    with server.engine.begin() as db:
        later = plant_unit(db, 3)
    clerk = entering("jinpu.clerk")
    sent = decided(clerk, later)
    synced(clerk)
    backup.restore()
    clerk.leave()
    clerk = entering("jinpu.clerk")
    assert_synced(server.engine, [clerk])
    with clerk.cache.read() as db:
        assert reading.unit(db, later) is None
        (entry,) = trays.entries(db)
    assert str(entry.wish.id) == sent[0], "no decision goes without a trace"
    assert entry.verdict.kind == "refused"


def test_what_was_changed_meanwhile_is_not_overruled(
    server: Server, entering: Enter, backup: Backup
) -> None:
    """The registrant's correction came before the decision and is in no backup: a conflict."""
    (unit,) = plant_units(server.engine, 1)
    clerk = entering("jinpu.clerk")
    backup.take()
    with server.engine.begin() as db:
        edit_unit(db, unit, address="更正后的地址1号")
    synced(clerk)
    decided(clerk, unit)
    synced(clerk)
    backup.restore()
    synced(clerk)
    with clerk.cache.read() as db:
        (entry,) = trays.entries(db)
        assert reading.unit_rows(db, [unit])[unit].lane == "to_review"
    assert entry.verdict.kind == "conflict"


def test_what_was_judged_anew_while_this_computer_was_away_is_told(
    server: Server, entering: Enter, backup: Backup
) -> None:
    """Delivered from its journal after the restore, where it then met another record."""
    (unit,) = plant_units(server.engine, 1)
    clerk = entering("jinpu.clerk")
    backup.take()
    with server.engine.begin() as db:
        edit_unit(db, unit, address="更正后的地址1号")
    synced(clerk)
    sent = decided(clerk, unit)
    synced(clerk)
    backup.restore()
    elsewhere = Clerk(server, "jinpu.clerk")
    answer = elsewhere.exchange(kept(clerk, elsewhere.device))
    assert [one.kind for one in answer.verdicts] == ["conflict"]
    synced(clerk)
    with clerk.cache.read() as db:
        (entry,) = trays.entries(db)
    assert str(entry.wish.id) == sent[0]
    assert entry.verdict.kind == "conflict"


def test_a_colleague_who_was_faster_on_the_restored_server_stands(
    server: Server, entering: Enter, backup: Backup
) -> None:
    (unit,) = plant_units(server.engine, 1)
    clerk = entering("jinpu.clerk")
    backup.take()
    decided(clerk, unit)
    synced(clerk)
    backup.restore()
    Clerk(server, "dalian.head").insists("unit", unit, RejectUnit(reasons=("not_eligible",)))
    synced(clerk)
    assert_synced(server.engine, [clerk])
    with clerk.cache.read() as db:
        (entry,) = trays.entries(db)
        assert reading.unit_rows(db, [unit])[unit].review == "rejected"
    assert isinstance(entry.verdict, VerdictRefused)
    assert entry.verdict.code == "state_moved"


def test_order_is_kept_where_one_decision_rests_on_another(
    server: Server, entering: Enter, backup: Backup
) -> None:
    unit, other = plant_units(server.engine, 2)
    clerk = entering("jinpu.clerk")
    backup.take()
    sent: list[str] = []
    for choose in (pass_command, always(WithdrawUnit()), pass_command):
        sent += decided(clerk, unit, choose=choose)
        synced(clerk)
    sent += decided(clerk, other)
    backup.restore()
    synced(clerk)
    assert_synced(server.engine, [clerk])
    assert_each_once(server.engine, clerk, set(sent))
    with server.engine.connect() as db:
        reviews = db.execute(text("SELECT review FROM unit ORDER BY id")).scalars().all()
    assert reviews == ["first_passed", "first_passed"]


@pytest.mark.parametrize("exchanges", [1, 2, 3])
def test_I34_a_crash_on_the_way_changes_nothing(
    server: Server, entering: Enter, backup: Backup, exchanges: int
) -> None:
    """After so many exchanges the program is gone; it goes on where its cache says it is."""
    units = plant_units(server.engine, 3)
    clerk = entering("jinpu.clerk")
    backup.take()
    sent = decided(clerk, *units)
    synced(clerk)
    backup.restore()
    with closing(clerk.office()) as office:
        for _ in range(exchanges):
            cycle(clerk.cache, office, clerk.actor)
    clerk.leave()
    clerk = entering("jinpu.clerk")
    assert_synced(server.engine, [clerk])
    assert_each_once(server.engine, clerk, set(sent))


def test_what_is_sent_again_cannot_be_undone_as_if_it_had_never_left(
    server: Server, entering: Enter, backup: Backup
) -> None:
    (unit,) = plant_units(server.engine, 1)
    clerk = entering("jinpu.clerk")
    backup.take()
    decided(clerk, unit)
    synced(clerk)
    backup.restore()
    with closing(clerk.office()) as office:
        cycle(clerk.cache, office, clerk.actor)  # hears of the new history
        server.stop()
        with clerk.cache.read() as db:
            assert opening.preference(db, opening.RECONCILE) != ""
        server.start()
        cycle(clerk.cache, office, clerk.actor)
    assert undo(clerk.cache, clerk.actor).what == "nothing"
    synced(clerk)
    with clerk.cache.read() as db:
        assert len(db.execute(DELIVERED.select()).all()) == 1
        assert db.execute(OUTBOX.select()).all() == []


def test_another_office_learns_of_it_too(server: Server, entering: Enter, backup: Backup) -> None:
    (unit,) = plant_units(server.engine, 1)
    clerk, head = entering("jinpu.clerk", "one"), entering("dalian.head", "two")
    backup.take()
    decided(clerk, unit)
    synced(clerk)
    synced(head)
    backup.restore()
    synced(head)
    assert_synced(server.engine, [head])
    with head.cache.read() as db:
        assert reading.unit_rows(db, [unit])[unit].lane == "to_review"
    synced(clerk)
    synced(head)
    assert_synced(server.engine, [clerk, head])
    with head.cache.read() as db:
        assert reading.unit_rows(db, [unit])[unit].lane == "first_passed"


def epochs(server: Server) -> set[str]:
    with server.engine.connect() as db:
        return set(db.execute(text("SELECT epoch FROM head")).scalars())


def test_the_keeper_of_the_server_has_a_command_for_it(server: Server) -> None:
    before = epochs(server)
    url = server.engine.url.render_as_string(hide_password=False)
    said = shell("restored", "--database", url, "--json")
    assert said.code == 0, said.err
    assert set(said.objects[0]["epochs"].values()) == epochs(server)
    assert not epochs(server) & before
    assert "已为 1 届" in said.err
    wrong = shell("restored", "--database", "postgresql://127.0.0.1:1/none")
    assert wrong.code == 5
    assert "Traceback" not in wrong.err
