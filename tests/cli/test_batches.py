"""`batches`: from the shell the same as on the page of batches."""

from uuid import uuid4

from openpyxl import load_workbook
from sqlalchemy import text

from tests.cli.conftest import Shell
from tests.fixtures.records import edit_unit, plant_unit
from tests.fixtures.server import Server


def two_of_three(server: Server, shell: Shell) -> tuple[str, int]:
    """A batch, and the unit of it that has not submitted."""
    with server.engine.begin() as db:
        units = [plant_unit(db, number) for number in (1, 2)]
        late = plant_unit(db, 3, submitted_at=None)
    shell.prepare()
    assert shell("decide", "units", "pass", *map(str, (*units, late))).code == 1
    (line,) = shell("batches", "--json").objects
    batch: str = line.pop("batch")
    assert line.pop("at")
    assert line == {
        "by": "孙经办", "kind": "unit", "commands": ["pass_unit"], "scope": "", "asked": 3,
        "counts": {"drafted": 2, "not_possible": 1}, "first": None,
    }  # fmt: skip
    return batch, late


def test_what_failed_is_tried_again_and_undone(server: Server, shell: Shell) -> None:
    batch, late = two_of_three(server, shell)
    shown = shell("batches", "show", batch)
    assert shown.code == 1
    heads, *rows = [row.split("\t") for row in shown.out.splitlines()]
    assert heads == ["编号", "单位名称", "结果", "原因"]
    why = "单位尚未提交，请等提交后再审核。"
    assert rows[0] == [str(late), "大连第3贸易有限公司", "不能办理", why]
    assert shell("batches", "retry", batch).err.splitlines()[0] == f"{late} {why}"
    with server.engine.begin() as db:
        db.execute(text("UPDATE unit SET submitted_at = now() WHERE id = :n"), {"n": late})
        edit_unit(db, late, address="大连市中山区2号")
    shell("sync")
    again = shell("batches", "retry", batch, "--json")
    assert (again.code, again.objects[-1]["drafted"]) == (0, 1)
    newest = again.objects[-1]["batch"]
    assert shell("batches", "show", batch).code == 0, "what failed has been dealt with"
    assert shell("batches", "--json").objects[0]["first"] == batch
    assert "已撤销 1 项" in shell("batches", "undo", newest).err
    assert shell("batches", "undo", newest).code == 1


def test_the_sheet_is_written_and_told(server: Server, shell: Shell) -> None:
    batch, _ = two_of_three(server, shell)
    out = shell.folder / "结果.xlsx"
    assert shell("batches", "export", batch, str(out)).err.strip().endswith("共 3 行。")
    rows = [*load_workbook(out).worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert [row[5] for row in rows] == ["不能办理", "暂存", "暂存"]
    shell("sync")
    with server.engine.connect() as db:
        told = db.execute(text("SELECT count(*) FROM audit WHERE kind = 'export'")).scalar()
    assert told == 1


def test_what_is_missing_or_wrong_is_said(shell: Shell) -> None:
    shell.prepare()
    assert shell("batches").err.strip() == "共 0 批。"
    unknown = shell("batches", "show", str(uuid4()))
    assert (unknown.code, "没有这一批次" in unknown.err) == (2, True)
    for words, said in (
        (("show",), "缺少这一项"),
        (("show", "12"), "应为 batches 列出的编号"),
        (("export", str(uuid4())), "缺少这一项"),
        (("export", str(uuid4()), "a.txt"), "文件名应以 .xlsx 结尾"),
        (("undo", str(uuid4()), "a.xlsx"), "没有这一项"),
    ):
        done = shell("batches", *words)
        assert (done.code, done.out, said in done.err) == (2, "", True), done.err
