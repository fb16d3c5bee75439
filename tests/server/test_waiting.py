"""Who has nothing to do costs next to nothing: statements on PostgreSQL are counted."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests
from sqlalchemy import Engine, event

from ciie_admin.wire import transport
from tests.fixtures.clerks import Clerk
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server

POLL = "SELECT head.edition_id, head.head"
WHO = "SELECT session.id"
LOGINS = ("dalian.clerk", "jinpu.clerk", "shanghai.head", "centre")


@contextmanager
def told(engine: Engine) -> Iterator[list[str]]:
    """Every statement meanwhile."""
    statements: list[str] = []

    def note(_db: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def wait(clerk: Clerk, head: int) -> int:
    said = requests.get(
        f"{clerk.server.url}/wait", params={"after": head}, headers=clerk.headers, timeout=30
    )
    found: int = said.json()["head"]
    return found


def test_an_idle_wait_costs_one_query(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the one the server asks for everybody who waits."""
    monkeypatch.setattr(transport, "WAIT_SECONDS", 0.6)
    with server.engine.begin() as db:
        plant_unit(db)
    clerks = [Clerk(server, login) for login in LOGINS]
    heads = [clerk.exchange().head for clerk in clerks]
    with told(server.engine) as statements:
        assert [wait(*pair) for pair in zip(clerks, heads, strict=True)] == heads
    own = [one for one in statements if not one.startswith(POLL)]
    assert len(own) == len(clerks)
    assert all(one.startswith(WHO) for one in own)
    assert len(statements) > len(own), "the one for everybody was looked at, too"
