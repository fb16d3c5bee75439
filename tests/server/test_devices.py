"""A revoked device gets no answer any more, whatever it asks and however."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
import requests
from sqlalchemy import text
from uuid6 import uuid7

from ciie_admin.domain.commands import PassUnit
from ciie_admin.domain.states import Step
from ciie_admin.errors import BadInput
from ciie_admin.server import audit, deciding, devices, signin
from ciie_admin.server.faults import Fault
from ciie_admin.wire.messages import Operation, Subject
from tests.fixtures.clerks import Clerk
from tests.fixtures.records import plant_unit
from tests.fixtures.registrants import fault
from tests.fixtures.server import PASSWORD, Server

REVOKED = (403, "device_revoked")


def revoke(server: Server, clerk: Clerk) -> None:
    with server.engine.begin() as db:
        devices.revoke(db, clerk.device, datetime.now(UTC))


def test_I27_from_the_commit_on_nothing_is_answered(server: Server) -> None:
    with server.engine.begin() as db:
        plant_unit(db, 1)
    clerk, colleague = Clerk(server, "jinpu.clerk"), Clerk(server, "jinpu.clerk")
    assert len(clerk.sees("unit")) == 1
    revoke(server, clerk)
    wish = {"device": str(clerk.device)}
    requests_of_it: list[tuple[str, str, object]] = [
        ("POST", "/exchange", wish),
        ("GET", "/wait?after=0", None),
        ("GET", "/sessions", None),
        ("POST", "/sign-out", None),
        ("POST", "/thumbnails", {"digests": []}),
        ("GET", f"/photos/{'0' * 64}", None),
        ("GET", f"/scans/unit/1/{UUID(int=1)}", None),
        ("POST", "/reveal", {"person": 1, "purpose": "call_back"}),
        ("POST", "/refresh", {**wish, "refresh": "anything"}),
        ("POST", "/sign-in", {**wish, "login": "jinpu.clerk", "password": PASSWORD}),
        ("POST", "/sign-in", {**wish, "login": "jinpu.clerk", "password": "wrong"}),
    ]
    for method, path, body in requests_of_it:
        url = server.url + path
        said = requests.request(method, url, json=body, headers=clerk.headers, timeout=30)
        assert fault(said) == REVOKED, path
    assert len(colleague.sees("unit")) == 1, "another device of the same account works on"


def test_an_exchange_under_way_meets_the_revocation_too(server: Server) -> None:
    """Its caller was looked up before; neither its operations nor its page go through."""
    with server.engine.begin() as db:
        unit = plant_unit(db, 1)
    clerk = Clerk(server, "jinpu.clerk")
    seen = clerk.sees("unit")[unit].seen
    with server.engine.begin() as db:
        caller = signin.caller(db, clerk.token, datetime.now(UTC))
    revoke(server, clerk)
    one = Operation(
        id=uuid7(),
        subject=Subject(kind="unit", id=unit),
        command=PassUnit(step=Step.FIRST),
        author=caller.actor.account,
        device=clerk.device,
        n=1,
        at=datetime.now(UTC),
        seen=seen,
        batch=uuid7(),
    )
    with pytest.raises(Fault, match="device_revoked"):
        deciding.settle(server.engine, caller, (one,), datetime.now(UTC))
    with server.engine.connect() as db:
        assert db.execute(text("SELECT count(*) FROM operation")).scalar_one() == 0


def test_revoking_is_an_entry_and_twice_changes_nothing(server: Server) -> None:
    clerk = Clerk(server, "jinpu.clerk")
    revoke(server, clerk)
    revoke(server, clerk)
    with server.engine.begin() as db:
        (_, _, last), (_, _, before) = audit.newest(db, 2)
    assert (last.kind, last.actor, last.device) == ("revoke_device", "shell", clerk.device)
    assert last.subject == server.account("jinpu.clerk").id
    assert before.kind == "sign_in"


def test_devices_are_listed_with_what_became_of_them(server: Server) -> None:
    first, second = Clerk(server, "jinpu.clerk"), Clerk(server, "dalian.head")
    revoke(server, first)
    with server.engine.connect() as db:
        found = devices.every_device(db)
    assert [(one.id, one.login) for one in found] == [
        (second.device, "dalian.head"),
        (first.device, "jinpu.clerk"),
    ]
    assert [one.revoked_at is not None for one in found] == [False, True]
    assert all(one.seen_at is not None for one in found)


def test_what_is_not_there_is_said_so(server: Server) -> None:
    with server.engine.begin() as db:
        with pytest.raises(BadInput, match="no_such_device"):
            devices.revoke(db, uuid4(), datetime.now(UTC))
        with pytest.raises(BadInput, match="no_such_account"):
            devices.disable(db, "nobody", datetime.now(UTC))
