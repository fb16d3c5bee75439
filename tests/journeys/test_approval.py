"""A release on a leader's word, by keys: the sheet on paper and as a workbook, then the release."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import text

from ciie_admin.models.cards import UnitCard
from ciie_admin.models.precious import SCAN
from ciie_admin.models.queries import Query
from ciie_admin.views import facts_said
from tests.fixtures.records import plant_person
from tests.fixtures.server import Server
from tests.fixtures.windows import CTRL, PATIENCE_MS, Hands, plant

SIGNED = b"%PDF-1.7\n" + bytes(range(256)) * 2_000
"""Half a megabyte as a scanner may have made it."""
RADICALS = str.maketrans({"\u2eda": "页", "\u2ec5": "见"})


def draft_ten(hands: Hands) -> None:
    """Eight units pass, two are returned; one of those that pass has a finding."""
    units = plant(hands.server, units=10, persons=0)
    with hands.server.engine.begin() as db:
        finding = '[{"rule": "credit_code", "severity": "look", "measured": "", "limit": ""}]'
        found = text("UPDATE unit SET findings = cast(:found AS jsonb) WHERE id = :id")
        db.execute(found, {"found": finding, "id": units[5]})
        plant_person(db, units[0], 1)
    hands.work()
    for count in range(1, 11):
        if count in (2, 7):
            hands.key(Qt.Key.Key_F7)
            hands.key(Qt.Key.Key_1)
            hands.key(Qt.Key.Key_Return)
        else:
            hands.key(Qt.Key.Key_F6)
        hands.until_drafted(count)
        hands.until(lambda: hands.card() == hands.list.current)


def sheet(hands: Hands, path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        with hands.qtbot.waitSignal(hands.window.export.written, timeout=PATIENCE_MS):
            hands.key(Qt.Key.Key_P, CTRL)


def printed(path: Path) -> list[str]:
    """Text of each page without its spaces; a PDF names some characters by their radicals."""
    pages = [unicodedata.normalize("NFKC", one.extract_text()) for one in PdfReader(path).pages]
    return ["".join(page.split()).translate(RADICALS) for page in pages]


def by_place(rows: list[list[Any]]) -> dict[str, list[int]]:
    """Of the workbook's first table: what passes, what is returned and the sum, by sub-mission."""
    first = next(n for n, row in enumerate(rows) if row[0] == "按分团")
    assert [c for c in rows[first] if c] == ["按分团", "单位 初审通过", "单位 退回修改", "合计"]
    part = rows[first + 1 : first + 4]
    return {str(row[0]): [int(cell) for cell in row[2:5]] for row in part}


def decided(server: Server) -> dict[str, list[int]]:
    """The same from the server's own tables."""
    query = text("""
        SELECT name_zh, count(*) FILTER (WHERE review = 'first_passed'),
               count(*) FILTER (WHERE review = 'returned'), count(*)
        FROM unit JOIN place ON place.id = count_place GROUP BY name_zh""")
    with server.engine.connect() as db:
        found = {name: list(numbers) for name, *numbers in db.execute(query)}
    found["合计"] = [sum(column) for column in zip(*found.values(), strict=True)]
    return found


def same_on_both(paper: Path, book: Path) -> tuple[str, dict[str, list[int]]]:
    """Number of the sheet, and what it counts."""
    (page,) = printed(paper)
    made = load_workbook(book)
    drawn = made.worksheets[0]
    rows = [[cell if cell is not None else "" for cell in row] for row in drawn.values]
    number = next(row[2] for row in rows if row[0] == "编号")
    assert str(number).startswith("DL-")
    assert page.count(str(number)) == 2, "at the top and at the foot"
    assert "第1页,共1页" in page
    assert drawn.print_title_rows
    assert str(drawn.page_setup.paperSize) == drawn.PAPERSIZE_A4
    titles = [str(row[0]) for row in rows if "条" in str(row[0])]
    assert titles == ["需要说明的 3 条", "其余 7 条"]
    assert page.index("需要说明的3条") < page.index("退回修改", page.index("需要说明的3条"))
    assert "经办人" in page
    assert "领导意见" in page

    return str(number), by_place(rows)


