"""常用查询 in the window: a group of the side bar, and a button beside the chips of each list."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu
from uuid6 import uuid7

from ciie_admin.domain.lanes import Lane
from ciie_admin.errors import Mishap
from ciie_admin.models import queries, saved_queries, shared_queries
from ciie_admin.models.engine import Cache, Snapshot
from ciie_admin.models.queries import Query
from ciie_admin.models.saved_queries import LONGEST, SavedQuery
from ciie_admin.models.shared_queries import Shared
from ciie_admin.views import filters, sharing
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.name_panel import NamePanel
from ciie_admin.views.components.nav_bar import NavGroup
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_pane import ListOf, ListPane
from ciie_admin.views.paint import fitted
from ciie_admin.views.sharing import Sharing
from ciie_admin.views.signs import SECTIONS
from ciie_admin.views.theme_values import NORMAL
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import word

translate = QCoreApplication.translate
MOST = 12
"""What the side bar has room for on the smallest screen."""
NAME_WIDTH = 150
KEY = "saved:"
"""Before the id, as the key of a side bar's item."""


class SavedQueries(QObject):
    """Knows which list shows which saved query; written and counted on the lanes."""

    changed = Signal()
    """The side bar has to be shown anew."""
    asked = Signal(str)
    """The kind of a list somebody wants to see: its query is set already."""

    def __init__(self, desk: Desk, list_of: ListOf, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._list_of = list_of
        self._lists: dict[SubjectKind, ListPane] = {}
        self.known: tuple[SavedQuery, ...] = ()
        self._counts: dict[UUID, int] = {}
        self._waiting: list[SavedQuery] = []
        self._origins: dict[SubjectKind, UUID] = {}
        self.buttons: dict[SubjectKind, Button] = {}
        self.panel: NamePanel | None = None
        self.sharing = Sharing(desk, self)
        self.sharing.done.connect(self._load)
        desk.tallied.connect(lambda _tally: self._load())
        self._load()

    def join(self, pane: ListPane) -> None:
        """A list of records, as soon as it is there."""
        button = Button(
            "", "quiet", icon=SECTIONS["saved"], hue="text2", ink="text2", height=24, role="caption"
        )
        button.hide()
        pane.top.bar.add_beside(button)
        button.clicked.connect(lambda: self.begin(pane))
        pane.save_asked.connect(lambda: self.begin(pane))
        pane.opened.connect(lambda: self._show(pane))
        self._lists[pane.kind], self.buttons[pane.kind] = pane, button

    # ---- reading

    def _load(self) -> None:
        """With every count: what an office shares comes by itself."""
        actor = self._desk.actor

        def work(db: Snapshot) -> tuple[tuple[SavedQuery, ...], bool]:
            shared = shared_queries.shared(db, actor)
            found = (*saved_queries.saved(db), *shared)
            return found, shared_queries.has_refusals(db)

        self._desk.read(work, self._loaded, asker=self, key="saved", lane="whole")

    def _loaded(self, got: tuple[tuple[SavedQuery, ...], bool]) -> None:
        found, refused = got
        if found != self.known:
            self.known = found
            for pane in self._lists.values():
                self._show(pane)
        if refused:
            self.sharing.tell_refusals()
        self._count_anew()

    @property
    def own(self) -> tuple[SavedQuery, ...]:
        return tuple(one for one in self.known if not isinstance(one, Shared))

    @property
    def listed(self) -> tuple[SavedQuery, ...]:
        """What the side bar has room for; the palette knows them all."""
        return self.known[:MOST]

    def _count_anew(self) -> None:
        """One after the other, so that lists and cards come in between."""
        self._waiting = [*self.listed]
        self._count_next()

    def _count_next(self) -> None:
        if not self._waiting:
            self.changed.emit()
            return
        one = self._waiting.pop(0)
        self._desk.read(
            lambda db: saved_queries.count(db, one.query),
            partial(self._counted, one.id),
            asker=self,
            key="count",
            lane="whole",
        )

    def _counted(self, number: UUID, count: int) -> None:
        self._counts[number] = count
        self._count_next()

    # ---- what is shown

    def groups(self) -> tuple[NavGroup, ...]:
        items = tuple(
            sharing.item(f"{KEY}{one.id}", one, self._counts.get(one.id)) for one in self.listed
        )
        return (NavGroup(translate("Saved", "Saved queries"), items),) if items else ()

    def chosen(self, kind: SubjectKind) -> str:
        """Key of the saved query this list shows just as it is, or nothing."""
        one = self.origin(kind)
        return f"{KEY}{one.id}" if one and one.query == self._list_of(kind).query else ""

    def origin(self, kind: SubjectKind) -> SavedQuery | None:
        """The saved query a list shows, or was opened from before its filter was changed."""
        number = self._origins.get(kind)
        return next((one for one in self.known if one.id == number), None)

    def _show(self, pane: ListPane) -> None:
        same = next((one for one in self.known if one.query == pane.query), None)
        if same is not None:
            self._origins[pane.kind] = same.id
        elif not _is_narrow(pane.query):
            self._origins.pop(pane.kind, None)
        one, button = self.origin(pane.kind), self.buttons[pane.kind]
        button.show_text(self._said(one, pane.query))
        button.setVisible(one is not None or _is_narrow(pane.query))
        self.changed.emit()

    def _said(self, one: SavedQuery | None, shown: Query) -> str:
        if one is None:
            return translate("Saved", "Save query")
        name = fitted(sharing.briefly(one), NAME_WIDTH, "caption")[0]
        return name if one.query == shown else translate("Saved", "{0} · changed").format(name)

    # ---- acts

    def open(self, key: str) -> bool:
        """Show the saved query of this item of the side bar; False for another item."""
        one = next((one for one in self.known if f"{KEY}{one.id}" == key), None)
        if one is not None:
            self._origins[one.query.kind] = one.id
            self._list_of(one.query.kind).ask(one.query)
            self.asked.emit(one.query.kind)
        return one is not None

    def leave(self, kind: SubjectKind) -> None:
        """The section itself was chosen: the whole list instead of a saved query."""
        if self._origins.pop(kind, None) is not None:
            self._list_of(kind).ask(Query(kind=kind, lane=Lane.TO_REVIEW))

    def begin(self, pane: ListPane) -> None:
        """Name what is shown, or the menu of the saved query it came from."""
        if self.origin(pane.kind) is not None:
            menu = self.menu(pane)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self._below(pane))
        elif _is_narrow(pane.query) or _is_a_lane(pane.query):
            self.save_as(pane)
        else:
            self._desk.mishap.emit(Mishap("nothing_to_save"))

    def menu(self, pane: ListPane) -> QMenu:
        made, one = QMenu(pane), self.origin(pane.kind)
        if one is None:
            return made
        if one.query != pane.query:
            self._offer_changed(made, pane, one)
        if isinstance(one, Shared):
            self._offer_shared(made, one)
        else:
            self._offer_own(made, pane, one)
        return made

    def _offer_changed(self, menu: QMenu, pane: ListPane, one: SavedQuery) -> None:
        again = replace(one, query=pane.query)
        if not isinstance(again, Shared):
            _add(menu, translate("Saved", "Save again"), lambda: self._keep(again))
        elif self.sharing.may_change(again):
            _add(menu, translate("Saved", "Share again"), lambda: self.sharing.share(again))
        _add(menu, translate("Saved", "Back to saved"), lambda: pane.ask(one.query))
        if len(self.own) < MOST:
            _add(menu, translate("Saved", "Save as new"), lambda: self.save_as(pane))
        menu.addSeparator()

    def _offer_own(self, menu: QMenu, pane: ListPane, one: SavedQuery) -> None:
        _add(menu, translate("Saved", "Rename"), lambda: self.rename(pane, one))
        _add(menu, translate("Saved", "Move up"), lambda: self._move(one, -1))
        _add(menu, translate("Saved", "Move down"), lambda: self._move(one, 1))
        if self.sharing.may_share():
            text = translate("Saved", "Share with the office")
            _add(menu, text, lambda: self.sharing.share(one))
        _add(menu, translate("Saved", "Remove"), lambda: self._remove(one))

    def _offer_shared(self, menu: QMenu, one: Shared) -> None:
        if self.sharing.may_change(one):
            _add(menu, translate("Saved", "Stop sharing"), lambda: self.sharing.unshare(one))
        else:
            said = translate("Saved", "Shared by {0}").format(one.by_name)
            menu.addAction(said).setEnabled(False)

    def save_as(self, pane: ListPane) -> None:
        title = translate("Saved", "Save this filter")
        if len(self.own) >= MOST:
            self._desk.mishap.emit(Mishap("saved_full", {"most": str(MOST)}))
            return
        query = pane.query

        def named(name: str) -> None:
            made = SavedQuery(id=uuid7(), name=name, query=query)
            self._origins[pane.kind] = made.id
            self._keep(made)

        self._ask_name(pane, title, self._proposal(query), named)

    def rename(self, pane: ListPane, one: SavedQuery) -> None:
        def named(name: str) -> None:
            self._keep(replace(one, name=name))

        self._ask_name(pane, translate("Saved", "Rename"), one.name, named)

    def _ask_name(
        self, pane: ListPane, title: str, name: str, named: Callable[[str], None]
    ) -> None:
        taken = [one.name for one in self.own if one.name != name]
        self.panel = NamePanel(pane.window(), title, name, taken, LONGEST)
        self.panel.named.connect(named)
        self.panel.closed.connect(self._let_go)
        self.panel.open_at(self._below(pane))

    def _let_go(self) -> None:
        self.panel = None

    def _proposal(self, query: Query) -> str:
        said = [chip.value for chip in filters.chips(query, self._desk)]
        if query.lane is not None:
            said.append(word("lane", query.lane, self._desk.language))
        return " ".join(said)[:LONGEST].strip()

    def _below(self, pane: ListPane) -> QPoint:
        button, bar = self.buttons[pane.kind], pane.top.bar
        if button.isHidden():
            return bar.mapToGlobal(QPoint(NORMAL.pad, bar.height()))
        return button.mapToGlobal(QPoint(0, button.height() + 2))

    def _keep(self, one: SavedQuery) -> None:
        self._write(lambda cache: saved_queries.keep(cache, one))

    def _move(self, one: SavedQuery, by: int) -> None:
        self._write(lambda cache: saved_queries.move(cache, one.id, by))

    def _remove(self, one: SavedQuery) -> None:
        self._write(lambda cache: saved_queries.remove(cache, one.id))

    def _write(self, work: Callable[[Cache], None]) -> None:
        self._desk.keep(work, lambda _nothing: self._load())


def _is_narrow(query: Query) -> bool:
    """Whether a filter is worth a name: more than a lane, and no link to single records."""
    return not query.ids and bool({*queries.narrowed(query)} - {"lane"})


def _is_a_lane(query: Query) -> bool:
    """One lane as a whole, but not the one that its section opens with."""
    return not query.ids and query.lane not in (None, Lane.TO_REVIEW)


def _add(menu: QMenu, text: str, then: Callable[[], None]) -> None:
    menu.addAction(text).triggered.connect(lambda _on=False: then())
