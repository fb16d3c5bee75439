"""额度分配表 out of a cache and in again as one batch of drafts; the ledger as a file."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from ciie_admin.domain.commands import Export
from ciie_admin.domain.states import UnitReview
from ciie_admin.errors import BadInput, Mishap
from ciie_admin.exports.quota_ledger import LedgerRow
from ciie_admin.exports.quota_typed import SheetFault
from ciie_admin.exports.tables import read_table
from ciie_admin.models.batches import outcomes
from ciie_admin.models.pending import load_pending
from ciie_admin.models.precious import DRAFT, OUTBOX
from ciie_admin.models.quota_import import Filled, draft_filled, understood
from ciie_admin.models.quota_sheet import export_allotment, export_ledger
from ciie_admin.models.releasing import release
from tests.domain.samples import unit
from tests.fixtures.editions import DALIAN, JINPU, PUDONG, SHANGHAI
from tests.fixtures.local import ACTOR, CLICK, Local
from tests.fixtures.local_quotas import (
    AT_JINPU,
    AT_ZHONGSHAN,
    OWN,
    account_of,
    jinpu,
    own,
    row,
    types,
)
from tests.fixtures.records import unit_form


def exported(local: Local, path: Path, place: int = DALIAN) -> int:
    return export_allotment(local.cache, place, path, actor=ACTOR, language="zh", at=CLICK)


def filled(local: Local, path: Path, cells: Mapping[str, object]) -> Filled:
    """As read again after these cells were typed."""
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book.worksheets[0][cell].value = value
    book.save(path)
    table = read_table(path)
    with local.cache.read() as db:
        return understood(db, table, ACTOR, "zh")


def lines(path: Path, last: str = "G") -> list[list[object]]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [[cell.value for cell in line] for line in sheet[f"A2:{last}{sheet.max_row}"]]


def drafts(local: Local) -> set[int]:
    with local.cache.read() as db:
        return set(db.execute(select(DRAFT.c.subject_id)).scalars())


def test_the_sheet_of_a_mission_shows_what_the_server_said(giving: Local, tmp_path: Path) -> None:
    types(giving, {AT_JINPU: 16})
    path = tmp_path / "额度.xlsx"
    assert exported(giving, path) == 2
    assert lines(path)[:2] == [
        [1, "金普新区分团", None, 12, 8, 0, 0],
        [2, "中山分团", None, 8, 2, 0, 0],
    ]
    assert [one[3] for one in lines(path)[2:]] == ["=SUM(D2:D3)", 30, "=D5-D4"]
    with giving.cache.read() as db:
        (body,) = db.execute(select(OUTBOX.c.body)).scalars()
    told = load_pending(body).command
    assert isinstance(told, Export)
    assert (told.of, told.rows, told.masked) == ("quota", 2, True)
    about = openpyxl.load_workbook(path)["说明"]
    assert "由大连交易团分配额度" in [cell.value for cell in about["B"]]


def test_units_stand_there_with_their_codes_unless_nothing_can_be_given(
    giving: Local, tmp_path: Path
) -> None:
    no = {"review": UnitReview.REJECTED}
    giving.hears(unit(id=4, form=unit_form(4, name_zh="不通过公司"), **no))
    assert exported(giving, tmp_path / "a.xlsx", JINPU) == 2
    assert lines(tmp_path / "a.xlsx")[:2] == [
        [1, "大连海洋协会", "T00000000000000002", 0, 0, 0, 0],
        [2, "金普商会", "T00000000000000001", 5, 1, 0, 0],
    ]
    with pytest.raises(BadInput):
        exported(giving, tmp_path / "b.xlsx", SHANGHAI)


def test_what_was_typed_becomes_one_batch_of_drafts(giving: Local, tmp_path: Path) -> None:
    """The one that gets more stands before the one it is taken from."""
    path = tmp_path / "a.xlsx"
    exported(giving, path)
    read = filled(giving, path, {"D2": 27, "D3": 3})
    assert read.typed.faults == ()
    done = draft_filled(giving.cache, read, ACTOR, at=CLICK)
    assert (set(done.drafted), done.not_possible) == ({AT_JINPU, AT_ZHONGSHAN}, ())
    assert [row(giving, one).received for one in (AT_JINPU, AT_ZHONGSHAN)] == [27, 3]
    assert row(giving, OWN).left == 0
    assert [one.stage for one in outcomes(giving.cache, done.batch)] == ["drafted"] * 2


def test_the_sheet_counts_and_not_what_was_drafted_before(giving: Local, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    exported(giving, path)
    types(giving, {AT_JINPU: 16})
    read = filled(giving, path, {"D3": 9})
    draft_filled(giving.cache, read, ACTOR, at=CLICK)
    assert drafts(giving) == {AT_ZHONGSHAN}, "the cell of the other one said 12"


def test_a_cell_left_alone_does_not_take_back_what_is_on_its_way(
    giving: Local, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    types(giving, {AT_JINPU: 16})
    release(giving.cache, ACTOR)
    exported(giving, path)
    draft_filled(giving.cache, filled(giving, path, {"D3": 9}), ACTOR, at=CLICK)
    assert drafts(giving) == {AT_ZHONGSHAN}
    assert row(giving, AT_JINPU).received == 16


def test_what_changes_after_the_check_stops_all(giving: Local, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    exported(giving, path)
    read = filled(giving, path, {"D3": 9})
    giving.hears(own(version=2, allotted=21), jinpu(version=2, received=13))
    done = draft_filled(giving.cache, read, ACTOR, at=CLICK)
    ((number, why),) = done.not_possible
    assert (number, why.code, dict(why.facts)) == (
        *(AT_JINPU, "quota_changed"),
        {"was": "12", "is": "13"},
    )
    assert drafts(giving) == set()


def test_with_a_fault_nothing_is_drafted(giving: Local, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    exported(giving, path)
    giving.hears(own(version=2, allotted=21), jinpu(version=2, received=13))
    read = filled(giving, path, {"D3": 7, "J4": f"P{PUDONG}", "J5": "U2", "J6": "P999"})
    assert [(one.line, one.column, one.code) for one in read.typed.faults] == [
        (2, "D", "changed"), (4, "", "foreign_node"), (5, "", "foreign_node"),
        (6, "", "unknown_node"),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="faults"):
        draft_filled(giving.cache, read, ACTOR, at=CLICK)
    assert drafts(giving) == set()


def test_a_sheet_of_somebody_else_is_not_read(giving: Local, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    exported(giving, path)
    for stamp, code in {
        f"quota/7/P{SHANGHAI}": "foreign_sheet",
        f"quota/7/U{DALIAN}": "foreign_sheet",
        f"quota/6/P{DALIAN}": "other_edition",
        "x": "no_stamp",
    }.items():
        read = filled(giving, path, {"J1": stamp})
        assert (read.typed.faults, read.allotment) == ((SheetFault(0, "", code),), None)


def test_units_are_read_by_their_own_giver(giving: Local, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    exported(giving, path, JINPU)
    read = filled(giving, path, {"D2": 4})
    assert [(one.account, one.total) for one in read.typed.changes] == [(account_of(2), 4)]
    assert filled(giving, path, {"D2": 5}).typed.faults[0].code == "over"


def test_nothing_leaves_before_the_first_download_is_whole(local: Local, tmp_path: Path) -> None:
    local.start(whole=False)
    with pytest.raises(Mishap) as told:
        exported(local, tmp_path / "a.xlsx")
    assert told.value.code == "not_whole_yet"
    assert not (tmp_path / "a.xlsx").exists()


def test_a_ledger_becomes_a_file_and_is_told(giving: Local, tmp_path: Path) -> None:
    rows = [LedgerRow(at=CLICK, act="allot", node="金普新区分团", label="vip", change=12, left=12)]
    path = tmp_path / "a.xlsx"
    done = export_ledger(
        giving.cache, "金普新区分团", rows, path, actor=ACTOR, language="zh", at=CLICK
    )
    assert done == 1
    assert lines(path, "I")[0][2:] == ["分配", "金普新区分团", "VIP", 12, 12, "系统", None]
    with giving.cache.read() as db:
        assert len([*db.execute(select(OUTBOX.c.body)).scalars()]) == 1
