"""How the photo bench lays another photo beside the one in front, on the page and in the second
window alike.
"""

from ciie_admin.models.cards import PersonCard
from ciie_admin.views.bench_comparing import Comparing
from ciie_admin.views.bench_pair import PhotoPair
from ciie_admin.views.bench_photo import Faced
from ciie_admin.views.bench_side import BenchSide
from ciie_admin.views.bench_window import BenchWindow
from ciie_admin.views.desk import Desk
from ciie_admin.views.photo_beside import all_beside


class BenchBeside:
    """Part of BenchPage."""

    desk: Desk
    side: BenchSide
    second: BenchWindow | None
    comparing: Comparing
    _marked = True
    _marked_beside = False

    def pairs(self) -> list[PhotoPair]:
        return [self.side.pair, *([self.second.pair] if self.second is not None else [])]

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
        self.comparing.follow(card.person.id, all_beside(card, self.desk.language))
        self.show_beside()

    def show_beside(self) -> None:
        self.side.tell_beside(self.comparing)
        for one in self.pairs():
            one.lay_beside(self.comparing.beside)
        self._show_marks()

    def _show_marks(self) -> None:
        """Where faces are compared they lie over neither of them, unless they are asked for."""
        marked = self._marked if self.comparing.beside is None else self._marked_beside
        for one in self.pairs():
            one.photo.turn_marks(marked)
