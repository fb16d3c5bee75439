"""分给我的 in the side bar: what a head gave to whoever sits here, units and persons apart."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.lanes import Lane
from ciie_admin.models.assignable import mine
from ciie_admin.models.queries import ME, Query
from ciie_admin.views.components.nav_bar import NavItem
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_pane import ListOf
from ciie_admin.views.signs import MINE
from ciie_admin.wire.messages import SubjectKind

KEYS: dict[str, SubjectKind] = {"mine:unit": "unit", "mine:person": "person"}
"""Of the side bar's items."""


class Mine:
    """Shown while something is there, so that offices where nobody assigns never see it."""

    def __init__(
        self, desk: Desk, query_of: Callable[[SubjectKind], Query], list_of: ListOf
    ) -> None:
        """What a list shows can be asked without making it."""
        self._desk, self._query_of, self._list_of = desk, query_of, list_of

    def items(self) -> tuple[NavItem, ...]:
        tally = self._desk.tally
        if tally is None:
            return ()
        counts = {"mine:unit": tally.to_do.units_mine, "mine:person": tally.to_do.persons_mine}
        names = {
            "mine:unit": QCoreApplication.translate("Assigning", "Units for me"),
            "mine:person": QCoreApplication.translate("Assigning", "Persons for me"),
        }
        return tuple(
            NavItem(key, MINE.icon, names[key], number)
            for key, number in counts.items()
            if number or self.chosen(KEYS[key])
        )

    def chosen(self, kind: SubjectKind) -> str:
        """Key of the item whose list is shown, or nothing."""
        shown = self._query_of(kind).assigned == (ME,)
        return next(key for key, of in KEYS.items() if of == kind) if shown else ""

    def open(self, key: str) -> SubjectKind | None:
        """Ask for the list of this item; None for another item."""
        kind = KEYS.get(key)
        if kind is not None and not self.chosen(kind):
            self._list_of(kind).ask(mine(kind))
        return kind

    def leave(self, kind: SubjectKind) -> None:
        """The section itself was chosen: everybody's again."""
        if self.chosen(kind):
            self._list_of(kind).ask(Query(kind=kind, lane=Lane.TO_REVIEW))
