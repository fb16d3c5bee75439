"""Two programs of different protocol versions say who has to be renewed, and change nothing."""

import json

import pytest
import requests

from ciie_admin.errors import OldProgram
from ciie_admin.models import opening
from ciie_admin.sync.answers import other_version, understood
from ciie_admin.wire import transport
from ciie_admin.wire.codec import load, pack
from ciie_admin.wire.messages import Answer, Head
from tests.fixtures.client import Enter
from tests.fixtures.server import Server


def asked(
    server: Server, entering: Enter, protocol: int, accept: str, **more: object
) -> requests.Response:
    entered = entering("jinpu.clerk")
    with entered.cache.read() as db:
        device = str(opening.device(db))
    body = {"protocol": protocol, "device": device, **more}
    headers = {
        "Authorization": f"Bearer {entered.token}",
        "Content-Type": transport.PACKED,
        "Accept": accept,
    }
    packed = pack(json.dumps(body).encode())
    return requests.post(server.url + transport.EXCHANGE, packed, headers=headers, timeout=30)


def test_another_version_is_answered_with_its_own_code(server: Server, entering: Enter) -> None:
    with asked(server, entering, 2, transport.JSON) as response:
        said = (response.status_code, response.json())
    assert said == (426, {"code": "old_program", "facts": {"protocol": "1"}})


def test_the_client_says_who_is_old(server: Server, entering: Enter) -> None:
    response = asked(server, entering, 2, transport.PACKED)
    with response, pytest.raises(OldProgram, match="old_program"):
        understood(response, Answer)
    assert other_version("0").code == "old_server"
    assert other_version("2").code == "old_program"
    assert other_version("").code == "old_program"


def test_fields_of_a_later_version_are_passed_over(server: Server, entering: Enter) -> None:
    with asked(server, entering, 1, transport.PACKED, colour="blue") as response:
        assert understood(response, Answer).remaining == 0
    answer = b'{"head":7,"colour":"blue"}'
    assert load(Head, answer) == Head(head=7)


def test_a_body_that_is_no_frame_is_refused_in_the_form_asked_for(server: Server) -> None:
    """A packed answer: anything else would be taken for a login page of the network."""
    headers = {"Content-Type": transport.PACKED, "Accept": transport.PACKED}
    url = server.url + transport.SIGN_IN
    with requests.post(url, b"not a frame", headers=headers, timeout=30) as response:
        assert response.status_code == 413
        assert response.headers["Content-Type"] == transport.PACKED
