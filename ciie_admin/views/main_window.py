"""The main window: top bar, navigation, and the pages in one stack."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ciie_admin import words
from ciie_admin.models.queries import Query
from ciie_admin.models.releasing import Released
from ciie_admin.models.tallies import Tally
from ciie_admin.sync.loop import Told
from ciie_admin.views import bars
from ciie_admin.views.account_menu import account_menu
from ciie_admin.views.actions import caps, install
from ciie_admin.views.components.labels import fill
from ciie_admin.views.components.nav_bar import NavBar
from ciie_admin.views.components.panes import set_density
from ciie_admin.views.components.top_bar import TopBar
from ciie_admin.views.computers_page import ComputersPage
from ciie_admin.views.desk import Desk
from ciie_admin.views.export_panel import ExportPanel
from ciie_admin.views.idle import USUAL
from ciie_admin.views.key_sheet import KeySheet
from ciie_admin.views.messages import MessageBar
from ciie_admin.views.news import News
from ciie_admin.views.palette import Palette
from ciie_admin.views.pause_bar import PauseBar
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.pictures_ahead import PicturesAhead
from ciie_admin.views.release_page import ReleasePage
from ciie_admin.views.review_page import ReviewPage
from ciie_admin.views.saved_queries import SavedQueries
from ciie_admin.views.theme_values import sizes_for
from ciie_admin.views.tray_page import TrayPage
from ciie_admin.views.whereabouts import Page, Whereabouts
from ciie_admin.views.window_deeds import WindowDeeds

SEARCH_PAUSE_MS = 180


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
        self._compact: bool | None = None
        self.setWindowTitle(self.tr("Trade mission desk"))
        self.setMinimumSize(QSize(1016, 560))
        self.pictures = Pictures(desk, self)
        self._ahead = PicturesAhead(desk, self)
        hint = self.tr("Search name, unit, code, pinyin initials")
        self.top = TopBar(hint, caps(MainWindow, "search")[0])
        self.nav = NavBar(self.tr("Sections"))
        self.units = ReviewPage(desk, self.pictures, "unit")
        self.persons = ReviewPage(desk, self.pictures, "person")
        self.release_page = ReleasePage(desk)
        self.tray = TrayPage(desk)
        self.computers = ComputersPage(desk)
        self.stack = QStackedWidget()
        for page in (self.units, self.persons, self.release_page, self.tray, self.computers):
            self.stack.addWidget(page)
        self.messages = MessageBar(desk)
        self.paused = PauseBar(desk)
        self.export = ExportPanel(desk)
        self.toast = News(desk, self.stack)
        self._lay_out()
        self.actions_by_name = install(self)
        self._review = self.units
        self._searching = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self._connect()
        self._stand()
        self.top.set_states(bars.states(desk))
        self.show_review(self.units)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        fill(middle, (self.messages, self.paused, self.export, self.stack), 0, (0, 0, 0, 0))
        middle.setStretch(3, 1)
        body = QHBoxLayout()
        fill(body, (self.nav, middle), 0, (0, 0, 0, 0))
        body.setStretch(1, 1)
        fill(QVBoxLayout(self), (self.top, body), 0, (0, 0, 0, 0))
        self.messages.say_sealed()
        self.key_sheet, self.go_to = KeySheet(self), Palette(self)
        self.saved = SavedQueries(self.desk, (self.units.list, self.persons.list), self)

    def _connect(self) -> None:
        desk = self.desk
        desk.tallied.connect(self._count)
        desk.told.connect(self._hear)
        desk.grounded.connect(self._stand)
        self.toast.look_asked.connect(self._open_record)
        self.nav.chosen.connect(self._navigate)
        self.saved.changed.connect(self._show_nav)
        self.saved.asked.connect(lambda kind: self.show_review(self._page(kind)))
        self.nav.account_asked.connect(self._open_menu)
        self.top.state_asked.connect(self._open_state)
        self.top.search.textChanged.connect(lambda _text: self._searching.start())
        self.top.search.returnPressed.connect(self._leave_search)
        self._searching.timeout.connect(self._search)
        for page in (self.units, self.persons):
            page.release_asked.connect(self.open_release)
            page.refused.connect(self.messages.say_refused)
            page.not_held.connect(self.messages.say_not_held)
            page.person_asked.connect(self.open_person)
            page.unit_asked.connect(self.open_unit)
        self.release_page.closed.connect(lambda: self.show_review(self._review))
        self.release_page.released.connect(self._released)
        for side in (self.tray, self.computers):
            side.closed.connect(lambda: self.show_review(self._review))

    # ---- pages

    def show_review(self, page: ReviewPage) -> None:
        same = self._review is page and self.stack.currentWidget() is not page
        self.messages.let_go()
        self._review = page
        self.stack.setCurrentWidget(page)
        self.nav.choose(self.saved.chosen(page.kind) or f"{page.kind}s")
        if same and page.list.model.keys:
            page.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            page.open()

    def whereabouts(self) -> Whereabouts:
        shown = self.stack.currentWidget()
        pages: dict[QWidget | None, Page] = {self.release_page: "release", self.tray: "tray"}
        return Whereabouts(
            kind=self._review.kind,
            page=pages.get(shown, "review"),
            units=self.units.list.spot(),
            persons=self.persons.list.spot(),
            searched=self.top.search.text(),
        )

    def resume(self, was: Whereabouts) -> None:
        """Go where another window of the same desk was."""
        self.top.search.setText(was.searched)
        self._searching.stop()
        self.units.list.resume(was.units)
        self.persons.list.resume(was.persons)
        self._review = self.units if was.kind == "unit" else self.persons
        self.nav.choose("units" if was.kind == "unit" else "persons")
        self.stack.setCurrentWidget(self._review)
        self._review.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if was.page == "release":
            self.open_release()
        elif was.page == "tray":
            self.open_tray()

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

    def _open_record(self, kind: str, number: int) -> None:
        self._open_alone(self._page(kind), number)

    def _open_alone(self, page: ReviewPage, number: int) -> None:
        row = page.list.model.row_of(number)
        self.show_review(page)
        if row >= 0:
            page.list.go_to(number)
        else:
            page.open(replace(Query(kind=page.kind), ids=(number,)))

    # ---- what the bars ask for

    def _navigate(self, key: str) -> None:
        if not self.saved.open(key):
            self.saved.leave("unit" if key == "units" else "person")
            self.show_review(self._page(key.removesuffix("s")))

    def _page(self, kind: str) -> ReviewPage:
        return self.units if kind == "unit" else self.persons

    def _open_state(self, key: str) -> None:
        if key == "attention":
            self.open_tray()
        elif key == "draft":
            self.open_release()
        elif key == "sync":
            self.sync_now()

    def account_menu(self) -> QMenu:
        return account_menu(self)

    def _open_menu(self, at: QPoint) -> None:
        self.account_menu().exec(at)

    def _search(self) -> None:
        self.stack.setCurrentWidget(self._review)
        self._review.search(self.top.search.text().strip())

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
        self.top.set_states(bars.states(self.desk))

    def _show_nav(self) -> None:
        self.nav.set_groups((*bars.sections(self.desk), *self.saved.groups()))
        self.nav.choose(self.saved.chosen(self._review.kind) or f"{self._review.kind}s")
        role = words.word("role", self.desk.actor.role, self.desk.language)
        self.nav.set_account(f"{self.desk.actor.name} {role}")

    def _hear(self, told: Told) -> None:
        self.top.set_states(bars.states(self.desk))
        if told.state == "stopped" and told.mishap is not None:
            self.messages.show_mishap(told.mishap)

    def _released(self, released: Released) -> None:
        del released
        self.show_review(self._review)

    # ---- size and end

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        sizes = sizes_for(self.width())
        if sizes.compact != self._compact:
            self._compact = sizes.compact
            set_density(self, sizes)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
