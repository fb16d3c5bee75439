"""What every answer carries, faults and strangers' methods too; and how much may come in."""

import gzip
import threading
from collections.abc import Iterator

import psutil
import pytest
import requests
import zstandard

from ciie_admin.server.headers import SAID
from ciie_admin.wire.codec import MAX_REQUEST
from ciie_admin.wire.transport import PACKED
from tests.fixtures.clerks import Clerk
from tests.fixtures.registrants import fault
from tests.fixtures.server import Server

MEGABYTE = 2**20
ALLOWED_GROWTH = 32 * MEGABYTE


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/hello", 200),
        ("GET", "/sessions", 401),
        ("GET", "/nowhere", 404),
        ("DELETE", "/exchange", 405),
        ("POST", "/exchange", 401),
        ("POST", "/sign-in", 422),
        ("OPTIONS", "/exchange", 405),
    ],
)
def test_every_answer_says_how_it_is_to_be_treated(
    server: Server, method: str, path: str, status: int
) -> None:
    said = requests.request(method, server.url + path, timeout=30)
    assert said.status_code == status
    found = {name.lower().encode(): value.encode() for name, value in said.headers.items()}
    assert SAID.items() <= found.items()
    assert b"server" not in found


def test_a_picture_says_each_thing_once(server: Server) -> None:
    clerk = Clerk(server, "dalian.head")
    said = requests.get(f"{server.url}/photos/{'0' * 64}", headers=clerk.headers, timeout=30)
    assert said.headers["Cache-Control"] == "no-store"


def growth() -> Iterator[int]:
    """Bytes by which this process, server included, has grown."""
    here = psutil.Process()
    before = here.memory_info().rss
    while True:
        yield here.memory_info().rss - before


def posted(
    server: Server, body: object, path: str = "/exchange", **headers: str
) -> requests.Response:
    said = {"Content-Type": PACKED, **headers}
    return requests.post(server.url + path, data=body, headers=said, timeout=60)  # type: ignore[arg-type]


BOMBS = {
    "that says its size": zstandard.ZstdCompressor().compress(bytes(512 * MEGABYTE)),
    "that keeps it back": zstandard.ZstdCompressor(write_content_size=False).compress(
        bytes(512 * MEGABYTE)
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_not_unpacked(server: Server, name: str) -> None:
    assert len(BOMBS[name]) < 64 * 1024
    grown = growth()
    next(grown)
    assert fault(posted(server, BOMBS[name])) == (413, "body_refused")
    assert next(grown) < ALLOWED_GROWTH


def test_other_encodings_are_not_unpacked_at_all(server: Server) -> None:
    body = gzip.compress(b"[" * 128 * MEGABYTE)
    said = posted(server, body, **{"Content-Type": "application/json", "Content-Encoding": "gzip"})
    assert said.status_code in (400, 401, 422)


def test_a_body_without_end_is_dropped_at_the_cap(server: Server) -> None:
    sent = 0
    enough = threading.Event()

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while not enough.is_set() and sent < 256 * MEGABYTE:
            sent += MEGABYTE
            yield bytes(MEGABYTE)

    grown = growth()
    next(grown)
    try:
        said = posted(server, endless())
        assert fault(said) == (413, "body_refused")
    except requests.ConnectionError:
        pass  # it hangs up on whoever goes on sending
    enough.set()
    assert next(grown) < ALLOWED_GROWTH
    assert sent < 64 * MEGABYTE


def test_a_body_just_within_the_cap_is_read(server: Server) -> None:
    body = b'{"login": "' + b"x" * (MAX_REQUEST - 60) + b'"}'
    said = posted(server, body, "/sign-in", **{"Content-Type": "application/json"})
    assert fault(said) == (422, "malformed")
    longer = posted(server, body + b" " * 60, "/sign-in", **{"Content-Type": "application/json"})
    assert fault(longer) == (413, "body_refused")


@pytest.mark.parametrize(
    "body",
    [
        b"[" * MEGABYTE,
        b'{"a":' * 300_000,
        b"\xff\xfe\x00",
        b'{"login": "\\u0000", "password": "x", "device": "00000000-0000-0000-0000-000000000000"}',
        b'{"login": "\\ud800", "password": "x", "device": "00000000-0000-0000-0000-000000000000"}',
        b'{"login": 1e400}',
        b"9" * MEGABYTE,
        b"",
        b"null",
    ],
    ids=["deep", "deep objects", "no text", "NUL", "half a pair", "infinite", "long", "empty",
         "null"],
)  # fmt: skip
def test_whatever_is_no_request_is_said_so(server: Server, body: bytes) -> None:
    grown = growth()
    next(grown)
    said = posted(server, body, "/sign-in", **{"Content-Type": "application/json"})
    assert said.status_code in (400, 422), said.text
    assert said.json()["code"] == "malformed"
    assert next(grown) < ALLOWED_GROWTH


def test_a_backslash_before_the_letters_is_just_text(server: Server) -> None:
    """Only the escaped character is refused, not the six letters that spell it."""
    body = (
        b'{"login": "\\\\u0000", "password": "x", "device": "6f2d0f4e-0000-4000-8000-000000000000"}'
    )
    said = posted(server, body, "/sign-in", **{"Content-Type": "application/json"})
    assert fault(said) == (401, "wrong_password")
