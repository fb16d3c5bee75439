"""The tour of the review desk: what the keys beside the verdicts open."""

from dataclasses import replace

from ciie_admin.demo.tour.driver import Driver
from ciie_admin.demo.tour.photo_steps import photo_bench
from ciie_admin.demo.tour.quota_steps import free_places
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
    free_places(driver, main)
    driver.press("Ctrl+2")


def show_list(driver: Driver, page: ReviewPage, query: Query) -> None:
    page.open(query)
    driver.settle()
