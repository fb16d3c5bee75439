"""What a colleague decided just now, and the way to the record."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ciie_admin.models.others import OthersAct
from ciie_admin.views import said_window
from ciie_admin.views.components.notices import Toast
from ciie_admin.views.desk import Desk


class News(Toast):
    look_asked = Signal(str, int)
    """Kind and id of the record."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._told: OthersAct | None = None
        desk.news.connect(self._tell)
        self.acted.connect(self._look)

    def _tell(self, act: OthersAct) -> None:
        self._told = act
        self.say(said_window.others_act(act, self._desk.language), self.tr("Look"))

    def _look(self) -> None:
        if self._told is not None:
            self.look_asked.emit(self._told.kind, self._told.id)
