"""The middle pane: one application, its steps, checks, fields, persons and timeline."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from ciie_admin.domain.persons import Person
from ciie_admin.domain.resubmission import since_return
from ciie_admin.domain.units import Unit
from ciie_admin.models.cards import AnyCard, PersonCard, UnitCard
from ciie_admin.models.reading import PersonRow
from ciie_admin.views import card_head, changes, facts_said, findings_said, speech
from ciie_admin.views.card_face import CardFace
from ciie_admin.views.changes import ChangesBox
from ciie_admin.views.components.fact_list import Fact, FactList
from ciie_admin.views.components.facts import Card, MiniRow, MiniRows
from ciie_admin.views.components.findings import FindingList
from ciie_admin.views.components.folds import Fold
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.labels import fill, label
from ciie_admin.views.components.notes import NoteList
from ciie_admin.views.components.panes import Pane, Scroller, Section
from ciie_admin.views.components.steps import StepList, StepTrack
from ciie_admin.views.desk import Desk
from ciie_admin.views.ground import Ground
from ciie_admin.views.licence import LicenceBox, LicenceViewer
from ciie_admin.views.number_reveal import NumberReveal
from ciie_admin.views.originals import Originals
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.presence import Key
from ciie_admin.views.scans import open_scan
from ciie_admin.views.signs import Sign
from ciie_admin.views.theme_values import Sizes
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import word

PHOTO_WIDTH = 108
WIDER = 600
"""Logical px while a licence is shown large; the list keeps its least width."""


class ApplicationPane(Pane):
    """Shows whatever card it is given; knows no SQL and decides nothing."""

    person_asked = Signal(int)
    unit_asked = Signal(int)

    def __init__(
        self, desk: Desk, pictures: Pictures, kind: SubjectKind, keys: Mapping[str, str]
    ) -> None:
        """`keys` are the caps of the actions `reveal`, `licence` and `rest`."""
        super().__init__(least=280)
        self._desk = desk
        self._pictures = pictures
        self._widths: list[int] = []
        self._shown: AnyCard | None = None
        self.originals = Originals(desk, self)
        self._make_head(PHOTO_WIDTH if kind == "person" else 0)
        self.number = NumberReveal(desk, keys["reveal"])
        self.licence = LicenceBox(self.originals, keys["licence"])
        self.viewer = LicenceViewer(desk)
        self.changes = ChangesBox(pictures, keys["rest"])
        self._make_folds()
        if kind != "person":
            self._face_fold.hide()
        self._lay_out()
        self._connect()
        self.show_nothing()

    def _make_head(self, photo: int) -> None:
        self.head = PaneHead(self.tr("Application"), page=False)
        self.head.add_steps()
        self._card = Card(photo)
        self._steps = StepTrack()
        self._findings = FindingList()
        self._checks = label("", "caption", hue="text3", wrap=True)
        self.checks = Section(self._checks, self._findings)
        self._facts = FactList()

    def _make_folds(self) -> None:
        self._face = CardFace()
        self._face_fold = Fold(self.tr("Card face"), self._face)
        self._mini = MiniRows()
        self._persons = Fold(self.tr("Persons of this unit"), self._mini, unfolded=True)
        self._line = StepList()
        self._timeline = Fold(self.tr("Timeline"), self._line)
        self._notes = NoteList()
        self._noted = Fold(self.tr("Internal notes"), self._notes)

    def _lay_out(self) -> None:
        self._body = Scroller(
            self._card,
            Section(self._steps),
            self.changes,
            self.checks,
            self.licence,
            Section(self.number, self._facts, gap=0),
            self._face_fold,
            self._persons,
            self._timeline,
            self._noted,
        )
        fill(self.column, (self.head, self._body, self.viewer), 0, (0, 0, 0, 0))
        self.column.setStretch(1, 1)

    def _connect(self) -> None:
        self.number.grown.connect(self._look_at_number, Qt.ConnectionType.QueuedConnection)
        self._facts.link_asked.connect(self._follow)
        self._mini.chosen.connect(lambda key: self.person_asked.emit(int(key)))
        self._pictures.arrived.connect(self._repicture)
        self._desk.presence.changed.connect(self._repeople)
        self.originals.arrived.connect(self._sharpen)
        self.licence.opened.connect(self.open_licence)
        self.viewer.closed.connect(self.close_licence)
        self._line.link_asked.connect(lambda key: open_scan(self, self._desk, self._shown, key))

    def set_sizes(self, sizes: Sizes) -> None:
        """When room is short the persons start folded."""
        self._persons.open_it(not sizes.compact)
        self._widths = []

    def show_nothing(self) -> None:
        self._shown = None
        self.number.show_nobody()
        self.viewer.show_unit(None)
        self._body.content.hide()
        self.head.set_position("")

    def show_card(self, card: AnyCard) -> None:
        """Fills every part anew; nothing moves that has not changed its height."""
        on, language = self._desk.ground, self._desk.language
        if on is None:
            return
        self._shown = card
        if isinstance(card, UnitCard):
            self._show_unit_head(card)
            self.licence.show_unit(card.unit)
            if self.viewer.isVisible():
                self.viewer.show_unit(card.unit)
            facts = facts_said.unit_facts(card, on, language)
            record, review, persons = card.unit, card.row.review, card.persons
            self._persons.set_title(self.tr("Persons of this unit"))
        else:
            self._face_fold.set_count(self._face.show_person(card, on, language))
            self._show_person_head(card)
            self.number.show_person(card.person)
            facts = facts_said.person_facts(card, on, language)
            record, review, persons = card.person, card.unit_review, card.others  # type: ignore[assignment]
            self._persons.set_title(self.tr("Others of this unit"))
        self._steps.set_steps(facts_said.step_marks(record, review, language))
        found = findings_said.finding_lines(record.findings, on.places, language)
        self._findings.set_findings(found)
        self._checks.setText(findings_said.checks_title(record.findings, language))
        self._show_changes(record, facts, on)
        self._show_persons(persons)
        self._line.set_steps(facts_said.timeline(record.history, on, language))
        number = len(record.history)
        self._timeline.set_count(self.tr("{0} entries", "", number).format(number))
        self._show_notes(card)
        self._body.content.show()

    def _show_changes(self, record: Unit | Person, facts: list[Fact], on: Ground) -> None:
        """What became of each field since a return: first in a list of its own, then by marks."""
        language = self._desk.language
        since = since_return(record, on.edition)
        self.changes.show_record(record, since, on, language)
        if changes.applies(record, since):
            facts = changes.marked(facts, since, language)
        self._facts.set_facts(facts)

    def look_at_changes(self, alone: bool = True) -> bool:
        """See ChangesBox. Not `alone`: so far the key was not meant for this record only."""
        covered = self._body.isHidden()
        self.close_licence()
        return self.changes.looked_at(self._body, alone and not covered)

    def _show_notes(self, card: AnyCard) -> None:
        record = card.unit if isinstance(card, UnitCard) else card.person
        who, language = self._desk.actor.name, self._desk.language
        notes = facts_said.notes(record.history, card.own, who, language)
        self._notes.set_notes(notes)
        self._noted.set_count(self.tr("{0} entries", "", len(notes)).format(len(notes)))
        self._noted.setVisible(bool(notes))

    def _show_unit_head(self, card: UnitCard) -> None:
        unit, language = card.unit, self._desk.language
        chip = speech.state_chip(card.row.review, card.row.lane, card.row.stage, language)
        line = word("unit_class", unit.unit_class, language)
        self._card.set_photo(None, "")
        chips = ((chip.sign, chip.word),)
        self._card.show_words(unit.form.name_zh, line, chips, card_head.notes(card, self._desk))

    def _show_person_head(self, card: PersonCard) -> None:
        person, language = card.person, self._desk.language
        form = person.form
        chip = speech.state_chip(card.row.review, card.row.lane, card.row.stage, language)
        edition = self._desk.ground.edition if self._desk.ground else None
        label_word = speech.label_name(edition, form.label, language)
        title = word("title", form.title, language)
        line = f"{title} · {word('region_type', form.region_type, language)}"
        chips = ((chip.sign, chip.word), (Sign("", "wait"), label_word))
        self._show_photo(card)
        self._card.show_words(form.name, line, chips, card_head.notes(card, self._desk))

    def _repeople(self, changed: set[Key]) -> None:
        """Somebody came to the record on the screen, or left it."""
        card = self._shown
        if isinstance(card, UnitCard) and ("unit", card.unit.id) in changed:
            self._show_unit_head(card)
        elif isinstance(card, PersonCard) and ("person", card.person.id) in changed:
            self._show_person_head(card)

    def _look_at_number(self) -> None:
        """What was just asked stands in the window, however long the card is."""
        if self.number.is_asked:
            self._body.ensureWidgetVisible(self.number, 0, 0)

    def _show_photo(self, card: PersonCard) -> None:
        """As it was uploaded; until that is here, the small one of the list."""
        digest, place = card.person.photo, self._card.photo.size()
        sharp = self.originals.sharp(digest, place, self.devicePixelRatioF())
        photo = sharp if sharp is not None else self._pictures.thumb(digest)
        self._card.set_photo(photo, card.person.form.name, absent=not digest)
        self._face.show_photo(photo, self._pictures.thumb(card.person.former_photo))

    def _sharpen(self) -> None:
        if isinstance(self._shown, PersonCard):
            self._show_photo(self._shown)
        else:
            self.licence.sharpen()
            self.viewer.look()

    # ---- the licence, large

    def open_licence(self) -> None:
        """Over the card, in a wider pane; once more, or Esc, brings the card back."""
        if self.viewer.isVisible():
            self.close_licence()
        elif isinstance(self._shown, UnitCard) and self._shown.unit.form.licence is not None:
            self._body.hide()
            self.viewer.show()
            self.viewer.show_unit(self._shown.unit)
            self.viewer.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
            self._widen()

    def close_licence(self) -> bool:
        """False if none was open."""
        was = self.viewer.isVisible()
        self.viewer.hide()
        self._body.show()
        splitter = self.parentWidget()
        if self._widths and isinstance(splitter, QSplitter):
            splitter.setSizes(self._widths)
        self._widths = []
        return was

    def cover(self, other: QWidget) -> None:
        """Something else stands where the card was, in a wider pane, until `close_licence`."""
        self.close_licence()
        self._body.hide()
        other.show()
        self._widen()

    def _widen(self) -> None:
        splitter = self.parentWidget()
        if isinstance(splitter, QSplitter):
            first, mine, *rest = self._widths = splitter.sizes()
            listed = splitter.widget(0)
            least = listed.minimumSizeHint().width() if listed is not None else first
            least = max(least, listed.minimumWidth() if listed is not None else 0)
            more = max(0, min(WIDER - mine, first - least))
            splitter.setSizes([first - more, mine + more, *rest])

    def _show_persons(self, persons: tuple[PersonRow, ...]) -> None:
        language = self._desk.language
        rows = []
        for row in persons:
            chip = speech.state_chip(row.review, row.lane, row.stage, language)
            thumb = self._pictures.thumb(row.photo, "row")
            said = chip.sign, chip.word
            rows.append(MiniRow(str(row.id), row.name, *said, thumb, absent=not row.photo))
        self._mini.set_rows(rows)
        waiting = sum(1 for row in persons if row.lane in ("to_review", "first_passed"))
        text = self.tr("{0} persons", "", len(persons)).format(len(persons))
        if waiting:
            text += " · " + self.tr("{0} to review").format(waiting)
        self._persons.set_count(text)
        self._persons.setVisible(bool(persons))

    def _follow(self, key: str) -> None:
        if key == "unit" and isinstance(self._shown, PersonCard):
            self.unit_asked.emit(self._shown.person.unit_id)

    def _repicture(self) -> None:
        if isinstance(self._shown, PersonCard):
            self._show_photo(self._shown)
            self._show_persons(self._shown.others)
        elif self._shown is not None:
            self.show_card(self._shown)
