"""How the photo bench lays another photo beside the one in front, on the page and in the second
window alike.
"""

from collections.abc import Sequence

from ciie_admin.models.cards import PersonCard
from ciie_admin.views.bench_comparing import Comparing
from ciie_admin.views.bench_list import STRIP, BenchList
from ciie_admin.views.bench_pair import PhotoPair
from ciie_admin.views.bench_photo import Faced
from ciie_admin.views.bench_side import BenchSide
from ciie_admin.views.bench_window import BenchWindow
from ciie_admin.views.components.panes import PaneSplitter
from ciie_admin.views.desk import Desk
from ciie_admin.views.photo_beside import all_beside


class BenchBeside:
    """Part of BenchPage."""

    desk: Desk
    side: BenchSide
    second: BenchWindow | None
    comparing: Comparing
    list: BenchList
    splitter: PaneSplitter
    _marked = True
    _marked_beside = False
    _wide = False
    """Photos are compared."""
    _widths: Sequence[int] = ()
    """Of the panes otherwise."""

    def pairs(self) -> tuple[PhotoPair, ...]:
        second = self.second
        return (self.side.pair,) if second is None else (self.side.pair, second.pair)

    def lay_beside(self) -> None:
        """The next photo there is to compare with; after the last the one in front alone."""
        self.comparing.step()
        self.show_beside()

    def end_comparing(self) -> bool:
        """False if nothing was compared."""
        ended = self.comparing.end()
        self.show_beside()
        return ended

    def turn_marks(self) -> None:
        if self.comparing.beside is None:
            self._marked = not self._marked
        else:
            self._marked_beside = not self._marked_beside
        self._show_marks()

    def face(self, faced: Faced) -> None:
        for one in self.pairs():
            one.photo.face(faced)
        if faced.number != self.comparing.whose:  # nobody else's photo stays beside it
            self.comparing.follow(faced.number, ())
            self.show_beside()

    def follow_card(self, card: PersonCard) -> None:
        on = self.desk.ground
        edition = on.edition if on is not None else None
        self.comparing.follow(card.person.id, all_beside(card, edition, self.desk.language))
        self.show_beside()

    def show_beside(self) -> None:
        self._make_room()
        self.side.tell_beside(self.comparing)
        for one in self.pairs():
            one.lay_beside(self.comparing.beside)
        self._show_marks()

    def _make_room(self) -> None:
        """While photos are compared they have the room: of the sheet one column is left, of what
        was measured one line.
        """
        if self.comparing.is_on == self._wide:
            return
        self._wide = self.comparing.is_on
        if self._wide:
            self._widths = self.splitter.sizes()
        self.list.fold(self._wide)
        self.side.fold(self._wide)
        if self._wide:
            self.keep_room()
        else:
            self.splitter.setSizes(self._widths)

    def keep_room(self) -> None:
        """The window has another size."""
        if self._wide:
            self.splitter.set_widths(self.splitter.width() - STRIP)

    def _show_marks(self) -> None:
        """Where faces are compared they lie over neither of them, unless they are asked for."""
        marked = self._marked if self.comparing.beside is None else self._marked_beside
        for one in self.pairs():
            one.photo.turn_marks(marked)
