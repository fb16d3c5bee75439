"""The real program as a child process, against the real server, with profiles of its own."""

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import enter
from tests.fixtures.server import PASSWORD, Server

ROOT = Path(__file__).parents[2]
SECONDS = 120
"""Longest a command may take before its test fails."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON lines of standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(slots=True)
class Shell:
    """Starts commands as one computer would; `computer` names its folder of profiles."""

    url: str
    folder: Path
    nursery: subprocess.Popen[bytes]
    running: list[subprocess.Popen[str]]

    def profile_words(self, login: str, computer: str) -> list[str]:
        secret = self.folder / "password"
        secret.write_text(f"{PASSWORD}\n", encoding="utf-8")
        root = self.folder / computer
        return [
            *("--server", self.url, "--login", login),
            *("--password-file", str(secret), "--profile-root", str(root)),
        ]

    def prepare(self, login: str = "jinpu.clerk", computer: str = "one") -> None:
        """Sign in and sync as the commands do, in this process: quicker than a child."""
        entered = enter(self.url, login, PASSWORD, self.folder / computer)
        try:
            with closing(entered.office()) as office:
                drain(entered.cache, office, entered.actor)
        finally:
            entered.leave()

    def start(
        self, *words: str, login: str = "jinpu.clerk", computer: str = "one"
    ) -> subprocess.Popen[str]:
        """The command, still running; ended with the test at the latest."""
        command = [sys.executable, "-m", "ciie_admin", *words, *self.profile_words(login, computer)]
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.running.append(child)
        return child

    def __call__(self, *words: str, login: str = "jinpu.clerk", computer: str = "one") -> Said:
        """The command, until it has ended: a process of its own, but quicker than start()."""
        meant = [*words, *self.profile_words(login, computer)]
        asked = [str(self.folder), environment(), meant]
        pipe, answers = self.nursery.stdin, self.nursery.stdout
        assert pipe is not None
        assert answers is not None
        pipe.write(json.dumps(asked).encode() + b"\n")
        assert select.select([answers], [], [], SECONDS)[0], "the command does not end"
        code = int(answers.readline())
        out, err = ((self.folder / one).read_text("utf-8") for one in ("out", "err"))
        assert "Traceback" not in err, err
        return Said(code, out, err)


def environment(**changes: str) -> dict[str, str]:
    """Of a child: no key store, Chinese, and a warning is an error."""
    kept = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LC_MESSAGES")}
    own = {
        "LANG": "C.UTF-8",
        "PYTHONWARNINGS": "error",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    return {**kept, **own, **changes}


def ended(child: subprocess.Popen[str]) -> Said:
    """Once the child has ended. A traceback is never an answer."""
    out, err = child.communicate(timeout=SECONDS)
    assert "Traceback" not in err, err
    return Said(child.returncode, out, err)


def run(*words: str, **changes: str) -> Said:
    """A command without the profile of a Shell; `changes` go into its environment."""
    return python("-m", "ciie_admin", *words, **changes)


def python(*words: str, **changes: str) -> Said:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment(**changes),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def nursery() -> Iterator[subprocess.Popen[bytes]]:
    """Where commands are forked from; see nursery.py."""
    command = [sys.executable, str(Path(__file__).with_name("nursery.py"))]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdin=pipe, stdout=pipe, bufsize=0
    ) as child:
        yield child
        child.kill()


@pytest.fixture
def shell(server: Server, tmp_path: Path, nursery: subprocess.Popen[bytes]) -> Iterator[Shell]:
    """`shell("queue", "units")` as 孙经办 of 金普新区分团, once `shell.prepare()` has synced."""
    made = Shell(server.url, tmp_path, nursery, [])
    yield made
    for child in made.running:
        child.kill()
        child.communicate()
