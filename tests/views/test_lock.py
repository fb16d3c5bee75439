"""A locked computer: nothing to read, nothing to open, and the same place after the password."""

import gc
from collections.abc import Iterator
from hashlib import sha256
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from ciie_admin import words
from ciie_admin.app import Program
from ciie_admin.errors import CacheUnreadable
from ciie_admin.models import lease
from ciie_admin.models.engine import Cache
from ciie_admin.models.precious import DRAFT, OUTBOX
from ciie_admin.views.idle import CHOICES, USUAL, Idle
from ciie_admin.views.lock_window import LockWindow
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.start_window import StartWindow
from tests.fixtures.server import PASSWORD
from tests.fixtures.windows import CTRL, PATIENCE_MS, Hands


@pytest.fixture
def at_work(hands: Hands, window: MainWindow) -> Hands:
    """Two drafts and one decision that waits, without network, at the last row."""
    del window
    hands.server.stop()
    hands.key(Qt.Key.Key_A)
    hands.until_drafted(1)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until(hands.window.release_page.button.isEnabled)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until_drafted(0)
    hands.ready()
    for count in (1, 2):
        hands.key(Qt.Key.Key_A)
        hands.until_drafted(count)
    hands.list.table.go_to(5)
    hands.until(lambda: hands.card() == hands.list.model.keys[5] == hands.list.current)
    hands.settle()
    return hands


def kept(cache: Cache) -> list[tuple[str, ...]]:
    with cache.read() as db:
        return [
            tuple(db.execute(select(table.c.id).order_by(table.c.id)).scalars())
            for table in (DRAFT, OUTBOX)
        ]


def lock(hands: Hands) -> LockWindow:
    hands.key(Qt.Key.Key_L, CTRL)
    return lock_window(hands)


def lock_window(hands: Hands) -> LockWindow:
    window = hands.program.window
    assert isinstance(window, LockWindow)
    hands.active()
    return window


def unlock(hands: Hands, password: str = PASSWORD) -> None:
    hands.type(password)
    hands.key(Qt.Key.Key_Return)


def on_screen() -> list[str]:
    """Every text of every window that can be seen."""
    found: list[str] = []
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            parts: list[QWidget] = [window, *window.findChildren(QWidget)]
            for part in parts:
                if part.isVisible():
                    found += [part.windowTitle(), part.accessibleName(), part.toolTip()]
                    found += [part.text()] if isinstance(part, QLabel) else []
    return found


def test_locked_by_key_nothing_is_readable_and_no_select_succeeds(at_work: Hands) -> None:
    cache, engine = at_work.desk.entered.cache, at_work.desk.entered.cache.engine
    assert "大连第6贸易有限公司" in "".join(on_screen())
    loop = at_work.desk._loop
    lock(at_work)
    assert at_work.program.desk is None
    seen = "".join(on_screen())
    assert "贸易有限公司" not in seen
    assert "王" not in seen
    with pytest.raises(CacheUnreadable) as caught, cache.read() as db:
        db.execute(text("SELECT count(*) FROM unit"))
    assert caught.value.code == "cache_closed"
    with pytest.raises(CacheUnreadable), cache.write():
        pytest.fail("opened")
    with pytest.raises(CacheUnreadable), engine.connect():
        pytest.fail("opened")
    assert loop is not None
    assert not loop._exchanging.is_alive()
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert shown == [at_work.program.window]


def test_the_key_is_nowhere_among_the_living_objects(at_work: Hands) -> None:
    """Best effort: what the interpreter has thrown away may still lie in memory."""
    held = at_work.desk.entered.cache._key
    assert len(held) == 32
    prints = {sha256(held).digest(), sha256(held.hex().encode()).digest()}
    assert living(prints), "the search finds it while it is there"
    lock(at_work)
    assert held == b""
    gc.collect()
    assert not living(prints)


def living(prints: set[bytes]) -> int:
    """How many texts and bytes with these hashes anything refers to."""
    found = 0
    gc.unfreeze()
    for holder in gc.get_objects():
        for one in gc.get_referents(holder):
            if isinstance(one, bytes | bytearray) and len(one) == 32:
                found += sha256(one).digest() in prints
            elif isinstance(one, str) and len(one) == 64:
                found += sha256(one.encode()).digest() in prints
    return found


def test_it_says_who_and_how_much_waits(at_work: Hands) -> None:
    window = lock(at_work)
    said = on_screen()
    assert "李经办 · 大连交易团 · 经办人" in said
    assert "待确认 1" in "".join(said)
    assert "暂存 2" in "".join(said)
    assert "本机没有系统密码保管程序，数据仅由密码保护" in "".join(said)
    assert window.password.field.hasFocus()


def test_the_password_leads_back_to_the_same_row_without_network(at_work: Hands) -> None:
    before = kept(at_work.desk.entered.cache)
    current, query = at_work.list.current, at_work.list.query
    lock(at_work)
    unlock(at_work)
    at_work.until(lambda: isinstance(at_work.program.window, MainWindow))
    at_work.ready()
    assert (at_work.list.current, at_work.list.query) == (current, query)
    assert at_work.card() == current
    assert kept(at_work.desk.entered.cache) == before
    assert [len(one) for one in before] == [2, 1]
    at_work.server.start()
    at_work.desk.sync_now()
    at_work.until(lambda: at_work.desk.tally is not None and at_work.desk.tally.pending == 0)
    assert at_work.desk.entered.online, "by itself, once the server is back"


