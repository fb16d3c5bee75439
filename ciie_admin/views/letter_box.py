"""The message a unit will get once the drafts on it are released, as the centre writes it, with the
photos that go with it.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ciie_admin.domain.edition import reason
from ciie_admin.models import letters
from ciie_admin.models.letters import FaultyPhoto, Letter
from ciie_admin.views import speech
from ciie_admin.views.components.labels import label
from ciie_admin.views.components.marked import MarkedPhoto, PhotoRow
from ciie_admin.views.components.panes import Section
from ciie_admin.views.desk import Desk
from ciie_admin.views.faulty_photos import Shown, fetched, pictures
from ciie_admin.wire.messages import Subject
from ciie_admin.words import known_word

MOST = 6
"""Photos shown; a unit with more of them is told how many there are."""


class LetterBox(Section):
    """Hidden where nothing is told. Tab reaches its title; what scrolls it can then go to it."""

    reached = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=6)
        self._desk = desk
        self._letter = Letter()
        self._title = label("", "caption", hue="text3")
        self._title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._title.installEventFilter(self)
        self.text = label("", hue="text2", wrap=True)
        self.photos = PhotoRow()
        self._note = label("", "caption", hue="text3", wrap=True)
        parts: tuple[QWidget, ...] = (self._title, self.text, self.photos, self._note)
        for part in parts:
            self.inside.addWidget(part)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.reached.emit()
        return super().eventFilter(watched, event)

    def ask(self, unit_name: str, subject: Subject) -> None:
        """Read on the read lane; an answer about another row than the last one is not shown. Of
        free places nobody is told.
        """
        if subject.kind == "quota":
            self.hide()
            return

        def then(letter: Letter) -> None:
            self._title.setText(self.tr("Message to {0}").format(unit_name))
            self._title.setAccessibleDescription(letter.text)
            self.text.setText(letter.text)
            self.setVisible(bool(letter.text))
            if letter != self._letter:
                self._letter = letter
                self._show(())
            self._draw(letter, ask=True)

        self._desk.read(lambda db: letters.of_subject(db, subject), then, asker=self, key="letter")

    def _draw(self, letter: Letter, *, ask: bool) -> None:
        """In the file lane; with `ask` the originals that are missing are asked of the server."""
        shown = letter.photos[:MOST]
        if not shown:
            return
        work = partial(pictures, self._desk.entered.cache, shown, self.devicePixelRatioF())

        def then(found: Sequence[Shown]) -> None:
            if letter != self._letter:
                return
            self._show(found)
            lacking = [o.photo for o, got in zip(shown, found, strict=True) if not got.whole]
            if ask and lacking and self._desk.entered.online:
                self._fetch(letter, lacking)

        self._desk.files.run(work, then, asker=self, key="photos")

    def _fetch(self, letter: Letter, lacking: Sequence[str]) -> None:
        def then(got: int) -> None:
            if got and letter == self._letter:
                self._draw(letter, ask=False)

        work = partial(fetched, self._desk.entered, lacking)
        self._desk.downloads.run(work, then, asker=self, failed=lambda _mishap: None)

    def _show(self, found: Sequence[Shown]) -> None:
        photos = self._letter.photos
        self.photos.show_photos(
            [
                MarkedPhoto(one.name, self._said(photo), one.image)
                for photo, one in zip(photos, found, strict=False)
            ]
        )
        notes = [self.tr("The unit sees its photos with the faults marked.")]
        if any(not one.whole for one in found):
            notes.append(
                self.tr("Shown from the small pictures: the originals are not on this computer.")
            )
        if len(photos) > len(found):
            notes.append(self.tr("Not shown here: {0}").format(len(photos) - len(found)))
        self._note.setText("\n".join(notes))
        self._note.setVisible(bool(found))

    def _said(self, photo: FaultyPhoto) -> str:
        """What the flags stand for, as a screen reader says it."""
        numbers = [f"{n} " for n in photo.numbers] or [""]
        return ", ".join(
            f"{number}{self._named(one.rule)}"
            for number, one in zip(numbers, photo.faults, strict=False)
        )

    def _named(self, rule: str) -> str:
        """A rule, or a reason that no rule proposes."""
        on, language = self._desk.ground, self._desk.language
        known = reason(on.edition, rule) if on is not None else None
        if known is not None:
            return speech.said(known.name, language)
        return known_word("finding", rule, language)
