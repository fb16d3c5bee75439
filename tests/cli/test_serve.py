"""`serve`: the server program itself, and what keeps it from starting."""

import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import Engine

from ciie_admin.errors import Offline
from ciie_admin.sync.http import Office
from tests.cli.conftest import ROOT, SECONDS, environment, python, run


@pytest.fixture
def port() -> int:
    """Free at the moment it is given out."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


def words(database: str, port: int, folder: Path) -> tuple[str, ...]:
    secret = str(folder / "secret")
    return ("serve", "--database", database, "--port", str(port), "--secret-file", secret)


def url_of(database: Engine) -> str:
    return database.url.render_as_string(hide_password=False)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_stop(
    database: Engine, port: int, tmp_path: Path, stop: signal.Signals
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "ciie_admin", *words(url_of(database), port, tmp_path)],
        cwd=ROOT,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        assert hello(port, child) == "第七届中国国际进口博览会"
        child.send_signal(stop)
        _, err = child.communicate(timeout=SECONDS)
    finally:
        child.kill()
    assert child.returncode in (0, -stop), err
    assert f"服务器在 http://127.0.0.1:{port} 监听" in err
    assert "Traceback" not in err
    secret = tmp_path / "secret"
    assert (len(secret.read_bytes()), secret.stat().st_mode & 0o777) == (32, 0o600)


def hello(port: int, child: subprocess.Popen[str]) -> str:
    """The edition's name, once the server listens."""
    deadline = monotonic() + SECONDS
    with closing(Office(f"http://127.0.0.1:{port}")) as office:
        while True:
            try:
                return office.hello().edition
            except Offline:
                assert child.poll() is None
                assert monotonic() < deadline


def test_what_keeps_it_from_starting(database: Engine, port: int, tmp_path: Path) -> None:
    good = url_of(database)
    away = "postgresql://ciie@127.0.0.1:1/none"
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        for given, said in (
            ((*words(good, port, tmp_path), "--host", "192.0.2.1"), "对外服务须加密。"),
            (words("sqlite:///x.db", port, tmp_path), "数据库不是 PostgreSQL。"),
            (words(away, port, tmp_path), "连接不上数据库。"),
            (words(good, taken, tmp_path), "端口已被占用。"),
            ((*words(good, port, tmp_path), "--secret-file", str(tmp_path)), "文件读不出来。"),
        ):
            done = run(*given)
            assert (done.code, done.out) == (5, ""), said
            assert done.err.splitlines()[-1].startswith(said), done.err


def test_without_the_server_parts_it_says_so(port: int, tmp_path: Path) -> None:
    """As installed without `[server]`: FastAPI cannot be found."""
    code = "import sys; sys.modules['fastapi'] = None; from ciie_admin.cli.main import main; "
    code += "sys.exit(main(sys.argv[1:]))"
    done = python("-c", code, *words("postgresql://localhost/none", port, tmp_path))
    assert (done.code, done.out) == (5, "")
    assert done.err.startswith("没有安装服务器组件。")
