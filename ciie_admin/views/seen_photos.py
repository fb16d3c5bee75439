"""What of each photo has been on the screen: a verdict says so, whatever was merely loaded."""

from ciie_admin.domain.states import Sight

WORTH = (Sight.NONE, Sight.SMALL, Sight.ORIGINAL)


class SeenPhotos:
    """By record and digest, for one sitting at the bench: another photo was never seen."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, str], Sight] = {}

    def note(self, number: int, digest: str, sight: Sight) -> None:
        """To be told when it has been painted."""
        if digest and WORTH.index(sight) > WORTH.index(self.sight(number, digest)):
            self._seen[number, digest] = sight

    def sight(self, number: int, digest: str) -> Sight:
        """The most of it that was on the screen."""
        return self._seen.get((number, digest), Sight.NONE)
