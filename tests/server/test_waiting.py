"""Who has nothing to do costs next to nothing: statements on PostgreSQL are counted."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests
from sqlalchemy import Engine, event

from ciie_admin.wire import transport
from ciie_admin.wire.messages import Answer, Subject
from tests.fixtures.clerks import Clerk
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server

POLL = "SELECT head.edition_id, head.head"
WHO = "SELECT session.id"
LOGINS = ("dalian.clerk", "jinpu.clerk", "dalian.head", "shanghai.head", "centre")
"""The first two have a record open; the others wait."""


@contextmanager
def told(engine: Engine) -> Iterator[list[str]]:
    """Every statement meanwhile."""
    statements: list[str] = []

    def note(_db: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def wait(clerk: Clerk, answer: Answer) -> tuple[int, str]:
    url = f"{clerk.server.url}/wait?after={answer.head}&presence={answer.presence}"
    said = requests.get(url, headers=clerk.headers, timeout=30).json()
    return said["head"], said["presence"]


def test_an_idle_wait_costs_one_query(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the one the server asks for everybody who waits."""
    monkeypatch.setattr(transport, "WAIT_SECONDS", 0.6)
    with server.engine.begin() as db:
        plant_unit(db)
    clerks = [Clerk(server, login) for login in LOGINS]
    for clerk in clerks[:2]:
        clerk.opens(Subject(kind="unit", id=1))
    answers = [clerk.opens(None) for clerk in clerks[2:]]
    with told(server.engine) as statements:
        for clerk, answer in zip(clerks[2:], answers, strict=True):
            assert wait(clerk, answer) == (answer.head, answer.presence)
    own = [one for one in statements if not one.startswith(POLL)]
    assert len(own) == len(answers)
    assert all(one.startswith(WHO) for one in own)
    assert len(statements) > len(own), "the one for everybody was looked at, too"
