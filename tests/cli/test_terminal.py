"""A person at a terminal: asked for the password, columns in line, Ctrl-C, a reader that leaves."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from tests.cli.conftest import ROOT, SECONDS, Shell, environment, run
from tests.fixtures.records import plant_unit
from tests.fixtures.server import PASSWORD, Server

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")


def at_terminal(*words: str, typed: str) -> tuple[int, str]:
    """Exit code and everything the terminal showed; `typed` answers the first question."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "ciie_admin", *words],
        cwd=ROOT,
        env=environment(),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown, asked = b"", False
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # Linux: the other end is closed
            break
        shown += part
        if not part:
            break
        if not asked and "密码：".encode() in shown:
            os.write(ours, f"{typed}\n".encode())
            asked = True
    os.close(ours)
    return child.wait(SECONDS), shown.decode()


def test_a_person_is_asked_and_sees_columns(server: Server, tmp_path: Path) -> None:
    with server.engine.begin() as db:
        for number in (1, 10):
            plant_unit(db, number)
    profile = ("--server", server.url, "--login", "jinpu.clerk", "--profile-root", str(tmp_path))
    code, shown = at_terminal("sync", *profile, typed=PASSWORD)
    assert code == 0, shown
    assert PASSWORD not in shown
    code, shown = at_terminal("queue", "units", *profile, typed=PASSWORD)
    head, first, second = [line for line in shown.splitlines() if "密码" not in line][-3:]
    assert code == 0
    assert cells(head, "信用代码") == cells(first, "T0") == cells(second, "T0")


def cells(line: str, word: str) -> int:
    """Where the word begins on a terminal: Chinese characters take two cells."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in line[: line.index(word)])


def test_a_wrong_answer_is_told_without_repeating_it(server: Server, tmp_path: Path) -> None:
    profile = ("--server", server.url, "--login", "jinpu.clerk", "--profile-root", str(tmp_path))
    code, shown = at_terminal("sync", *profile, typed="incorrect horse")
    assert code == 5
    assert "账号或密码不对" in shown
    assert "incorrect" not in shown


def test_ctrl_c_while_waiting(server: Server, shell: Shell) -> None:
    with server.engine.begin() as db:
        unit = plant_unit(db, 1)
    shell.prepare()
    server.stop()
    child = shell.start("decide", "units", "pass", str(unit), "--release", "--wait", "60")
    assert child.stderr is not None
    assert "秒内继续尝试" in child.stderr.readline()
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=SECONDS)
    assert child.returncode == 130
    assert "暂存和未发送的决定都还在本机" in err
    assert "Traceback" not in err
    assert shell("outbox", "--json").objects[0]["counts"]["waiting"] == 1


def test_a_reader_that_leaves_early(server: Server, shell: Shell) -> None:
    """As `ciie-admin queue units | head -1`: more than a pipe holds, read by nobody."""
    with server.engine.begin() as db:
        for number in range(1, 401):
            plant_unit(db, number)
    shell.prepare()
    child = shell.start("queue", "units", "--json")
    assert child.stdout is not None
    assert child.stdout.read(1) == "{"
    child.stdout.close()
    assert child.wait(SECONDS) == 1
    assert child.stderr is not None
    assert child.stderr.read() == ""


def test_help_in_both_languages() -> None:
    for language, said in (("zh", "审核：暂存，或同时提交"), ("en", "draft verdicts")):
        done = run("decide", "--help", "--lang", language)
        assert (done.code, done.err) == (0, "")
        assert said in done.out
    assert "draft verdicts" in run("decide", "--help", LANG="en_GB.UTF-8").out
    assert run("decide", "--help", LANG="de_DE.UTF-8").out.count("审核")
