"""An empty list says what is empty, and what else there is to do, with counts."""

from PySide6.QtCore import QCoreApplication

from ciie_admin.models.queries import Query
from ciie_admin.views import filters, manual, speech
from ciie_admin.views.components.notices import NextStep
from ciie_admin.views.counting import Counting
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_pane import ListPane
from ciie_admin.views.manual import Topic
from ciie_admin.views.signs import ACTS, STATES
from ciie_admin.views.text import grouped
from ciie_admin.words import word

translate = QCoreApplication.translate
EmptyList = Counting("EmptyList")
MOST = 4


def show_empty(listing: ListPane, desk: Desk, release_caps: tuple[str, ...]) -> None:
    """`release_caps` are the keys of the release."""
    at = speech.clock(desk.tally.server_time) if desk.tally else ""
    line = translate("EmptyList", "As of {0}.").format(at) if at else ""
    query = listing.query
    searched = bool(filters.chips(query, desk))
    steps = (_own_steps(query, desk, release_caps) + _lanes(listing, desk))[: MOST - 1]
    steps.append(manual.step(_topic(query, searched), desk.language))
    icon, hue = (ACTS["search"], "wait") if searched else (STATES["approved"].icon, "ok")
    listing.empty.show_words(_heading(query, desk), line, steps, icon, hue)


def _topic(query: Query, searched: bool) -> Topic:
    if searched:
        return "finding"
    return "units" if query.kind == "unit" else "persons"


def _heading(query: Query, desk: Desk) -> str:
    unit = query.kind == "unit"
    thing = translate("EmptyList", "units") if unit else translate("EmptyList", "persons")
    if query.lane is None or filters.chips(query, desk):
        return translate("EmptyList", "No {0} found").format(thing)
    lane = word("lane", query.lane, desk.language)
    return translate("EmptyList", "No {1} under {0}").format(lane, thing)


def _own_steps(query: Query, desk: Desk, release_caps: tuple[str, ...]) -> list[NextStep]:
    steps, tally = [], desk.tally
    if tally is not None and tally.drafted:
        said = EmptyList.tr("Release {0} drafts", "", tally.drafted)
        text = said.format(grouped(tally.drafted))
        steps.append(NextStep("release", ACTS["release"], text, "", release_caps))
    if filters.chips(query, desk):
        text = translate("EmptyList", "Remove the filters")
        steps.append(NextStep("filters", ACTS["close"], text, "", ()))
    return steps


def _lanes(listing: ListPane, desk: Desk) -> list[NextStep]:
    return [
        NextStep(f"lane:{lane}", "mdi6.arrow-right", word("lane", lane, desk.language), grouped(n))
        for lane, n in listing.top.counts.items()
        if n and lane is not listing.query.lane
    ]
