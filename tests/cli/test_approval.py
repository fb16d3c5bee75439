"""`approval`: the sheet of this computer's drafts, without a window and without a network."""

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import Shell
from tests.fixtures.editions import JINPU, ZHONGSHAN
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server


def listed(file: Path) -> tuple[str, list[str]]:
    """The sheet's number, and the units on it."""
    rows = list(load_workbook(file).worksheets[0].iter_rows(values_only=True))
    number = next(str(row[2]) for row in rows if row[0] == "编号")
    return number, [str(row[1]) for row in rows if str(row[0]).isdecimal()]


def test_the_same_drafts_keep_their_number(server: Server, shell: Shell, tmp_path: Path) -> None:
    with server.engine.begin() as db:
        first, second, third = (
            plant_unit(db, number, place) for number, place in enumerate((JINPU, JINPU, ZHONGSHAN))
        )
    login = "dalian.head"
    shell.prepare(login=login)
    server.stop()
    file = tmp_path / "审批表.xlsx"
    empty = shell("approval", "--out", str(file), login=login)
    assert empty.code != 0
    assert "没有可列入审批表的决定" in empty.err
    assert not file.exists()
    made = shell("decide", "units", "pass", str(first), str(third), "--json", login=login)
    assert made.code == 0, made.err
    numbers = []
    for words in ((), (), ("units", "place:金普新区分团")):
        said = shell("approval", *words, "--out", str(file), "--json", login=login)
        assert said.code == 0, said.err
        number, units = listed(file)
        numbers.append(number)
        expected = ["大连第0贸易有限公司", "大连第2贸易有限公司"][: 1 if words else 2]
        assert units == expected
    assert numbers[0] == numbers[1] != numbers[2]
    assert numbers[0].endswith("-01")
    assert numbers[2].endswith("-02")
    assert second
