"""Whatever goes wrong: one sentence, the right exit code, never a traceback."""

import json
from pathlib import Path

import pytest

from ciie_admin.sync.entering import enter
from tests.cli.conftest import Said, Shell, python, run
from tests.fixtures.records import plant_unit
from tests.fixtures.server import PASSWORD, Server


def queue(server: Server, root: Path, *words: str, **changes: str) -> Said:
    profile = ("--server", server.url, "--login", "jinpu.clerk", "--profile-root", str(root))
    return run("queue", "units", *profile, *words, **changes)


def test_a_server_that_is_away_stops_only_what_needs_it(server: Server, shell: Shell) -> None:
    with server.engine.begin() as db:
        unit = plant_unit(db, 1)
    shell.prepare()
    server.stop()
    away = shell("sync", "--lang", "en")
    assert (away.code, away.out) == (3, "")
    assert away.err.startswith("The server cannot be reached. ")
    waited = shell("decide", "units", "pass", str(unit), "--release", "--wait", "0.1", "--json")
    assert waited.code == 3
    assert waited.objects[0]["outcome"] == "released"
    assert shell("queue", "units").code == 0
    assert shell("outbox").code == 0


def test_a_first_sign_in_needs_the_server(server: Server, shell: Shell) -> None:
    server.stop()
    done = shell("queue", "units", "--json")
    assert (done.code, done.objects[0]["mishap"]) == (3, "unreachable")
    assert done.err.startswith("连接不上服务器。")


def test_a_profile_that_is_open_elsewhere(server: Server, shell: Shell) -> None:
    shell.prepare()
    window = enter(server.url, "jinpu.clerk", PASSWORD, shell.folder / "one")
    try:
        for words in (("sync",), ("queue", "units"), ("outbox",)):
            done = shell(*words)
            assert (done.code, done.out) == (4, ""), words
            assert done.err.startswith("已在另一窗口打开。"), words
    finally:
        window.leave()
    assert shell("queue", "units").code == 0


@pytest.mark.parametrize("known", [False, True], ids=["first sign-in", "known profile"])
def test_a_wrong_password(server: Server, shell: Shell, tmp_path: Path, *, known: bool) -> None:
    if known:
        shell.prepare()
    wrong = tmp_path / "wrong"
    wrong.write_text("incorrect horse\n", encoding="utf-8")
    done = queue(server, tmp_path / "one", "--password-file", str(wrong))
    assert (done.code, done.out) == (5, "")
    assert done.err.startswith("账号或密码不对。")
    assert "incorrect horse" not in done.err


def test_password_files_that_cannot_be_used(server: Server, tmp_path: Path) -> None:
    binary, empty, folder = tmp_path / "binary", tmp_path / "empty", tmp_path / "folder"
    binary.write_bytes(b"\xff\xfe\x00secret")
    empty.write_text("\nsecret\n", encoding="utf-8")
    folder.mkdir()
    for file, code, said in (
        (tmp_path / "nowhere", 5, "找不到文件。请核对 nowhere 的位置。"),
        (binary, 5, "文件读不出来。binary 已损坏"),
        (folder, 5, "文件读不出来。folder 已损坏"),
        (empty, 2, "没有密码。请用 --password-file"),
    ):
        done = queue(server, tmp_path / "one", "--password-file", str(file))
        assert (done.code, done.out) == (code, ""), file.name
        assert done.err.startswith(said), file.name


def test_no_password_and_nobody_to_ask(server: Server, tmp_path: Path) -> None:
    done = queue(server, tmp_path / "one")
    assert done.code == 2
    assert done.err.startswith("没有密码。")


def test_the_key_store_of_the_system_may_know_the_password(server: Server, tmp_path: Path) -> None:
    address = server.url.partition("://")[2]
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({f"ciie-admin-login jinpu.clerk@{address}": PASSWORD}))
    store = {
        "PYTHON_KEYRING_BACKEND": "tests.cli.key_store.FileStore",
        "CIIE_TEST_KEYS": str(keys),
    }
    profile = ("--server", server.url, "--login", "jinpu.clerk")
    done = run("sync", *profile, "--profile-root", str(tmp_path / "one"), **store)
    assert done.code == 0, done.err
    assert queue(server, tmp_path / "one", **store).code == 0
    forgotten = queue(server, tmp_path / "one")
    assert forgotten.code == 2, "without the store nobody knows it"


def test_addresses_that_cannot_be_meant(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    for address, said in (("http://ciie.example.cn", "不安全"), ("ftp://example.cn", "不对")):
        words = ("--server", address, "--login", "a", "--password-file", str(secret))
        done = run("sync", *words, "--profile-root", str(tmp_path / "one"))
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"服务器地址{said}。")


def test_a_folder_that_cannot_be_written(server: Server, shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "one").write_text("a file where the folder should be", encoding="utf-8")
    done = shell("sync")
    assert (done.code, done.out) == (5, "")
    assert done.err.startswith("数据文件夹不能写入。")


def test_records_that_are_damaged(server: Server, shell: Shell, tmp_path: Path) -> None:
    shell.prepare()
    (cache,) = (tmp_path / "one").glob("*/cache.db")
    cache.write_bytes(b"not a database at all" * 1_000)
    done = shell("queue", "units", "--json")
    assert (done.code, done.objects[0]["mishap"]) == (5, "cache_corrupt")
    assert done.err.startswith("本机数据损坏。")


def test_a_fault_of_the_program_leaves_a_ticket_and_no_names(tmp_path: Path) -> None:
    """The log says where, and never with what: the argument here stands for a person's name."""
    words = ("-X", "utf8", "-c", FAULT, "王小明", str(tmp_path))
    done = python(*words)
    assert done.code == 5
    assert done.err.startswith("程序出错。")
    (log,) = tmp_path.glob("**/faults.log")
    said = log.read_text(encoding="utf-8")
    ticket = done.err.partition("编号 ")[2].partition(" ")[0]
    assert f"ticket {ticket}" in said
    assert "builtins.ZeroDivisionError" in said
    assert "cli/main.py" in said
    assert "王小明" not in said + done.err


FAULT = """
import sys
from ciie_admin.cli import main, queues

def broken(args):
    try:
        raise ValueError(sys.argv[1])
    except ValueError:
        1 / 0

queues.run = broken
words = ["queue", "units", "--server", "localhost", "--login", "a", "--profile-root", sys.argv[2]]
sys.exit(main.main(words))
"""
