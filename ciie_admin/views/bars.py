"""What the bars around the pages say: mission, sections with counts, sync and stages, menu."""

from PySide6.QtCore import QCoreApplication

from ciie_admin.views import speech
from ciie_admin.views.components.nav_bar import NavGroup, NavItem
from ciie_admin.views.components.top_bar import State
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import SECTIONS, STAGES, SYNC
from ciie_admin.views.text import grouped
from ciie_admin.words import word

translate = QCoreApplication.translate


def whose(desk: Desk) -> tuple[str, str]:
    """Edition and the actor's own place; empty until they are known."""
    if desk.ground is None:
        return "", ""
    place = desk.ground.places.get(desk.actor.path[-1])
    name = speech.place_name(place, desk.language) if place else ""
    return speech.said(desk.ground.edition.short, desk.language), name


def sections(desk: Desk, more: tuple[NavItem, ...] = ()) -> tuple[NavGroup, ...]:
    """`more` follow units and persons."""
    tally = desk.tally
    units = tally.to_do.units if tally else None
    persons = tally.to_do.persons if tally else None
    photos = tally.to_do.photos if tally else None
    return (
        NavGroup(
            translate("Bars", "To do"),
            (
                NavItem("units", SECTIONS["units"], translate("Bars", "Units"), units),
                NavItem("persons", SECTIONS["persons"], translate("Bars", "Persons"), persons),
                NavItem("photos", SECTIONS["photos"], translate("Bars", "Photos"), photos),
                *more,
                NavItem("batches", SECTIONS["batches"], translate("Bars", "Batches")),
                NavItem("mistakes", SECTIONS["mistakes"], translate("Bars", "Top mistakes")),
            ),
        ),
        NavGroup(
            translate("Bars", "Business"),
            (NavItem("quota", SECTIONS["quota"], word("quota", "quota", desk.language)),),
        ),
    )


def states(desk: Desk) -> list[State]:
    """Sync, drafts, pending, attention: always in this order, attention left out when empty."""
    tally, language = desk.tally, desk.language
    found = [_sync_state(desk)]
    if tally is None:
        return found
    for key, number in (("draft", tally.drafted), ("pending", tally.pending)):
        text = f"{word('stage', key, language)} {grouped(number)}"
        found.append(State(key, STAGES[key], text, zero=not number))
    if tally.tray:
        text = translate("Bars", "Attention {0}").format(grouped(tally.tray))
        found.append(State("attention", STAGES["attention"], text))
    return found


def _sync_state(desk: Desk) -> State:
    told = desk.last_told.state
    at = speech.clock(desk.tally.server_time) if desk.tally else ""
    if told == "online":
        return State("sync", SYNC["online"], translate("Bars", "Online {0}").format(at))
    if told == "syncing":
        return State("sync", SYNC["syncing"], translate("Bars", "Syncing"))
    if told == "paused":
        return State("sync", SYNC["paused"], translate("Bars", "Paused"))
    text = (
        translate("Bars", "Offline · last sync {0}").format(at)
        if at
        else translate("Bars", "Offline")
    )
    return State("sync", SYNC["offline"], text, zero=True)
