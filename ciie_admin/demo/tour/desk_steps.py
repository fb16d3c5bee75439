"""The tour of the review desk: what the keys beside the verdicts open."""

from dataclasses import replace

from ciie_admin.demo.tour.driver import Driver
from ciie_admin.domain.lanes import Lane
from ciie_admin.models.queries import Query
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.review_page import ReviewPage

OF_A_UNIT = {
    "key-sheet": "?",
    "palette": "Ctrl+K",
    "help": "F1",
    "filter-a-column": "Alt+Down",
    "choose-columns": "Ctrl+Shift+C",
    "filter-as-text": "Ctrl+Shift+F",
    "licence": "F4",
    "tell-a-caller": "Shift+F4",
    "local-tags": "T",
    "assign": "F12",
}
"""Name of the picture and the key; Esc puts each away."""
PAGES = {"spot-checks": "Ctrl+5", "top-mistakes": "Ctrl+6"}
SEARCHED = 30
"""Photos looked through for one to compare."""


def review_desk(driver: Driver, main: MainWindow) -> None:
    driver.press("Ctrl+1")
    driver.until(lambda: main.units.list.model.keys, "the units")
    for name, key in OF_A_UNIT.items():
        driver.press(key)
        driver.shot(name)
        driver.press("Esc")
    for name, key in PAGES.items():
        driver.press(key)
        driver.shot(name)
        driver.press("Esc")
    driver.press("Ctrl+1")
    usual = main.units.list.query
    show_list(driver, main.units, replace(usual, resubmitted=True))
    driver.shot("came-back")
    show_list(driver, main.units, usual)
    driver.press("Ctrl+2")
    page = main.persons
    plain = page.list.query
    show_list(driver, page, replace(plain, lane=None, finding=("duplicate_number",)))
    for name, key in {"side-by-side": "F2", "save-a-filter": "Ctrl+S"}.items():
        driver.press(key)
        driver.shot(name)
        driver.press("Esc")
    show_list(driver, page, replace(plain, lane=Lane.TO_REVIEW, order="risk"))
    driver.shot("persons-by-risk")
    show_list(driver, page, plain)
    photo_bench(driver, main)
    driver.press("Ctrl+2")


def photo_bench(driver: Driver, main: MainWindow) -> None:
    """Faces, one judged, one armed, closely, the clean ones at once; all undone again."""
    driver.press("Ctrl+7")
    page = main.bench
    driver.until(lambda: page.list.top.photos, "the photos")
    driver.settle()
    if not page.list.model.keys:
        driver.shot("photos-nothing-found")
    else:
        driver.until(lambda: page.photo.marks is not None, "what was measured")
        driver.shot("photos")
        compare_photos(driver, main)
        driver.press("F7")
        driver.shot("photo-unfit-armed")
        driver.press("Esc")
        driver.press("Shift+F6")
        driver.until(lambda: page.list.model.known(page.list.current).photo_stage, "the verdict")
        driver.shot("photo-judged")
        driver.press("Ctrl+Z")
    page.open(page.list.top.tabbed("clean"))
    driver.settle()
    driver.shot("photos-clean")


def compare_photos(driver: Driver, main: MainWindow) -> None:
    """The next photo of somebody who had a badge before, beside that badge's."""
    page = main.bench
    for _ in range(SEARCHED):
        if page.comparing.can_compare:
            driver.press("F2")
            driver.until(lambda: page.side.pair.other.pixmap is not None, "the other photo")
            driver.shot("photos-compared")
            driver.press("Esc")
            return
        driver.press("Right")


def show_list(driver: Driver, page: ReviewPage, query: Query) -> None:
    page.open(query)
    driver.settle()
