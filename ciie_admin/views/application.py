"""The middle pane: one application, its steps, checks, fields, persons and timeline."""

from PySide6.QtCore import Qt, Signal

from ciie_admin.models.cards import AnyCard, PersonCard, UnitCard
from ciie_admin.models.reading import PersonRow
from ciie_admin.views import facts_said, speech
from ciie_admin.views.components.facts import Card, FactList, MiniRow, MiniRows
from ciie_admin.views.components.findings import FindingList
from ciie_admin.views.components.folds import Fold
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.labels import fill, label
from ciie_admin.views.components.panes import Pane, Scroller, Section
from ciie_admin.views.components.steps import StepList, StepTrack
from ciie_admin.views.desk import Desk
from ciie_admin.views.number_reveal import NumberReveal
from ciie_admin.views.originals import Originals
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.signs import Sign
from ciie_admin.views.theme_values import Sizes
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import word

PHOTO_WIDTH = 108


class ApplicationPane(Pane):
    """Shows whatever card it is given; knows no SQL and decides nothing."""

    person_asked = Signal(int)
    unit_asked = Signal(int)

    def __init__(self, desk: Desk, pictures: Pictures, kind: SubjectKind, reveal_key: str) -> None:
        super().__init__(least=280)
        self._desk = desk
        self._pictures = pictures
        self.originals = Originals(desk, self)
        self.head = PaneHead(self.tr("Application"), page=False)
        self.head.add_steps()
        self._card = Card(PHOTO_WIDTH if kind == "person" else 0)
        self._steps = StepTrack()
        self._findings = FindingList()
        self.number = NumberReveal(desk, reveal_key)
        self.number.grown.connect(self._look_at_number, Qt.ConnectionType.QueuedConnection)
        self._facts = FactList()
        self._facts.link_asked.connect(self._follow)
        self._mini = MiniRows()
        self._mini.chosen.connect(lambda key: self.person_asked.emit(int(key)))
        self._persons = Fold(self.tr("Persons of this unit"), self._mini, unfolded=True)
        self._line = StepList()
        self._timeline = Fold(self.tr("Timeline"), self._line)
        self._body = Scroller(
            self._card,
            Section(self._steps),
            Section(label(self.tr("Checks"), "caption", hue="text3"), self._findings),
            Section(self.number, self._facts, gap=0),
            self._persons,
            self._timeline,
        )
        fill(self.column, (self.head, self._body), 0, (0, 0, 0, 0))
        self.column.setStretch(1, 1)
        self._shown: AnyCard | None = None
        pictures.arrived.connect(self._repicture)
        self.originals.arrived.connect(self._sharpen)
        self.show_nothing()

    def set_sizes(self, sizes: Sizes) -> None:
        """When room is short the persons start folded."""
        self._persons.open_it(not sizes.compact)

    def show_nothing(self) -> None:
        self._shown = None
        self.number.show_nobody()
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
            facts = facts_said.unit_facts(card, on, language)
            record, review, persons = card.unit, card.row.review, card.persons
            self._persons.set_title(self.tr("Persons of this unit"))
        else:
            self._show_person_head(card)
            self.number.show_person(card.person)
            facts = facts_said.person_facts(card, on, language)
            record, review, persons = card.person, card.unit_review, card.others  # type: ignore[assignment]
            self._persons.set_title(self.tr("Others of this unit"))
        self._steps.set_steps(facts_said.step_marks(record, review, language))
        self._findings.set_findings(facts_said.finding_lines(record.findings, language))
        self._facts.set_facts(facts)
        self._show_persons(persons)
        self._line.set_steps(facts_said.timeline(record.history, on, language))
        self._timeline.set_count(str(len(record.history)))
        self._body.content.show()

    def _show_unit_head(self, card: UnitCard) -> None:
        unit, language = card.unit, self._desk.language
        chip = speech.state_chip(card.row.review, card.row.lane, card.row.stage, language)
        line = word("unit_class", unit.unit_class, language)
        notes = [facts_said.submitted_line(unit.submitted_at, language)]
        if unit.automatic:
            notes.append(self.tr("Passed automatically"))
        elif unit.decided_name:
            at = speech.prose_time(unit.decided_at, language)
            notes.append(self.tr("Decided by {0}, {1}").format(unit.decided_name, at))
        self._card.set_photo(None, "")
        self._card.show_words(unit.form.name_zh, line, ((chip.sign, chip.word),), tuple(notes))

    def _show_person_head(self, card: PersonCard) -> None:
        person, language = card.person, self._desk.language
        form = person.form
        chip = speech.state_chip(card.row.review, card.row.lane, card.row.stage, language)
        edition = self._desk.ground.edition if self._desk.ground else None
        label_word = speech.label_name(edition, form.label, language)
        line = (
            word("title", form.title, language)
            + " · "
            + word("region_type", form.region_type, language)
        )
        notes = [facts_said.submitted_line(person.submitted_at, language)]
        if person.added_late:
            notes.append(self.tr("Added since the unit's review"))
        elif person.decided_name:
            at = speech.prose_time(person.decided_at, language)
            notes.append(self.tr("Decided by {0}, {1}").format(person.decided_name, at))
        chips = ((chip.sign, chip.word), (Sign("", "wait"), label_word))
        self._show_photo(card)
        self._card.show_words(form.name, line, chips, tuple(notes))

    def _look_at_number(self) -> None:
        """What was just asked stands in the window, however long the card is."""
        if self.number.is_asked:
            self._body.ensureWidgetVisible(self.number, 0, 0)

    def _show_photo(self, card: PersonCard) -> None:
        """As it was uploaded; until that is here, the small one of the list."""
        digest, place = card.person.photo, self._card.photo.size()
        sharp = self.originals.sharp(digest, place, self.devicePixelRatioF())
        photo = sharp if sharp is not None else self._pictures.thumb(digest)
        self._card.set_photo(photo, card.person.form.name)

    def _sharpen(self) -> None:
        if isinstance(self._shown, PersonCard):
            self._show_photo(self._shown)

    def _show_persons(self, persons: tuple[PersonRow, ...]) -> None:
        language = self._desk.language
        rows = []
        for row in persons:
            chip = speech.state_chip(row.review, row.lane, row.stage, language)
            thumb = self._pictures.thumb(row.photo)
            rows.append(MiniRow(str(row.id), row.name, chip.sign, chip.word, thumb))
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
        if self._shown is not None:
            self.show_card(self._shown)
