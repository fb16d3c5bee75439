"""What a clerk may tell a caller about a unit's account: enough to help, nothing to steal."""

import pytest
import requests

from ciie_admin.domain.commands import RejectUnit
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.support import UnitAccount
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import JINPU
from tests.fixtures.registrants import Registrant, fault
from tests.fixtures.server import Server


def asked(clerk: Clerk, unit: int) -> requests.Response:
    url = f"{clerk.server.url}/accounts/{unit}"
    return requests.get(url, headers=clerk.headers, timeout=30)


def told(clerk: Clerk, unit: int) -> UnitAccount:
    said = asked(clerk, unit)
    assert said.status_code == 200, said.text
    found: UnitAccount = adapter(UnitAccount).validate_json(said.content)
    return found


def test_the_clerk_of_its_place_hears_what_helps(server: Server) -> None:
    registrant = Registrant(server)
    own = registrant.whole(1, place=JINPU)
    clerk = Clerk(server, "jinpu.clerk")
    found = told(clerk, own.unit.id)
    assert (found.replaced_at, found.wait_until) == (None, None)
    assert found.signed_in_at is not None
    assert found.consent_at is not None
    assert found.phone[-4:] == registrant.phone[-4:]
    assert found.email == "u***@example.com"
    text = asked(clerk, own.unit.id).text
    assert registrant.phone not in text
    assert "unit@" not in text


def test_wrong_passwords_are_why_it_cannot_get_in(server: Server) -> None:
    own = Registrant(server).whole(1, place=JINPU)
    clerk, lost = Clerk(server, "jinpu.clerk"), Registrant(server)
    body = {"login": own.unit.form.credit_code, "way": "password", "password": "never 1 knew"}
    for _ in range(7):
        lost.act("POST", "sign-in", body)
    found = told(clerk, own.unit.id)
    assert found.wait_until is not None


def test_a_replaced_account_is_told_of(server: Server) -> None:
    """The unit lost its way back in and registered anew after a rejection."""
    own = Registrant(server).whole(1, "government", place=JINPU)
    clerk = Clerk(server, "dalian.head")
    clerk.insists("unit", own.unit.id, RejectUnit(reasons=("not_eligible",)))
    Registrant(server).whole(1, "government", place=JINPU)
    assert told(clerk, own.unit.id).replaced_at is not None
    assert [one.what for one in told(clerk, own.unit.id).notices] == ["rejected", "rejected"]


@pytest.mark.parametrize(
    ("login", "answer"),
    [
        ("dalian.viewer", (403, "not_allowed")),
        ("centre.finance", (403, "not_allowed")),
        ("shanghai.head", (404, "no_such_record")),
    ],
)
def test_others_hear_nothing(server: Server, login: str, answer: tuple[int, str]) -> None:
    own = Registrant(server).whole(1, place=JINPU)
    assert fault(asked(Clerk(server, login), own.unit.id)) == answer
