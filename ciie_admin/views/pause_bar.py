"""The server wants or does something odd: nothing is exchanged until a person has looked."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin import words
from ciie_admin.models import brake
from ciie_admin.sync.loop import Told
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.labels import boxed, fill, row_of
from ciie_admin.views.components.notices import Callout
from ciie_admin.views.desk import Desk
from ciie_admin.views.text import grouped


class PauseBar(QWidget):
    """Above the pages while the exchange is paused; the state in the top bar brings it back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._count = 0
        self.callout = Callout("bad")
        self.accept = Button("", height=28)
        self.retry = Button(self.tr("Try again"), height=28)
        self.leave = Button(self.tr("Leave it paused"), kind="quiet", height=28)
        self.accept.clicked.connect(self._accept)
        self.retry.clicked.connect(desk.sync_now)
        self.leave.clicked.connect(self.hide)
        self.callout.add(boxed(row_of(self.accept, self.retry, self.leave, gap=8)))
        fill(QVBoxLayout(self), (self.callout,), 0, (16, 8, 16, 8))
        desk.told.connect(self._hear)
        self.hide()
        self._hear(desk.last_told)

    def _hear(self, told: Told) -> None:
        if told.state != "paused" or told.mishap is None:
            self.setVisible(False)
            return
        mishap, language = told.mishap, self._desk.language
        asks = mishap.code == brake.CODE
        self._count = int(mishap.facts["count"]) if asks else 0
        text = self.tr("Remove the {0} records", "", self._count)
        self.accept.show_text(text.format(grouped(self._count)))
        self.accept.setVisible(asks)
        self.retry.setVisible(not asks)
        self.callout.show_words(*words.mishap_words(mishap, language))
        self.show()

    def _accept(self) -> None:
        self._desk.accept_removals(self._count)
