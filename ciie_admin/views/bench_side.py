"""The right pane of the photo bench: the photo in front, what was measured, the verdict."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout

from ciie_admin.models.cards import PersonCard
from ciie_admin.views import measures_said
from ciie_admin.views.alike import COMPARE
from ciie_admin.views.bench_comparing import Comparing
from ciie_admin.views.bench_pair import PhotoPair
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.decision import DecisionRail
from ciie_admin.views.components.facts import Photo
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.labels import (
    KeyCaps,
    boxed,
    fill,
    hairline,
    label,
    row_of,
)
from ciie_admin.views.components.measures import MeasureTable
from ciie_admin.views.components.panes import Pane, Section
from ciie_admin.views.components.photo_words import SignedWords
from ciie_admin.views.desk import Desk
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.text import DOT
from ciie_admin.views.theme_values import NORMAL, Sizes

EARLIER = 60
"""px wide."""


translate = QCoreApplication.translate


class BenchSide(Pane):
    """Shows whatever card it is given; decides nothing."""

    def __init__(
        self,
        desk: Desk,
        pictures: Pictures,
        rail: DecisionRail,
        hints: Sequence[tuple[str, str]],
        compare_cap: str,
    ) -> None:
        """`hints` are keys and what they do; `compare_cap` is the key that compares photos."""
        super().__init__(least=484)
        self._desk, self._pictures = desk, pictures
        self._card: PersonCard | None = None
        self.head = PaneHead("", page=False)
        self.head.add_steps()
        self.pair = PhotoPair(desk, pictures)
        self.photo = self.pair.photo
        self.table = MeasureTable()
        self._note = label("", "caption", hue="text2", wrap=True)
        self._rail = rail
        self._comparing = Comparing()
        self._add_earlier(compare_cap)
        self._add_hints(hints)
        self._row = QHBoxLayout()
        fill(self._row, (self.pair, rail), 0, (0, 0, 0, 0))
        self._row.setStretch(0, 1)
        self._noted = boxed(row_of(self._note))
        parts = (self.head, boxed(self._row), hairline(), self.table, self._noted, rail.foot)
        fill(self.column, parts, 0, (0, 0, 0, 0))
        self.column.setStretch(1, 1)
        self.photo.measured.connect(self._show_measured)
        self.photo.placed.connect(self._show_measured)
        pictures.arrived.connect(self._show_earlier)
        self.set_sizes(NORMAL)

    def _add_earlier(self, cap: str) -> None:
        """Above the message, where the eye goes from the photo."""
        self._earlier_title = label("", "caption", hue="text3")
        self._earlier_photo = Photo(EARLIER)
        self._earlier_facts = label("", "caption", wrap=True)
        self._earlier_words = SignedWords()
        row = row_of(self._earlier_photo, self._earlier_words, gap=12)
        for widget in (self._earlier_photo, self._earlier_words):
            row.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        row.setStretch(1, 1)
        said = translate("Alike", "Compare")
        self.compare = Button(said, "link", icon=COMPARE, caps=(cap,), height=24)
        self._earlier_shown = boxed(row)
        parts = (self._earlier_title, self._earlier_facts, self._earlier_shown, self.compare)
        self._earlier = Section(*parts, gap=6)
        self._rail.inside.column.insertWidget(3, self._earlier)
        self._earlier.hide()

    def _add_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        rows = [
            boxed(row_of(KeyCaps(cap), label(text, "caption", hue="text2"), None, gap=6))
            for cap, text in hints
        ]
        self._hints = Section(*rows, gap=4, line=False)
        self._rail.column.addWidget(self._hints)

    def set_sizes(self, sizes: Sizes) -> None:
        self._row.setContentsMargins(sizes.pad, 4, 0, sizes.section)
        self._rail.setFixedWidth(sizes.decision if sizes.compact else 208)
        self._hints.setVisible(not sizes.compact)
        self._note.setContentsMargins(sizes.pad, 0, sizes.pad, sizes.section)

    # ---- showing

    def show_nothing(self) -> None:
        self._card = None
        self.head.set_title("")
        self.head.set_position("")
        self.table.show_rows(())
        self._note.setText("")
        self.tell_beside(Comparing())

    def show_card(self, card: PersonCard, place: str) -> None:
        self._card = card
        unit = card.unit.form.name_zh if card.unit is not None else ""
        self.head.set_title(card.person.form.name, unit)
        self.head.set_position(place)
        self._show_measured()

    def _show_measured(self) -> None:
        card, language = self._card, self._desk.language
        if card is None:
            return
        found = self._desk.measuring.of(card.person.photo) if card.person.photo else None
        if found is not None:
            beside = measures_said.found_beside(card.person.findings, found, language)
            rows = measures_said.measured_rows(found, language)
            self.table.show_rows([*beside, *rows])
        else:
            self.table.show_rows(measures_said.finding_rows(card.person.findings, language))
        said = self._why_not(found is not None)
        self._note.setText(said)
        self._noted.setVisible(bool(said))

    def _why_not(self, measured: bool) -> str:
        """What the table cannot say, in one sentence."""
        measuring = self._desk.measuring
        if measuring.broken:
            return self.tr("Photos cannot be measured on this computer: judge by eye.")
        if self._card is not None and measuring.has_failed(self._card.person.photo):
            return self.tr("This photo could not be measured here: judge by eye.")
        if measured and measuring.without_nets:
            return self.tr("The model files are missing: only the file itself was measured.")
        return ""

    def fold(self, on: bool) -> None:
        """Of what was measured one line is left while two photos have the room."""
        self.table.fold(on)

    def tell_beside(self, comparing: Comparing) -> None:
        """What the photo in front can be, or is, compared with."""
        self._comparing = comparing
        self._show_earlier()

    def _show_earlier(self) -> None:
        told = self._comparing.told
        self._earlier.setVisible(told is not None)
        if told is None or self._card is None:
            return
        count = self._comparing.count
        self._earlier_title.setText(told.title + (DOT + count if count else ""))
        self._earlier_facts.setText("\n".join(told.facts))
        self._earlier_facts.setVisible(bool(told.facts) and self._comparing.beside is None)
        self._earlier_words.show_words(told.sign, told.said)
        self._earlier_shown.setVisible(self._comparing.beside is None)
        self._earlier_photo.setVisible(bool(told.digest))
        self.compare.setVisible(bool(told.digest))
        if told.digest:
            name = self._card.person.form.name
            small = self._pictures.thumb(told.digest)
            self._earlier_photo.show_photo(small, name + DOT + told.title)
