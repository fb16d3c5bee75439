"""How the photo bench decides: what was judged, what of it had been seen, one or many at once."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import SignalInstance

from ciie_admin.domain.commands import AddNote
from ciie_admin.domain.states import Sight
from ciie_admin.models.cards import PersonCard
from ciie_admin.models.held import STAGE
from ciie_admin.models.holding import Held
from ciie_admin.models.judging import Choose
from ciie_admin.models.recording import Recorded
from ciie_admin.views import filters, verdicts
from ciie_admin.views.actions import Emitting
from ciie_admin.views.bench_foot import BenchFoot
from ciie_admin.views.bench_list import BenchList
from ciie_admin.views.bench_photo import BenchPhoto
from ciie_admin.views.checking import Checking
from ciie_admin.views.desk import Desk
from ciie_admin.views.photo_verdicts import Looked, photo_choice, return_unfit
from ciie_admin.views.seen_photos import SeenPhotos


class BenchDeciding:
    """Part of BenchPage."""

    desk: Desk
    list: BenchList
    foot: BenchFoot
    photo: BenchPhoto
    checking: Checking
    refused: SignalInstance
    not_held: Emitting
    _seen: SeenPhotos
    _card: PersonCard | None
    _later: tuple[int, tuple[Callable[[], None], ...]] = (0, ())

    # ---- keys that are faster than a card

    def at_card(self, act: Callable[[], None]) -> None:
        """At once, or when the person in front has been read: reasons are proposed from the card,
        and those of the one before are not this one's.
        """
        number = self.list.current
        read = self._card is not None and self._card.person.id == number
        if read or not number or self.list.model.ticked:
            act()
        else:
            waiting = self._later[1] if self._later[0] == number else ()
            self._later = (number, (*waiting, act))

    def in_turn(self, act: Callable[[], None]) -> None:
        """It needs no card, but goes after what was pressed before."""
        if self.awaits_card:
            self.at_card(act)
        else:
            act()

    @property
    def awaits_card(self) -> bool:
        """Keys have been pressed that are not done yet."""
        return bool(self._later[1]) and self._later[0] == self.list.current

    def forget_keys(self) -> None:
        self._later = (0, ())

    def _catch_up(self) -> None:
        """What was pressed meanwhile, in its order; a verdict among it leads to the next person."""
        later = self._later[1] if self.awaits_card else ()
        self.forget_keys()
        for act in later:
            self.at_card(act)

    # ---- what was seen

    def _note_seen(self, number: int, digest: str, sight: str) -> None:
        self._seen.note(number, digest, Sight(sight))

    def _note_page(self) -> None:
        for number, digest in self.list.photos(self.list.sheet.page()).items():
            self._seen.note(number, digest, Sight.SMALL)

    def _looked(self, numbers: Sequence[int]) -> dict[int, Looked]:
        shown = self.list.photos(numbers)
        if self.photo.faced.number in shown:
            shown[self.photo.faced.number] = self.photo.faced.digest
        return {n: Looked(one, self._seen.sight(n, one)) for n, one in shown.items()}

    def decide(
        self, verdict: str, reasons: tuple[str, ...], message: str, note: str, stay: bool = False
    ) -> None:
        """Several photos are judged before anything is drafted."""
        ids = self.list.chosen()
        looked, alone = self._looked(ids), len(ids) == 1
        chosen = photo_choice(verdict, reasons, message, note, looked, alone=alone)
        if ids:
            draft = partial(self._draft, ids, chosen, stay)
            self.checking.ask(ids, verdicts.intent("photo", verdict), chosen, draft, "photo")

    def confirm_page(self) -> None:
        """All at once, for they were on the screen; what was found or judged is not among them."""
        ids = self.list.clean_page()
        if ids:
            self.list.go_to(ids[-1])
            chosen = photo_choice("pass", (), "", "", self._looked(ids), alone=False)
            self._draft(ids, chosen, False, frozenset())

    def return_all_unfit(self) -> None:
        """Those ticked, else all of the filter, each for what its own photo was found unfit for;
        offered, never by itself.
        """
        ticked = self.list.chosen() if self.list.model.ticked else None
        ids, intent = ticked or list(self.foot.unfit), verdicts.intent("person", "return")
        scope = filters.in_words(self.list.query, self.desk)
        if ids:
            draft = partial(self._return, ids, scope)
            self.checking.ask(ids, intent, return_unfit, draft, "person")

    def _return(self, ids: Sequence[int], scope: str, known: frozenset[int]) -> None:
        then = partial(self._tell_refused, known)
        self.desk.decide("person", ids, return_unfit, then, scope=scope)

    def _draft(self, ids: Sequence[int], chosen: Choose, stay: bool, known: frozenset[int]) -> None:
        """`known` were seen to be impossible: nothing more is said about them.

        Keys come faster than drafts are written: the next photo is in front at once, and the one
        before again only if nothing could be drafted.
        """
        self.list.keep(ids)
        ticked = len(self.list.model.ticked) > 0
        scope = filters.in_words(self.list.query, self.desk)
        here = self.list.current
        if not (ticked or stay):
            self.list.step(1)
        gone_to = self.list.current

        def then(done: Recorded) -> None:
            self._tell_refused(known, done)
            if ticked:
                self.list.untick()
            elif not done.drafted and self.list.current == gone_to != here:
                self.list.go_to(here)

        self.desk.decide("photo", ids, chosen, then, scope=scope)

    def _tell_refused(self, known: frozenset[int], done: Recorded) -> None:
        if {number for number, _ in done.not_possible} - known:
            self.refused.emit(done)

    def _hold(self, stay: bool) -> None:
        """As a verdict: a key pressed twice puts two aside, and takes up none again."""
        ids, here = self.list.chosen(), self.list.current
        row = self.list.model.known(here)
        taking_up = row is not None and row.photo_stage == STAGE
        if not (self.list.model.ticked or stay or taking_up):
            self.list.step(1)
        gone_to = self.list.current

        def then(done: Held) -> None:
            if not (done.aside or done.taken_up):
                self.not_held.emit()
            elif self.list.model.ticked:
                self.list.untick()
            if not done.aside and self.list.current == gone_to != here:
                self.list.go_to(here)

        self.desk.hold("photo", ids, then)

    def _note_down(self, text: str) -> None:
        note = AddNote(text=text)
        wanted = self.list.chosen()
        self.desk.decide("person", wanted, lambda _case, _edition: note, lambda _done: None)
        self.list.focus()
