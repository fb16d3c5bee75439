"""What a person can do anywhere in the main window, each with its keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from ciie_admin.views.actions import QT_TRANSLATE_NOOP, Emitting, action
from ciie_admin.views.components.top_bar import TopBar
from ciie_admin.views.computers_page import ComputersPage
from ciie_admin.views.desk import Desk
from ciie_admin.views.export_panel import ExportPanel
from ciie_admin.views.key_sheet import KeySheet
from ciie_admin.views.messages import MessageBar
from ciie_admin.views.palette import Palette
from ciie_admin.views.review_page import ReviewPage


class WindowDeeds:
    """Part of MainWindow."""

    desk: Desk
    top: TopBar
    units: ReviewPage
    persons: ReviewPage
    computers: ComputersPage
    stack: QStackedWidget
    messages: MessageBar
    export: ExportPanel
    key_sheet: KeySheet
    go_to: Palette
    lock_asked: Emitting
    _review: ReviewPage

    def show_review(self, page: ReviewPage) -> None:
        raise NotImplementedError

    def open_tray(self) -> None:
        raise NotImplementedError

    @action("units", QT_TRANSLATE_NOOP("Actions", "Units"), "Ctrl+1", group="go")
    def go_units(self) -> None:
        self.show_review(self.units)

    @action("persons", QT_TRANSLATE_NOOP("Actions", "Persons"), "Ctrl+2", group="go")
    def go_persons(self) -> None:
        self.show_review(self.persons)

    @action("attention", QT_TRANSLATE_NOOP("Actions", "Needs attention"), "Ctrl+3", group="go")
    def go_tray(self) -> None:
        self.open_tray()

    @action("search", QT_TRANSLATE_NOOP("Actions", "Search"), "Ctrl+F", "/")
    def focus_search(self) -> None:
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    @action("go_to", QT_TRANSLATE_NOOP("Actions", "Go to or do anything"), "Ctrl+K")
    def open_palette(self) -> None:
        self.go_to.turn()

    @action("keys", QT_TRANSLATE_NOOP("Actions", "Show all keys"), "?", "Ctrl+/")
    def show_keys(self) -> None:
        self.key_sheet.turn(self.stack.currentWidget())

    @action("sync", QT_TRANSLATE_NOOP("Actions", "Sync now"), "F5")
    def sync_now(self) -> None:
        self.desk.sync_now()

    @action("export", QT_TRANSLATE_NOOP("Actions", "Export this list"), "Ctrl+E")
    def export_list(self) -> None:
        page = self._review
        self.export.begin(page.list.query)

    @action("stop", QT_TRANSLATE_NOOP("Actions", "Stop sending"), "Ctrl+.")
    def take_back(self) -> None:
        self.desk.take_back()

    @action(
        "computers", QT_TRANSLATE_NOOP("Actions", "Signed-in computers"), "Ctrl+Shift+S", group="go"
    )
    def go_computers(self) -> None:
        self.messages.let_go()
        self.stack.setCurrentWidget(self.computers)
        self.computers.open_page()

    @action("lock", QT_TRANSLATE_NOOP("Actions", "Lock"), "Ctrl+L")
    def lock(self) -> None:
        self.lock_asked.emit()
