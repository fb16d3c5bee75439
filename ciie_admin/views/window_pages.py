"""The pages of the main window, made when first asked for: both lists with the window itself."""

from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from ciie_admin.domain.lanes import Lane
from ciie_admin.models.queries import Query
from ciie_admin.views.batches_page import BatchesPage
from ciie_admin.views.bench_page import BenchPage
from ciie_admin.views.components.notices import EmptyState
from ciie_admin.views.components.panes import set_density
from ciie_admin.views.computers_page import ComputersPage
from ciie_admin.views.desk import Desk
from ciie_admin.views.export_panel import ExportPanel
from ciie_admin.views.list_pane import ListPane
from ciie_admin.views.messages import MessageBar
from ciie_admin.views.mistakes_page import MistakesPage
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.quota_page import QuotaPage
from ciie_admin.views.release_page import ReleasePage
from ciie_admin.views.review_page import ReviewPage
from ciie_admin.views.saved_queries import SavedQueries
from ciie_admin.views.search_line import SearchLine
from ciie_admin.views.theme_values import Sizes
from ciie_admin.views.tray_page import TrayPage
from ciie_admin.wire.kinds import OfKind
from ciie_admin.wire.messages import SubjectKind

P = TypeVar("P", bound=QWidget)
SIDES = ("release_page", "tray", "batches", "mistakes", "computers", "bench", "quota")
"""Names of the pages that are no list of records."""


class WindowPages:
    """Part of MainWindow. To look at a page only if it is there: made() or reviewing()."""

    desk: Desk
    pictures: Pictures
    stack: QStackedWidget
    messages: MessageBar
    export: ExportPanel
    saved: SavedQueries
    search_line: SearchLine
    _review: ReviewPage
    _sizes: Sizes | None

    def show_review(self, page: ReviewPage) -> None:
        raise NotImplementedError

    def open_release(self) -> None:
        raise NotImplementedError

    def open_person(self, number: int) -> None:
        raise NotImplementedError

    def open_unit(self, number: int) -> None:
        raise NotImplementedError

    def open_record(self, kind: OfKind, number: int) -> None:
        raise NotImplementedError

    def edit_filter(self) -> None:
        raise NotImplementedError

    def _ask(self, query: Query) -> None:
        raise NotImplementedError

    def _help_with(self, step: str) -> None:
        raise NotImplementedError

    # ---- the two lists

    @cached_property
    def units(self) -> ReviewPage:
        return self._made_for("unit")

    @cached_property
    def persons(self) -> ReviewPage:
        return self._made_for("person")

    def page_of(self, kind: SubjectKind) -> ReviewPage:
        return self.units if kind == "unit" else self.persons

    def list_of(self, kind: SubjectKind) -> ListPane:
        return self.page_of(kind).list

    def query_of(self, kind: SubjectKind) -> Query:
        """What the list of this kind shows, or would."""
        found = next((page for page in self.reviewing() if page.kind == kind), None)
        return found.list.query if found else Query(kind=kind, lane=Lane.TO_REVIEW)

    def reviewing(self) -> Iterator[ReviewPage]:
        for name in ("units", "persons"):
            page = self.made(name)
            if isinstance(page, ReviewPage):
                yield page

    def _made_for(self, kind: SubjectKind) -> ReviewPage:
        page = ReviewPage(self.desk, self.pictures, kind)
        page.release_asked.connect(self.open_release)
        page.refused.connect(self.messages.say_refused)
        page.not_held.connect(self.messages.say_not_held)
        page.person_asked.connect(self.open_person)
        page.unit_asked.connect(self.open_unit)
        page.list.opened.connect(self.search_line.follow)
        page.list.filter_asked.connect(self.edit_filter)
        page.tag_import.told.connect(self.messages.show_words)
        self.saved.join(page.list)
        return self.joined(page)

    # ---- the other pages

    @cached_property
    def release_page(self) -> ReleasePage:
        page = ReleasePage(self.desk, lambda: self._review.list.query)
        page.closed.connect(self.go_back)
        page.released.connect(lambda _done: self.go_back())
        page.sheet_asked.connect(self.export.offer)
        page.record_asked.connect(self.open_record)
        return self.joined(page)

    @cached_property
    def tray(self) -> TrayPage:
        page = TrayPage(self.desk)
        page.closed.connect(self.go_back)
        return self.joined(page)

    @cached_property
    def batches(self) -> BatchesPage:
        page = BatchesPage(self.desk)
        page.closed.connect(self.go_back)
        page.release_asked.connect(self.open_release)
        page.sheet_asked.connect(self.export.offer)
        page.record_asked.connect(self.open_record)
        return self.joined(page)

    @cached_property
    def mistakes(self) -> MistakesPage:
        page = MistakesPage(self.desk)
        page.closed.connect(self.go_back)
        page.list_asked.connect(self._ask)
        page.sheet_asked.connect(self.export.offer)
        return self.joined(page)

    @cached_property
    def computers(self) -> ComputersPage:
        page = ComputersPage(self.desk)
        page.closed.connect(self.go_back)
        return self.joined(page)

    @cached_property
    def bench(self) -> BenchPage:
        page = BenchPage(self.desk, self.pictures)
        page.release_asked.connect(self.open_release)
        page.refused.connect(self.messages.say_refused)
        page.not_held.connect(self.messages.say_not_held)
        page.person_asked.connect(self.open_person)
        page.list_asked.connect(self._ask)
        return self.joined(page)

    @cached_property
    def quota(self) -> QuotaPage:
        page = QuotaPage(self.desk)
        page.sheet_asked.connect(self.export.offer)
        page.closed.connect(self.go_back)
        page.release_asked.connect(self.open_release)
        return self.joined(page)

    # ---- all of them

    def go_back(self) -> None:
        """To the list one came from."""
        self.show_review(self._review)

    def made(self, name: str) -> QWidget | None:
        """The page of this name, None before it was first asked for."""
        found = vars(self).get(name)
        return found if isinstance(found, QWidget) else None

    def in_front(self) -> str:
        """Name of the page that is shown; "" is a list of records."""
        shown = self.stack.currentWidget()
        return next((name for name in SIDES if self.made(name) is shown), "")

    def joined(self, page: P) -> P:
        """A new page goes into the stack, as dense as the window is."""
        self.stack.addWidget(page)
        for empty in page.findChildren(EmptyState):
            empty.chosen.connect(self._help_with)
        if self._sizes is not None:
            set_density(page, self._sizes)
        return page
