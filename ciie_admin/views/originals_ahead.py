"""The photos or licences of the next few in a list, fetched while one is looked at."""

from PySide6.QtCore import QTimer

from ciie_admin.models import originals
from ciie_admin.models.grouping import only_records
from ciie_admin.sync.loop import Told
from ciie_admin.views.desk import Desk
from ciie_admin.views.originals import Originals
from ciie_admin.views.record_pane import RecordPane

AHEAD = 5
"""Records: a reviewer rarely goes faster than pictures come, and most are never opened."""
QUIET_MS = 400
"""Whoever runs through the list wants none of the photos on the way."""


class OriginalsAhead(QTimer):
    """Begins anew whenever another record is looked at."""

    def __init__(self, desk: Desk, shown: RecordPane, wanted: Originals) -> None:
        super().__init__(wanted, singleShot=True, interval=QUIET_MS)
        self._desk = desk
        self._list = shown
        self._originals = wanted
        self.timeout.connect(self._look)
        shown.current_changed.connect(lambda _number: self.start())
        desk.told.connect(self._hear)

    def _hear(self, told: Told) -> None:
        if told.state == "online":
            self.start()

    def _look(self) -> None:
        here, keys = self._list.row, self._list.model.keys
        following = only_records(keys[here + 1 : here + 1 + AHEAD]) if here >= 0 else []
        if following:
            self._desk.read(
                lambda db: originals.missing(db, self._list.kind, following),
                self._originals.fetch_ahead,
                asker=self,
                key="ahead",
                lane="ahead",
            )
