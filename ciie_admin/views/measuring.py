"""Photos measured here, in a process of its own: for the picture in front, and the next ones."""

from collections import deque
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from ciie_admin.domain.edition import PhotoLimits
from ciie_admin.errors import Mishap
from ciie_admin.models import originals
from ciie_admin.models.engine import Cache
from ciie_admin.photos import tasks
from ciie_admin.photos.hired import NotStarted
from ciie_admin.photos.measured import Measured
from ciie_admin.photos.models_folder import lacking, models_folder
from ciie_admin.photos.workers import Workers
from ciie_admin.views.work import WorkLane

KEPT = 400
"""Results in memory, some kB each."""
GIVE_UP = 3
"""Photos one after the other that could not be measured: it is not the photos."""


class Measuring(QObject):
    """One a desk: `of` answers at once with what is known, `came` tells when more is.

    The worker is hired with the first photo and goes with `rest`, when nobody looks any more.
    """

    came = Signal(str)
    """Digest of a photo that has been measured, or could not be."""

    def __init__(self, cache: Cache, parent: QObject) -> None:
        super().__init__(parent)
        self._cache = cache
        self._known: dict[str, Measured] = {}
        self._ahead: deque[str] = deque()
        self._front = ""
        """Being measured for the picture in front."""
        self._beside = ""
        self._limits: PhotoLimits | None = None
        self._lane = WorkLane("measure")
        self._closing = False
        self._workers: Workers | None = None
        self._hired_for: PhotoLimits | None = None
        """Both touched on the lane alone."""
        self.without_nets = False
        """Model files are missing: the file alone is judged."""
        self._failed: set[str] = set()
        self._in_a_row = 0

    @property
    def broken(self) -> bool:
        """Workers cannot be started on this computer, as far as is known; tried again when somebody
        comes back to look at photos.
        """
        return self._in_a_row >= GIVE_UP

    def has_failed(self, digest: str) -> bool:
        """Whether it could not be measured; others may be."""
        return digest in self._failed

    def _is_answered(self, digest: str) -> bool:
        """Measured, in vain or not; "" is no photo."""
        return not digest or digest in self._known or digest in self._failed

    def of(self, digest: str) -> Measured | None:
        return self._known.get(digest)

    def wish(self, digest: str, limits: PhotoLimits) -> None:
        """The photo in front, once it is in the cache: before all that is measured ahead."""
        if limits != self._limits:
            self._limits = limits
            self._known.clear()
            self._failed.clear()
            self._front = self._beside = ""
        if not self._is_answered(digest) and digest != self._front and not self.broken:
            self._front = digest
            self._run(digest, "front")

    def wish_beside(self, digest: str) -> None:
        """The photo laid beside the one in front, once it is in the cache; limits are as there."""
        waits = self._limits is None or self.broken
        if not self._is_answered(digest) and digest != self._beside and not waits:
            self._beside = digest
            self._run(digest, "beside")

    def wish_ahead(self, digests: Sequence[str]) -> None:
        """These may be looked at next; others that were are forgotten."""
        self._ahead = deque(one for one in digests if not self._is_answered(one))
        self._go_on()

    def rest(self) -> None:
        """Nobody looks at photos: the worker is dismissed."""
        self._ahead.clear()
        self._failed.clear()
        self._in_a_row = 0
        self._lane.run(self._dismiss)

    def close(self) -> None:
        self._closing = True
        self._ahead.clear()
        self._lane.close()
        self._dismiss()

    def _go_on(self) -> None:
        if self._ahead and self._limits is not None and not self.broken:
            self._run(self._ahead.popleft(), "ahead")

    def _run(self, digest: str, key: str) -> None:
        limits = self._limits
        if limits is not None:
            work = partial(self._measure, digest, limits)
            then = partial(self._take, digest)
            self._lane.run(work, then, asker=self, key=key, failed=partial(self._fail, digest))

    def _take(self, digest: str, found: Measured | None) -> None:
        self._forget(digest)
        if found is not None:
            self._in_a_row = 0
            while len(self._known) >= KEPT:
                del self._known[next(iter(self._known))]
            self._known[digest] = found
            self.came.emit(digest)
        self._go_on()

    def _fail(self, digest: str, mishap: Mishap) -> None:
        """Said where the values would stand; the photo is judged by eye all the same."""
        del mishap
        self._forget(digest)
        self._failed.add(digest)
        self._in_a_row += 1
        self.came.emit(digest)
        self._go_on()

    def _forget(self, digest: str) -> None:
        if digest == self._front:
            self._front = ""
        if digest == self._beside:
            self._beside = ""

    # ---- on the lane

    def _measure(self, digest: str, limits: PhotoLimits) -> Measured | None:
        """None where the photo is not here."""
        content = originals.read(self._cache, digest)
        if content is None:
            return None
        workers = self._hired(limits)
        try:
            judged = next(workers.judge([(digest, content)], lambda: self._closing), None)
        except NotStarted as why:
            self._dismiss()
            raise Mishap("program_fault") from why
        return judged.measured if judged is not None else None

    def _hired(self, limits: PhotoLimits) -> Workers:
        if self._workers is None or self._hired_for != limits:
            self._dismiss()
            self.without_nets = bool(lacking(models_folder()))
            begin = partial(tasks.badge, limits)
            self._workers, self._hired_for = Workers(begin, count=1, bounds=tasks.BADGE), limits
        return self._workers

    def _dismiss(self) -> None:
        if self._workers is not None:
            self._workers.close()
            self._workers = None
