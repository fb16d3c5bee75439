"""LeasePanel: how many places are set aside for this computer, and until when.

LeasePanel(window, title, most, until)   `most` are left, `until` is the proposed last day
  signal asked(count, until): until the end of that day in Beijing
"""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ciie_admin.views import quota_typed
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.fields import LabelledField
from ciie_admin.views.components.floating import Floating
from ciie_admin.views.components.labels import fill, row_of
from ciie_admin.views.text import grouped
from ciie_admin.words import BEIJING


class LeasePanel(Floating):
    asked = Signal(int, object)

    def __init__(self, window: QWidget, title: str, most: int, until: date) -> None:
        super().__init__(window, title)
        self._most = most
        self.count = LabelledField(self.tr("Places"), height=32)
        self.count.field.setText(str(most))
        self.count.field.selectAll()
        self.until = LabelledField(self.tr("Until the end of"), height=32)
        self.until.field.setText(until.isoformat())
        take = Button(self.tr("Set aside"), caps=("↵",), height=28)
        take.clicked.connect(self._take)
        self.confirmed.connect(self._take)
        fill(self.body, (self.count, self.until, row_of(None, take)), 8, (0, 0, 0, 0))

    def begin(self) -> QWidget:
        return self.count.field

    def _take(self) -> None:
        count, day = quota_typed.total(self.count.field.text()), self._day()
        bad = not count or count > self._most
        fault = self.tr("Type a whole number from 1 to {0}.").format(grouped(self._most))
        self.count.show_fault(fault if bad else "")
        self.until.show_fault("" if day else self.tr("Write the day as 2024-09-20."))
        if bad or day is None:
            self.adjustSize()
            return
        end = datetime.combine(day + timedelta(days=1), time(), BEIJING)
        self.close_panel()
        self.asked.emit(count, end)

    def _day(self) -> date | None:
        """None for what is no day, or has none after it."""
        try:
            day = date.fromisoformat(self.until.field.text().strip())
        except ValueError:
            return None
        return day if day < date.max else None
