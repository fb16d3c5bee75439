"""Where help is opened: the topic of a page, a part or a panel, and what the keys are there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ciie_admin.models.spot_checks import is_queue
from ciie_admin.views import filters
from ciie_admin.views.actions import deeds, said
from ciie_admin.views.batches_page import BatchesPage
from ciie_admin.views.bench_page import BenchPage
from ciie_admin.views.computers_page import ComputersPage
from ciie_admin.views.desk import Desk
from ciie_admin.views.key_sheet import groups
from ciie_admin.views.manual import Registry, Topic, code
from ciie_admin.views.mistakes_page import MistakesPage
from ciie_admin.views.projector import Projector
from ciie_admin.views.quota_page import QuotaPage
from ciie_admin.views.release_page import ReleasePage
from ciie_admin.views.review_page import ReviewPage
from ciie_admin.views.tray_page import TrayPage

if TYPE_CHECKING:  # it owns the help
    from ciie_admin.views.window_deeds import WindowDeeds

PAGES: dict[str, type[QWidget]] = {
    "release": ReleasePage,
    "tray": TrayPage,
    "batches": BatchesPage,
    "mistakes": MistakesPage,
    "bench": BenchPage,
    "computers": ComputersPage,
    "projector": Projector,
    "quota": QuotaPage,
}
"""Short names in the manual."""
TOPIC_OF: dict[type[QWidget], Topic] = {
    ReleasePage: "release",
    TrayPage: "tray",
    BatchesPage: "batches",
    MistakesPage: "mistakes",
    BenchPage: "photos",
    ComputersPage: "safety",
    QuotaPage: "free-badges",
}
GAP = "\N{EN SPACE}"
translate = QCoreApplication.translate


def registry(window: type) -> Registry:
    return Registry((ReviewPage, window), PAGES)


def topic_here(window: "WindowDeeds") -> Topic:
    """Of the panel or part with the keyboard, else of the page in front."""
    focus = QApplication.focusWidget()
    for part, topic in _parts(window):
        if part is not None and isValid(part) and part.isVisible() and _holds(part, focus):
            return topic
    page = window.stack.currentWidget()
    if isinstance(page, ReviewPage):
        return _of_list(page, window.desk)
    return next(topic for kind, topic in TOPIC_OF.items() if isinstance(page, kind))


def _holds(part: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (part is focus or part.isAncestorOf(focus))


def _parts(window: "WindowDeeds") -> Iterator[tuple[QWidget | None, Topic]]:
    yield window.top.search, "finding"
    yield window.made("go_to"), "keys"
    yield window.made("key_sheet"), "keys"
    yield window.export, "export"
    yield window.second.panel, "two-people"
    yield window.saved.panel, "finding"
    if window.in_front() == "release_page":
        yield window.release_page.basis, "approval"
    if window.in_front() == "bench":
        yield window.bench.checking.pane, "batches"
    for page in window.reviewing():
        yield page.assigning.panel, "assigning"
        yield page.tagging.panel, "tags"
        yield page.list.heads.panel, "finding"
        yield page.list.chooser.panel, "lists"
        yield page.application.number, "safety"
        yield page.box.rail, "deciding"


def _of_list(page: ReviewPage, desk: Desk) -> Topic:
    """What lies over the application goes before the list itself."""
    if page.checking.is_open:
        return "batches"
    if page.alike.is_open:
        return "duplicates"
    if page.support.isVisible():
        return "callers"
    if page.box.rail.armed():
        return "deciding"
    if is_queue(page.list.query):
        return "spot-checks"
    if not page.list.model.keys and filters.chips(page.list.query, desk):
        return "finding"
    return "units" if page.kind == "unit" else "persons"


def keys_table(window: type) -> str:
    """Markdown: every action with all its keys, by page."""
    left, right = groups(ReviewPage, window)
    parts = [(one.title, [(line.text, line.caps) for line in one.lines]) for one in (*left, *right)]
    names = {
        "release": translate("ReleasePage", "Check before release"),
        "tray": translate("Actions", "Needs attention"),
        "batches": translate("Bars", "Batches"),
        "mistakes": translate("Bars", "Top mistakes"),
        "bench": translate("Bars", "Photos"),
        "computers": translate("ComputersPage", "Signed-in computers"),
        "projector": translate("Projector", "At the meeting"),
    }
    for name, page in PAGES.items():
        parts.append((names[name], [(said(deed), deed.printed()) for _, deed in deeds(page)]))
    return "\n\n".join(_table(*part) for part in parts)


def _table(title: str, lines: list[tuple[str, tuple[str, ...]]]) -> str:
    rows = "\n".join(f"| {text} | {GAP.join(map(code, keys))} |" for text, keys in lines)
    return f"## {title}\n\n| | |\n|---|---|\n{rows}"