def test_ten_decisions_from_the_draft_to_the_leader(hands: Hands, tmp_path: Path) -> None:
    draft_ten(hands)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until(hands.window.release_page.button.isEnabled)
    paper, book = tmp_path / "审批表.pdf", tmp_path / "审批表.xlsx"
    sheet(hands, paper)
    sheet(hands, book)

    number, sums = same_on_both(paper, book)
    name_the_basis(hands, tmp_path, number)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until_done()
    assert sums == decided(hands.server)
    with hands.server.engine.connect() as db:
        told = db.execute(text("SELECT detail FROM audit WHERE kind = 'export'")).scalars().all()
    assert len(told) == 2
    assert all('"of":"approval"' in one for one in told)
    the_server_holds_it(hands, number)
    both_are_named(hands, number, tmp_path)


def name_the_basis(hands: Hands, folder: Path, number: str) -> None:
    """The number of the sheet stands there already; a wrong day keeps everything here."""
    page = hands.window.release_page
    hands.until(lambda: page.basis.sheet.field.text() == number)
    hands.key(Qt.Key.Key_B, CTRL)
    hands.type("王处长")
    hands.key(Qt.Key.Key_Tab)
    hands.type("20-9-2024")
    hands.key(Qt.Key.Key_Return, CTRL)
    assert page.basis.day.field.accessibleDescription().startswith("请按 2024-09-20")
    assert hands.drafted() == 10
    page.basis.day.field.clear()
    hands.type("2024-09-20")
    scan = folder / "签批.pdf"
    scan.write_bytes(SIGNED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(scan), ""))
        page.basis._attach.setFocus()
        hands.key(Qt.Key.Key_Space)
    hands.until(lambda: page.basis._scan == SIGNED)


def papers(hands: Hands) -> list[Any]:
    """Those this computer still keeps; a snapshot of its own each time."""
    with hands.desk.entered.cache.read() as db:
        return list(db.execute(SCAN.select()).all())


def the_server_holds_it(hands: Hands, number: str) -> None:
    def held() -> list[Any]:
        query = text("SELECT approver, approved_on, sheet, content FROM basis JOIN scan"
                     " ON digest = scan")  # fmt: skip
        with hands.server.engine.connect() as db:
            return list(db.execute(query).all())

    hands.until(lambda: bool(held()))
    ((approver, day, sheet_number, content),) = held()
    assert (approver, str(day), sheet_number) == ("王处长", "2024-09-20", number)
    assert bytes(content) == SIGNED
    with hands.server.engine.connect() as db:
        named = text("SELECT count(*) FROM operation JOIN basis ON basis.id::text = body->>'basis'")
        assert db.execute(named).scalar_one() == 10
    hands.until(lambda: not papers(hands))


def both_are_named(hands: Hands, number: str, folder: Path) -> None:
    """On the card, with the paper behind it."""
    hands.list.ask(Query(kind="unit"))
    hands.until(lambda: len(hands.list.model.keys) == 10)
    hands.until(lambda: hands.card() == hands.list.current)
    on = hands.desk.ground
    card = hands.page._card
    assert on is not None
    assert isinstance(card, UnitCard)
    newest = facts_said.timeline(card.unit.history, on, "zh")[0]
    assert newest.who == "李经办"
    assert f"依据 王处长 2024-09-20 签批（审批表 {number}）" in newest.detail
    opened: list[object] = []
    paper = folder / "打开.pdf"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(paper), ""))
        patch.setattr(QDesktopServices, "openUrl", opened.append)
        hands.page.application._line.link_asked.emit(newest.key)
        hands.until(lambda: bool(opened))
    assert paper.read_bytes() == SIGNED
    with hands.server.engine.connect() as db:
        looked = text("SELECT count(*) FROM audit WHERE kind = 'open_scan' AND subject_id = :id")
        assert db.execute(looked, {"id": card.unit.id}).scalar_one() == 1
