"""Requests made from the OpenAPI document, within its types and beyond: never a fault of the
server's own, never a change to what is somebody else's, never more memory.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import psutil
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.core.result import Ok
from sqlalchemy import Engine, text

from ciie_admin.server.app import create_app
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import JINPU, SHANGHAI
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.registrants import Registrant
from tests.fixtures.server import SECRET, Server
from tests.fixtures.soaking import rounds

ALLOWED_GROWTH = 96 * 2**20
"""Bytes, of a process that also makes the requests up and remembers them."""
ENDINGS = frozenset({"/sign-out", "/sessions/{number}/end"})
"""Would end the very session that asks."""
WHOLE = """
SELECT coalesce(md5(string_agg({kind}::text, '' ORDER BY id)), '') FROM {kind}
WHERE count_place = ANY (:places)
"""
OURS, THEIRS = [JINPU], [SHANGHAI]
"""The caller works in Shanghai: what is counted in Jinpu is out of its sight."""


@dataclass(frozen=True, slots=True)
class Target:
    server: Server
    headers: dict[str, dict[str, str]]

    def asked(self, case: Any) -> Any:
        """As schemathesis made it up, with a session where the address wants one."""
        who = "registrant" if case.path.startswith("/intake") else "staff"
        case.headers = {**(case.headers or {}), **self.headers[who]}
        return case.call(base_url=self.server.url, timeout=30)


@pytest.fixture
def target(server: Server) -> Target:
    with server.engine.begin() as db:
        for place in (JINPU, SHANGHAI):
            plant_person(db, plant_unit(db, place, place=place), place)
    own = Registrant(server)
    own.whole(3, place=SHANGHAI)
    headers = {
        "staff": {"Authorization": f"Bearer {Clerk(server, 'shanghai.head').token}"},
        "registrant": {"Authorization": f"Bearer {own.token}"},
    }
    return Target(server, headers)


def fingerprint(engine: Engine, places: list[int]) -> list[str]:
    with engine.connect() as db:
        return [
            db.execute(text(WHOLE.format(kind=kind)), {"places": places}).scalar_one()
            for kind in ("unit", "person")
        ]


def operations(engine: Engine) -> list[Any]:
    """Every endpoint of a server without the stand-ins, as its own document describes it."""
    app = create_app(engine, SECRET)
    schema = schemathesis.openapi.from_dict(app.openapi())
    found = list(schema.get_all_operations())
    assert all(isinstance(one, Ok) for one in found), "every endpoint is described soundly"
    return [one.ok() for one in found if isinstance(one, Ok)]


def storm(target: Target, many: int, mode: schemathesis.GenerationMode) -> int:
    """So many requests to each endpoint; returns how many were answered."""
    answered = 0
    for operation in operations(target.server.engine):
        if operation.path in ENDINGS or operation.path == "/wait":
            continue
        strategy = operation.as_strategy(generation_mode=mode)

        @settings(max_examples=many, deadline=None, database=None,
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=strategy)
        def ask(case: Any) -> None:
            nonlocal answered
            said = target.asked(case)
            assert said.status_code < 500, (case.method, case.path, said.text)
            answered += 1
            if said.status_code >= 400:
                assert set(said.json()) == {"code", "facts"}

        with suppress(Unsatisfiable):  # of an endpoint that takes nothing, nothing is wrong
            ask()
    return answered


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda one: one.value)
def test_made_up_requests_do_no_harm(target: Target, mode: schemathesis.GenerationMode) -> None:
    before = fingerprint(target.server.engine, OURS)
    grown = psutil.Process().memory_info().rss
    assert storm(target, 8, mode) > 50
    assert psutil.Process().memory_info().rss - grown < ALLOWED_GROWTH
    assert fingerprint(target.server.engine, OURS) == before
    assert fingerprint(target.server.engine, THEIRS) != ["", ""]


@pytest.mark.soak
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda one: one.value)
def test_a_storm_of_made_up_requests(target: Target, mode: schemathesis.GenerationMode) -> None:
    before = fingerprint(target.server.engine, OURS)
    storm(target, rounds(short=60, full=400), mode)
    assert fingerprint(target.server.engine, OURS) == before


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.integers(min_value=2, max_value=2**70) | st.integers(max_value=-1),
    tail=st.sampled_from(["", "/../2", "%2e%2e", "'", "\x00", "٣", "1e3", " 1"]),
)
def test_ids_in_addresses(target: Target, number: int, tail: str) -> None:
    url = f"{target.server.url}/sessions/{number}{quote(tail)}/end"
    said = requests.post(url, headers=target.headers["staff"], timeout=30)
    assert said.status_code in (404, 405, 422)
