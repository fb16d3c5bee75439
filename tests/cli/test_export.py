"""`export`: a list as a workbook, read back by another library."""

from pathlib import Path

from python_calamine import CalamineWorkbook

from ciie_admin.domain.commands import ReturnUnit
from tests.cli.conftest import Shell, run
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import EDITION, JINPU, ZHONGSHAN
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import Server

AUDITED = {
    "zh": (
        "导出名单",
        f"届次 {EDITION}",
        "人员名册，2 行 19 列，证件号码已脱敏；筛选条件：交易团/分团；",
        "（北京时间）",
    ),
    "en": (
        "List exported",
        f"edition {EDITION}",
        "Persons, 2 rows of 19 columns, numbers masked; filter: Mission; exported ",
        ", Beijing time",
    ),
}
"""Kind, subject, and how the detail begins and ends."""


def test_a_list_becomes_a_workbook(server: Server, shell: Shell, tmp_path: Path) -> None:
    with server.engine.begin() as db:
        for number, place in enumerate((JINPU, JINPU, ZHONGSHAN), 1):
            plant_person(db, plant_unit(db, number, place), number)
    login = "dalian.head"
    shell.prepare(login=login)
    server.stop()
    file = tmp_path / "名册.xlsx"
    words = ("export", "persons", "place:金普新区分团", "--out", str(file), "--json")
    done = shell(*words, login=login)
    assert (done.code, done.objects) == (0, [{"rows": 2, "file": str(file)}])
    assert "已写入" in done.err
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    names = {cell for row in rows for cell in row} & {"王二", "王三", "王四"}
    assert names == {"王二", "王三"}
    server.start()
    assert shell("sync", login=login).code == 0
    database = server.engine.url.render_as_string(hide_password=False)
    for language, said in AUDITED.items():
        shown = run("audit", "show", "--limit", "3", "--lang", language, "--database", database)
        told = [row.split("\t") for row in shown.out.splitlines()]
        (row,) = [one for one in told if one[2] == said[0]]
        assert row[3] == said[1]
        assert row[7].startswith(said[2])
        assert row[7].endswith(said[3])
        assert "王二" not in shown.out
        assert "金普" not in shown.out


def test_what_cannot_be_written(server: Server, shell: Shell, tmp_path: Path) -> None:
    early = shell("export", "units", "--out", str(tmp_path / "a.xlsx"))
    assert (early.code, early.out) == (5, "")
    assert early.err.startswith("首次下载尚未完成。")
    shell.prepare()
    (tmp_path / "folder").write_text("no folder", encoding="utf-8")
    for words, code, said in (
        (("--out", "a.csv"), 2, "应以 .xlsx 结尾"),
        (("label:vip", "--out", str(tmp_path / "a.xlsx")), 2, "可用字段："),
        (("--out", str(tmp_path / "folder" / "a.xlsx")), 5, "a.xlsx"),
    ):
        done = shell("export", "units", *words)
        assert (done.code, done.out) == (code, ""), words
        assert said in done.err, words
    assert not list(tmp_path.glob("*.xlsx"))


def test_top_mistakes_on_paper_and_for_programs(
    server: Server, shell: Shell, tmp_path: Path
) -> None:
    with server.engine.begin() as db:
        units = [plant_unit(db, number, JINPU) for number in range(1, 4)]
    clerk = Clerk(server, "jinpu.clerk")
    for unit in units[:2]:
        clerk.insists("unit", unit, ReturnUnit(reasons=("address_differs",)))
    shell.prepare()
    server.stop()
    first, last = shell("mistakes", "units", "--json").objects
    assert first == {"reason": "address_differs", "records": 2, "places": {str(JINPU): 2}}
    assert last == {"given": 2, "records": 3}
    said = shell("mistakes", "units")
    assert said.out.splitlines()[1] == "address_differs\t原因：address_differs\t2"
    assert "曾被指出问题的 2 条" in said.err
    listed = shell("queue", "units", "reason:address_differs", "--json").objects
    assert {one["id"] for one in listed} == set(units[:2])
    file = tmp_path / "问题.xlsx"
    assert shell("mistakes", "units", "--out", str(file)).code == 0
    assert CalamineWorkbook.from_path(file).sheet_names[0] == "常见问题"
