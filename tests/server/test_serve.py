"""Running the server program."""

import logging
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import requests
from sqlalchemy import Engine, text

from ciie_admin.errors import Mishap
from ciie_admin.server.postgres import free_port
from ciie_admin.server.serve import SECRET_BYTES, secret_from, serve
from tests.fixtures.clerks import Clerk
from tests.fixtures.server import Server

PROGRAM = """
import sys
from pathlib import Path
from ciie_admin.server.serve import serve
serve(sys.argv[1], "127.0.0.1", int(sys.argv[2]), Path(sys.argv[3]))
"""


def test_a_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "deeper" / "secret"
    made = secret_from(file)
    assert len(made) == SECRET_BYTES
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secret_from(file) == made


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b"cut")
    with pytest.raises(Mishap, match="bad_secret"):
        secret_from(file)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "example.com"])  # noqa: S104
def test_plain_http_stays_on_this_computer(tmp_path: Path, host: str) -> None:
    with pytest.raises(Mishap, match="not_loopback"):
        serve("postgresql://unused", host, 1, tmp_path / "secret")


def test_a_taken_port_is_said_so(server: Server, database: Engine, tmp_path: Path) -> None:
    url = database.url.render_as_string(hide_password=False)
    with pytest.raises(Mishap, match="port_taken"):
        serve(url, "127.0.0.1", server.running.port, tmp_path / "secret")


def test_the_program_serves_until_it_is_told_to_stop(database: Engine, tmp_path: Path) -> None:
    url, port = database.url.render_as_string(hide_password=False), free_port()
    command = [sys.executable, "-c", PROGRAM, url, str(port), str(tmp_path / "secret")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        answered = _until_it_answers(f"http://127.0.0.1:{port}/hello", program)
        program.send_signal(signal.SIGTERM)
        out, error = program.communicate(timeout=30)
    assert answered.json()["protocol"] == 1
    assert (out, error) == (b"", b"")


def test_a_stopping_server_lets_waiting_clients_go(server: Server) -> None:
    clerk = Clerk(server, "dalian.head")
    head = clerk.exchange().head
    url = f"{server.url}/wait?after={head}"
    answers: list[requests.Response] = []
    sent = threading.Event()

    def wait() -> None:
        sent.set()
        answers.append(requests.get(url, headers=clerk.headers, timeout=30))

    thread = threading.Thread(target=wait)
    thread.start()
    sent.wait(10)
    _until_somebody_waits(server)
    server.stop()
    thread.join(10)
    assert [one.status_code for one in answers] == [200]
    server.start()


def test_a_server_comes_back_on_the_same_port(server: Server) -> None:
    before = server.url
    server.stop()
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{server.url}/hello", timeout=30)
    server.start()
    assert server.url == before
    assert requests.get(f"{server.url}/hello", timeout=30).ok


def test_stopping_twice_is_harmless(server: Server) -> None:
    server.stop()
    server.stop()
    server.start()
    assert requests.get(f"{server.url}/hello", timeout=30).ok


def test_an_unforeseen_error_has_a_ticket_and_no_names(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    clerk = Clerk(server, "dalian.head")
    with server.engine.begin() as db:
        db.execute(text("""UPDATE edition SET body = '{"name": "陈秘密"}'"""))
    with caplog.at_level(logging.INFO):
        said = requests.get(f"{server.url}/hello", headers=clerk.headers, timeout=30)
    assert said.status_code == 500
    ticket = said.json()["facts"]["ticket"]
    assert said.json()["code"] == "server_fault"
    assert ticket in caplog.text
    assert "ValidationError" in caplog.text
    assert "陈秘密" not in caplog.text


def _until_it_answers(url: str, program: subprocess.Popen[bytes]) -> requests.Response:
    """Asks until the port is open; a program that ended instead shows why."""
    while program.poll() is None:
        try:
            return requests.get(url, timeout=30)
        except requests.ConnectionError:
            continue
    raise AssertionError(program.communicate()[1].decode())


def _until_somebody_waits(server: Server) -> None:
    """The server counts its waiting clients; looking costs nothing and ends soon."""
    while not server.running.waiting():
        continue
