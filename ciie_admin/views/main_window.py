"""The main window: top bar, navigation, and the pages in one stack."""

from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ciie_admin import words
from ciie_admin.models.queries import Query
from ciie_admin.models.tallies import Tally
from ciie_admin.sync.loop import Told
from ciie_admin.views import bars, spot_checks
from ciie_admin.views.account_menu import account_menu
from ciie_admin.views.actions import caps, install
from ciie_admin.views.components.labels import fill
from ciie_admin.views.components.nav_bar import NavBar
from ciie_admin.views.components.panes import set_density
from ciie_admin.views.components.top_bar import TopBar
from ciie_admin.views.desk import Desk
from ciie_admin.views.export_panel import ExportPanel
from ciie_admin.views.idle import USUAL
from ciie_admin.views.messages import MessageBar
from ciie_admin.views.mine import Mine
from ciie_admin.views.news import News
from ciie_admin.views.own_leases import OwnLeases
from ciie_admin.views.palette import Palette
from ciie_admin.views.pause_bar import PauseBar
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.pictures_ahead import PicturesAhead
from ciie_admin.views.review_page import ReviewPage
from ciie_admin.views.saved_queries import SavedQueries
from ciie_admin.views.search_line import SearchLine
from ciie_admin.views.second_person import SecondPerson
from ciie_admin.views.spot_checks import SpotChecks
from ciie_admin.views.theme_values import Sizes, sizes_for
from ciie_admin.views.whereabouts import Page, Whereabouts
from ciie_admin.views.window_deeds import WindowDeeds
from ciie_admin.wire.kinds import OfKind


