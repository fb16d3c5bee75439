"""额度: the tree edited in place by keys, what the server makes of it, the ledger beside it."""

from pathlib import Path

import openpyxl
from PySide6.QtCore import QPersistentModelIndex, Qt
from sqlalchemy import text

from ciie_admin.views import quota_typed, release_said
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.quota_page import QuotaPage
from ciie_admin.views.steady_list import SteadyList
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import DALIAN, JINPU, ZHONGSHAN
from tests.fixtures.quota_pages import figures, go_to, moved, names, quota_page, total, vip
from tests.fixtures.windows import CTRL, Hands

Key = Qt.Key


def test_a_total_is_typed_drafted_released_and_in_the_ledger(
    hands: Hands, window: MainWindow
) -> None:
    page = quota_page(hands)
    assert [tab.lane.text for tab in page.tabs._tabs] == ["VIP", "工作人员"]
    assert names(page) == ["大连交易团", "金普新区分团", "中山分团"]
    hands.key(Key.Key_Down)
    total(hands, "26")
    hands.until_drafted(1)
    assert page.table.current_row() == 2, "Enter goes on to the next row"
    hands.until(lambda: figures(page, JINPU)[0] == "20 → 26")
    assert figures(page, DALIAN) == ("40", "28 → 34")
    assert page.sums.accessibleName() == "合计（各分团） 34 — — — — 34"
    assert "剩余 12→6" in page.foot.then.text()
    page.table.go_to(1)
    hands.until(lambda: ledger(page, 5) == ["暂存", "已生效"])
    hands.desk.release()
    hands.until_done()
    hands.until(lambda: figures(page, JINPU)[0] == "26")
    assert page.table.current_row() == 1
    hands.until(lambda: ledger(page, 5) == ["已生效", "已生效"])
    assert ledger(page, 3) == ["+6", "+20"]
    assert ledger(page, 4) == ["26", "20"]
    assert ledger(page, 1)[0] == "分配"
    assert "李经办" in ledger(page, 2)[0]
    with hands.server.engine.connect() as db:
        found = db.execute(text("SELECT received FROM quota WHERE id = :id"), {"id": vip(JINPU)})
        assert found.scalar_one() == 26


def ledger(page: QuotaPage, column: int) -> list[str]:
    model = page.ledger.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_what_cannot_be_is_said_and_nothing_typed_is_lost(hands: Hands, window: MainWindow) -> None:
    """Nonsense stays in the field; more than there is comes back into it with the sentence."""
    page = quota_page(hands)
    hands.key(Key.Key_Down)
    total(hands, "2x")
    field = page.editing.field
    assert (field.hasFocus(), field.text(), page.table.current_row()) == (True, "2x", 1)
    assert "0 到 1,000,000 的整数" in page.callout.accessibleName()
    total(hands, "33")
    hands.until(lambda: "只剩 12 个名额，不够 13 个" in page.callout.accessibleName())
    hands.until(field.hasFocus)
    assert (field.text(), page.table.current_row()) == ("33", 1)
    assert hands.drafted() == 0
    hands.key(Key.Key_Escape)
    assert page.table.hasFocus()
    assert page.fault.isHidden()
    assert window.stack.currentWidget() is page
    hands.key(Key.Key_F2)
    assert field.text() == "20"
    hands.key(Key.Key_Up)
    assert hands.drafted() == 0, "the same total is no draft"


def test_what_a_total_may_be() -> None:
    assert [quota_typed.total(one) for one in ("0", " 12 ", "１２", "1,000,000", "007")] == [
        *(0, 12, 12, 1_000_000, 7),
    ]
    for nonsense in ("", "-1", "−1", "1.5", "十", "1000001", "1e3", "九", "٣", "9" * 400):
        assert quota_typed.total(nonsense) is None, nonsense


def test_nodes_open_by_arrows_and_stay_open_whatever_arrives(
    hands: Hands, window: MainWindow
) -> None:
    """A unit without places can be given some; others' moves change figures and nothing else."""
    page = quota_page(hands)
    go_to(page, ZHONGSHAN)
    hands.key(Key.Key_Right)
    hands.until(lambda: page.model.rowCount() == 4)
    hands.key(Key.Key_Down)
    assert page.model.index(3, 0).data() == "未分配的单位 3 家"
    hands.key(Key.Key_Right)
    hands.until(lambda: page.model.rowCount() == 7)
    hands.key(Key.Key_Down)
    first = page.node(4)
    assert first is not None
    total(hands, "3")
    hands.until_drafted(1)
    hands.until(lambda: page.model.place(("node", first.account.id)) == 3)
    was = page.table.verticalScrollBar().value()
    here = page.model.key(page.table.current_row())
    moved(Clerk(hands.server, "dalian.head"), vip(JINPU), -5, 20)
    hands.desk.sync_now()
    hands.until(lambda: figures(page, JINPU)[0] == "15")
    assert page.model.key(page.table.current_row()) == here
    assert page.table.verticalScrollBar().value() == was
    assert page.model.rowCount() == 7
    hands.key(Key.Key_Left)
    assert page.model.key(page.table.current_row()) == ("bare", vip(ZHONGSHAN)), "up, then closed"
    hands.key(Key.Key_Left)
    hands.until(lambda: page.model.rowCount() == 5)
    leads_to(hands, window, first.account.id)


