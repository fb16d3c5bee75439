"""What the bars around the pages say: mission, sections with counts, sync and stages, menu."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ciie_admin.views import speech, theme
from ciie_admin.views.components.nav_bar import NavGroup, NavItem
from ciie_admin.views.components.top_bar import State
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import SECTIONS, STAGES, SYNC
from ciie_admin.views.text import grouped
from ciie_admin.words import Language, word

translate = QCoreApplication.translate


def whose(desk: Desk) -> tuple[str, str]:
    """Edition and the actor's own place; empty until they are known."""
    if desk.ground is None:
        return "", ""
    place = desk.ground.places.get(desk.actor.path[-1])
    name = speech.place_name(place, desk.language) if place else ""
    return speech.said(desk.ground.edition.short, desk.language), name


def sections(desk: Desk) -> tuple[NavGroup, ...]:
    tally = desk.tally
    units = tally.units_to_do if tally else None
    persons = tally.persons_to_do if tally else None
    return (
        NavGroup(
            translate("Bars", "To do"),
            (
                NavItem("units", SECTIONS["units"], translate("Bars", "Units"), units),
                NavItem("persons", SECTIONS["persons"], translate("Bars", "Persons"), persons),
            ),
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
    text = (
        translate("Bars", "Offline · last sync {0}").format(at)
        if at
        else translate("Bars", "Offline")
    )
    return State("sync", SYNC["offline"], text, zero=True)


@dataclass(frozen=True, slots=True)
class MenuWishes:
    """What the account menu may ask of its window."""

    language: Callable[[str], None]
    scheme: Callable[[str], None]
    leave: Callable[[], None]


def account_menu(
    parent: QWidget, acts: Sequence[QAction], language: Language, ask: MenuWishes
) -> QMenu:
    """The window's own acts, language, light or dark, sign out."""
    menu = QMenu(parent)
    menu.addActions(list(acts))
    menu.addSeparator()
    for key, text in (("zh", "中文"), ("en", "English")):
        _add_choice(menu, text, language == key, key, ask.language)
    menu.addSeparator()
    scheme = theme.current().scheme
    _add_choice(menu, translate("Bars", "Light"), scheme == "light", "light", ask.scheme)
    _add_choice(menu, translate("Bars", "Dark"), scheme == "dark", "dark", ask.scheme)
    menu.addSeparator()
    menu.addAction(translate("Bars", "Sign out")).triggered.connect(lambda _on: ask.leave())
    return menu


def _add_choice(
    menu: QMenu, text: str, chosen: bool, key: str, choose: Callable[[str], None]
) -> None:
    entry = menu.addAction(text)
    entry.setCheckable(True)
    entry.setChecked(chosen)
    entry.triggered.connect(lambda _on: choose(key))
