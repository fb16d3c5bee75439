"""照片审核: a light table of faces, and beside it one photo with its rule and its verdict."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ciie_admin.models import cards
from ciie_admin.models.cards import AnyCard, PersonCard
from ciie_admin.models.queries import Query
from ciie_admin.models.touched import Touched
from ciie_admin.views import actions
from ciie_admin.views.actions import install
from ciie_admin.views.bench_beside import BenchBeside
from ciie_admin.views.bench_comparing import Comparing
from ciie_admin.views.bench_deciding import BenchDeciding
from ciie_admin.views.bench_deeds import BenchDeeds
from ciie_admin.views.bench_foot import BenchFoot
from ciie_admin.views.bench_list import BENCH, BenchList
from ciie_admin.views.bench_photo import Faced
from ciie_admin.views.bench_said import show_empty_bench
from ciie_admin.views.bench_side import BenchSide
from ciie_admin.views.bench_window import BenchWindow
from ciie_admin.views.cards_ahead import CardsAhead, concerns
from ciie_admin.views.checking import Checking
from ciie_admin.views.claiming import Claim
from ciie_admin.views.components.labels import fill
from ciie_admin.views.components.panes import panes
from ciie_admin.views.desk import Desk
from ciie_admin.views.originals_ahead import OriginalsAhead
from ciie_admin.views.photo_box import PhotoBox
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.seen_photos import SeenPhotos
from ciie_admin.views.tab_order import follow_the_eye
from ciie_admin.views.text import grouped
from ciie_admin.views.theme_values import NORMAL, Sizes

SIDE, NARROW_SIDE = 656, 504
"""Logical px: a photo of 432 beside a rail of 208; of 276 where room is short."""
AHEAD = 5
"""Photos measured before they are looked at."""


class BenchPage(BenchDeciding, BenchBeside, BenchDeeds, QWidget):
    """Keys act while focus is anywhere on the page but in a text field."""

    release_asked = Signal()
    refused = Signal(object)
    """Recorded: some photos could not be judged."""
    not_held = Signal()
    person_asked = Signal(int)
    list_asked = Signal(object)
    """A Query: the same persons as rows."""

    def __init__(self, desk: Desk, pictures: Pictures) -> None:
        super().__init__()
        self.desk = self._desk = desk
        self.pictures = pictures
        self._seen = SeenPhotos()
        self._card: PersonCard | None = None
        self.comparing = Comparing()
        self.list = BenchList(desk)
        self.box = PhotoBox(desk, self, self.list.chosen)
        self.side = BenchSide(desk, pictures, self.box.rail, self._hints(), _cap("compare"))
        self.photo = self.side.photo
        self.second: BenchWindow | None = None
        names = ("undo", "confirm_page", "pass", "return_unfit")
        self.foot = BenchFoot(desk, self.list, {name: _cap(name) for name in names})
        self._cards = CardsAhead(desk, self.list, self)
        self._ahead = OriginalsAhead(desk, self.list, self.photo.originals)
        self._claim = Claim(desk.presence, self, self.list)
        self.splitter = panes(self.list, self.side, widths=(NORMAL.list_width, SIDE))
        self.checking = Checking(desk, self.list, self.side, self.side)
        fill(QHBoxLayout(self), (self.splitter, self.checking.pane), 0, (0, 0, 0, 0))
        made = (self.list.top.counted, self.list.opened, self.box.rail.turned)
        follow_the_eye(self, (self.list, self.side), made)
        self.actions_by_name = install(self)
        self._connect()

    def _hints(self) -> list[tuple[str, str]]:
        said = {
            "close_up": self.tr("held: look closely"),
            "marks": self.tr("marks on or off"),
        }
        return [(_cap(name), text) for name, text in said.items() if _cap(name)]

    def _connect(self) -> None:
        listed, foot = self.list, self.list.foot
        listed.current_changed.connect(self._show)
        listed.ticks_changed.connect(lambda: self.box.count_ticked(len(self.list.model.ticked)))
        listed.opened_one.connect(lambda _number: self.confirm())
        listed.second_asked.connect(self.turn_window)
        listed.filter_asked.connect(lambda: self.list_asked.emit(self.list.query))
        listed.top.counted.connect(self._show_emptiness)
        listed.empty.chosen.connect(self._next_step)
        listed.sheet.page_changed.connect(self._note_page)
        foot.all_asked.connect(self.tick_all)
        foot.undo_asked.connect(self.undo)
        foot.batch_asked.connect(self._act_on_batch)
        self.foot.unfit_asked.connect(self.return_all_unfit)
        self.photo.seen.connect(self._note_seen)
        self.side.compare.clicked.connect(lambda _=False: self.lay_beside())
        self.side.head.previous.connect(self.go_back)
        self.side.head.next.connect(self.go_on)
        self.box.decided.connect(self.decide)
        self.box.held.connect(self._hold)
        self.box.noted.connect(self._note_down)
        self.box.release_asked.connect(self.release_asked)
        self.checking.abandoned.connect(self.box.take_up)
        self.checking.record_asked.connect(self.person_asked)
        self.desk.touched.connect(self._touched)
        self.desk.grounded.connect(self._show_again)

    def open(self, query: Query | None = None) -> None:
        """Show the list of this query (None: the one it had)."""
        self.list.ask(query if query is not None else self.list.query)
        self.list.focus()

    # ---- keys that are held, and digits

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isdecimal() and (self.box.rail.armed() or self.awaits_card):
            self.in_turn(partial(self.box.toggle_number, int(digit)))
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Whichever key it is: while one is held nothing else is done with the photo."""
        if not event.isAutoRepeat():
            self.hold_close(False)
        super().keyReleaseEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.foot.count()
        if self.second is not None:
            self.second.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """No photo stays on a second monitor while something else is done here."""
        self.hold_close(False)
        if self.second is not None and not event.spontaneous():
            self.second.hide()
        self.desk.measuring.rest()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self.hold_close(False)
        return super().event(event)

    def hold_close(self, on: bool) -> None:
        for one in self.pairs():
            one.hold(on)

    def turn_window(self) -> None:
        """Open the second window, or close it."""
        if self.second is not None:
            self.second.close()
            return
        self.second = BenchWindow(self)
        self.second.closed.connect(self._lose_window)
        self.second.photo.seen.connect(self._note_seen)
        self.second.photo.face(self.photo.faced)
        self.show_beside()
        self.second.open_window()

    def _lose_window(self) -> None:
        if self.second is not None:
            self.second.deleteLater()
        self.second = None

    def _act_on_batch(self) -> None:
        """The button of the foot: what is ticked, else this page."""
        if self.list.model.ticked:
            self.pass_it()
        else:
            self.confirm_page()

    # ---- showing

    def open_card(self) -> None:
        if self.list.current:
            self.person_asked.emit(self.list.current)

    def _show(self, number: int) -> None:
        row = self.list.model.known(number)
        if row is not None:  # its photo does not wait for the rest of the card
            self.face(Faced(number, row.photo, row.name))
        if not number:
            self._show_nobody()
        elif (known := self._cards.card(number)) is not None:
            self._show_card(known)
        else:
            work = partial(cards.card, kind="person", number=number)
            then = partial(self._take_card, number)
            self.desk.read(work, then, asker=self, key="card")

    def _take_card(self, number: int, card: AnyCard | None) -> None:
        if number == self.list.current:  # else the next one is shown already
            self._show_card(card)

    def _show_card(self, card: AnyCard | None) -> None:
        if not isinstance(card, PersonCard):
            self._show_nobody()
            return
        self._card = card
        person = card.person
        self.face(Faced(person.id, person.photo, person.form.name))
        self.side.show_card(card, " / ".join(map(grouped, self.list.place())))
        self.follow_card(card)
        self.box.show_card(card, len(self.list.model.ticked))
        self._catch_up()
        self._measure_ahead()

    def _show_nobody(self) -> None:
        self._card = None
        self.face(Faced(0, "", ""))
        self.side.show_nothing()
        self.box.show_card(None, len(self.list.model.ticked))
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        if not self.list.model.keys:
            show_empty_bench(self.list, self.desk, actions.caps(BenchPage, "release"))

    def _measure_ahead(self) -> None:
        here, keys = self.list.row, self.list.model.keys
        following = self.list.photos(keys[here + 1 : here + 1 + AHEAD])
        self.desk.measuring.wish_ahead(list(following.values()))

    def _touched(self, changed: Touched) -> None:
        number = self.list.current
        card = self._card
        mine = changed.everything or number in changed.persons
        if number and (mine or (card is not None and concerns(card, "person", changed))):
            self._show(number)

    def _show_again(self) -> None:
        if self._card is not None:
            self._show(self.list.current)

    def _next_step(self, key: str) -> None:
        if key == "release":
            self.release_asked.emit()
        elif key == "filters":
            self.list.ask(replace(BENCH, photo=self.list.query.photo))
        elif key.startswith("photo:"):
            self.list.ask(replace(self.list.query, photo=key.removeprefix("photo:")))

    def set_sizes(self, sizes: Sizes) -> None:
        side = NARROW_SIDE if sizes.compact else SIDE
        self._widths = (max(1, self.splitter.width() - side), side - 1)
        self.splitter.set_widths(side)
        self.keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keep_room()


def _cap(name: str) -> str:
    """The first key of an action; empty while it has none."""
    return next(iter(actions.caps(BenchPage, name)), "")
