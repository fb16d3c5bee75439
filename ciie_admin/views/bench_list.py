"""The left pane of the photo bench: three lists with counts, filters, the contact sheet, a foot."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal

from ciie_admin.models import reading
from ciie_admin.models.queries import Query
from ciie_admin.models.reading import PersonRow
from ciie_admin.views import filters, listing
from ciie_admin.views.bench_said import tile
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.contact_sheet import ContactSheet
from ciie_admin.views.components.tabs import Lane as Tab
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_head import ListHead
from ciie_admin.views.record_pane import LEAST, RecordPane
from ciie_admin.views.signs import ACTS
from ciie_admin.views.text import DOT, grouped
from ciie_admin.views.tile_list import TileList
from ciie_admin.views.tiles import Tiles
from ciie_admin.words import word

STRIP = 152
"""px of one column of faces."""
LISTS = ("open", "clean", "done")
BENCH = Query(kind="person", photo="open", order="photo_risk")
"""What the bench opens with: photos with something to look at, the riskiest first."""
translate = QCoreApplication.translate


class BenchHead(ListHead):
    """Where other lists have lanes there are the lists of photos."""

    photos: Mapping[str, int] = {}

    def show(self, query: Query) -> None:
        self._query = query
        self.head.set_title(translate("Bench", "Photos"), self._counted())
        language = self._desk.language
        self.tabs.set_lanes(
            [Tab(key, word("photo_state", key, language), self._number(key)) for key in LISTS]
        )
        self.tabs.choose(query.photo)
        self.bar.set_chips(filters.chips(replace(query, photo=""), self._desk))
        self.bar.set_sort(filters.order_word(query))

    def tabbed(self, key: str) -> Query:
        return replace(self._query, photo=key)

    def count(self) -> None:
        self._soon.stop()
        query = self._query
        work = partial(reading.photo_counts, query=query)
        self._desk.read(work, self._take, asker=self, key="counts", lane="whole")

    def _take(self, counts: dict[str, int]) -> None:
        self.photos, self._known = counts, True
        self.show(self._query)
        self.counted.emit()

    def _number(self, key: str) -> int | None:
        return self.photos.get(key, 0) if self._known else None

    def _counted(self) -> str:
        """How many are not judged, and how many of them need a look."""
        if not self._known:
            return ""
        faulty = self.photos.get("open", 0)
        waiting = faulty + self.photos.get("clean", 0)
        parts = translate("Bench", "{0} photos"), translate("Bench", "{0} to look at")
        return parts[0].format(grouped(waiting)) + DOT + parts[1].format(grouped(faulty))


class BenchList(RecordPane):
    second_asked = Signal()
    opened_one = Signal(int)
    """Somebody wants the card of this person."""

    top: BenchHead

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, BENCH, BenchHead(desk, BENCH, ""))
        self.tiles = Tiles(desk, self)
        self.sheet = ContactSheet(translate("Bench", "Photos"), self.tiles)
        said = partial(tile, language=desk.language)
        self.model: TileList = TileList(said, self._fetch, self)
        self.sheet.setModel(self.model)
        self.join(self.sheet, self.sheet, self.model)
        self.sheet.current_changed.connect(
            lambda _number: self._move(self.sheet.currentIndex().row())
        )
        self.sheet.opened.connect(self.opened_one)
        self._add_view_options()

    def _add_view_options(self) -> None:
        self.aligned = _option("align")
        self.aligned.clicked.connect(self.turn_aligned)
        self._say_aligned()
        second = _option("second_window", translate("Bench", "Second window"))
        second.clicked.connect(self.second_asked)
        self.top.bar.add(self.aligned)
        self.top.bar.add(second)

    def _say_aligned(self) -> None:
        """As the order beside it does: what holds now."""
        said = translate("Bench", "Eyes aligned"), translate("Bench", "Whole photos")
        self.aligned.show_text(said[0] if self.tiles.aligned else said[1])

    def turn_aligned(self) -> None:
        """Eyes of all at one place, or each photo whole: on the screen alone."""
        self.tiles.set_aligned(not self.tiles.aligned)
        self._say_aligned()

    def fold(self, on: bool) -> None:
        """A strip of faces alone, while two photos have the room."""
        for part in (self.top.head, self.top.bar, self.foot):
            part.setVisible(not on)
        self.setMinimumWidth(STRIP if on else LEAST)

    def clean_page(self) -> list[int]:
        """Wholly on the screen, seen by the checker, nothing found, judged by nobody."""
        rows = [self.model.known(number) for number in self.sheet.page()]
        return [row.id for row in rows if row is not None and is_clean(row)]

    def _is_undecided(self, known: Any) -> bool:
        return known is None or not (known.shown_photo or known.photo_stage)

    def _apply(self, got: listing.Renewed) -> None:
        self.sheet.apply(got.plan)

    def photos(self, numbers: Sequence[int]) -> dict[int, str]:
        """Digests as far as rows are read."""
        rows = ((number, self.model.known(number)) for number in numbers)
        return {number: row.photo for number, row in rows if row is not None}


def _option(act: str, text: str = "") -> Button:
    """Of how the list is looked at: as quiet as its order."""
    return Button(
        text, "quiet", icon=ACTS[act], hue="text2", ink="text2", height=24, role="caption"
    )


def is_clean(row: PersonRow) -> bool:
    found = row.photo_finding or not row.photo_checked or not row.photo
    return not (found or row.shown_photo or row.photo_stage)
