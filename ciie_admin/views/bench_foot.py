"""The foot of the contact sheet: what this page can be found at once, and who may go back."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ciie_admin.domain.lanes import Lane
from ciie_admin.models import reading
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.queries import Query
from ciie_admin.views import said_window
from ciie_admin.views.bench_list import BenchList
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import ACTS, VERDICTS
from ciie_admin.views.text import grouped

WAITING = (Lane.TO_REVIEW, Lane.FIRST_PASSED)


class BenchFoot(QObject):
    unfit_asked = Signal()

    def __init__(self, desk: Desk, shown: BenchList, keys: dict[str, str]) -> None:
        """`keys` are the caps of undo, confirm_page, pass and return_unfit."""
        super().__init__(shown)
        self._desk, self._list, self._keys = desk, shown, keys
        self.unfit: tuple[int, ...] = ()
        """Persons of this filter whose photo was found unfit and who still wait."""
        sign = VERDICTS["return"]
        cap = (keys["return_unfit"],) if keys["return_unfit"] else ()
        self.button = Button("", "outline", icon=sign.icon, hue=sign.hue, caps=cap, height=28)
        self.button.hide()
        self.button.clicked.connect(self.unfit_asked)
        shown.foot.add(self.button)
        shown.sheet.page_changed.connect(self.show_page)
        shown.model.dataChanged.connect(self.show_page)
        shown.ticks_changed.connect(self.show_page)
        shown.opened.connect(self.count)
        desk.tallied.connect(self._hear)

    def show_page(self) -> None:
        foot, ticked = self._list.foot, len(self._list.model.ticked)
        self._show_offer()
        tally = self._desk.tally
        undo = said_window.undo(tally.undo if tally else None, self._desk.language)
        foot.set_undo(undo, self._keys["undo"], short=self.tr("Undo"))
        if ticked:
            self._show_ticked(ticked)
            return
        clean = len(self._list.clean_page())
        foot.set_all("")
        number = grouped(clean)
        said = self.tr("{0} on this page without a finding", "", clean)
        foot.set_selected(said.format(number) if clean else "", number)
        act = self.tr("Confirm {0} on this page", "", clean)
        short = self.tr("Confirm {0}", "", clean).format(number)
        foot.set_batch(act.format(number) if clean else "", ACTS["confirm_page"], short=short)
        foot.batch.show_caps(*filter(None, [self._keys["confirm_page"]]))

    def _show_ticked(self, ticked: int) -> None:
        foot, listed = self._list.foot, len(self._list.records())
        number = grouped(ticked)
        foot.set_selected(self.tr("{0} selected").format(number), number)
        everything = self.tr("Select all {0} in this filter").format(grouped(listed))
        short = self.tr("All {0}").format(grouped(listed))
        foot.set_all(everything if ticked < listed else "", short)
        act = self.tr("Find {0} photos fit", "", ticked)
        foot.set_batch(act.format(number))
        foot.batch.show_caps(*filter(None, [self._keys["pass"]]))

    def _hear(self, _tally: object) -> None:
        self.count()

    def count(self) -> None:
        """Who could go back is counted while somebody looks."""
        self.show_page()
        if self._list.isVisible():
            query = self._list.query
            self._desk.read(
                lambda db: unfit_waiting(db, query),
                self._offer,
                asker=self,
                key="unfit",
                lane="whole",
            )

    def _offer(self, found: tuple[int, ...]) -> None:
        self.unfit = found
        self._show_offer()
        self._list.foot.fit()

    def _show_offer(self) -> None:
        """Of those ticked, where some are."""
        ticked = self._list.model.ticked
        count = sum(one in ticked for one in self.unfit) if ticked else len(self.unfit)
        number = grouped(count)
        whole = self.tr("Return {0} with unfit photos", "", count).format(number)
        self.button.show_text(self.tr("Return {0}").format(number))
        self.button.setToolTip(whole)
        self.button.setAccessibleName(whole)
        self.button.setVisible(count > 0)


def unfit_waiting(db: Snapshot, query: Query) -> tuple[int, ...]:
    """In the order of the list; a photo's verdict may still be one's own draft."""
    plain = replace(query, photo="unfit", order="submitted")
    return tuple(one for lane in WAITING for one in reading.ids(db, replace(plain, lane=lane)))
