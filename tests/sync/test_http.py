"""Whatever answers in place of our server: the right mishap, at once, and nothing is believed."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from ciie_admin.errors import BadInput, Mishap, NotAllowed, Offline
from ciie_admin.sync import answers
from ciie_admin.sync.http import Office
from ciie_admin.sync.line import Question, server_url
from ciie_admin.wire.codec import MAX_ANSWER, dump, pack
from ciie_admin.wire.messages import Exchange, Fault, Hello
from ciie_admin.wire.transport import JSON, PACKED
from tests.fixtures.tls import own_certificate
from tests.sync.strangers import SECONDS, Talk, answering, sending, stranger

HELLO = pack(
    dump(
        Hello(
            protocol=1,
            edition="第七届",
            edition_en="7th",
            hotline="021-968888",
            time=datetime(2024, 9, 1, tzinfo=UTC),
        )
    )
)
PORTAL = "<html><body>请登录</body></html>".encode()
HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: {PACKED}\r\nConnection: close\r\n".encode()
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def met(talk: Talk, ask: Callable[[Office], object] = Office.hello) -> tuple[Mishap, int]:
    """What the client says about this answer, and how many requests that took."""
    with stranger(talk) as there, closing(Office(there.url, "secret")) as office:
        with pytest.raises(Mishap) as caught:
            ask(office)
        return caught.value, len(there.requests)


def test_our_own_answer_is_understood() -> None:
    with stranger(answering(HELLO, PACKED)) as there, closing(Office(there.url)) as office:
        assert office.hello().edition == "第七届"
        assert b"Accept-Encoding: identity" in there.requests[0]


BOMB = pack(bytes(512 * 2**20))
FOREIGN: dict[str, tuple[Talk, str]] = {
    "portal": (answering(PORTAL, "text/html; charset=utf-8"), "not_our_server"),
    "redirect": (
        answering(b"", "text/html", "302 Found", more="Location: http://127.0.0.1:1/login"),
        "not_our_server",
    ),
    "redirect that claims to be ours": (
        answering(HELLO, PACKED, "302 Found", more="Location: /elsewhere"),
        "not_our_server",
    ),
    "plain json": (answering(b"{}", JSON), "not_our_server"),
    "no type": (answering(HELLO), "not_our_server"),
    "html under our type": (answering(PORTAL, PACKED), "cut_off"),
    "another shape": (answering(pack(b'{"head":1}'), PACKED), "cut_off"),
    "no json": (answering(pack(b"\xff\xfe"), PACKED), "cut_off"),
    "empty": (answering(b"", PACKED), "cut_off"),
    "cut short of its length": (answering(HELLO[:-9], PACKED, length=len(HELLO)), "cut_off"),
    "cut within the frame": (answering(HELLO[:-9], PACKED), "cut_off"),
    "cut chunk": (sending([CHUNKED, b"ff\r\n", HELLO[:20]]), "cut_off"),
    "flipped byte": (
        answering(HELLO[:40] + bytes([HELLO[40] ^ 1]) + HELLO[41:], PACKED),
        "cut_off",
    ),
    "something behind it": (answering(HELLO + HELLO, PACKED), "cut_off"),
    "bomb": (answering(BOMB, PACKED), "cut_off"),
    "broken gzip": (answering(HELLO, PACKED, more="Content-Encoding: gzip"), "cut_off"),
    "gateway without its server": (
        answering(PORTAL, "text/html", "502 Bad Gateway"),
        "unreachable",
    ),
    "portal that says so": (
        answering(PORTAL, "text/html", "511 Network Authentication Required"),
        "not_our_server",
    ),
    "no http": (sending([b"SSH-2.0-OpenSSH_9.6\r\n"]), "unreachable"),
    "closed at once": (sending([]), "unreachable"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_answers_of_others(name: str) -> None:
    talk, code = FOREIGN[name]
    mishap, asked = met(talk)
    assert (type(mishap), mishap.code, mishap.facts) == (Offline, code, {})
    assert asked == 1, "nothing is followed and nothing is asked again by itself"


def test_a_bomb_is_small_and_would_be_large() -> None:
    assert len(BOMB) < 64 * 1024
    assert MAX_ANSWER < 512 * 2**20


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_without_end_is_stopped_at_the_cap(
    monkeypatch: pytest.MonkeyPatch, *, declared: bool
) -> None:
    monkeypatch.setattr(answers, "MAX_ANSWER", 2**20)
    sent: list[int] = []

    def talk(line: socket.socket) -> None:
        size = b"Content-Length: 10737418240\r\n\r\n" if declared else b"\r\n"
        line.sendall(HEAD + size)
        while len(sent) < 10 * 1024:
            line.sendall(bytes(2**20))
            sent.append(1)

    mishap, _ = met(talk)
    assert mishap.code == "cut_off"
    assert len(sent) < 64, "MiB of ten thousand"


def test_silence_is_not_waited_for() -> None:
    """Before the answer, and in the middle of it."""
    for first in (b"", HEAD, HEAD + b"\r\n" + HELLO[:10]):
        over = threading.Event()

        def talk(line: socket.socket, first: bytes = first, over: threading.Event = over) -> None:
            line.sendall(first)
            over.wait(SECONDS)

        with stranger(talk) as there, closing(Office(there.url)) as office:
            with pytest.raises(Offline) as caught:
                office._put(Question("GET", "/hello", None, Hello, silence=0.2))
            over.set()
        assert caught.value.code == "too_slow", first


def test_a_slow_line_may_take_as_long_as_it_needs() -> None:
    """Twice the limit of silence in all, but never silent that long."""
    pause = threading.Event()

    def talk(line: socket.socket) -> None:
        line.sendall(HEAD + f"Content-Length: {len(HELLO)}\r\n\r\n".encode())
        for place in range(0, len(HELLO), 10):
            line.sendall(HELLO[place : place + 10])
            pause.wait(0.2)

    assert len(HELLO) > 10 * 10
    with stranger(talk) as there, closing(Office(there.url)) as office:
        assert (
            office._put(Question("GET", "/hello", None, Hello, silence=1.0)).hotline == "021-968888"
        )


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("401 Unauthorized", NotAllowed),
        ("403 Forbidden", NotAllowed),
        ("409 Conflict", Mishap),
        ("413 Content Too Large", Mishap),
        ("500 Internal Server Error", Offline),
        ("503 Service Unavailable", Offline),
    ],
)
def test_a_fault_of_our_server_keeps_its_code(status: str, kind: type[Mishap]) -> None:
    body = pack(dump(Fault(code="server_busy", facts={"ticket": "T7"})))
    wish = Exchange(device=uuid4())
    mishap, asked = met(answering(body, PACKED, status), lambda office: office.exchange(wish))
    assert (type(mishap), mishap.code, mishap.facts) == (kind, "server_busy", {"ticket": "T7"})
    assert asked == 1


def test_nobody_there() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    with closing(Office(f"http://127.0.0.1:{port}")) as office, pytest.raises(Offline) as caught:
        office.hello()
    assert caught.value.code == "unreachable"


@pytest.fixture(scope="module")
def unvouched(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """For the right address and valid today: only nobody vouches for it."""
    certificate, key = own_certificate(tmp_path_factory.mktemp("tls"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def test_a_certificate_nobody_vouches_for(unvouched: ssl.SSLContext) -> None:
    with (
        stranger(answering(HELLO, PACKED), tls=unvouched) as there,
        closing(Office(there.url, "secret")) as office,
    ):
        with pytest.raises(Offline) as caught:
            office.hello()
        assert caught.value.code == "bad_certificate"
        assert there.requests == [], "not a byte of the request was sent"


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("ciie.example.cn", "https://ciie.example.cn"),
        (" https://ciie.example.cn/ ", "https://ciie.example.cn"),
        ("ciie.example.cn:8443/ciie/", "https://ciie.example.cn:8443/ciie"),
        ("localhost:8000", "http://localhost:8000"),
        ("127.0.0.1", "http://127.0.0.1"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("https://进博会.example.cn", "https://进博会.example.cn"),
    ],
)
def test_addresses_as_people_type_them(typed: str, url: str) -> None:
    assert server_url(typed) == url


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("http://ciie.example.cn", "insecure_address"),
        ("http://office.test:8000", "insecure_address"),
        ("http://localhost.example.cn", "insecure_address"),
        ("HTTP://ciie.example.cn", "insecure_address"),
        ("http://127.0.0.1@example.cn", "bad_address"),
        ("http://example.cn\\@127.0.0.1", "bad_address"),
        ("https://clerk:secret@ciie.example.cn", "bad_address"),
        ("https://ciie.example.cn?x=1", "bad_address"),
        ("https://ciie.example.cn#x", "bad_address"),
        ("https://example .cn", "bad_address"),
        ("https://ciie.example.cn:99999", "bad_address"),
        ("https://ciie.example.cn:port", "bad_address"),
        ("http://[::1", "bad_address"),
        ("https://", "bad_address"),
        ("", "bad_address"),
        ("   ", "bad_address"),
        ("ftp://ciie.example.cn", "bad_address"),
        ("file:///etc/passwd", "bad_address"),
    ],
)
def test_addresses_that_cannot_be_used(typed: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        server_url(typed)
    assert caught.value.code == code
    with pytest.raises(BadInput):
        Office(typed)


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before
