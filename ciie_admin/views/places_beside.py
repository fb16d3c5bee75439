"""The rest of free labels' quota beside the decision on a person or a unit."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ciie_admin.domain.edition import is_free
from ciie_admin.models.cards import AnyCard, PersonCard
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.quota_cards import PlaceBeside, beside_person, beside_unit
from ciie_admin.models.touched import Touched
from ciie_admin.views import free_places_said, speech
from ciie_admin.views.components.decision import DecisionRail
from ciie_admin.views.desk import Desk


class PlacesBeside(QObject):
    """Read apart from the card: who draws on what is not told by the record alone."""

    def __init__(self, desk: Desk, rail: DecisionRail, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._rail = desk, rail
        self._card: AnyCard | None = None
        desk.touched.connect(self._touched)

    def show_card(self, card: AnyCard | None) -> None:
        """The same record's figures stay until the new ones are there."""
        same = self._card is not None and card is not None and card.row.id == self._card.row.id
        self._card = card if self._concerns(card) else None
        if not same or self._card is None:
            self._rail.hide_quota()
        self._ask()

    def _concerns(self, card: AnyCard | None) -> bool:
        on = self._desk.ground
        if not isinstance(card, PersonCard) or on is None:
            return card is not None and on is not None
        return is_free(on.edition, card.person.form.label)

    def _ask(self) -> None:
        card, actor = self._card, self._desk.actor
        if card is None:
            return
        number = card.row.id

        def work(db: Snapshot) -> list[PlaceBeside]:
            if isinstance(card, PersonCard):
                found = beside_person(db, number, actor)
                return [found] if found is not None else []
            return [one for one in beside_unit(db, number, actor) if one.account.version]

        def then(found: Sequence[PlaceBeside]) -> None:
            if self._card is not None and self._card.row.id == number:
                self._rail.show_quotas([self._share(one) for one in found])

        self._desk.read(work, then, asker=self, key="places", lane="ahead")

    def _share(self, one: PlaceBeside) -> tuple[float, str, str, str]:
        on, language = self._desk.ground, self._desk.language
        label = speech.label_name(on.edition if on else None, one.label, language)
        received = one.account.received
        share = 1 - one.left / received if received else 1.0
        title = free_places_said.title(one, label)
        return share, title, free_places_said.rest(one), str(one.left)

    def _touched(self, changed: Touched) -> None:
        if changed.quotas or changed.everything:
            self._ask()
