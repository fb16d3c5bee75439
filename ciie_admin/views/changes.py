"""Returned and submitted again: on the card, first of all, what changed since and what did not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ciie_admin.domain.persons import Person
from ciie_admin.domain.resubmission import Since, resubmitted
from ciie_admin.domain.units import Unit
from ciie_admin.views import fields_said, speech
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.compared import Compared, ComparedList
from ciie_admin.views.components.fact_list import Fact
from ciie_admin.views.components.facts import Photo
from ciie_admin.views.components.findings import FindingLine, FindingList, IconMark
from ciie_admin.views.components.labels import clear, column_of, fill, label, row_of
from ciie_admin.views.components.panes import Scroller, Section
from ciie_admin.views.counting import Counting
from ciie_admin.views.ground import Ground
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.signs import SINCE
from ciie_admin.words import Language, join, word

translate = QCoreApplication.translate
Changes = Counting("Changes")
PHOTO_WIDTH = 72
"""Logical px of each of the two pictures."""
OVERLAP = 48
"""Logical px of the page before that stay in sight."""
GRAVEST = (Since.CHANGED, Since.ASKED, Since.CONFIRMED)


def applies(record: Unit | Person, since: Mapping[str, Since]) -> bool:
    """Also while the registrant is still at it, once something is other than it was."""
    return resubmitted(record) or Since.CHANGED in since.values()


def marked(facts: Sequence[Fact], since: Mapping[str, Since], language: Language) -> list[Fact]:
    """Each fact with what became of the fields it shows, the gravest of them."""
    return [_marked(fact, since, language) for fact in facts]


def _marked(fact: Fact, since: Mapping[str, Since], language: Language) -> Fact:
    found = {since[name] for name in fact.of if name in since}
    what = next((one for one in GRAVEST if one in found), None)
    if what is None:
        return fact
    return replace(fact, sign=SINCE[what], said=word("since", what, language))


class ChangesBox(Section):
    """Who returned it and why; each change old and new; what was asked for and not changed; then
    that all the rest was looked at before. Hidden for a record that was never returned.
    """

    confirmed = Signal()

    def __init__(self, pictures: Pictures, key: str) -> None:
        super().__init__(gap=8)
        self._pictures = pictures
        self._of = 0
        self._title = label("", "caption", hue="text3")
        self._who = label("", "caption", hue="text3")
        self._again = label(
            translate("Changes", "Look at these first, then press {0} again").format(key),
            "caption",
            hue="mine",
            wrap=True,
        )
        self._again.hide()
        self._why = label("", "caption", hue="text2", wrap=True)
        self._rows = ComparedList()
        self._faces = QVBoxLayout()
        fill(self._faces, (), 8, (0, 0, 0, 0))
        self._rest = FindingList()
        self.button = Button(translate("Changes", "The rest is confirmed: pass"), caps=(key,))
        self.button.clicked.connect(self.confirmed)
        self.inside.addLayout(row_of(self._title, None, self._who))
        for part in (self._again, self._why, self._rows):
            self.inside.addWidget(part)
        self.inside.addLayout(self._faces)
        self.inside.addWidget(self._rest)
        self.inside.addLayout(row_of(self.button, None))
        self.hide()

    def show_record(
        self, record: Unit | Person, since: Mapping[str, Since], on: Ground, language: Language
    ) -> None:
        before = record.before
        if record.id != self._of:
            self._of = record.id
            self._again.hide()
        if before is None or not applies(record, since):
            self.hide()
            return
        changed = [name for name, what in since.items() if what is Since.CHANGED]
        self._title.setText(
            Changes.tr("{0} changes since the return", "", len(changed)).format(len(changed))
        )
        self._who.setText(f"{before.by} {speech.prose_time(before.at, language)}".strip())
        why = join(
            [speech.reason_name(on.edition, one, language) for one in before.reasons], language
        )
        self._why.setText(translate("Changes", "Returned for: {0}").format(why))
        said = [name for name in changed if name not in fields_said.PICTURES]
        old, new = translate("Changes", "Old"), translate("Changes", "New")
        self._rows.set_rows(
            [_compared(record, name, on, language) for name in said], typed=old, read=new
        )
        self._rows.setVisible(bool(said))
        self._show_pictures(record, [name for name in changed if name not in said], language)
        self._rest.set_findings(_rest(since, language))
        self.button.setVisible(resubmitted(record))
        self.show()

    def looked_at(self, body: Scroller, uncovered: bool) -> bool:
        """Whether all that changed is in sight, to its last word, or nothing has. Else it is
        brought there, a long list page by page, and a line says so until another record is shown.
        """
        if self.isHidden():
            return True
        seen, top = body.viewport().height(), self.mapTo(body.viewport(), QPoint(0, 0)).y()
        end = top + self._rest.geometry().bottom()
        if uncovered and end <= seen and (top >= 0 or (end > 0 and end - top > seen)):
            return True
        self._again.show()
        begun = uncovered and top <= 0 and end > seen
        QTimer.singleShot(0, self, lambda: self._bring_into(body, begun))  # the line is placed then
        return False

    def _bring_into(self, body: Scroller, begun: bool) -> None:
        bar, page = body.verticalScrollBar(), body.viewport().height() - OVERLAP
        first = self.mapTo(body.content, QPoint(0, 0)).y()
        bar.setValue(bar.value() + page if begun else first)

    def _show_pictures(
        self, record: Unit | Person, names: Sequence[str], language: Language
    ) -> None:
        clear(self._faces)
        for name in names:
            pair = _Pair(word("changed_field", name, language), word("since", "changed", language))
            digests = (fields_said.digest(one, name) for one in (record.before, record) if one)
            pair.show_pictures(*(self._pictures.thumb(one) for one in digests))
            self._faces.addWidget(pair)


class _Pair(QWidget):
    """The picture as it was judged, an arrow, and the one there is now."""

    def __init__(self, name: str, changed: str) -> None:
        super().__init__()
        self.setAccessibleName(f"{name} {changed}")
        self._photos = (Photo(PHOTO_WIDTH), Photo(PHOTO_WIDTH))
        texts = (translate("Changes", "Old"), translate("Changes", "New"))
        sides = [
            column_of(label(text, "caption", hue="text3"), photo, gap=2)
            for text, photo in zip(texts, self._photos, strict=True)
        ]
        arrow = label("\N{RIGHTWARDS ARROW}", hue="text3")
        sign = SINCE[Since.CHANGED]
        said = label(changed, "caption", hue=sign.hue)
        head = row_of(IconMark(sign), label(name, "caption", hue="text3"), None, said)
        line = QHBoxLayout()
        fill(line, (24, sides[0], arrow, sides[1], None), 12, (0, 0, 0, 0))
        line.setAlignment(arrow, Qt.AlignmentFlag.AlignVCenter)
        fill(QVBoxLayout(self), (head, line), 4, (0, 0, 0, 0))

    def show_pictures(self, old: QPixmap | None, new: QPixmap | None) -> None:
        for photo, pixmap in zip(self._photos, (old, new), strict=True):
            photo.show_photo(pixmap)


def _compared(record: Unit | Person, name: str, on: Ground, language: Language) -> Compared:
    before = record.before
    old = fields_said.said(before, name, on, language) if before is not None else ""
    new = fields_said.said(record, name, on, language)
    changed = word("since", "changed", language)
    title = word("changed_field", name, language)
    return Compared(title, old, new, False, SINCE[Since.CHANGED], changed)


def _rest(since: Mapping[str, Since], language: Language) -> list[FindingLine]:
    """What was asked for and is as it was, one line each; then how many were confirmed before."""
    lines = [
        FindingLine(
            SINCE[Since.ASKED],
            word("changed_field", name, language),
            word("since", Since.ASKED, language),
        )
        for name, what in since.items()
        if what is Since.ASKED
    ]
    kept = sum(1 for what in since.values() if what is Since.CONFIRMED)
    text = Changes.tr("{0} other fields as before", "", kept).format(kept)
    return [*lines, FindingLine(SINCE[Since.CONFIRMED], text, word("since", "confirmed", language))]
