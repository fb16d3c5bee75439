"""Servers that speak our protocol and lie in it: a real HTTP server on loopback, scripted."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ciie_admin.wire.codec import MAX_REQUEST, load, pack, unpack
from ciie_admin.wire.messages import Exchange
from ciie_admin.wire.transport import PACKED

Script = Callable[[Exchange], bytes]
"""JSON of what is said to an exchange."""


@dataclass(slots=True)
class Imposter:
    url: str
    asked: list[Exchange] = field(default_factory=list)


@contextmanager
def imposter(script: Script) -> Iterator[Imposter]:
    """Answers every exchange by the script until the block ends."""

    class Asked(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = load(Exchange, unpack(body, MAX_REQUEST))
            there.asked.append(request)
            said = pack(script(request))
            self.send_response(200)
            self.send_header("Content-Type", PACKED)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - overridden
            """Nothing: standard error is for faults."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    there = Imposter(f"http://127.0.0.1:{listening.server_port}")
    thread = threading.Thread(target=listening.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield there
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()
