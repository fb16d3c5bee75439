"""Which other photo lies beside the one in front: one after the other, then none."""

from ciie_admin.views.photo_beside import Beside


class Comparing:
    """Stays on from person to person, until it is ended or has come through all there are."""

    def __init__(self) -> None:
        self.whose = 0
        """Record it knows the others of."""
        self._all: tuple[Beside, ...] = ()
        self._on = False
        self._place = 0

    @property
    def is_on(self) -> bool:
        return self._on

    @property
    def told(self) -> Beside | None:
        """The one told about: that beside, else the first there is."""
        return self._all[self._place] if self._all else None

    @property
    def beside(self) -> Beside | None:
        return self.told if self._on and self.can_compare else None

    @property
    def can_compare(self) -> bool:
        return self.told is not None and bool(self.told.digest)

    @property
    def count(self) -> str:
        """Which of how many; empty where there is but one."""
        return f"{self._place + 1} / {len(self._all)}" if len(self._all) > 1 else ""

    def follow(self, number: int, known: tuple[Beside, ...]) -> None:
        """Another record is in front, or the same one as it now stands."""
        if number != self.whose or self._place >= len(known):
            self._place = 0
        self.whose, self._all = number, known

    def step(self) -> None:
        if not self._on:
            self._on = self.can_compare
        elif self._place + 1 < len(self._all):
            self._place += 1
        else:
            self.end()

    def end(self) -> bool:
        """False if nothing was compared."""
        was, self._on, self._place = self._on, False, 0
        return was