def leads_to(hands: Hands, window: MainWindow, account: int) -> None:
    """Out of a closed node."""
    page = window.quota
    page.table.go_to(page.model.place(("node", vip(ZHONGSHAN))))
    hands.key(Key.Key_Left)
    hands.until(lambda: page.model.rowCount() == 3)
    window.open_record("quota", account)
    hands.until(lambda: page.model.key(page.table.current_row()) == ("node", account))


def test_rows_that_stay_keep_their_place_in_the_list() -> None:
    model = SteadyList(1)
    model.show([(one, (one,)) for one in "abcd"])
    kept = QPersistentModelIndex(model.index(2, 0))
    model.show([(one, (one,)) for one in "axycd"])
    assert (kept.row(), [key for key, _ in model.rows]) == (3, [*"axycd"])
    model.show([("c", ("new",))])
    assert (kept.row(), model.rows) == (0, [("c", ("new",))])
    model.show([(one, (one,)) for one in "dc"])
    model.show([(one, (one,)) for one in "cd"])
    assert [key for key, _ in model.rows] == [*"cd"], "another order"


def test_a_move_is_seen_before_it_goes_and_waits_in_the_tray_when_refused(
    hands: Hands, window: MainWindow
) -> None:
    """Somebody else was quicker: the refusal names both totals, and leads back to the account."""
    page = quota_page(hands)
    hands.key(Key.Key_Down)
    total(hands, "26")
    hands.until_drafted(1)
    hands.key(Key.Key_Return, CTRL)
    release = window.release_page
    hands.until(release.button.isEnabled)
    row = [release.model.index(1, column).data() for column in range(5)]
    assert row == ["VIP", "金普新区分团", "分配 6", "可提交", "20→26"]
    (line,) = release_said.lines(release._found, "zh", hands.desk.ground)
    assert (line.name, line.count, line.sentence) == ("VIP 额度", "分配 6", "大连交易团剩余 6")
    alone(hands)
    moved(Clerk(hands.server, "dalian.head"), vip(JINPU), 1, 20)
    hands.key(Key.Key_Return, CTRL)
    hands.until(lambda: hands.drafted() == 0)
    hands.desk.begin_sync()
    hands.until(lambda: hands.desk.tally is not None and hands.desk.tally.tray == 1)
    hands.key(Key.Key_3, CTRL)
    tray = window.tray
    hands.until(lambda: tray.model.rowCount() == 1)
    assert tray.model.index(0, 0).data() == "金普新区分团"
    assert "20 变为 21" in tray.model.index(0, 2).data()
    hands.settle()
    window.open_record("quota", vip(JINPU))
    hands.until(lambda: page.model.key(page.table.current_row()) == ("node", vip(JINPU)))


def alone(hands: Hands) -> None:
    """The window does not exchange until it is told to."""
    assert hands.desk._loop is not None
    hands.desk._loop.stop()
    hands.desk._loop = None


def test_the_ledger_needs_the_server_and_ones_own_moves_stay_on_top(
    hands: Hands, window: MainWindow
) -> None:
    del window
    page = quota_page(hands)
    hands.server.stop()
    hands.key(Key.Key_F5)
    hands.until(lambda: hands.desk.last_told.state == "offline")
    hands.key(Key.Key_Down)
    hands.until(lambda: "台账保存在服务器上" in page.ledger.callout.accessibleName())
    total(hands, "18")
    hands.until_drafted(1)
    page.table.go_to(1)
    hands.until(lambda: ledger(page, 5) == ["暂存"])
    assert [ledger(page, column)[0] for column in (1, 3, 4)] == ["收回", "−2", "18"]
    hands.server.start()
    hands.key(Key.Key_F5)
    hands.until(lambda: ledger(page, 5) == ["暂存", "已生效"])
    assert page.ledger.said.isHidden()


def test_a_sheet_is_written_and_read_again_as_one_batch(
    hands: Hands, window: MainWindow, tmp_path: Path
) -> None:
    page, path = quota_page(hands), tmp_path / "sheet.xlsx"
    page.sheet_asked.disconnect(window.export.offer)
    page.sheet_asked.connect(lambda _name, writing: window.export.put(writing, path))
    page.sheets.export()
    hands.until(path.exists)
    typed(path, D2="18", D3="x")
    page.sheets.read(path)
    hands.until(lambda: "1 处错误" in page.callout.accessibleName())
    assert "第 3 行 D 列" in page.callout.accessibleName()
    assert hands.drafted() == 0
    typed(path, D2=18, D3=9)
    page.sheets.read(path)
    hands.until_drafted(2)
    hands.until(lambda: figures(page, ZHONGSHAN)[0] == "8 → 9")
    assert figures(page, JINPU)[0] == "20 → 18"
    assert page.fault.isHidden()
    assert page.foot.then.text().startswith("改动 2 处")


def typed(path: Path, **cells: int | str) -> None:
    """As a person fills the sheet in."""
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(path)