def test_the_page_of_persons_and_what_was_searched_return(hands: Hands, window: MainWindow) -> None:
    del window
    hands.persons()
    hands.key(Qt.Key.Key_F, CTRL)
    hands.type("wang")
    hands.until(lambda: hands.list.query.text == "wang" and bool(hands.list.top.counts))
    hands.key(Qt.Key.Key_Return)
    hands.ready()
    current = hands.list.current
    lock(hands)
    unlock(hands)
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.until(lambda: hands.list.query.text == "wang")
    hands.ready()
    assert (hands.page.kind, hands.list.current) == ("person", current)
    assert hands.window.top.search.text() == "wang"


def test_a_verdict_given_a_moment_before_is_kept(hands: Hands, window: MainWindow) -> None:
    del window
    writes, pause = hands.desk._writes, Event()

    def until_it_ends() -> None:
        while not writes._closed:
            pause.wait(0.01)

    writes.run(until_it_ends)
    hands.key(Qt.Key.Key_F6)
    lock(hands)
    unlock(hands)
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    assert hands.drafted() == 1


def test_a_wrong_password_is_told_and_opens_nothing(at_work: Hands) -> None:
    window = lock(at_work)
    at_work.key(Qt.Key.Key_Return)
    assert window.callout.isHidden(), "nothing typed, nothing said"
    unlock(at_work, PASSWORD + "x")
    at_work.until(window.callout.isVisible)
    assert words.title("wrong_password", "zh") in on_screen()
    assert window.password.field.selectedText() == PASSWORD + "x"
    assert at_work.program.desk is None
    unlock(at_work)
    at_work.until(lambda: isinstance(at_work.program.window, MainWindow))
    at_work.server.start()


def test_signing_out_from_the_lock(at_work: Hands) -> None:
    window = lock(at_work)
    at_work.press(window.leave)
    start = at_work.program.window
    assert isinstance(start, StartWindow)
    assert start.login.field.text() == "dalian.clerk"
    at_work.active()
    unlock(at_work)
    at_work.until(lambda: isinstance(at_work.program.window, MainWindow))
    at_work.ready()
    assert at_work.drafted() == 2
    at_work.server.start()


def test_a_menu_does_not_stay_above_the_lock(hands: Hands, window: MainWindow) -> None:
    menu = window.account_menu()
    menu.popup(window.mapToGlobal(window.rect().center()))
    hands.until(menu.isVisible)
    hands.program._idle.over.emit()
    assert not menu.isVisible()
    lock_window(hands)


@pytest.mark.usefixtures("window")
def test_after_too_long_offline_the_lock_stays_and_says_so(
    at_work: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "LEASE", -lease.OFTEN)
    window = lock(at_work)
    unlock(at_work)
    at_work.until(window.callout.isVisible)
    assert words.title("offline_lease_over", "zh") in on_screen()
    monkeypatch.undo()
    unlock(at_work)
    at_work.until(lambda: isinstance(at_work.program.window, MainWindow))
    at_work.server.start()


# ---- nobody at the computer


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def idle(qapp: QApplication, clock: Clock) -> Iterator[Idle]:
    made = Idle(qapp, clock)
    yield made
    made.rest()
    made.deleteLater()


def touch(target: QWidget) -> None:
    """As the system tells of it: the window is told, and hands it to what is under the mouse."""
    at = QPointF(1, 1)
    moved = QMouseEvent(
        QEvent.Type.MouseMove, at, at, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(target.windowHandle(), moved)


def test_untouched_it_locks(hands: Hands, window: MainWindow) -> None:
    timer = hands.program._idle._timer
    assert timer.isActive()
    assert timer.interval() == USUAL * 60_000
    timer.setInterval(1)
    touch(window)
    hands.until(lambda: isinstance(hands.program.window, LockWindow))
    assert not timer.isActive()


def test_every_touch_begins_the_time_anew(idle: Idle, clock: Clock, qtbot: QtBot) -> None:
    over: list[bool] = []
    idle.over.connect(lambda: over.append(True))
    idle.choose(5)
    there, target = QWidget(), QWidget()
    for one in (there, target):
        qtbot.addWidget(one)
    there.show()
    idle.watch()
    target.show()
    qtbot.waitUntil(target.isActiveWindow, timeout=PATIENCE_MS)
    for one in (there, target) * 3:
        clock.now += 299
        touch(one)
    assert over == []
    clock.now += 301
    touch(target)
    assert over == [True], "as on waking: the timer itself has slept"
    assert not idle._timer.isActive()


def test_only_sensible_times_can_be_chosen(idle: Idle) -> None:
    for minutes in CHOICES:
        idle.choose(minutes)
        assert idle.minutes == minutes
    for wrong in (0, -5, 7, 100_000):
        idle.choose(wrong)
        assert idle.minutes == USUAL


def test_the_choice_is_kept(hands: Hands, window: MainWindow) -> None:
    texts = {one.text(): one for one in window.account_menu().actions()}
    assert texts["闲置 10 分钟后锁定"].isChecked()
    texts["闲置 20 分钟后锁定"].trigger()
    assert {one.text(): one.isChecked() for one in window.account_menu().actions()}[
        "闲置 20 分钟后锁定"
    ]
    again = Program(hands.program.app, hands.program._root)
    assert again._idle.minutes == 20
    again._settings.setValue("lock_minutes", "never")
    assert Program(hands.program.app, hands.program._root)._idle.minutes == USUAL


def test_without_a_key_store_the_menu_says_what_protects_the_records(
    window: MainWindow,
) -> None:
    texts = {one.text(): one for one in window.account_menu().actions()}
    said = texts["本机没有系统密码保管程序，数据仅由密码保护"]
    assert not said.isEnabled()
