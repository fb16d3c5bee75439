"""Every endpoint x every role x an id of somebody else: what is not one's own does not exist.

The list of endpoints comes from the server itself, so that a new one cannot be forgotten here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID, uuid4

import pytest
import requests
from sqlalchemy import Engine, text
from uuid6 import uuid7

from ciie_admin.domain.commands import AddNote
from ciie_admin.domain.quotas import QuotaNode, quota_id
from ciie_admin.server.app import create_app
from ciie_admin.server.serve import run_in_thread
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import Exchange, Operation, Subject
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import SHANGHAI
from tests.fixtures.registrants import Registrant, entry, id_card
from tests.fixtures.server import LOGINS, SECRET, Server

Json = dict[str, Any]
Endpoint = tuple[str, str]
Kind = Literal["open", "staff", "registrant"]
NOWHERE = 10**12
"""An id nobody has: for those who see everything."""
REVIEWING = frozenset({"reviewer", "head", "admin"})
STAFF = ("dalian.viewer", "dalian.clerk", "dalian.head", "jinpu.clerk", "centre.admin",
         "centre", "centre.finance")  # fmt: skip
SEES_ALL = frozenset({"centre", "centre.admin", "centre.finance"})
CALLERS = ("nobody", "registrant", *STAFF)


@dataclass(frozen=True, slots=True)
class Foreign:
    """What belongs to Shanghai."""

    unit: int
    person: int
    photo: str
    session: int
    operation: str
    moment: Json
    """Where a mirror would stand, for digests and buckets."""


def quota_of(of: Foreign) -> int:
    """The VIP account of the unit."""
    return quota_id(QuotaNode.UNIT, of.unit, 1)


@dataclass(frozen=True, slots=True)
class World:
    """`headers` by caller; `server` is one that faces real registrants: without the stand-ins."""

    server: Server
    headers: dict[str, dict[str, str]]
    clerks: dict[str, Clerk]
    foreign: Foreign

    def aim(self, caller: str) -> Foreign:
        """The ids this caller must not reach."""
        if caller not in SEES_ALL:
            return self.foreign
        return replace(self.foreign, unit=NOWHERE, person=NOWHERE, photo="0" * 64)


def note(world: World, caller: str) -> Operation:
    """On a record of somebody else."""
    clerk = world.clerks.get(caller)
    return Operation(
        id=uuid7(),
        subject=Subject(kind="unit", id=world.aim(caller).unit),
        command=AddNote(text="x"),
        author=world.server.account(caller).id if clerk else 1,
        device=clerk.device if clerk else uuid4(),
        n=1,
        at=datetime.now(UTC),
        seen="",
        batch=uuid7(),
    )


def exchange(world: World, caller: str) -> Json:
    one = note(world, caller)
    wish = Exchange(device=one.device, operations=(one,), cursor=10**6)
    body: Json = adapter(Exchange).dump_python(wish, mode="json")
    return body


def person_entry(world: World, _caller: str) -> Json:
    return {**entry(id_card(9), 9), "former": world.foreign.person}


Body = Callable[[World, str], Any]
Verdict = Callable[[World, str, requests.Response], bool]


def is_status(*wanted: int) -> Verdict:
    return lambda _world, _caller, said: said.status_code in wanted


def by_role(_world: World, caller: str, said: requests.Response) -> bool:
    return said.status_code == (404 if LOGINS[caller][1] in REVIEWING else 403)


def refuses_the_note(_world: World, _caller: str, said: requests.Response) -> bool:
    return bool(said.json()["verdicts"][0].get("code") == "no_such_record")


def finds_nobody(_world: World, caller: str, said: requests.Response) -> bool:
    """Who sees everything asks for nothing at all."""
    if caller in SEES_ALL:
        return said.status_code == 422
    if LOGINS[caller][1] not in REVIEWING:
        return said.status_code == 403
    return bool(said.json() == {"persons": []})


def lacks(name: str) -> Verdict:
    return lambda _world, _caller, said: said.status_code == 200 and said.json()[name] == []


def lists_own_only(world: World, _caller: str, said: requests.Response) -> bool:
    return world.foreign.session not in {one["id"] for one in said.json()["sessions"]}


@dataclass(frozen=True, slots=True)
class Row:
    """How an endpoint is asked for what is somebody else's, and what must come of it."""

    kind: Kind
    holds: Verdict
    body: Body = lambda _world, _caller: None
    path: Callable[[Foreign], str] | None = None


