"""The card face of a person: what will be printed, and whether an earlier badge still fits."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.models.cards import PersonCard
from ciie_admin.views import findings_said, photo_beside, speech
from ciie_admin.views.components.face import EDGE, GAP, PHOTO, BadgeFace, FaceWords
from ciie_admin.views.components.facts import Photo
from ciie_admin.views.components.findings import FindingLine, FindingList
from ciie_admin.views.components.labels import boxed, column_of, fill, label, row_of
from ciie_admin.views.components.photo_words import SignedWords
from ciie_admin.views.ground import Ground
from ciie_admin.views.signs import FINDINGS
from ciie_admin.views.text import DOT
from ciie_admin.words import Language, word

translate = QCoreApplication.translate


class CardFace(QWidget):
    """Inside a fold of the card."""

    def __init__(self) -> None:
        super().__init__()
        self._paper = BadgeFace()
        self.lines = FindingList()
        self._former = FormerBadge()
        fill(QVBoxLayout(self), (self._paper, self.lines, self._former), 8, (0, 0, 0, 0))

    def show_person(self, card: PersonCard, on: Ground, language: Language) -> str:
        """Returns the few words for the head of the fold."""
        self._words = face_words(card, on, language)
        lines, self._changed = reuse_lines(card, language)
        self.lines.set_findings(lines)
        self.lines.setVisible(bool(lines))
        self._former.show_person(card, on, language)
        if not card.person.form.reuse:
            return translate("CardFace", "New badge")
        if self._changed:
            return translate("CardFace", "Reuse: face changed")
        return translate("CardFace", "Badge reuse")

    def show_photo(self, pixmap: QPixmap | None, former: QPixmap | None) -> None:
        """Of now, and of the earlier badge."""
        self._paper.show_face(self._words, pixmap, self._changed)
        self._former.show_photo(former)


class FormerBadge(QWidget):
    """The photo of the earlier badge under the present card face, as large as there."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self.title = label("", "caption", hue="text3")
        self.facts = label("", "caption", wrap=True)
        self.words = SignedWords()
        self.photo = Photo(PHOTO.width())
        said = column_of(self.title, self.facts, self.words, None, gap=4)
        row = row_of(self.photo, boxed(said), gap=GAP, margins=(EDGE, 0, EDGE, 0))
        row.setStretch(1, 1)
        self.setLayout(row)

    def show_person(self, card: PersonCard, on: Ground, language: Language) -> None:
        found = photo_beside.former(card, on.edition, language)
        self.setVisible(found is not None)
        if found is not None:
            self.title.setText(found.title)
            self.facts.setText("\n".join(found.facts))
            self.facts.setVisible(bool(found.facts))
            self.words.show_words(found.sign, found.said)
            self._name = card.person.form.name + DOT + found.title
            self.photo.setVisible(bool(found.digest))

    def show_photo(self, pixmap: QPixmap | None) -> None:
        self.photo.show_photo(pixmap, self._name)


def face_words(card: PersonCard, on: Ground, language: Language) -> FaceWords:
    form = card.person.form
    return FaceWords(
        name=form.name,
        unit=card.unit.form.name_zh if card.unit is not None else "—",
        mission=speech.place_line(on.places, card.person.count_place, language),
        label=speech.label_name(on.edition, form.label, language),
        entry_date=speech.entry_name(on.edition, form.entry_date, language),
        area=speech.area_name(on.edition, form.area, language),
    )


def reuse_lines(card: PersonCard, language: Language) -> tuple[list[FindingLine], frozenset[str]]:
    """What is known of the earlier badge, and the fields that differ from it."""
    if not card.person.form.reuse:
        return [], frozenset()
    differing = findings_said.changed_fields(card.person.findings)
    if differing is None:
        text = translate("CardFace", "No difference from an earlier badge is known")
        return [FindingLine(FINDINGS["clear"], text)], frozenset()
    said = translate("CardFace", "Differs from the earlier badge")
    return [
        FindingLine(FINDINGS["not_reusable"], word("face", name, language), said)
        for name in differing
    ], frozenset(differing)
