"""Worker processes: what kills one of them is a finding about one picture."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from ciie_admin.domain.findings import Severity
from ciie_admin.photos.hired import NotStarted
from ciie_admin.photos.worker import Begin, Bounds
from ciie_admin.photos.workers import Judged, Workers
from tests.photos.hostile import begin, begin_and_end, begin_without_library

ROOT = Path(__file__).parents[2]
SECONDS = 60
SOON = Bounds(cpu=0.5, seconds=1.5)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL and no CPU timer")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux refuses memory")


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(begin, count=2, bounds=SOON) as two:
        yield two


def causes(judged: Judged[str]) -> list[float | str]:
    assert all(one.rule == "corrupt" for one in judged.findings)
    assert all(one.severity is Severity.REJECT for one in judged.findings)
    return [one.measured for one in judged.findings]


def judge(workers: Workers, *words: str) -> dict[str, list[float | str]]:
    pictures = [(word, word.encode()) for word in words]
    judged = list(workers.judge(pictures))
    assert len(judged) == len(words)
    return {one.key: causes(one) for one in judged}


def test_every_picture_comes_back_once_under_its_key(workers: Workers) -> None:
    judged = list(workers.judge((number, b"x" * number) for number in range(200)))
    assert sorted(one.key for one in judged) == list(range(200))
    assert all(one.findings == () and one.ms >= 0 for one in judged)


def test_a_picture_larger_than_a_pipe(workers: Workers) -> None:
    (judged,) = workers.judge([("large", bytes(20_000_000))])
    assert judged.findings == ()


def test_no_picture_starts_no_process(workers: Workers) -> None:
    assert list(workers.judge(())) == []
    assert not multiprocessing.active_children()


def test_one_picture_starts_one_process(workers: Workers) -> None:
    list(workers.judge([("one", b"")]))
    assert len(multiprocessing.active_children()) == 1


def test_two_pictures_are_looked_at_at_once(tmp_path: Path) -> None:
    marks = [tmp_path / "one", tmp_path / "other"]
    pictures = [(str(mark), f"hang {mark}".encode()) for mark in marks]
    with Workers(begin, count=2) as two:
        assert not list(two.judge(pictures, cancelled=lambda: all(map(Path.exists, marks))))


def test_processes_are_kept_for_the_next_pictures(workers: Workers) -> None:
    def who() -> object:
        (judged,) = workers.judge([("who", b"who")])
        return judged.findings[0].measured

    assert who() == who()


@POSIX
def test_one_that_is_killed_each_time_is_a_finding_and_the_rest_goes_on(workers: Workers) -> None:
    found = judge(workers, "a", "die", "b", "c", "die now", "d")
    assert found == {
        "a": [],
        "b": [],
        "c": [],
        "d": [],
        "die": ["worker: crash"],
        "die now": ["worker: crash"],
    }


@POSIX
def test_one_lost_by_chance_is_tried_again(workers: Workers, tmp_path: Path) -> None:
    word = f"die_once {tmp_path / 'mark'}"
    assert judge(workers, "a", word, "b") == {"a": [], word: [], "b": []}


@POSIX
def test_one_killed_from_outside_in_the_midst_of_a_picture(tmp_path: Path) -> None:
    mark = tmp_path / "mark"

    def pictures() -> Iterator[tuple[str, bytes]]:
        yield "hang", f"hang {mark}".encode()
        while not mark.exists() or not mark.read_text("ascii"):
            yield "fit", b""
        os.kill(int(mark.read_text("ascii")), signal.SIGKILL)
        mark.unlink()
        while not mark.exists() or not mark.read_text("ascii"):
            yield "fit", b""
        os.kill(int(mark.read_text("ascii")), signal.SIGKILL)
        yield "last", b""

    with Workers(begin, count=2) as patient:
        found = [(one.key, causes(one)) for one in patient.judge(pictures())]
    assert found.count(("hang", ["worker: crash"])) == 1
    assert ("last", []) in found


@POSIX
def test_endless_computing_is_ended_and_not_tried_again(tmp_path: Path) -> None:
    """By the CPU it took, so that a busy computer is no reason."""
    mark = tmp_path / "mark"
    word = f"compute {mark}"
    with Workers(begin, count=2, bounds=Bounds(cpu=0.5, seconds=SECONDS)) as patient:
        found = judge(patient, "a", word, "b")
    assert found == {"a": [], word: ["worker: time"], "b": []}
    assert len(mark.read_text("ascii").splitlines()) == 1


def test_hanging_without_computing_is_ended(workers: Workers, tmp_path: Path) -> None:
    word = f"hang {tmp_path / 'mark'}"
    assert judge(workers, "a", word, "b") == {"a": [], word: ["worker: time"], "b": []}


@LINUX
def test_no_worker_ever_sees_ctrl_c(workers: Workers) -> None:
    """Not even while it is still loading: blocked before it was started."""
    judge(workers, "a")
    (worker,) = multiprocessing.active_children()
    lines = Path(f"/proc/{worker.pid}/status").read_text("ascii").splitlines()
    blocked = int(next(line.split()[1] for line in lines if line.startswith("SigBlk:")), 16)
    assert blocked >> (signal.SIGINT - 1) & 1
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@LINUX
def test_memory_is_refused(workers: Workers) -> None:
    found = judge(workers, "a", "eat", "b", "eat more")
    assert found == {"a": [], "eat": ["worker: memory"], "b": [], "eat more": ["worker: memory"]}


def test_an_error_of_the_rules_is_a_finding(workers: Workers) -> None:
    found = judge(workers, "fail", "fail_to_read", "a")
    assert found == {
        "fail": ["worker: KeyError"],
        "fail_to_read": ["worker: OSError"],
        "a": [],
    }


def test_nothing_a_worker_writes_is_seen(
    workers: Workers, capfd: pytest.CaptureFixture[str]
) -> None:
    judge(workers, "talk")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("broken", "why"), [(begin_without_library, "no such library"), (begin_and_end, "exit code 3")]
)
def test_a_worker_that_cannot_work_says_why(broken: Begin, why: str) -> None:
    with Workers(broken, count=2) as unable, pytest.raises(NotStarted, match=why):
        list(unable.judge([("one", b"")]))
    assert not multiprocessing.active_children()


def test_few_pictures_are_taken_ahead(workers: Workers) -> None:
    taken: list[int] = []

    def pictures() -> Iterator[tuple[int, bytes]]:
        for number in range(1_000):
            taken.append(number)
            yield number, b""

    judged = workers.judge(pictures())
    for come in range(1, 50):
        next(judged)
        assert len(taken) - come <= 2 * 2 + 2
    judged.close()


def test_cancelled_it_ends_and_is_resumed_with_what_has_not_come(
    workers: Workers, tmp_path: Path
) -> None:
    done: dict[int, object] = {}
    pictures = [(number, b"") for number in range(50)]
    for one in workers.judge(pictures, cancelled=lambda: len(done) >= 10):
        done[one.key] = one.findings
    assert 10 <= len(done) < 50
    rest = [one for one in pictures if one[0] not in done]
    assert {one.key for one in workers.judge(rest)} | set(done) == set(range(50))


def test_cancelled_it_does_not_wait_for_a_picture(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    hanging = [("hang", f"hang {mark}".encode())]
    with Workers(begin, count=1) as patient:
        assert list(patient.judge(hanging, cancelled=mark.exists)) == []
        assert judge(patient, "a") == {"a": []}


def test_a_caller_that_stops_listening_leaves_nobody_at_work(
    workers: Workers, tmp_path: Path
) -> None:
    judged = workers.judge([("a", b""), ("hang", f"hang {tmp_path / 'mark'}".encode())])
    assert next(judged).key == "a"
    judged.close()
    assert judge(workers, "b") == {"b": []}


def test_closed_it_has_no_processes(workers: Workers) -> None:
    judge(workers, "a", "b")
    workers.close()
    assert not multiprocessing.active_children()


ABANDONED = """
import sys
from ciie_admin.photos.workers import Workers
from tests.photos.hostile import begin
if __name__ == "__main__":
    with Workers(begin, count=1) as workers:
        list(workers.judge([("hang", f"hang {sys.argv[1]}".encode())]))
"""


@POSIX
def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    """The parent is killed while a worker hangs: nobody is left to end it."""
    script, mark = tmp_path / "abandoned.py", tmp_path / "mark"
    script.write_text(ABANDONED, encoding="utf-8")
    os.mkfifo(mark)
    parent = subprocess.Popen(
        [sys.executable, str(script), str(mark)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    worker = psutil.Process(int(mark.read_text("ascii")))
    parent.kill()
    parent.wait(SECONDS)
    gone, _ = psutil.wait_procs([worker], timeout=SECONDS)
    assert gone == [worker]
