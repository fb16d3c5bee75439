"""The server facing a network: TLS by its own files, and never without."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import requests
from sqlalchemy import Engine

from ciie_admin.cli.exits import Exit
from ciie_admin.cli.main import main
from ciie_admin.errors import BadFile, Offline
from ciie_admin.server.postgres import free_port
from ciie_admin.server.serve import Tls, serve
from ciie_admin.sync.http import Office
from tests.fixtures.tls import own_certificate

ASKED_BY_CLIENT = """
import sys
from ciie_admin.errors import Offline
from ciie_admin.sync.http import Office
try:
    print(Office(sys.argv[1]).hello().protocol)
except Offline as why:
    print(why.code)
"""


def asked(url: str, **more: str) -> str:
    """What the client's own line makes of this server, in a process with these variables."""
    command = [sys.executable, "-c", ASKED_BY_CLIENT, url]
    environment = {**os.environ, **more}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_server_speaks_tls_with_its_own_files(database: Engine, tmp_path: Path) -> None:
    certificate, key = own_certificate(tmp_path)
    port = free_port()
    url = f"https://127.0.0.1:{port}"
    command = [sys.executable, "-m", "ciie_admin", "serve", "--port", str(port)]
    command += ["--database", database.url.render_as_string(hide_password=False)]
    command += ["--secret-file", str(tmp_path / "secret")]
    command += ["--certificate", str(certificate), "--key", str(key)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as program:
        try:
            until_it_answers(url, certificate, program)
            with pytest.raises(requests.exceptions.SSLError):
                requests.get(f"{url}/hello", timeout=30)
            assert asked(url) == "bad_certificate"
            assert asked(url, SSL_CERT_FILE=str(certificate)) == "1", "the system's authorities"
            with closing(Office(f"http://127.0.0.1:{port}")) as plain, pytest.raises(Offline):
                plain.hello()
        finally:
            program.send_signal(signal.SIGTERM)


def until_it_answers(url: str, certificate: Path, program: "subprocess.Popen[bytes]") -> None:
    while program.poll() is None:
        try:
            requests.get(f"{url}/hello", verify=str(certificate), timeout=30)
        except requests.ConnectionError:
            continue
        return
    pytest.fail("the server did not start")


def test_files_that_do_not_fit_are_told_before_anything_is_done(tmp_path: Path) -> None:
    certificate, _ = own_certificate(tmp_path)
    (tmp_path / "other").mkdir()
    _, key = own_certificate(tmp_path / "other")
    for tls in (Tls(certificate=certificate, key=key), Tls(certificate=key, key=tmp_path / "no")):
        with pytest.raises(BadFile, match="bad_tls_files"):
            serve("postgresql://unused", "192.0.2.1", 1, tmp_path / "secret", tls=tls)
    assert not (tmp_path / "secret").exists()


def test_one_file_alone_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    certificate, _ = own_certificate(tmp_path)
    command = ["serve", "--database", "postgresql://unused", "--secret-file", "secret"]
    assert main([*command, "--certificate", str(certificate), "--lang", "en"]) == Exit.USAGE
    assert "--key" in capsys.readouterr().err
