"""The steps of the tour, in the order of a clerk's day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt

from ciie_admin.demo.stage import PASSWORD, Stage
from ciie_admin.demo.tour.desk_steps import review_desk, show_list
from ciie_admin.demo.tour.driver import Driver
from ciie_admin.demo.tour.photo_steps import photo_offline
from ciie_admin.domain.commands import ReturnUnit
from ciie_admin.domain.lanes import Lane
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import enter
from ciie_admin.views.download_page import DownloadPage
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.start_window import Remembered

Key = Qt.Key
Facts = Callable[[Stage], dict[str, int]]
COMPACT = (1093, 614)


def whole_day(driver: Driver, stage: Stage, facts: Facts, size: tuple[int, int]) -> None:
    """Sign in, review, release, lose the network, go on, come back, export."""
    sign_in(driver, stage, size)
    review_units(driver)
    review_persons(driver)
    release_all(driver, stage, facts)
    review_desk(driver, _main(driver))
    batch(driver, stage, facts)
    colleague(driver, stage)
    offline_day(driver, stage, facts)
    export(driver)
    lock(driver)
    other_looks(driver, size)


def sign_in(driver: Driver, stage: Stage, size: tuple[int, int]) -> None:
    driver.program.size = size
    start = driver.program.start(Remembered(stage.url, "linlan"))
    driver.settle()
    driver.type(start.password.field, "not-the-password")
    driver.key(Key.Key_Return)
    driver.until(start.callout.isVisible, "the refusal")
    driver.shot("wrong-password")
    start.password.field.clear()
    driver.type(start.password.field, PASSWORD)
    driver.shot("sign-in")
    driver.key(Key.Key_Return)
    driver.until(lambda: isinstance(driver.window, DownloadPage | MainWindow), "a page")
    driver.shot("first-download", settled=False)  # over in a moment
    driver.until(lambda: isinstance(driver.window, MainWindow), "the main window")
    driver.until(lambda: _main(driver).units.list.model.keys, "the first list")


def review_units(driver: Driver) -> None:
    driver.shot("units")
    driver.key(Key.Key_F6)
    driver.key(Key.Key_F6)
    driver.shot("units-two-passed")
    driver.key(Key.Key_F7)
    driver.key(Key.Key_1)
    driver.shot("unit-return-armed")
    driver.key(Key.Key_Return)
    driver.key(Key.Key_F8)
    driver.key(Key.Key_1)
    driver.key(Key.Key_Return)
    driver.shot("unit-rejected")
    driver.key(Key.Key_Z, ctrl=True)
    driver.shot("undone")


def review_persons(driver: Driver) -> None:
    driver.key(Key.Key_2, ctrl=True)
    page = _main(driver).persons
    driver.until(lambda: page.list.model.keys, "the persons")
    driver.shot("persons")
    driver.key(Key.Key_F6, times=3)
    driver.key(Key.Key_F7)
    driver.key(Key.Key_1)
    driver.key(Key.Key_2)
    driver.shot("person-return-armed")
    driver.key(Key.Key_Return)
    driver.key(Key.Key_F8)
    driver.key(Key.Key_1)
    driver.key(Key.Key_Return)
    driver.shot("persons-decided")
    show_list(driver, page, replace(page.list.query, finding=("any",), order="finding"))
    driver.shot("persons-with-findings")
    show_list(driver, page, replace(page.list.query, finding=(), order="submitted"))
    driver.settle()


def release_all(driver: Driver, stage: Stage, facts: Facts) -> None:
    driver.key(Key.Key_Return, ctrl=True)
    driver.shot("check-before-release")
    driver.key(Key.Key_Return, ctrl=True)
    _all_confirmed(driver)
    driver.shot("released", facts(stage))


def batch(driver: Driver, stage: Stage, facts: Facts) -> None:
    page = _main(driver).persons
    show_list(driver, page, replace(page.list.query, unit_class=("enterprise",), lane=None))
    driver.settle()
    driver.key(Key.Key_A, ctrl=True)
    driver.shot("all-ticked")
    driver.key(Key.Key_F6)
    driver.until(lambda: page.checking.is_open, "the check before deciding")
    driver.shot("check-before-deciding")
    driver.key(Key.Key_Return)
    driver.until(lambda: _tally(driver).drafted, "the batch")
    driver.shot("batch-drafted")
    driver.key(Key.Key_Return, ctrl=True)
    driver.shot("batch-check")
    driver.key(Key.Key_Return, ctrl=True)
    _all_confirmed(driver)
    driver.until(lambda: not _tally(driver).drafted, "the batch on its way")
    driver.shot("batch-released", facts(stage))
    driver.key(Key.Key_4, ctrl=True)
    driver.shot("batches")
    driver.key(Key.Key_Escape)
    show_list(driver, page, replace(page.list.query, unit_class=(), lane=Lane.TO_REVIEW))
    driver.settle()


def colleague(driver: Driver, stage: Stage) -> None:
    """What somebody else decides is news here; a draft it makes impossible stays, and says so."""
    driver.key(Key.Key_1, ctrl=True)
    page = _main(driver).units
    show_list(driver, page, replace(page.list.query, lane=Lane.TO_REVIEW))
    driver.until(lambda: page.list.model.keys, "units to review")
    contested = page.list.current
    driver.key(Key.Key_F6)
    _colleague_returns(stage, [contested])
    driver.until(lambda: _tally(driver).stuck, "the draft that cannot go")
    driver.shot("colleague-was-quicker")
    driver.key(Key.Key_Return, ctrl=True)
    driver.shot("check-with-one-stuck")
    driver.key(Key.Key_Escape)
    driver.key(Key.Key_Z, ctrl=True)


def offline_day(driver: Driver, stage: Stage, facts: Facts) -> None:
    """No server: review, release, quit, start again; then everything arrives once."""
    stage.running.stop()
    driver.program.desk.sync_now()
    driver.until(lambda: driver.program.desk.last_told.state == "offline", "being offline")
    units = _main(driver).units
    show_list(driver, units, replace(units.list.query, lane=Lane.TO_REVIEW))
    driver.until(lambda: units.list.model.keys, "units offline")
    contested = units.list.current
    driver.key(Key.Key_F6)
    driver.key(Key.Key_2, ctrl=True)
    driver.until(lambda: _main(driver).persons.list.model.keys, "persons offline")
    driver.key(Key.Key_F6, times=2)
    driver.shot("offline-drafts")
    photo_offline(driver, _main(driver))
    driver.program.desk.release()
    driver.until(lambda: _tally(driver).unsent or _tally(driver).pending, "the outbox")
    driver.shot("offline-released", facts(stage))
    driver.program.leave()
    driver.settle()
    start: Any = driver.window
    driver.type(start.password.field, PASSWORD)
    driver.key(Key.Key_Return)
    driver.until(lambda: isinstance(driver.window, MainWindow), "the window offline")
    driver.shot("offline-started-again")
    back_online(driver, stage, facts, contested)


def back_online(driver: Driver, stage: Stage, facts: Facts, contested: int) -> None:
    """A colleague was quicker with one unit: ours is refused and waits in the tray."""
    stage.running.start()
    _colleague_returns(stage, [contested])
    driver.program.desk.reconnect("linlan", PASSWORD)
    _all_confirmed(driver)
    driver.shot("online-again", facts(stage))
    driver.until(lambda: _tally(driver).tray, "the refused operation")
    driver.key(Key.Key_3, ctrl=True)
    driver.shot("tray", facts(stage))
    driver.key(Key.Key_Escape)


def export(driver: Driver) -> None:
    driver.key(Key.Key_2, ctrl=True)
    main = _main(driver)
    target = driver.out / "persons.xlsx"
    target.unlink(missing_ok=True)
    page = main.persons
    main.export.write(replace(page.list.query, lane=None), target)
    driver.until(target.exists, "the workbook")
    driver.shot("exported")
    main.export.hide()


def lock(driver: Driver) -> None:
    """Away from the desk: nothing is left on the screen, and the password brings all of it back."""
    driver.key(Key.Key_2, ctrl=True)
    driver.key(Key.Key_L, ctrl=True)
    driver.until(lambda: not isinstance(driver.window, MainWindow), "the lock")
    driver.shot("locked")
    locked: Any = driver.window
    driver.type(locked.password.field, PASSWORD)
    driver.key(Key.Key_Return)
    driver.until(lambda: isinstance(driver.window, MainWindow), "the window after the lock")
    driver.until(lambda: _main(driver).persons.list.model.keys, "the list as it was")


def other_looks(driver: Driver, size: tuple[int, int]) -> None:
    """Dark, compact, the other language, an empty list."""
    driver.key(Key.Key_2, ctrl=True)
    driver.program.change_scheme("dark")
    driver.shot("persons-dark")
    driver.program.change_scheme("light")
    driver.window.resize(*COMPACT)
    driver.shot("persons-compact")
    driver.window.resize(*size)
    page = _main(driver).persons
    show_list(driver, page, replace(page.list.query, lane=Lane.CANCELLED, text="没有这样的人"))
    driver.shot("empty-list")
    driver.program.change_language("en" if driver.program.language == "zh" else "zh")
    driver.until(lambda: _main(driver).units.list.model.keys, "the list in the other language")
    driver.key(Key.Key_2, ctrl=True)
    driver.shot("persons-other-language")


def _colleague_returns(stage: Stage, ids: list[int]) -> None:
    """From another computer, by another person, over the same wire."""
    other = enter(stage.url, "jiangbo", PASSWORD, stage.folder / "profiles" / "other")
    returned = ReturnUnit(reasons=("unit_licence",))
    try:
        office = other.office()
        drain(other.cache, office, other.actor)
        record(other.cache, "unit", ids, lambda _c, _e: returned, other.actor, at=datetime.now(UTC))
        release(other.cache, other.actor)
        drain(other.cache, office, other.actor)
        office.close()
    finally:
        other.leave()


def _main(driver: Driver) -> MainWindow:
    window: MainWindow = driver.program.window
    return window


def _tally(driver: Driver) -> Any:
    return driver.program.desk.tally


def _all_confirmed(driver: Driver) -> None:
    driver.settle()
    driver.until(
        lambda: _tally(driver).pending == 0 and driver.program.desk.last_told.state == "online",
        "the server's verdicts",
    )
    driver.settle()
