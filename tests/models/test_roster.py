"""A list of a real cache, filled by the real server, becomes a workbook."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import update

from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.next_step import pass_command
from ciie_admin.errors import Mishap
from ciie_admin.exports.workbook import Cancelled
from ciie_admin.models import marks, opening, reading, roster
from ciie_admin.models.pending import count
from ciie_admin.models.precious import DELIVERED, OUTBOX, TRAY
from ciie_admin.models.queries import Query
from ciie_admin.models.recording import record
from ciie_admin.models.roster import export_roster
from ciie_admin.server import records
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered
from ciie_admin.wire.sound import MOST_CODES
from ciie_admin.words import Language
from tests.fixtures.client import Enter
from tests.fixtures.editions import JINPU, ZHONGSHAN
from tests.fixtures.records import person_form, plant_person, plant_unit, unit_form
from tests.fixtures.server import Server

AT = datetime(2024, 10, 1, 16, 30, tzinfo=UTC)
FULL = "210102199003071234"
TRAP = "=cmd|' /C calc'!A0"


@pytest.fixture
def clerk(server: Server, entering: Enter) -> Entered:
    """Two units in two sub-missions with three persons; one has a free label."""
    with server.engine.begin() as db:
        one = plant_unit(db, 1, JINPU, form=records.as_json(unit_form(1, name_zh=TRAP)))
        two = plant_unit(db, 2, ZHONGSHAN)
        first = plant_person(db, one, 1, form=person_form(1, name="+王芳"))
        known = {"number": FULL, "number_masked": "210***********1234"}
        db.execute(update(records.PERSONS).where(records.PERSONS.c.id == first).values(known))
        plant_person(db, one, 2, form=person_form(2, label="vip"))
        plant_person(db, two, 3)
    entered: Entered = entering("dalian.clerk")
    return entered


def export(
    clerk: Entered,
    query: Query,
    path: Path,
    language: Language = "zh",
    stop: bool = False,
    tags: bool = False,
) -> int:
    return export_roster(
        clerk.cache,
        query,
        path,
        actor=clerk.actor,
        language=language,
        at=AT,
        progress=lambda _: None,
        cancelled=lambda: stop,
        tags=tags,
    )


def read(path: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Rows by head, and the last sheet as a mapping."""
    data, about = openpyxl.load_workbook(path).worksheets
    heads, *rows = data.iter_rows(values_only=True)
    said = {str(key): value for key, value in about.iter_rows(values_only=True)}
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows], said


def column(rows: Sequence[dict[str, Any]], head: str) -> list[Any]:
    return [row[head] for row in rows]


