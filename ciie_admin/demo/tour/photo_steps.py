"""The tour of the photo bench: looked at, compared, judged, told to the units, taken as files."""

import shutil
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt

from ciie_admin.demo.tour.driver import Driver
from ciie_admin.models.consequences import DraftLine
from ciie_admin.views.bench_page import BenchPage
from ciie_admin.views.main_window import MainWindow

JUDGED = 3
"""Photos found unfit, to see what follows."""
SEARCHED = 30
"""Photos looked through for one to compare, drafts for one with a photo."""


def photo_bench(driver: Driver, main: MainWindow) -> None:
    driver.press("Ctrl+7")
    page = main.bench
    driver.until(lambda: page.list.top.photos, "the photos")
    driver.settle()
    if not page.list.model.keys:
        driver.shot("photos-nothing-found")
        return
    driver.until(lambda: page.photo.marks is not None, "what was measured")
    driver.shot("photos")
    look_at_one(driver, page)
    compare_photos(driver, page)
    driver.press("F7")
    driver.shot("photo-unfit-armed")
    driver.press("Esc")
    driver.press("Shift+F6")
    driver.until(lambda: page.list.model.known(page.list.current).photo_stage, "the verdict")
    driver.shot("photo-judged")
    driver.press("Ctrl+Z")
    tell_units(driver, main)
    take_out(driver, main)
    page.open(page.list.top.tabbed("clean"))
    driver.settle()
    driver.until(lambda: page.photo.marks is not None, "what was measured of a clean one")
    driver.shot("photos-clean")


def look_at_one(driver: Driver, page: BenchPage) -> None:
    """Closely, without the marks, eyes not aligned, and in a window of its own."""
    driver.hold(Qt.Key.Key_F11, "photo-close-up")
    for key, name in {"V": "photo-without-marks", "L": "photos-whole"}.items():
        driver.press(key)
        driver.shot(name)
        driver.press(key)
    driver.press("W")
    second = page.second
    if second is not None:
        driver.until(lambda: second.photo.marks is not None, "the photo in the second window")
    driver.shot("photo-second-window", of=second)
    driver.press("W")
    driver.come_back(page.list.sheet)


def compare_photos(driver: Driver, page: BenchPage) -> None:
    """The next photo of somebody who had a badge before beside that badge's; two who share one."""
    show_beside(driver, page, "photos-compared")
    usual = page.list.query
    page.open(replace(usual, finding=("same_picture",)))
    driver.settle()
    show_beside(driver, page, "photos-of-two")
    page.open(usual)
    driver.settle()


def show_beside(driver: Driver, page: BenchPage, name: str) -> None:
    for _ in range(min(SEARCHED, len(page.list.model.keys))):
        if page.comparing.can_compare:
            driver.press("F2")
            driver.until(lambda: page.side.pair.other.pixmap is not None, "the other photo")
            driver.shot(name)
            driver.press("Esc")
            return
        driver.press("Right")


def tell_units(driver: Driver, main: MainWindow) -> None:
    """Some found unfit, their persons returned, the message with the marked photo; undone again."""
    desk = main.desk
    driver.press("Home")
    for _ in range(JUDGED):
        driver.press("F7")
        driver.press("Return")
    driver.shot("photos-unfit")
    driver.press("F10")
    driver.until(lambda: desk.tally and desk.tally.drafted > JUDGED, "the returns")
    driver.shot("photos-returned")
    driver.press("Ctrl+Return")
    driver.until(lambda: find_letter(driver, main), "a message with a photo")
    driver.shot("message-beside-its-drafts")
    for _ in range(2):
        driver.press("Shift+Tab")
    driver.shot("message-with-photo")
    driver.press("Esc")
    driver.press("Ctrl+7")
    while desk.tally and desk.tally.drafted:
        driver.press("Ctrl+Z")


def find_letter(driver: Driver, main: MainWindow) -> bool:
    """The next draft whose unit is told with a picture."""
    page = main.release_page
    for row in range(min(SEARCHED, page.model.rowCount())):
        if isinstance(page.model.key(row), DraftLine):
            page.table.go_to(row)
            driver.settle()
            if page.letter.photos.shown:
                return True
    return False


def take_out(driver: Driver, main: MainWindow) -> None:
    """The list of unfit photos with pictures, and a folder of the photos as files."""
    sheet, folder = driver.out / "unfit-photos.xlsx", driver.out / "photos"
    sheet.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    write(driver, main, "unfit-photos-written", lambda: main.put_unfit_photos(sheet))
    write(driver, main, "photos-as-files", lambda: main.put_photos(folder))


def write(driver: Driver, main: MainWindow, name: str, begin: Callable[[], None]) -> None:
    written: list[str] = []

    def note(path: str) -> None:
        written.append(path)

    main.export.written.connect(note, Qt.ConnectionType.SingleShotConnection)
    begin()
    driver.until(lambda: written, "the file")
    driver.shot(name)
    main.export.hide()


def photo_offline(driver: Driver, main: MainWindow) -> None:
    """Without the server a photo that was never in front is there as a small picture only."""
    driver.press("Ctrl+7")
    page = main.bench
    page.open(page.list.top.tabbed("clean"))
    driver.until(lambda: page.list.model.keys, "the photos offline")
    driver.press("End")
    driver.shot("photo-offline")
