"""What a client tells of an export: whoever it is, one entry; and nothing else comes of it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from uuid6 import uuid7

from ciie_admin.domain.commands import AddNote, Command, Export, PassUnit
from ciie_admin.domain.states import Step
from ciie_admin.wire.messages import Operation, Subject, VerdictAccepted, VerdictRefused
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import EDITION
from tests.fixtures.records import plant_unit
from tests.fixtures.server import LOGINS, Server

EXPORT = Export(of="unit", rows=3, columns=("unit_name",), filters=("text",), masked=True)


def told(clerk: Clerk, command: Command = EXPORT, **subject: Any) -> Operation:
    clerk.n += 1
    return Operation(
        id=uuid7(),
        subject=Subject(**{"kind": "edition", "id": EDITION, **subject}),
        command=command,
        author=clerk.server.account(clerk.login).id,
        device=clerk.device,
        n=clerk.n,
        at=datetime(2024, 9, 12, 1, 30, tzinfo=UTC),
        seen="",
        batch=uuid7(),
    )


def written(server: Server) -> list[tuple[str, int | None, str]]:
    query = "SELECT subject_kind, account_id, detail FROM audit WHERE kind = 'export' ORDER BY n"
    with server.engine.connect() as db:
        return [tuple(row) for row in db.execute(text(query))]


@pytest.mark.parametrize("login", LOGINS)
def test_every_role_may_tell_and_is_believed(server: Server, login: str) -> None:
    clerk = Clerk(server, login)
    one = told(clerk)
    (verdict,) = clerk.exchange(one).verdicts
    assert isinstance(verdict, VerdictAccepted)
    assert clerk.exchange(one).verdicts == (verdict,)
    ((kind, account, detail),) = written(server)
    assert (kind, account) == ("edition", server.account(login).id)
    assert detail == (
        '{"at":"2024-09-12T01:30:00Z","export":{"of":"unit","rows":3,"columns":["unit_name"],'
        '"filters":["text"],"masked":true,"kind":"export"}}'
    )


def test_of_others_and_with_another_content_it_is_refused(server: Server) -> None:
    clerk = Clerk(server, "dalian.clerk")
    one = told(clerk)
    foreign = replace(told(clerk), author=server.account("dalian.head").id)
    verdicts = clerk.exchange(one, foreign).verdicts
    assert isinstance(verdicts[1], VerdictRefused)
    assert verdicts[1].code == "not_your_operation"
    (again,) = clerk.exchange(replace(one, command=replace(EXPORT, rows=4))).verdicts
    assert isinstance(again, VerdictRefused)
    assert again.code == "id_reused"
    assert len(written(server)) == 1


def test_decisions_are_about_records_and_exports_are_not(server: Server) -> None:
    with server.engine.begin() as db:
        unit = plant_unit(db)
    clerk = Clerk(server, "jinpu.clerk")
    pages = (
        told(clerk, PassUnit(step=Step.FIRST)),
        told(clerk, AddNote(text="x")),
        told(clerk, kind="unit", id=unit),
    )
    for verdict in clerk.exchange(*pages).verdicts:
        assert isinstance(verdict, VerdictRefused)
        assert verdict.code == "not_for_this_kind"
    assert written(server) == []


def test_a_page_of_both_kinds(server: Server) -> None:
    """One broken neither by nor for the other; the head does not move for an export."""
    with server.engine.begin() as db:
        unit = plant_unit(db)
    clerk = Clerk(server, "jinpu.clerk")
    head = clerk.exchange().head
    assert clerk.exchange(told(clerk)).head == head
    seen = clerk.sees("unit")[unit].seen
    passing = replace(told(clerk, PassUnit(step=Step.FIRST), kind="unit", id=unit), seen=seen)
    kinds = [one.kind for one in clerk.exchange(passing, told(clerk)).verdicts]
    assert kinds == ["accepted", "accepted"]
    assert len(written(server)) == 2


def test_an_export_says_what_it_was_whatever_it_names(server: Server) -> None:
    clerk = Clerk(server, "dalian.clerk")
    named = replace(told(clerk), basis=uuid7())
    verdict = clerk.exchange(named).verdicts[0]
    assert isinstance(verdict, VerdictRefused)
    assert verdict.code == "basis_unknown"
    assert written(server) == []
