"""Above a list: its lanes with exact counts, the filters in force, the order."""

from PySide6.QtCore import QObject, QPoint, Signal

from ciie_admin.domain.lanes import Lane
from ciie_admin.models import queries
from ciie_admin.models.queries import Query
from ciie_admin.views import filters, listing, spot_tabs
from ciie_admin.views.components.heads import FilterBar, PaneHead
from ciie_admin.views.components.tabs import Lane as Tab
from ciie_admin.views.components.tabs import LaneTabs
from ciie_admin.views.desk import Desk
from ciie_admin.views.lull import Lull
from ciie_admin.words import word

"""Whoever decides quickly has the lanes counted once for several decisions."""


class ListHead(QObject):
    """Shows one Query and the counts of its lanes, which come after the list itself."""

    asked = Signal(object)
    """Another Query."""
    counted = Signal()
    text_asked = Signal()
    """Somebody wants to change the filter as text."""

    def __init__(self, desk: Desk, query: Query, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._title = title
        self._query = query
        self._found = listing.Counted({}, {})
        self._known = False
        self._soon = Lull(self)
        self._soon.timeout.connect(self.count)
        self.head = PaneHead(title)
        self.tabs = LaneTabs(self.tr("Lanes"))
        self.head.add(self.tabs, stretch=1)
        self.bar = FilterBar(self.tr("Filter"))
        self.tabs.chosen.connect(lambda key: self.asked.emit(self.tabbed(key)))
        self.bar.removed.connect(lambda key: self.asked.emit(queries.without(self._query, key)))
        self.bar.opened.connect(lambda _key: self.text_asked.emit())
        self.bar.add_asked.connect(self._offer_filters)
        self.bar.sort_asked.connect(self._offer_orders)

    @property
    def counts(self) -> dict[Lane, int]:
        return self._found.lanes

    def show(self, query: Query) -> None:
        self._query = query
        self.head.set_title(spot_tabs.title(query) or self._title)
        self.tabs.set_lanes(spot_tabs.tabs(query, self._found.samples) or self._lanes())
        self.tabs.choose(spot_tabs.tab(query))
        self.bar.set_chips(filters.chips(query, self._desk))
        self.bar.set_sort(filters.order_word(query))

    def tabbed(self, key: str) -> Query:
        """The list of another tab."""
        return spot_tabs.tabbed(self._query, key)

    def count(self) -> None:
        """Ask how many there are in every lane; until then the numbers of before stand there."""
        self._soon.stop()
        self._desk.read(
            listing.counting(self._query), self._show, asker=self, key="counts", lane="whole"
        )

    def count_soon(self) -> None:
        self._soon.ask()

    def _show(self, found: listing.Counted) -> None:
        self._found, self._known = found, True
        self.show(self._query)
        self.counted.emit()

    def _lanes(self) -> list[Tab]:
        query, language = self._query, self._desk.language
        return [
            Tab(lane.value, word("lane", lane, language), self._in_lane(lane))
            for lane in queries.lanes(query.kind)
            if self.counts.get(lane) or lane is query.lane or lane in filters.MAIN_LANES
        ]

    def _in_lane(self, lane: Lane) -> int | None:
        return self.counts.get(lane, 0) if self._known else None

    def _offer_filters(self, at: QPoint) -> None:
        filters.offer_filters(self.bar, self._query, self._desk, self.asked.emit).exec(at)

    def _offer_orders(self, at: QPoint) -> None:
        filters.offer_orders(self.bar, self._query, self.asked.emit).exec(at)
