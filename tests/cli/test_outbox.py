"""`outbox`: nothing of one's own is lost from sight until somebody has dealt with it."""

from typing import Any

from tests.cli.conftest import Shell
from tests.fixtures.records import edit_unit, plant_unit
from tests.fixtures.server import Server

RELEASE = ("--release", "--wait", "30")


def stock(shell: Shell, **who: str) -> dict[str, Any]:
    return shell("outbox", "--json", **who).objects[0]


def refused_pass(server: Server, shell: Shell) -> int:
    """A unit a colleague rejected before our own pass arrived."""
    with server.engine.begin() as db:
        unit = plant_unit(db, 1)
    shell.prepare()
    colleague = {"login": "dalian.clerk", "computer": "two"}
    shell.prepare(**colleague)
    reject = ("decide", "units", "reject", str(unit), "--reason", "not_eligible")
    assert shell(*reject, *RELEASE, **colleague).code == 0
    assert shell("decide", "units", "pass", str(unit), *RELEASE).code == 1
    return unit


def test_drafts_are_released_undone_and_taken_back(server: Server, shell: Shell) -> None:
    with server.engine.begin() as db:
        units = [plant_unit(db, number) for number in range(1, 4)]
    shell.prepare()
    server.stop()
    shell("decide", "units", "pass", *map(str, units))
    assert shell("outbox", "--release").err.startswith("已提交 3 项，0 项留作暂存。")
    assert stock(shell)["counts"]["unsent"] == 3
    assert shell("outbox", "--undo").code == 0
    counts = stock(shell)["counts"]
    assert counts == {"drafts": 3, "held": 0, "waiting": 0, "unsent": 0, "tray": 0}
    shell("outbox", "--release")
    assert "已撤销 3 项" in shell("outbox", "--take-back").err
    listed = shell("outbox", "--lang", "en")
    assert listed.out.splitlines()[0].split("\t")[1:] == ["kind", "id", "verdict", "stage", "why"]
    assert [row.split("\t")[1:5] for row in listed.out.splitlines()[1:]] == [
        ["unit", str(number), "Pass", "Draft"] for number in units
    ]
    shell("outbox", "--undo")
    assert stock(shell)["counts"]["drafts"] == 0
    assert "没有可以撤销的" in shell("outbox", "--undo").err


def test_a_refusal_stays_until_it_is_dropped(server: Server, shell: Shell) -> None:
    unit = refused_pass(server, shell)
    before = stock(shell)
    (entry,) = before["tray"]
    assert (entry["id"], entry["stage"], entry["code"]) == (unit, "refused", "state_moved")
    assert before["counts"]["tray"] == 1
    said = shell("outbox", "--tray").out.splitlines()[1].split("\t")
    assert said[:5] == [entry["operation"], "单位", str(unit), "通过", "异常待处理"]
    assert said[5].startswith("李经办已先决定：不通过")
    assert shell("outbox", "--drop", entry["operation"]).code == 0
    assert stock(shell)["tray"] == []
    again = shell("outbox", "--drop", entry["operation"])
    assert (again.code, again.out) == (2, "")
    assert "它可能已处理过" in again.err


def test_a_refusal_that_cannot_be_repeated_stays(server: Server, shell: Shell) -> None:
    refused_pass(server, shell)
    (entry,) = stock(shell)["tray"]
    done = shell("outbox", "--redo", entry["operation"])
    assert done.code == 1
    assert done.err.startswith("李经办已先决定：不通过")
    assert len(stock(shell)["tray"]) == 1


def test_a_conflict_is_decided_again_and_settled_for_good(server: Server, shell: Shell) -> None:
    with server.engine.begin() as db:
        unit = plant_unit(db, 1)
    shell.prepare()
    with server.engine.begin() as db:
        edit_unit(db, unit, address="大连市中山区2号")
    shell("decide", "units", "pass", str(unit), *RELEASE)
    (entry,) = stock(shell)["tray"]
    assert entry["stage"] == "conflict"
    assert shell("outbox", "--redo", entry["operation"]).code == 0
    now = stock(shell)
    assert (now["tray"], now["rows"][0]["stage"]) == ([], "draft")
    shell("outbox", "--undo")
    assert stock(shell)["tray"] == [entry], "an undone repetition opens the entry again"
    shell("outbox", "--redo", entry["operation"])
    shell("outbox", "--release")
    assert shell("sync").code == 0
    assert stock(shell)["counts"] == dict.fromkeys(now["counts"], 0)
    assert shell("queue", "units", "--json").objects[0]["lane"] == "first_passed"


def test_sync_says_that_something_was_refused(server: Server, shell: Shell) -> None:
    with server.engine.begin() as db:
        unit = plant_unit(db, 1)
    shell.prepare()
    shell("decide", "units", "pass", str(unit), "--release")
    with server.engine.begin() as db:
        edit_unit(db, unit, address="大连市中山区2号")
    first = shell("sync", "--json")
    assert (first.code, first.objects) == (
        1,
        [{"sent": 1, "received": first.objects[0]["received"], "drafts": 0, "tray": 1}],
    )
    assert shell("sync").code == 0, "an old entry is no news"


def test_what_is_no_operation(shell: Shell) -> None:
    shell.prepare()
    done = shell("outbox", "--drop", "12")
    assert (done.code, done.out) == (2, "")
    assert "应为 outbox --tray 列出的编号" in done.err
    both = shell("outbox", "--undo", "--take-back")
    assert both.code == 2
    assert "不能同时使用" in both.err