MATRIX: dict[Endpoint, Row] = {
    ("GET", "/hello"): Row("open", is_status(200)),
    ("POST", "/sign-in"): Row("open", is_status(422)),
    ("POST", "/refresh"): Row("open", is_status(422)),
    ("POST", "/exchange"): Row("staff", refuses_the_note, exchange),
    ("GET", "/wait"): Row("staff", is_status(200), path=lambda _: "/wait?after=-1"),
    ("POST", "/leave"): Row("staff", is_status(204)),
    ("POST", "/sign-out"): Row("staff", is_status(204)),
    ("GET", "/sessions"): Row("staff", lists_own_only),
    ("POST", "/sessions/{number}/end"): Row(
        "staff", is_status(404), path=lambda of: f"/sessions/{of.session}/end"
    ),
    ("POST", "/reveal"): Row(
        "staff", by_role, lambda w, c: {"person": w.aim(c).person, "purpose": "call_back"}
    ),
    ("GET", "/accounts/{number}"): Row("staff", by_role, path=lambda of: f"/accounts/{of.unit}"),
    ("POST", "/find"): Row(
        "staff", finds_nobody, lambda _, c: {"number": "" if c in SEES_ALL else id_card(1)}
    ),
    ("POST", "/thumbnails"): Row(
        "staff", lacks("thumbnails"), lambda w, c: {"digests": [w.aim(c).photo]}
    ),
    ("GET", "/photos/{digest}"): Row(
        "staff", is_status(404), path=lambda of: f"/photos/{of.photo}"
    ),
    ("POST", "/scans"): Row(
        "staff", is_status(404), lambda *_: {"basis": str(UUID(int=1)), "content": "JVBERi0="}
    ),
    ("GET", "/scans/{kind}/{number}/{basis}"): Row(
        "staff", is_status(404), path=lambda of: f"/scans/unit/{of.unit}/{UUID(int=1)}"
    ),
    ("POST", "/digests"): Row("staff", lacks("kinds"), lambda w, _: w.foreign.moment),
    ("POST", "/bucket"): Row(
        "staff",
        lacks("units"),
        lambda w, _: {"standing": w.foreign.moment, "kind": "unit", "bucket": 1},
    ),
    ("GET", "/quotas/{number}/ledger"): Row(
        "staff", is_status(404), path=lambda of: f"/quotas/{quota_of(of)}/ledger"
    ),
    ("POST", "/known"): Row("staff", lacks("known"), lambda w, _: {"ids": [w.foreign.operation]}),
    ("POST", "/intake/code"): Row("open", is_status(422)),
    ("POST", "/intake/register"): Row("open", is_status(422)),
    ("POST", "/intake/sign-in"): Row("open", is_status(422)),
    ("POST", "/intake/join"): Row(
        "registrant",
        is_status(409),
        lambda *_: {"unit_class": "enterprise", "place": SHANGHAI},
    ),
    ("GET", "/intake/unit"): Row(
        "registrant", lambda w, _, said: said.json()["unit"]["id"] != w.foreign.unit
    ),
    ("PUT", "/intake/unit"): Row("registrant", is_status(422)),
    ("POST", "/intake/unit/submit"): Row(
        "registrant",
        is_status(404),
        lambda w, _: {"consent": "2024-1", "persons": [w.foreign.person]},
    ),
    ("GET", "/intake/former-persons"): Row("registrant", lacks("persons")),
    ("POST", "/intake/persons"): Row(
        "registrant", is_status(404), lambda w, c: {"persons": [person_entry(w, c)]}
    ),
    ("PUT", "/intake/persons/{person}"): Row(
        "registrant",
        is_status(404),
        lambda *_: entry(id_card(9), 9),
        lambda of: f"/intake/persons/{of.person}",
    ),
    ("GET", "/intake/notice"): Row(
        "registrant", lambda _w, _c, said: said.json() == {"text": "", "photos": []}
    ),
    ("GET", "/intake/persons/{person}/marked-photo"): Row(
        "registrant", is_status(404), path=lambda of: f"/intake/persons/{of.person}/marked-photo"
    ),
    ("POST", "/intake/persons/submit"): Row(
        "registrant", is_status(404), lambda w, _: {"persons": [w.foreign.person]}
    ),
}


