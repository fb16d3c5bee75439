"""The right pane at work: arming a verdict, choosing reasons, and what the unit will read."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from ciie_admin.domain.actors import REVIEWERS
from ciie_admin.domain.edition import Reason
from ciie_admin.domain.findings import Finding
from ciie_admin.domain.photo_word import PhotoWord
from ciie_admin.domain.sampling import spot
from ciie_admin.domain.states import SpotCheck
from ciie_admin.models import letters
from ciie_admin.models.cards import AnyCard, PersonCard, UnitCard
from ciie_admin.models.held import STAGE
from ciie_admin.models.tallies import Tally
from ciie_admin.views import actions, speech, verdicts
from ciie_admin.views.components.decision import DecisionRail, Verdict
from ciie_admin.views.components.reasons import Reason as ReasonRow
from ciie_admin.views.desk import Desk
from ciie_admin.views.own_reasons import OWN, OwnReasons
from ciie_admin.views.places_beside import PlacesBeside
from ciie_admin.views.text import grouped
from ciie_admin.views.verdicts import SHORT_LIST, Kind
from ciie_admin.wire.messages import DecidedKind
from ciie_admin.words import as_listed, word


class DecisionBox(QObject):
    """Turns keys and clicks into `decided` and `held`; decides nothing."""

    decided = Signal(str, tuple, str, str, bool)
    """Verdict, reasons, message, note, and whether the record stays in front."""
    held = Signal(bool)
    """To be put aside; whether it stays in front."""
    noted = Signal(str)
    release_asked = Signal()

    def __init__(
        self, desk: Desk, kind: DecidedKind, page: QWidget, chosen: Callable[[], Sequence[int]]
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._kind: DecidedKind = kind
        self._page = type(page)
        self._verdicts = {one.key: one for one in (*verdicts.kinds(kind), verdicts.hold())}
        self._stay = False
        self._offered: list[Reason] = []
        self._proposed: set[str] = set()
        self._chosen: set[str] = set()
        self._long = False
        self.by_eye: Callable[[], frozenset[str]] = frozenset
        self._card: AnyCard | None = None
        self._ticked = 0
        self._before: tuple[str, set[str], str] = ("", set(), "")
        self.own = OwnReasons(desk, kind, chosen, self)
        self.own.counted.connect(self._show_own)
        self.rail = DecisionRail(self.tr("Decision"), slim=kind == "photo")
        self._places = PlacesBeside(desk, self.rail, self)
        self._dress()
        self.rail.chosen.connect(self.press)
        self.rail.reason_toggled.connect(self._toggle)
        self.rail.more_reasons_asked.connect(self._show_all_reasons)
        self.rail.note.returnPressed.connect(self.confirm)
        self.rail.foot.release_asked.connect(self.release_asked)
        self.rail.foot.drafts_asked.connect(self.release_asked)
        desk.tallied.connect(self._count)

    def _dress(self) -> None:
        self.rail.set_verdicts(
            [
                Verdict(one.key, one.text, one.sign, actions.caps(self._page, one.key))
                for one in self._verdicts.values()
            ]
        )
        hint, cap = self.tr("Never sent"), actions.caps(self._page, "note")[:1]
        self.rail.show_note(self.tr("Internal note"), hint, *cap)
        if self._desk.tally is not None:
            self._count(self._desk.tally)

    # ---- what is being decided

    def show_card(self, card: AnyCard | None, ticked: int) -> None:
        """Another record, or none: an armed verdict is put down; the same one anew: it stays."""
        same = _number(card) == _number(self._card)
        self._card, self._ticked = card, ticked
        if not same:
            self.put_down()
        nobody = self.tr("No unit chosen") if self._kind == "unit" else self.tr("No person chosen")
        self.rail.show_nobody("" if card is not None or ticked else nobody)
        self._allow()
        aside = self._is_aside(card) and not ticked
        text = self.tr("Take up again") if aside else self._verdicts["hold"].text
        self.rail.button("hold").show_text(text)
        spotting = isinstance(card, UnitCard) and spot(card.unit) is SpotCheck.WAITING
        clear = self.tr("Nothing found") if spotting else self._verdicts["pass"].text
        self.rail.button("pass").show_text(clear)
        if not self.rail.armed():
            self._show_label()

    def _is_aside(self, card: AnyCard | None) -> bool:
        return card is not None and card.row.stage == STAGE

    def count_ticked(self, ticked: int) -> None:
        self._ticked = ticked

    def _allow(self) -> None:
        why = ""
        if self._desk.actor.role not in REVIEWERS:
            why = self.tr("Your account may only read.")
        elif self._desk.tally is not None and not self._desk.tally.whole:
            why = self.tr("The first download is still running.")
        for key in self._verdicts:
            self.rail.allow(key, not why, why)

    def _show_label(self) -> None:
        """A free label stands out: granting it is the mission's own decision."""
        self.rail.hide_message()
        self._places.show_card(self._card)

    # ---- verdict and reasons

    def press(self, key: str, stay: bool = False) -> None:
        """A verdict's key: pass decides at once, the others open their reasons, then confirm."""
        if not self.rail.button(key).isEnabled():
            return
        verdict = self._verdicts[key]
        if key == "hold":
            self.put_down()
            self.held.emit(stay)
        elif not verdict.needs_reasons:
            self.put_down()
            self._stay = stay
            self._decide(key)
        elif self.rail.armed() == key:
            self.confirm(stay)
        else:
            self._arm(verdict)
            self._stay = stay

    def pass_rest(self, stay: bool = False) -> None:
        """As the pass button, but only what changed since the return was looked at."""
        if self.rail.button("pass").isEnabled():
            self.put_down()
            self._stay = stay
            self._decide("rest")

    def confirm(self, stay: bool = False) -> None:
        """Enter: the armed verdict with its reasons, if there is at least one.

        In the note, without an armed verdict, it keeps the note by itself.
        """
        self._stay = self._stay or stay
        key, text = self.rail.armed(), self.rail.note.text().strip()
        if key and self._chosen:
            self._decide(key)
        elif not key and text and self.rail.note.hasFocus():
            self.rail.note.clear()
            self.noted.emit(text)

    def put_down(self) -> None:
        self._chosen, self._long, self._stay = set(), False, False
        self.rail.disarm()
        self.rail.hide_message()

    def take_up(self) -> None:
        """The verdict just put down, armed again with its reasons and its note."""
        key, chosen, note = self._before
        self.rail.note.setText(note)
        if key in self._verdicts and self._verdicts[key].needs_reasons:
            self._arm(self._verdicts[key])
            self._long = len(chosen) > SHORT_LIST
            self._chosen = chosen
            self._show_reasons(key)

    def toggle_number(self, number: int) -> None:
        """Digit keys tick the reasons as numbered; without an armed verdict they do nothing."""
        if self.rail.armed() and not number and self._ticked > 1:
            self._toggle(OWN, OWN not in self._chosen)
        elif self.rail.armed() and 0 < number <= len(self._offered):
            code = self._offered[number - 1].id
            self._toggle(code, code not in self._chosen)

    def _arm(self, verdict: Kind) -> None:
        on = self._desk.ground
        if on is None:
            return
        found: Sequence[Finding] = ()
        photo: PhotoWord | None = None
        if isinstance(self._card, UnitCard):
            found = self._card.unit.findings
        elif isinstance(self._card, PersonCard):
            found, photo = self._card.person.findings, self._card.photo_word
        seen = self.by_eye()
        offered = verdicts.offered(on.edition, self._kind, verdict, found, photo, seen)
        self._offered, self._proposed = offered
        self._chosen = set() if self._ticked else set(self._proposed)
        self._show_reasons(verdict.key)
        if self._ticked > 1:
            self.own.ask(verdict.fixable)

    def _show_reasons(self, key: str) -> None:
        language = self._desk.language
        shown = self._offered
        if not self._long:
            shown = shown[: max(SHORT_LIST, len(self._proposed))]
        rows = [
            ReasonRow(
                one.id,
                speech.said(one.name, language),
                str(number) if number < 10 else "",
                one.id in self._proposed - self.by_eye(),
            )
            for number, one in enumerate(shown, 1)
        ]
        rows[:0] = [self.own.row()] if self._ticked > 1 else []
        self.rail.arm(key, rows, self._chosen, more=len(shown) < len(self._offered))
        self._show_message()

    def _show_own(self) -> None:
        if self.rail.armed() and self._ticked > 1:
            self._show_reasons(self.rail.armed())

    def _toggle(self, code: str, on: bool) -> None:
        self._chosen = self._chosen | {code} if on else self._chosen - {code}
        hidden = code not in {OWN, *(one.id for one in self._offered[:SHORT_LIST])}
        if on and hidden and not self._long:
            self._long = True
            self._show_reasons(self.rail.armed())
        else:
            self.rail.reasons.tick(self._chosen)
            self._show_message()

    def _show_all_reasons(self, _at: QPoint) -> None:
        self._long = True
        self._show_reasons(self.rail.armed())

    def _show_message(self) -> None:
        """Of several ticked records the one in front stands for all."""
        if OWN in self._chosen:
            self.rail.show_message(*self.own.words(others=len(self._chosen) > 1))
            return
        unit, text = self._letter()
        if not text:  # advice goes to the organiser alone
            self.rail.hide_message()
        elif self._ticked:
            self.rail.show_message(self.tr("Message, for instance to {0}").format(unit), text)
        else:
            self.rail.show_message(self.tr("Message to the unit"), text)

    def _letter(self) -> tuple[str, str]:
        """Name and message as the centre will write it, in the language of the unit."""
        card, on, key = self._card, self._desk.ground, self.rail.armed()
        told = self._kind == "unit" or key == "return"
        if card is None or on is None or card.unit is None or not (told and self._chosen):
            return "", ""
        reasons = tuple(one.id for one in self._in_order())
        command = verdicts.telling(self._kind, key, reasons)
        record = card.person if isinstance(card, PersonCard) else card.unit
        matters = (letters.matter(record, command, on.edition), *card.told)
        return card.unit.form.name_zh, letters.written(on.edition, card.unit, matters)

    def _in_order(self) -> list[Reason]:
        return [one for one in self._offered if one.id in self._chosen]

    def _decide(self, key: str) -> None:
        own = (OWN,) if OWN in self._chosen else ()
        reasons = (*own, *(one.id for one in self._in_order()))
        note, stay = self.rail.note.text().strip(), self._stay
        self._before = (key, self._chosen, note)
        self.rail.end_note()
        self.put_down()
        self.decided.emit(key, reasons, "", note, stay)

    # ---- the foot

    def _count(self, tally: Tally) -> None:
        language = self._desk.language
        drafted = tally.drafted
        parts = [
            f"{word('command', kind, language)} {grouped(number)}"
            for kind, number in as_listed("command", verdicts.merged(tally.drafts))
        ]
        text = f"{word('stage', 'draft', language)} {grouped(drafted)}"
        self.rail.foot.show_drafts(text, " · ".join(parts), zero=not drafted)
        release = self.tr("Release…")
        if drafted:
            release = self.tr("Release {0}…").format(grouped(drafted))
        self.rail.foot.show_release(release, *actions.caps(self._page, "release"))
        self.rail.foot.release.allow(bool(drafted), self.tr("Nothing is drafted."))
        self._allow()


def _number(card: AnyCard | None) -> int:
    return 0 if card is None else card.row.id
