"""某某正在办理: what is open here goes to the loop, who is at work elsewhere to the pages."""

from datetime import timedelta
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from ciie_admin.sync.loop import Told
from ciie_admin.sync.standing import Other, Standing
from ciie_admin.wire.messages import Subject, SubjectKind

STANDS_MS = 1_000
"""How long a record has to stand open before it is claimed: leafing through claims nothing."""
MINUTE_MS = 60_000
Key = tuple[str, int]


class Presence(QObject):
    """One a desk. Offline nobody is said to be anywhere."""

    changed = Signal(object)
    """set[Key]: at these records somebody came, went, or a minute has gone by."""

    def __init__(self, told: SignalInstance, parent: QObject | None = None) -> None:
        """`told` carries what the sync loop tells, on the UI thread."""
        super().__init__(parent)
        told.connect(self.hear)
        self.standing = Standing()
        self.known = False
        """The server has said who is where, and can still be reached."""
        self._open: Subject | None = None
        self._leafing = False
        self._others: dict[Key, list[Other]] = {}
        self._heard = monotonic()
        self._stands = QTimer(self, singleShot=True, interval=STANDS_MS)
        self._stands.timeout.connect(self._settle)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(lambda: self.changed.emit(set(self._others)))

    # ---- what is open here

    def open(self, kind: SubjectKind, number: int) -> None:
        """Number 0: nothing on that page."""
        found = Subject(kind=kind, id=number) if number else None
        if found != self._open:
            self._open = found
            self._leafing = self._stands.isActive()
            if not self._leafing:
                self._stands.start()

    def close(self, kind: SubjectKind) -> None:
        """The page of this kind is not shown any more."""
        if self._open is not None and self._open.kind == kind:
            self.open(kind, 0)

    def _settle(self) -> None:
        """The record before is let go while somebody leafs on."""
        stands = None if self._leafing else self._open
        if self._leafing:
            self._leafing = False
            self._stands.start()
        if stands != self.standing.at:
            self.standing.move(stands)

    # ---- who is at work elsewhere

    def others(self, kind: SubjectKind, number: int) -> tuple[Other, ...]:
        """Newest first; `ago` up to this moment."""
        since = timedelta(seconds=monotonic() - self._heard)
        found = self._others.get((kind, number), ())
        return tuple(Other(o.kind, o.id, o.name, o.ago + since) for o in found)

    def hear(self, told: Told) -> None:
        if told.state not in ("online", "syncing"):
            self._show({}, known=False)
        elif told.cycled is not None and told.cycled.around is not None:
            found: dict[Key, list[Other]] = {}
            for one in told.cycled.around.others:
                found.setdefault((one.kind, one.id), []).append(one)
            self._show(found, known=True)

    def _show(self, found: dict[Key, list[Other]], *, known: bool) -> None:
        before, self._others, self._heard = self._others, found, monotonic()
        names = {key: [o.name for o in those] for key, those in before.items()}
        now = {key: [o.name for o in those] for key, those in found.items()}
        other = {key for key in names.keys() | now.keys() if names.get(key) != now.get(key)}
        if found and not self._minute.isActive():
            self._minute.start()
        elif not found:
            self._minute.stop()
        if known != self.known and self._open is not None:
            other.add((self._open.kind, self._open.id))
        self.known = known
        if other:
            self.changed.emit(other)
