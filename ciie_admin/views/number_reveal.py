"""The document number on a person's card: masked, and in full for a minute if somebody asks."""

import time
from collections.abc import Callable
from enum import StrEnum
from math import ceil

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin import words
from ciie_admin.domain.persons import Person
from ciie_admin.domain.revealing import RevealPurpose, may_reveal
from ciie_admin.errors import Mishap
from ciie_admin.sync.loop import Told
from ciie_admin.views import asking, clipping
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.choices import Choice, ChoiceList
from ciie_admin.views.components.fact_list import LABEL_WIDTH, ROW, Fact, FactList
from ciie_admin.views.components.labels import ElidedLabel, boxed, column_of, fill, label, row_of
from ciie_admin.views.components.notices import Callout
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import ACTS
from ciie_admin.words import word

SHOWN_SECONDS = 60
PURPOSES = tuple(RevealPurpose)
translate = QCoreApplication.translate


class Step(StrEnum):
    MASKED = "masked"
    ASKING = "asking"
    WAITING = "waiting"
    SHOWN = "shown"


class NumberReveal(QWidget):
    """Holds a full number only while it is on the screen: it goes with the time, with another
    person, and whenever this part of the window is no longer seen (another page, lock, language).
    """

    grown = Signal()
    """It may need to be scrolled to."""

    def __init__(self, desk: Desk, key: str, clock: Callable[[], float] = time.time) -> None:
        """`key` is the cap of the action that calls open(); `clock` gives seconds that go on
        while the computer sleeps.
        """
        super().__init__()
        self._desk, self._key, self._clock = desk, key, clock
        self._person: Person | None = None
        self._number = ""
        self._step = Step.MASKED
        self._until = 0.0
        self._left = 0
        self._make_parts()
        self._lay_out()
        self._ticking = QTimer(self, interval=1000)
        self._ticking.timeout.connect(self._tick)
        desk.told.connect(self._hear)
        self.hide()

    def _make_parts(self) -> None:
        self._kind = FactList()
        self.value = label()
        self.button = Button(
            self.tr("Show full number"), "link", icon=ACTS["reveal"], caps=(self._key,), height=ROW
        )
        self.copy = Button(self.tr("Copy"), "link", height=ROW)
        self.conceal = Button(self.tr("Hide"), "link", height=ROW)
        self._rest = label("", "caption", hue="text3")
        self.choices = ChoiceList()
        language = self._desk.language
        self.choices.set_choices(
            [
                Choice(one, word("reveal_purpose", one, language), str(place))
                for place, one in enumerate(PURPOSES, 1)
            ]
        )
        self.cancel = Button(self.tr("Cancel"), "link", height=ROW)
        self.callout = Callout("warn")
        self._trouble = boxed(column_of(self.callout, margins=(0, 6, 0, 6)))
        self.button.clicked.connect(self.open)
        self.copy.clicked.connect(self._copy)
        self.conceal.clicked.connect(self.put_down)
        self.cancel.clicked.connect(self.put_down)
        self.choices.chosen.connect(lambda key: self._ask(RevealPurpose(key)))

    def _lay_out(self) -> None:
        name = ElidedLabel(translate("Facts", "ID number"), ink="text3")
        name.setFixedWidth(LABEL_WIDTH)
        number = row_of(name, self.value, None, gap=0)
        acts = (self.button, self.copy, self.conceal, self._rest)
        self._line = boxed(row_of(LABEL_WIDTH - 3, *acts, None, gap=6))
        self._line.setFixedHeight(ROW)
        what_for = label(self.tr("What for? It is recorded under your name."), wrap=True)
        cancel = row_of(5, self.cancel, None, gap=0)
        self._purposes = boxed(column_of(what_for, 4, self.choices, cancel, margins=(0, 8, 0, 8)))
        parts = (self._kind, 2, number, 2, self._line, self._purposes, self._trouble)
        fill(QVBoxLayout(self), parts, 0, (0, 0, 0, 0))

    # ---- whose number

    def show_person(self, person: Person) -> None:
        """The same person again changes nothing; another one, or another number, hides it."""
        before, self._person = self._person, person
        if before is None or _whose(before) != _whose(person):
            self._mask()
        kind = word("id_kind", person.form.id_kind, self._desk.language)
        self._kind.set_facts([Fact(translate("Facts", "ID kind"), kind)])
        self.show()
        self._show_step()

    def show_nobody(self) -> None:
        self._person = None
        self._mask()

    @property
    def is_asked(self) -> bool:
        return self._step is not Step.MASKED or not self._trouble.isHidden()

    # ---- acts

    def open(self) -> None:
        """Ask what for. Where it is not possible, say why."""
        if self._person is None or self._step is not Step.MASKED:
            return
        why = self._why_not()
        if why:
            self._say(self.tr("The full number cannot be shown now"), why)
        else:
            self._go(Step.ASKING)

    def choose(self, place: int) -> bool:
        """The purpose at this place of the list, counted from 1; False if nothing was asked."""
        if self._step is not Step.ASKING or not 1 <= place <= len(PURPOSES):
            return False
        self._ask(PURPOSES[place - 1])
        return True

    def put_down(self) -> bool:
        """Back to the mask; False if there was nothing else."""
        was = self.is_asked
        self._mask()
        return was

    def _ask(self, purpose: RevealPurpose) -> None:
        person = self._person
        if person is None:
            return
        number = person.id
        self._go(Step.WAITING)
        asking.ask(
            self._desk,
            lambda office: office.reveal(number, purpose),
            lambda shown: self._arrived(number, shown),
            failed=lambda mishap: self._failed(number, mishap),
            asker=self,
            key="reveal",
        )

    def _copy(self) -> None:
        clipping.copy_secret(self._number)
        self.copy.show_text(self.tr("Copied"))

    # ---- answers

    def _waits_for(self, number: int) -> bool:
        person = self._person
        return self._step is Step.WAITING and person is not None and person.id == number

    def _arrived(self, number: int, shown: str) -> None:
        if self._waits_for(number):
            self._number = shown
            self._until, self._left = self._clock() + SHOWN_SECONDS, SHOWN_SECONDS
            self.copy.show_text(self.tr("Copy"))
            self._ticking.start()
            self._go(Step.SHOWN)

    def _failed(self, number: int, mishap: Mishap) -> None:
        if self._waits_for(number):
            self._mask()
            self._say(*words.mishap_words(mishap, self._desk.language))

    def _tick(self) -> None:
        """By the clock; turning it back gains nothing."""
        self._left = min(self._left - 1, ceil(self._until - self._clock()))
        if self._left > 0:
            self._show_step()
        else:
            self._mask()

    def _hear(self, _told: Told) -> None:
        self._show_step()

    # ---- showing

    def _mask(self) -> None:
        self._ticking.stop()
        number, self._number = self._number, ""
        clipping.forget_secret(number)
        self._go(Step.MASKED)

    def _go(self, step: Step) -> None:
        self._step = step
        self._trouble.hide()
        self._show_step()
        self.grown.emit()

    def _say(self, title: str, text: str) -> None:
        self.callout.show_words(title, text)
        self._trouble.show()
        self.grown.emit()

    def _show_step(self) -> None:
        step = self._step
        masked = self._person.number_masked if self._person else ""
        self.value.setText(self._number if step is Step.SHOWN else masked)
        self.button.setVisible(step is not Step.SHOWN)
        for part in (self.copy, self.conceal, self._rest):
            part.setVisible(step is Step.SHOWN)
        self._rest.setText(self.tr("in {0} s").format(self._left))
        self._purposes.setVisible(step is Step.ASKING)
        why = self._why_not() or (self.tr("Asking the server") if step is Step.WAITING else "")
        self.button.allow(not why, why)
        if not why:
            self.button.setToolTip(f"{self.button.text()} · {self._key}")

    def _why_not(self) -> str:
        person, ground = self._person, self._desk.ground
        place = ground.places.get(person.review_place) if person and ground else None
        if place is None or not may_reveal(self._desk.actor, place.path):
            return self.tr("Only who reviews this person may see it.")
        if not asking.is_online(self._desk):
            return self.tr("It is only on the server: connect to the network first.")
        return ""

    def hideEvent(self, event: QHideEvent) -> None:
        self._mask()
        super().hideEvent(event)


def _whose(person: Person) -> tuple[int, str, int]:
    return person.id, person.number_key, person.review_place
