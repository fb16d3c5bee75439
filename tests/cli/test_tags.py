"""Filters with brackets, and local tags, in the shell."""

from pathlib import Path

from ciie_admin.cli.exits import Exit
from tests.cli.conftest import Said, Shell
from tests.fixtures.editions import JINPU, ZHONGSHAN
from tests.fixtures.records import plant_person, plant_unit, unit_form
from tests.fixtures.server import Server

LOGIN = "dalian.head"


def prepared(server: Server, shell: Shell) -> list[int]:
    """Three units, two of them in 金普; offline from then on."""
    with server.engine.begin() as db:
        units = [plant_unit(db, n, at) for n, at in enumerate((JINPU, JINPU, ZHONGSHAN), 1)]
        for number, unit in enumerate(units):
            plant_person(db, unit, number)
    shell.prepare(login=LOGIN)
    server.stop()
    return units


def listed(shell: Shell, *words: str) -> list[int]:
    return [one["id"] for one in ask(shell, "queue", "units", *words, "--json").objects]


def ask(shell: Shell, *words: str) -> Said:
    return shell(*words, login=LOGIN)


def test_brackets_or_and_not(server: Server, shell: Shell) -> None:
    one, two, three = prepared(server, shell)
    name = unit_form(2).name_zh
    assert listed(shell, "lane:to_review", "not", "place:Jinpu") == [three]
    assert listed(shell, f"(place:Zhongshan or text:{name})", "lane:to_review") == [two, three]
    assert listed(shell, "非 (分团:Zhongshan)".replace("分团", "place")) == [one, two]
    counted = ask(shell, "queue", "units", "--count", "--json", "place:Jinpu or place:Zhongshan")
    assert counted.objects[0]["total"] == 3
    wrong = ask(shell, "queue", "units", "(place:Jinpu", "or", ")")
    assert wrong.code == Exit.USAGE
    assert "“or”旁边缺少条件" in wrong.err


def test_tags_come_from_a_table_and_are_a_filter(
    server: Server, shell: Shell, tmp_path: Path
) -> None:
    one, _two, three = prepared(server, shell)
    codes = [unit_form(n).credit_code for n in (1, 3)]
    table = tmp_path / "名单.csv"
    lines = [
        "统一社会信用代码,重点企业,已电话",
        f"{codes[0]},是,9月20日",
        "T404,是,",
        f"{codes[1]},是,",
    ]
    table.write_text("\r\n".join(lines), encoding="gb18030")
    done = ask(shell, "tags", "units", "--import", str(table))
    assert done.code == Exit.SOME
    assert done.out.splitlines()[1:] == ["3\t没有这条记录"]
    assert "已导入 2 行，未导入 1 行" in done.err
    assert listed(shell, "tag:重点企业") == [one, three]
    assert listed(shell, "tag:重点企业", "not", "tag:已电话=9月20日") == [three]
    assert ask(shell, "tags", "--json").objects == [
        {"tag": "重点企业", "records": 2, "with_text": False},
        {"tag": "已电话", "records": 1, "with_text": True},
    ]
    missing = ask(shell, "tags", "--import", str(tmp_path / "gone.xlsx"))
    assert missing.code == Exit.MISHAP
    assert "找不到文件" in missing.err
