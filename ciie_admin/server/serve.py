"""Runs the server program with uvicorn: in the foreground, or in a thread for demo and tests."""

import ipaddress
import secrets
import socket
import ssl
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from sqlalchemy import Engine

from ciie_admin.errors import BadFile, Mishap
from ciie_admin.server import former_duplicates, waiting_list
from ciie_admin.server.app import create_app
from ciie_admin.server.database import connect, migrate

LOOPBACK = "127.0.0.1"
SECRET_BYTES = 32
GRACE_SECONDS = 5
"""How long running requests may take once the server was told to stop."""
START_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Tls:
    """Files in PEM; `certificate` holds the whole chain."""

    certificate: Path
    key: Path


class Program(uvicorn.Server):
    """Says when it listens, and lets waiting clients go before it stops."""

    def __init__(self, app: FastAPI, tls: Tls | None = None) -> None:
        config = uvicorn.Config(
            app,
            ssl_certfile=tls.certificate if tls else None,
            ssl_keyfile=tls.key if tls else None,
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        super().__init__(config)
        self.heads = app.state.heads
        self.listening = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.listening.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self.heads.close()
        await super().shutdown(sockets=sockets)


@dataclass(slots=True)
class Running:
    """A server in a thread of this process. `stop` and `start` keep the port."""

    engine: Engine
    secret: bytes
    simulate: bool
    port: int
    photo_workers: int = 0
    _program: Program | None = field(default=None, repr=False)
    _thread: threading.Thread | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def start(self) -> None:
        """Returns once the server listens. Raises Mishap("server_start")."""
        listener = _listen(LOOPBACK, self.port)
        self.port = listener.getsockname()[1]
        workers = self.photo_workers
        app = create_app(self.engine, self.secret, simulate=self.simulate, photo_workers=workers)
        program = Program(app)
        thread = threading.Thread(
            target=program.run, args=([listener],), name="ciie-server", daemon=True
        )
        thread.start()
        if not program.listening.wait(START_SECONDS):
            raise Mishap("server_start")
        self._program, self._thread = program, thread

    def waiting(self) -> int:
        """How many clients wait for news."""
        return self._program.heads.waiting if self._program else 0

    def stop(self) -> None:
        """Returns once the port is free again; a stopped server may be stopped again."""
        if self._program is None or self._thread is None:
            return
        self._program.should_exit = True
        self._thread.join()
        self._program = self._thread = None


def run_in_thread(
    engine: Engine,
    secret: bytes,
    *,
    simulate: bool = False,
    port: int = 0,
    photo_workers: int = 0,
) -> Running:
    """A server on loopback over this engine; port 0 takes a free one."""
    running = Running(engine, secret, simulate, port, photo_workers)
    running.start()
    return running


def serve(
    database_url: str,
    host: str,
    port: int,
    secret_file: Path,
    *,
    simulate: bool = False,
    tls: Tls | None = None,
    photo_workers: int = 0,
) -> None:
    """Migrate, then serve until SIGINT or SIGTERM, and judge photos in so many processes.

    Speaks plain HTTP only on loopback; whoever faces a network gives certificate and key, or puts
    a proxy with TLS before it. Raises Mishap not_loopback, not_postgres or database_unreachable,
    and BadFile bad_tls_files.
    """
    if tls is None and not _is_loopback(host):
        raise Mishap("not_loopback", {"host": host})
    if tls is not None:
        _check(tls)
    secret = secret_from(secret_file)
    engine = connect(database_url)
    try:
        migrate(engine)
        former_duplicates.catch_up(engine, secret)
        waiting_list.catch_up(engine, datetime.now(UTC))
        app = create_app(engine, secret, simulate=simulate, photo_workers=photo_workers)
        Program(app, tls).run([_listen(host, port)])
    finally:
        engine.dispose()


def _check(tls: Tls) -> None:
    """Before anything is migrated. The reason may quote a path, so it is not passed on."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(tls.certificate, tls.key)
    except (OSError, ssl.SSLError):
        raise BadFile("bad_tls_files", {"file": tls.certificate.name}) from None


def secret_from(path: Path) -> bytes:
    """The server's key, made on first use and readable by its owner only.

    The file appears whole or not at all. Raises Mishap("bad_secret") on one that was cut short,
    and BadFile.
    """
    try:
        if not path.exists():
            _make_secret(path)
        secret = path.read_bytes()
    except OSError:
        raise BadFile("file_unreadable", {"file": path.name}) from None
    if len(secret) < SECRET_BYTES:
        raise Mishap("bad_secret", {"file": path.name})
    return secret


def _make_secret(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.touch(mode=0o600)
    fresh.chmod(0o600)
    fresh.write_bytes(secrets.token_bytes(SECRET_BYTES))
    fresh.replace(path)


def _listen(host: str, port: int) -> socket.socket:
    """Raises Mishap("port_taken")."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise Mishap("port_taken", {"port": str(port)}) from None
    return listener


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
