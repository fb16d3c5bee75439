"""What a person can do anywhere in the main window, each with its keys."""

from dataclasses import replace
from functools import cached_property, partial

from PySide6.QtCore import Qt

from ciie_admin.models.queries import Query
from ciie_admin.views import help_places
from ciie_admin.views.actions import QT_TRANSLATE_NOOP, Emitting, action
from ciie_admin.views.bench_list import BENCH
from ciie_admin.views.components.nav_bar import NavBar
from ciie_admin.views.components.top_bar import TopBar
from ciie_admin.views.help_panel import HelpPanel
from ciie_admin.views.key_sheet import KeySheet
from ciie_admin.views.manual import KEY, STEP, TOPICS
from ciie_admin.views.palette import Palette
from ciie_admin.views.photo_deeds import PhotoDeeds
from ciie_admin.views.projector import Projector
from ciie_admin.views.quota_tree import Wish
from ciie_admin.views.second_person import SecondPerson
from ciie_admin.views.spot_checks import SpotChecks
from ciie_admin.views.whereabouts import Spot
from ciie_admin.views.window_pages import WindowPages


class WindowDeeds(PhotoDeeds, WindowPages):
    """Part of MainWindow."""

    top: TopBar
    nav: NavBar
    spots: SpotChecks
    second: SecondPerson
    lock_asked: Emitting

    def open_tray(self) -> None:
        raise NotImplementedError

    @action("units", QT_TRANSLATE_NOOP("Actions", "Units"), "Ctrl+1", group="go")
    def go_units(self) -> None:
        self.spots.leave()
        self.show_review(self.units)

    @action("persons", QT_TRANSLATE_NOOP("Actions", "Persons"), "Ctrl+2", group="go")
    def go_persons(self) -> None:
        self.show_review(self.persons)

    @action("attention", QT_TRANSLATE_NOOP("Actions", "Needs attention"), "Ctrl+3", group="go")
    def go_tray(self) -> None:
        self.open_tray()

    @action("batches", QT_TRANSLATE_NOOP("Actions", "Batches"), "Ctrl+4", group="go")
    def go_batches(self) -> None:
        self.messages.let_go()
        self.stack.setCurrentWidget(self.batches)
        self.nav.choose("batches")
        self.batches.open_page()

    @action("spot_checks", QT_TRANSLATE_NOOP("Actions", "Spot checks"), "Ctrl+5", group="go")
    def go_spot_checks(self) -> None:
        self.spots.open()
        self.show_review(self.units)

    @action("mistakes", QT_TRANSLATE_NOOP("Actions", "Top mistakes"), "Ctrl+6", group="go")
    def go_mistakes(self) -> None:
        self.messages.let_go()
        self.stack.setCurrentWidget(self.mistakes)
        self.nav.choose("mistakes")
        self.mistakes.open_page()

    @action("photos", QT_TRANSLATE_NOOP("Actions", "Photos"), "Ctrl+7", group="go")
    def go_photos(self) -> None:
        self._show_bench()
        if self.bench.list.model.keys:
            self.bench.list.focus()
        else:
            self.bench.open()

    @action("quota", QT_TRANSLATE_NOOP("Actions", "Free-badge quota"), "Ctrl+8", group="go")
    def go_quota(self) -> None:
        self.messages.let_go()
        self.stack.setCurrentWidget(self.quota)
        self.nav.choose("quota")
        self.quota.open_page()

    @action(
        "to_bench",
        QT_TRANSLATE_NOOP("Actions", "Photos of these persons"),
        "Ctrl+Shift+B",
        group="go",
    )
    def show_on_bench(self) -> None:
        """With the filter of the persons' list."""
        asked = self.persons.list.query
        self._show_bench()
        self.bench.open(replace(asked, lane=None, photo=BENCH.photo, order=BENCH.order))

    def _show_bench(self) -> None:
        self.messages.let_go()
        self.stack.setCurrentWidget(self.bench)
        self.nav.choose("photos")

    def listed(self) -> Query:
        """What the list in front shows, as rows or as faces."""
        at_bench = self.in_front() == "bench"
        return self.bench.list.query if at_bench else self._review.list.query

    def bench_spot(self) -> Spot | None:
        return self.bench.list.spot() if self.made("bench") else None

    def resume_bench(self, was: Spot, *, shown: bool) -> None:
        self.bench.list.resume(was)
        if shown:
            self._show_bench()
            self.bench.list.focus()

    def quota_wish(self) -> Wish | None:
        return self.quota.wish if self.made("quota") else None

    def resume_quota(self, was: Wish, *, shown: bool) -> None:
        self.quota.resume(was)
        if shown:
            self.go_quota()

    def side_section(self) -> str:
        """Key of the side bar's item if a page of its own is shown."""
        front = self.in_front()
        if front == "bench":
            return "photos"
        return front if front in ("batches", "mistakes", "quota") else ""

    @cached_property
    def key_sheet(self) -> KeySheet:
        return KeySheet(self.stack.window())

    @cached_property
    def go_to(self) -> Palette:
        raise NotImplementedError

    @cached_property
    def help(self) -> HelpPanel:
        registry = help_places.registry(type(self))
        keys = partial(help_places.keys_table, type(self))
        return HelpPanel(self.desk, self.stack.window(), registry, keys)

    @action("second_person", QT_TRANSLATE_NOOP("Actions", "What takes two people"), "Ctrl+Shift+D")
    def ask_for_two(self) -> None:
        self.second.open()

    @action("search", QT_TRANSLATE_NOOP("Actions", "Search"), "Ctrl+F", "/")
    def focus_search(self) -> None:
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    @action(
        "filter_text",
        QT_TRANSLATE_NOOP("Actions", "Write the filter as text"),
        *("=", "Ctrl+Shift+F"),
    )
    def edit_filter(self) -> None:
        self.search_line.edit_filter()

    @action("go_to", QT_TRANSLATE_NOOP("Actions", "Go to or do anything"), "Ctrl+K")
    def open_palette(self) -> None:
        self.go_to.turn()

    @action("keys", QT_TRANSLATE_NOOP("Actions", "Show all keys"), "?", "Ctrl+/")
    def show_keys(self) -> None:
        self.key_sheet.turn(self.stack.currentWidget())

    @action("help", QT_TRANSLATE_NOOP("Actions", "Help"), KEY)
    def show_help(self) -> None:
        self.help.turn(help_places.topic_here(self))

    def _help_with(self, step: str) -> None:
        """The last step of an empty state."""
        topic = next((one for one in TOPICS if step == f"{STEP}{one}"), None)
        if topic is not None:
            self.help.open_at(topic)

    @action("sync", QT_TRANSLATE_NOOP("Actions", "Sync now"), "F5")
    def sync_now(self) -> None:
        self.desk.sync_now()

    @action("export", QT_TRANSLATE_NOOP("Actions", "Export this list"), "Ctrl+E")
    def export_list(self) -> None:
        self.export.begin(self.listed())

    @action(
        "project", QT_TRANSLATE_NOOP("Actions", "Show at the meeting"), "Ctrl+Shift+P", group="go"
    )
    def project(self) -> None:
        """The drafts from their own page, else the list in front."""
        drafted = self.stack.currentWidget() is self.release_page
        query = None if drafted else self.listed()
        Projector(self.desk, query, self.stack.window()).open_page()

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
