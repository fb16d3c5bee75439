"""Servers that are not ours, on loopback: each answers every connection with the same bytes."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

SECONDS = 30
Talk = Callable[[socket.socket], None]


@dataclass(slots=True)
class Stranger:
    """`requests` holds what was asked, without the body."""

    url: str
    requests: list[bytes] = field(default_factory=list)


@contextmanager
def stranger(
    talk: Talk, tls: ssl.SSLContext | None = None, *, listens: bool = True
) -> Iterator[Stranger]:
    """Takes one connection after the other until the block ends; `listens` to an HTTP request."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(SECONDS)
    scheme = "https" if tls else "http"
    there = Stranger(f"{scheme}://127.0.0.1:{listening.getsockname()[1]}")

    def serve() -> None:
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            with suppress(OSError), line:
                line.settimeout(SECONDS)
                mine = tls.wrap_socket(line, server_side=True) if tls else line
                there.requests.append(_request(mine) if listens else b"")
                talk(mine)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield there
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(SECONDS)


def answering(
    body: bytes, media: str = "", status: str = "200 OK", length: int | None = None, more: str = ""
) -> Talk:
    """One answer; `length` declares another number of bytes than there are."""
    declared = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {declared}", "Connection: close"]
    lines += [f"Content-Type: {media}"] if media else []
    lines += [more] if more else []
    head = ("\r\n".join(lines) + "\r\n\r\n").encode()
    return sending([head + body])


def sending(parts: Iterable[bytes]) -> Talk:
    found = list(parts)

    def talk(line: socket.socket) -> None:
        for part in found:
            line.sendall(part)

    return talk


def endless(head: bytes) -> Talk:
    """A body in chunks of 1 MiB that never ends."""

    def talk(line: socket.socket) -> None:
        line.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
        while True:
            line.sendall(b"100000\r\n" + bytes(2**20) + b"\r\n")

    return talk


def _request(line: socket.socket) -> bytes:
    """Head and, as far as it is announced, the body: an unread one would reset the connection."""
    said = b""
    while b"\r\n\r\n" not in said:
        part = line.recv(65536)
        if not part:
            return said
        said += part
    head, _, body = said.partition(b"\r\n\r\n")
    announced = [row for row in head.lower().split(b"\r\n") if row.startswith(b"content-length:")]
    left = int(announced[0].split(b":")[1]) - len(body) if announced else 0
    while left > 0:
        left -= len(line.recv(65536)) or left
    return head