def endpoints(engine: Engine) -> set[Endpoint]:
    listing = create_app(engine, SECRET).openapi()["paths"]
    return {(method.upper(), path) for path, methods in listing.items() for method in methods}


def test_every_endpoint_stands_in_the_matrix(database: Engine) -> None:
    assert set(MATRIX) == endpoints(database)


def test_every_role_stands_in_the_matrix() -> None:
    assert {LOGINS[one][1] for one in STAFF} == {role for _, role, _ in LOGINS.values()}


def staged(server: Server, facing: Server) -> World:
    """A unit of Shanghai with its person, its clerk at work, and everybody else signed in."""
    theirs = Registrant(server).whole(1, place=SHANGHAI)
    own = Registrant(server)
    own.whole(2)
    shanghai = Clerk(facing, "shanghai.clerk")
    shanghai.insists("unit", theirs.unit.id, AddNote(text="x"))
    answer = shanghai.exchange()
    with server.engine.connect() as db:
        session = db.execute(text("SELECT id FROM session ORDER BY id")).scalars().first()
        operation = db.execute(text("SELECT id::text FROM operation")).scalar_one()
    moment = {"epoch": answer.epoch, "grants": answer.grants, "cursor": answer.head}
    clerks = {login: Clerk(facing, login) for login in STAFF}
    headers = {login: clerk.headers for login, clerk in clerks.items()}
    headers |= {"nobody": {}, "registrant": {"Authorization": f"Bearer {own.token}"}}
    foreign = Foreign(
        unit=theirs.unit.id,
        person=theirs.persons[0].id,
        photo=theirs.persons[0].photo,
        session=int(session or 0),
        operation=operation,
        moment=moment,
    )
    return World(facing, headers, clerks, foreign)


@pytest.fixture
def world(server: Server) -> Iterator[World]:
    """Set up with the stand-ins' help, asked without them."""
    running = run_in_thread(server.engine, SECRET)
    facing = Server(running, server.engine, SECRET, server.accounts)
    yield staged(server, facing)
    running.stop()


def asked(world: World, caller: str, endpoint: Endpoint) -> requests.Response:
    row, (method, path) = MATRIX[endpoint], endpoint
    where = row.path(world.aim(caller)) if row.path else path
    return requests.request(
        method,
        world.server.url + where,
        json=row.body(world, caller),
        headers=world.headers[caller],
        timeout=30,
    )


def wrong(world: World, caller: str, endpoint: Endpoint) -> bool:
    """Whether this caller is answered otherwise than the policy says."""
    said, row = asked(world, caller, endpoint), MATRIX[endpoint]
    own = "staff" if caller in STAFF else caller
    if row.kind not in ("open", own):
        return (said.status_code, said.json()["code"]) != (401, "session_ended")
    return not row.holds(world, caller, said)


def last_of_all(endpoint: Endpoint) -> tuple[bool, Endpoint]:
    return (endpoint[1] == "/sign-out", endpoint)


def test_nobody_reaches_what_is_not_theirs(world: World) -> None:
    before = foreign_rows(world.server.engine)
    faults = [
        f"{caller} {' '.join(endpoint)}"
        for caller in CALLERS
        for endpoint in sorted(MATRIX, key=last_of_all)
        if wrong(world, caller, endpoint)
    ]
    assert faults == []
    assert foreign_rows(world.server.engine) == before


def foreign_rows(engine: Engine) -> list[str]:
    """Everything of Shanghai, as the database says it."""
    queries = (
        "SELECT u::text FROM unit u WHERE count_place = :place ORDER BY id",
        "SELECT p::text FROM person p WHERE count_place = :place ORDER BY id",
    )
    with engine.connect() as db:
        found = [db.execute(text(one), {"place": SHANGHAI}).scalars().all() for one in queries]
    return [row for rows in found for row in rows]


def test_the_stand_ins_are_not_there_for_real_registrants(world: World) -> None:
    for what in ("paid", "check", "badge", "cancel-unit", "phone-code", "send", "quota"):
        said = requests.post(f"{world.server.url}/simulate/{what}", json={}, timeout=30)
        assert (said.status_code, said.json()["code"]) == (404, "no_such_page"), what