def test_the_list_of_persons(clerk: Entered, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert export(clerk, Query(kind="person", order="name"), path) == 3
    rows, said = read(path)
    assert column(rows, "序号") == [1, 2, 3]
    assert sorted(column(rows, "姓名")) == sorted(["+王芳", "王三", "王四"])
    (first,) = [row for row in rows if row["姓名"] == "+王芳"]
    assert (first["单位"], first["分团"]) == (TRAP, "金普新区分团")
    assert first["证件号码"] == "210***********1234"
    assert column(rows, "人员标签").count("VIP") == 1
    assert said["表名"] == "人员名册"
    assert (said["记录数"], said["导出人"], said["范围"]) == ("3", "李经办", "大连交易团")
    assert (said["筛选条件"], said["届次"]) == ("全部", "第七届中国国际进口博览会")
    assert said["导出时间"] == "2024-10-02 00:30（北京时间）"
    assert "脱敏" in said["证件号码"]
    assert "尚未生效的决定" not in said


def test_no_full_document_number_is_in_any_part_of_the_file(clerk: Entered, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    export(clerk, Query(kind="person"), path)
    with zipfile.ZipFile(path) as file:
        content = b"".join(file.read(name) for name in file.namelist())
    assert b"210***********1234" in content
    assert FULL.encode() not in content
    assert FULL[6:14].encode() not in content


def test_the_list_of_units_in_english(clerk: Entered, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    query = Query(kind="unit", places=(ZHONGSHAN,), lane=Lane.TO_REVIEW)
    assert export(clerk, query, path, "en") == 1
    (row,), said = read(path)
    assert (row["Sub-mission"], row["Unit name"]) == ("Zhongshan", "大连第2贸易有限公司")
    assert (row["Review"], row["Persons"]) == ("To review", 1)
    assert said["Filter"] == "State: To review; Mission: Zhongshan"
    assert "ID number" not in said


def test_a_list_is_as_old_as_the_last_exchange(clerk: Entered, tmp_path: Path) -> None:
    with clerk.cache.write() as db:
        opening.set_progress(db, {"time": "2024-09-30T01:02:03+00:00"})
    export(clerk, Query(kind="unit"), tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx")[1]["数据截至"] == "2024-09-30 09:02（北京时间）"


def test_a_draft_is_counted_but_the_servers_word_stands(clerk: Entered, tmp_path: Path) -> None:
    with clerk.cache.read() as db:
        (unit, _) = reading.ids(db, Query(kind="unit"))
    record(clerk.cache, "unit", [unit], pass_command, clerk.actor, at=datetime.now(UTC))
    export(clerk, Query(kind="unit"), tmp_path / "a.xlsx")
    rows, said = read(tmp_path / "a.xlsx")
    assert column(rows, "审核状态") == ["待审核", "待审核"]
    assert said["尚未生效的决定"].startswith("本机有 1 条")
    drafted = Query(kind="unit", stage="draft")
    assert export(clerk, drafted, tmp_path / "b.xlsx") == 1
    assert read(tmp_path / "b.xlsx")[1]["尚未生效的决定"].startswith("本机有 1 条")


def test_chunks_follow_one_another_in_the_order_of_the_query(
    clerk: Entered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = Query(kind="person", order="name")
    export(clerk, query, tmp_path / "a.xlsx")
    monkeypatch.setattr(roster, "CHUNK", 2)
    export(clerk, query, tmp_path / "b.xlsx")
    once, apart = (read(tmp_path / name)[0] for name in ("a.xlsx", "b.xlsx"))
    assert once == apart
    export(clerk, replace(query, descending=True), tmp_path / "c.xlsx")
    assert column(read(tmp_path / "c.xlsx")[0], "姓名") == column(once, "姓名")[::-1]


def test_what_arrives_meanwhile_belongs_to_the_next_list(
    server: Server, clerk: Entered, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One snapshot: an exchange between two chunks changes neither rows nor count."""
    monkeypatch.setattr(roster, "CHUNK", 1)
    arrived: list[int] = []

    def arrive(rows: int) -> None:
        if not arrived:
            with server.engine.begin() as db:
                arrived.append(plant_unit(db, 3))
            drain(clerk.cache, clerk.office(), clerk.actor)

    count = export_roster(
        clerk.cache,
        Query(kind="unit"),
        tmp_path / "a.xlsx",
        actor=clerk.actor,
        language="zh",
        at=AT,
        progress=arrive,
        cancelled=lambda: False,
    )
    assert (count, read(tmp_path / "a.xlsx")[1]["记录数"]) == (2, "2")
    assert export(clerk, Query(kind="unit"), tmp_path / "b.xlsx") == 3


def test_an_empty_list_says_so(clerk: Entered, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert export(clerk, Query(kind="person", text="无此人"), path) == 0
    rows, said = read(path)
    assert rows == []
    assert (said["记录数"], said["筛选条件"]) == ("0", "搜索：无此人")


def test_cancelling_leaves_no_file_and_the_cache_free(clerk: Entered, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        export(clerk, Query(kind="person"), tmp_path / "a.xlsx", stop=True)
    assert not list(tmp_path.glob("*.xlsx"))
    assert not list(tmp_path.glob(".*"))
    with clerk.cache.write() as db:
        opening.set_preference(db, "after", "1")


def test_before_the_first_download_has_ended_there_is_no_list(
    clerk: Entered, tmp_path: Path
) -> None:
    with clerk.cache.write() as db:
        opening.set_progress(db, {"whole": ""})
    with pytest.raises(Mishap, match="not_whole_yet"):
        export(clerk, Query(kind="unit"), tmp_path / "a.xlsx")
    assert not list(tmp_path.glob("*.xlsx"))


def test_more_local_tags_than_an_operation_may_have_codes(clerk: Entered, tmp_path: Path) -> None:
    with clerk.cache.read() as db:
        unit, *_ = reading.ids(db, Query(kind="unit"))
    marks.put(clerk.cache, "unit", [unit], [(f"标签{n}", "") for n in range(MOST_CODES + 1)])
    export(clerk, Query(kind="unit"), tmp_path / "a.xlsx", tags=True)
    drain(clerk.cache, clerk.office(), clerk.actor)
    with clerk.cache.read() as db:
        assert [count(db, table) for table in (OUTBOX, TRAY, DELIVERED)] == [0, 0, 1]


def test_local_tags_stand_in_it_only_if_chosen(clerk: Entered, tmp_path: Path) -> None:
    with clerk.cache.read() as db:
        unit, *_ = reading.ids(db, Query(kind="unit"))
        first, second, _ = reading.ids(db, Query(kind="person", order="unit"))
    marks.put(clerk.cache, "unit", [unit], [("重点企业", ""), ("姓名", "同名的列")])
    marks.put(clerk.cache, "person", [first], [("座位", "=A3")])
    query, path = Query(kind="person"), tmp_path / "a.xlsx"
    export(clerk, query, path)
    plain, _ = read(path)
    assert not {"重点企业", "座位", "姓名*"} & {*plain[0]}
    export(clerk, query, tmp_path / "b.xlsx", tags=True)
    rows, _ = read(tmp_path / "b.xlsx")
    assert [row["重点企业"] for row in rows].count("是") == 2
    assert [row["姓名*"] for row in rows].count("同名的列") == 2
    assert sorted(str(row["座位"]) for row in rows) == ["=A3", "None", "None"]
    assert [{head: row[head] for head in plain[0]} for row in rows] == plain
    del second
