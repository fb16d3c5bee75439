"""Free places in the tour: the tree, a total typed, a proposal, more applicants than places."""

from ciie_admin.demo.tour.driver import Driver
from ciie_admin.domain.quotas import QuotaNode, left
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.quota_page import QuotaPage


def free_places(driver: Driver, main: MainWindow) -> None:
    driver.press("Ctrl+8")
    page = main.quota
    driver.until(lambda: page.model.rowCount() > 1, "the tree of free places")
    driver.shot("quota")
    _type_a_total(driver, page)
    page.table.go_to(0)
    driver.press("Ctrl+Shift+A")
    driver.shot("quota-proposal")
    driver.press("Esc")
    _over_quota(driver, page)
    driver.press("Esc")


def _type_a_total(driver: Driver, page: QuotaPage) -> None:
    """One place is taken back from an office that has some left; then undone."""
    for row in range(1, page.model.rowCount()):
        node = page.node(row)
        if node is not None and node.account.node is QuotaNode.PLACE and left(node.account):
            page.table.go_to(row)
            driver.press("F2")
            driver.type(page.editing.field, str(node.received - 1))
            driver.shot("quota-typed")
            driver.press("Return")
            driver.until(page.foot.then.text, "what the draft comes to")
            driver.shot("quota-drafted")
            driver.press("Ctrl+Z")
            driver.until(lambda: not page.foot.then.text(), "the draft undone")
            return


def _over_quota(driver: Driver, page: QuotaPage) -> None:
    for row in range(page.model.rowCount()):
        node = page.node(row)
        if node is not None and node.account.waiting:
            page.table.go_to(row)
            driver.until(page.bench.model.rowCount, "the applicants")
            driver.shot("over-quota")
            return
