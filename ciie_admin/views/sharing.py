"""常用查询 of the office in the window: put one up, take it away, and hear why it could not be."""

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ciie_admin.domain.actors import HEADS, REVIEWERS
from ciie_admin.domain.commands import Command, RequireSecond, UnshareQuery
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.places import Place
from ciie_admin.errors import Mishap
from ciie_admin.models import shared_queries
from ciie_admin.models.engine import Cache
from ciie_admin.models.queries import narrowed
from ciie_admin.models.saved_queries import SavedQuery
from ciie_admin.models.shared_queries import Shared, Wish
from ciie_admin.views import facts_said
from ciie_admin.views.components.nav_bar import NavItem
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import SECTIONS, STAGES

translate = QCoreApplication.translate


class Sharing(QObject):
    """Written on the write lane; what the server refuses is told once it has said so."""

    done = Signal()
    """Something was asked for: the lists of queries have to be read anew."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def may_share(self) -> bool:
        return self._desk.actor.role in REVIEWERS

    def may_change(self, one: Shared) -> bool:
        """Of one's own office, by whoever shared it or a head."""
        actor = self._desk.actor
        return one.place == actor.path[-1] and (one.by == actor.account or actor.role in HEADS)

    def share(self, one: SavedQuery) -> None:
        """Under its name; one of that name is replaced. Local tags stay on this computer."""
        if "tag" in narrowed(one.query):
            self._desk.mishap.emit(Mishap("tag_not_shared"))
            return
        on = self._desk.ground
        places: Mapping[int, Place] = on.places if on is not None else {}
        self._wish(shared_queries.sharing(one.name, one.query, places))

    def unshare(self, one: Shared) -> None:
        self._wish(UnshareQuery(name=one.name, of=one.query.kind))

    def tell_refusals(self) -> None:
        self._desk.keep(shared_queries.refusals, self._told)

    def _told(self, found: tuple[tuple[Command, Refused], ...]) -> None:
        for command, why in found:
            self._complain(command, why)

    def _wish(self, command: Wish) -> None:
        actor, at = self._desk.actor, datetime.now(UTC)

        def work(cache: Cache) -> Refused | None:
            return shared_queries.wish(cache, command, actor, at)

        def then(refusal: Refused | None) -> None:
            if refusal is not None:
                self._complain(command, refusal)
            else:
                self._desk.sync_now()
                self.done.emit()

        self._desk.keep(work, then)

    def _complain(self, command: Command, why: Refused) -> None:
        """Whatever was asked for at an office comes back on one way."""
        said = facts_said.refusal(why.code, why.facts, self._desk.language)
        if isinstance(command, RequireSecond):
            self._desk.mishap.emit(Mishap("second_not_set", {"why": said}))
        else:
            name = str(getattr(command, "name", ""))
            self._desk.mishap.emit(Mishap("query_not_shared", {"name": name, "why": said}))


def named(one: SavedQuery) -> str:
    """With whoever shared it, where that is somebody else's or everybody's."""
    if not isinstance(one, Shared):
        return one.name
    return translate("Saved", "{0} · shared by {1}").format(one.name, one.by_name)


def briefly(one: SavedQuery) -> str:
    return f"{one.name} · {one.by_name}" if isinstance(one, Shared) else one.name


def item(key: str, one: SavedQuery, count: int | None) -> NavItem:
    """A shared one has its own icon, or a clock while the server has not answered."""
    if not isinstance(one, Shared):
        return NavItem(key, SECTIONS["saved"], one.name, count)
    icon = STAGES["pending"].icon if one.pending else SECTIONS["shared"]
    return NavItem(key, icon, one.name, count, named(one))
