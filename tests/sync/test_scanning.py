"""Signed papers behind an exchange: one that is refused, a line that breaks, a decision between."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select, text, update

from ciie_admin.domain.next_step import pass_command
from ciie_admin.models.bases import Given
from ciie_admin.models.pending import count
from ciie_admin.models.precious import OUTBOX, SCAN
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.sync.cycle import exchanges
from ciie_admin.sync.entering import Entered
from tests.fixtures.client import Enter, synced
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server

SIGNED = [b"%PDF-1.7 first", b"%PDF-1.7 second"]


@pytest.fixture
def clerk(server: Server, entering: Enter) -> Entered:
    """Two units released, each on a paper of its own; one more waits."""
    with server.engine.begin() as db:
        units = [plant_unit(db, n) for n in (1, 2, 3)]
    client: Entered = entering("jinpu.clerk")
    for number, paper in zip(units, SIGNED, strict=False):
        passes(client, number, Given(approver="王处长", on=date(2024, 9, 10), scan=paper))
    return client


def passes(client: Entered, number: int, basis: Given | None = None) -> None:
    record(client.cache, "unit", [number], pass_command, client.actor, at=datetime.now(UTC))
    release(client.cache, client.actor, basis=basis)


def kept(client: Entered) -> list[bytes]:
    with client.cache.read() as db:
        rows = db.execute(select(SCAN.c.content).order_by(SCAN.c.id)).scalars()
        return [bytes(one) for one in rows]


def taken(server: Server) -> list[bytes]:
    with server.engine.connect() as db:
        return [bytes(one) for one in db.execute(text("SELECT content FROM scan")).scalars()]


def test_a_refused_one_holds_up_no_other(server: Server, clerk: Entered) -> None:
    """Nobody announced its content."""
    strange = b"%PDF-1.7 something else"
    with clerk.cache.write() as db:
        first = select(func.min(SCAN.c.id)).scalar_subquery()
        db.execute(update(SCAN).where(SCAN.c.id == first).values(content=strange))
    synced(clerk)
    assert (kept(clerk), taken(server)) == ([strange], SIGNED[1:])
    synced(clerk)
    assert kept(clerk) == [strange], "tried again, and kept"


def test_a_line_that_breaks_there_leaves_the_exchange_a_good_one(
    server: Server, clerk: Entered
) -> None:
    office = clerk.office()
    for done in exchanges(clerk.cache, office, clerk.actor):
        if not done.more:
            server.stop()
    assert kept(clerk) == SIGNED
    server.start()
    synced(clerk)
    assert (kept(clerk), taken(server)) == ([], SIGNED)
    office.close()


def test_a_decision_made_meanwhile_goes_first(server: Server, clerk: Entered) -> None:
    office = clerk.office()
    for done in exchanges(clerk.cache, office, clerk.actor):
        if not done.more:
            passes(clerk, 3)
    assert taken(server) == []
    synced(clerk)
    assert taken(server) == SIGNED
    with clerk.cache.read() as db:
        assert count(db, OUTBOX) == 0
    office.close()
