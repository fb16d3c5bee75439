"""抽查 as a list shows it: its shares stand where other lists have their lanes."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.sampling import SHARES
from ciie_admin.models.queries import Query
from ciie_admin.models.spot_checks import is_queue
from ciie_admin.views.components.tabs import Lane as Tab

translate = QCoreApplication.translate


def title(query: Query) -> str:
    """Nothing for any other list."""
    return translate("Spots", "Spot checks") if is_queue(query) else ""


def tabs(query: Query, counts: Mapping[int, int]) -> list[Tab]:
    if not is_queue(query):
        return []
    return [Tab(str(one), percent(one), counts.get(one)) for one in SHARES]


def tab(query: Query) -> str:
    """Key of the tab that is shown as chosen; nothing for a share that has none."""
    if is_queue(query):
        return str(query.sample or 100)
    return query.lane.value if query.lane else ""


def tabbed(query: Query, key: str) -> Query:
    """The list of another tab."""
    if is_queue(query):
        return replace(query, sample=int(key))
    return replace(query, lane=Lane(key))


def percent(share: int) -> str:
    """With a thin gap, as figures are written here."""
    return f"{share}\u2009%"
