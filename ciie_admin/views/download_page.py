"""First download: how far, how long still, and what may be done meanwhile."""

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin import words
from ciie_admin.models.tallies import Tally
from ciie_admin.sync.loop import Told
from ciie_admin.views import bars, speech
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.labels import boxed, column_of, fill, label, row_of
from ciie_admin.views.components.notices import Callout
from ciie_admin.views.components.start import DownloadLine, DownloadList, StartHead, StartPage
from ciie_admin.views.desk import Desk
from ciie_admin.views.text import grouped


class DownloadPage(QWidget):
    """The feed mixes kinds, so the bar shows the whole; decisions stay off until it is complete."""

    finished = Signal()
    look_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._received = 0
        self._ended = False
        self._began = time.monotonic()
        self._page = page = StartPage("", (), desk.language)
        fill(QVBoxLayout(self), (page,), 0, (0, 0, 0, 0))
        self._head = head = StartHead(self.tr("First download"), "")
        self._list = DownloadList()
        note = label(
            self.tr(
                "Until it is complete you can look but not decide. An interrupted download goes on"
                " by itself; nothing is fetched twice."
            ),
            hue="text2",
            wrap=True,
        )
        look = Button(self.tr("Look at what is here"))
        look.clicked.connect(self.look_asked)
        cancel = Button(self.tr("Cancel the download"), kind="quiet")
        cancel.clicked.connect(self.cancel_asked)
        self._callout = Callout("warn")
        self._callout.hide()
        form = QWidget()
        buttons = boxed(row_of(look, None, cancel))
        form.setLayout(column_of(head, self._list, 16, note, 12, self._callout, 16, buttons))
        page.put(form)
        desk.told.connect(self._hear)
        desk.tallied.connect(self._count)
        desk.grounded.connect(self._stand)
        self._stand()
        self._show(0, None)

    def _stand(self) -> None:
        """Whose records these are, as far as it is known by now."""
        desk = self._desk
        role = words.word("role", desk.actor.role, desk.language)
        parts = (desk.actor.name, bars.whose(desk)[1], role)
        self._head.show_words(self.tr("First download"), " · ".join(filter(None, parts)))
        if desk.ground is not None:
            hotline = self.tr("Hotline {0}").format(desk.ground.edition.hotline)
            self._page.show_foot(hotline)

    def _hear(self, told: Told) -> None:
        if told.cycled is not None:
            self._received += told.cycled.received
            self._show(self._received, self._received + told.cycled.remaining)
        offline = told.mishap is not None
        self._callout.setVisible(offline)
        if told.mishap is not None:
            self._callout.show_words(*words.mishap_words(told.mishap, self._desk.language))

    def _count(self, tally: Tally) -> None:
        if tally.whole and not self._ended:
            self._ended = True
            self.finished.emit()

    def _show(self, received: int, whole: int | None) -> None:
        share = received / whole if whole else 0.0
        self._list.show_share(share, self._time_left(share))
        shown = grouped(received) + (f" / {grouped(whole)}" if whole else "")
        ground = self._desk.ground
        place = ground.places.get(self._desk.actor.path[-1]) if ground else None
        known = speech.place_name(place, self._desk.language) if place else ""
        mark = "now" if ground else "ahead"
        first = DownloadLine("done" if ground else "now", self.tr("Edition and missions"), known)
        rows = DownloadLine(mark, self.tr("Units and persons"), shown)
        found = DownloadLine(mark, self.tr("Search index"), self.tr("with them"))
        self._list.set_lines([first, rows, found])

    def _time_left(self, share: float) -> str:
        if share <= 0.02:
            return ""
        passed = time.monotonic() - self._began
        left = round(passed / share - passed)
        return self.tr("about {0} s left").format(left)