class MainWindow(WindowDeeds, QWidget):
    """Owns the pages of one signed-in person; the Desk outlives a change of language."""

    language_asked = Signal(str)
    scheme_asked = Signal(str)
    idle_asked = Signal(int)
    letters_asked = Signal(bool)
    lock_asked = Signal()
    leave_asked = Signal()
    closing = Signal()

    def __init__(self, desk: Desk, idle_minutes: int = USUAL) -> None:
        super().__init__()
        self.desk = desk
        self.idle_minutes = idle_minutes
        self._sizes: Sizes | None = None
        self.setWindowTitle(self.tr("Trade mission desk"))
        self.setMinimumSize(QSize(1016, 560))
        self.pictures = Pictures(desk, self)
        self._ahead = PicturesAhead(desk, self)
        hint, short = (
            self.tr("Search name, unit, code, pinyin initials"),
            self.tr("Search name, unit, code"),
        )
        self.top = TopBar(hint, caps(MainWindow, "search")[0], short)
        self.nav = NavBar(self.tr("Sections"))
        self.messages = MessageBar(desk)
        self.paused = PauseBar(desk)
        self.export = ExportPanel(desk)
        self.stack = QStackedWidget()
        self._lay_out()
        self.toast = News(desk, self.stack)
        self.actions_by_name = install(self)
        self.saved = SavedQueries(desk, self.list_of, self)
        self.second = SecondPerson(desk, self, self.messages.say_refused)
        self.mine = Mine(desk, self.query_of, self.list_of)
        self.search_line = SearchLine(self.top.search, desk, lambda: self._review.list)
        self._review, _ready = self.units, self.persons  # one goes to and fro between them
        self.leases = OwnLeases(desk, self)
        self.leases.changed.connect(self._show_states)
        self.spots = SpotChecks(desk, self.units.list, self)
        self._connect()
        self._stand()
        self.top.set_states(bars.states(desk))
        self.show_review(self.units)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        body = QHBoxLayout()
        fill(QVBoxLayout(self), (self.top, body), 0, (0, 0, 0, 0))
        fill(body, (self.nav, middle), 0, (0, 0, 0, 0))
        body.setStretch(1, 1)
        fill(middle, (self.messages, self.paused, self.export, self.stack), 0, (0, 0, 0, 0))
        middle.setStretch(3, 1)
        self.messages.say_sealed()

    def _connect(self) -> None:
        desk = self.desk
        desk.tallied.connect(self._count)
        desk.told.connect(self._hear)
        desk.grounded.connect(self._stand)
        self.toast.look_asked.connect(self.open_record)
        self.nav.chosen.connect(self._navigate)
        self.saved.changed.connect(self._show_nav)
        self.spots.changed.connect(self._show_nav)
        self.saved.asked.connect(lambda kind: self.show_review(self.page_of(kind)))
        self.nav.account_asked.connect(self._open_menu)
        self.top.state_asked.connect(self._open_state)
        self.search_line.searched.connect(self._search)
        self.search_line.asked.connect(self._ask)
        self.search_line.told.connect(self.messages.show_words)
        self.search_line.left.connect(self._leave_search)

    # ---- pages

    def show_review(self, page: ReviewPage, query: Query | None = None) -> None:
        """`query` None: the one it had."""
        same = self._review is page and self.stack.currentWidget() is not page and not query
        self.messages.let_go()
        self._review = page
        self.stack.setCurrentWidget(page)
        self.nav.choose(self._section())
        if same and page.list.model.keys:
            page.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            page.open(query)

    @cached_property
    def go_to(self) -> Palette:
        return Palette(self)

    def whereabouts(self) -> Whereabouts:
        pages: dict[str, Page] = {"release_page": "release", "tray": "tray"}
        pages |= {"batches": "batches", "bench": "bench", "quota": "quota"}
        return Whereabouts(
            kind=self._review.kind,
            page=pages.get(self.in_front(), "review"),
            spots=tuple(page.list.spot() for page in self.reviewing()),
            bench=self.bench_spot(),
            searched=self.top.search.text(),
            quota=self.quota_wish(),
        )

    def resume(self, was: Whereabouts) -> None:
        """Go where another window of the same desk was."""
        self.search_line.show_text(was.searched)
        for spot in was.spots:
            self.list_of(spot.query.kind).resume(spot)
        self._review = self.page_of(was.kind)
        self.nav.choose(self._section())
        self.stack.setCurrentWidget(self._review)
        self._review.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        again = {"release": self.open_release, "tray": self.open_tray, "batches": self.go_batches}
        if was.bench is not None:
            self.resume_bench(was.bench, shown=was.page == "bench")
        if was.quota is not None:
            self.resume_quota(was.quota, shown=was.page == "quota")
        if was.page in again:
            again[was.page]()

    def open_release(self) -> None:
        if self.desk.tally is not None and self.desk.tally.drafted:
            self.messages.let_go()
            self.stack.setCurrentWidget(self.release_page)
            self.release_page.open_page()

    def open_tray(self) -> None:
        self.messages.let_go()
        self.stack.setCurrentWidget(self.tray)
        self.tray.open_page()

    def open_person(self, number: int) -> None:
        """One person, alone in the list; the filter chip leads back."""
        self._open_alone(self.persons, number)

    def open_unit(self, number: int) -> None:
        self._open_alone(self.units, number)

    def open_record(self, kind: OfKind, number: int) -> None:
        if kind == "quota":
            self.go_quota()
            self.quota.lead_to(number)
            return
        self._open_alone(self.page_of(kind), number)

    def _open_alone(self, page: ReviewPage, number: int) -> None:
        listed = page.list.model.row_of(number) >= 0
        self.show_review(page)
        if listed:
            page.list.lead_to(number)
        else:
            page.open(replace(Query(kind=page.kind), ids=(number,)))

    # ---- what the bars ask for

    def _navigate(self, key: str) -> None:
        if key == spot_checks.KEY:
            self.go_spot_checks()
        elif key in ("batches", "mistakes", "photos", "quota"):
            self.actions_by_name[key].trigger()
        elif (kind := self.mine.open(key)) is not None:
            self.show_review(self.page_of(kind))
        elif not self.saved.open(key):
            self.spots.leave()
            page = self.units if key == "units" else self.persons
            self.mine.leave(page.kind)
            self.saved.leave(page.kind)
            self.show_review(page)

    def _section(self) -> str:
        """Key of the side bar's item that names what is shown."""
        kind = self._review.kind
        spots = spot_checks.KEY if kind == "unit" and self.spots.is_shown() else ""
        own = self.saved.chosen(kind) or spots or self.mine.chosen(kind)
        return self.side_section() or own or f"{kind}s"

    def _open_state(self, key: str) -> None:
        if key == "attention":
            self.open_tray()
        elif key == "draft":
            self.open_release()
        elif key == "sync":
            self.sync_now()
        elif key == "lease":
            self.open_record("quota", self.leases.found[0].account)

    def account_menu(self) -> QMenu:
        return account_menu(self)

    def _open_menu(self, at: QPoint) -> None:
        self.account_menu().exec(at)

    def _search(self, words: str) -> None:
        self.stack.setCurrentWidget(self._review)
        self._review.search(words)

    def _ask(self, query: Query) -> None:
        self.messages.let_go()
        self.show_review(self.page_of(query.kind), query)

    def _leave_search(self) -> None:
        self._review.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- hearing

    def _stand(self) -> None:
        edition, place = bars.whose(self.desk)
        self.top.set_place(edition, place)
        self._show_nav()

    def _count(self, tally: Tally) -> None:
        del tally
        self._show_nav()
        self._show_states()

    def _show_states(self) -> None:
        self.top.set_states([*self.leases.state(), *bars.states(self.desk)])

    def _show_nav(self) -> None:
        sections = bars.sections(self.desk, (*self.mine.items(), *self.spots.items()))
        self.nav.set_groups((*sections, *self.saved.groups()))
        self.nav.choose(self._section())
        role = words.word("role", self.desk.actor.role, self.desk.language)
        self.nav.set_account(f"{self.desk.actor.name} {role}")

    def _hear(self, told: Told) -> None:
        self._show_states()
        if told.state == "stopped" and told.mishap is not None:
            self.messages.show_mishap(told.mishap)

    # ---- size and end

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        sizes = sizes_for(self.width())
        if sizes is not self._sizes:
            self._sizes = sizes
            set_density(self, sizes)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
