"""Filters of a list as chips and menus: what can be chosen comes from the edition and the tree."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.places import Place
from ciie_admin.domain.sampling import SHARES
from ciie_admin.domain.states import FreePlace, Payment, RegionType, UnitClass
from ciie_admin.exports.columns import setting
from ciie_admin.models.filter_words import joined_words
from ciie_admin.models.queries import ME, WHERE, Order, Query
from ciie_admin.models.queries import orders as possible_orders
from ciie_admin.views import speech
from ciie_admin.views.components.heads import FilterChip
from ciie_admin.views.desk import Desk
from ciie_admin.views.fields_said import known_word
from ciie_admin.views.filter_menu import Ask, add, add_each, add_flag
from ciie_admin.views.ground import Ground
from ciie_admin.views.spot_tabs import percent
from ciie_admin.words import Language, join, word

translate = QCoreApplication.translate

MAIN_LANES = frozenset({Lane.TO_REVIEW, Lane.RETURNED, Lane.UNPAID, Lane.APPROVED, Lane.REJECTED})
"""Shown even when empty, so that tabs keep their place."""
HEADS: dict[str, Order] = {
    "name": "name",
    "unit": "unit",
    "finding": "finding",
    "submitted": "submitted",
}
"""Columns a list can be ordered by."""
LISTED = ("unit_class", "region_type", "label", "entry_date", "payment", "free_place")
ONE_OF = {"stage": "stage", "spot": "spot_check", "photo": "photo_state"}
"""Conditions with one value, and the group of its words."""
CODED: dict[str, type[StrEnum]] = {
    "unit_class": UnitClass,
    "region_type": RegionType,
    "payment": Payment,
    "free_place": FreePlace,
}
"""Conditions whose values are no matter of the edition."""


def names() -> dict[str, str]:
    return {
        "places": translate("Filters", "Sub-mission"),
        "unit_class": translate("Filters", "Class"),
        "region_type": translate("Filters", "Region"),
        "label": translate("Filters", "Label"),
        "entry_date": translate("Filters", "Entry date"),
        "payment": translate("Filters", "Payment"),
        "free_place": translate("Filters", "Free place"),
        "reuse": translate("Filters", "Badge reuse"),
        "added_late": translate("Filters", "Added since review"),
        "finding": translate("Filters", "Checks"),
        "photo": translate("Filters", "Photo review"),
        "assigned": translate("Filters", "Assigned to"),
        "stage": translate("Filters", "Own decision"),
        "resubmitted": translate("Filters", "Submitted again"),
        "reason": translate("Filters", "Reason given"),
        "automatic": translate("Filters", "Automatic pass"),
        "spot": translate("Filters", "Spot check"),
        "sample": translate("Filters", "Sample"),
        "tag": translate("Filters", "Local tag"),
        "text": translate("Filters", "Search"),
        "unit": translate("Filters", "Unit"),
        "ids": translate("Filters", "Only"),
    }


def orders() -> dict[Order, str]:
    return {
        "submitted": translate("Filters", "By time submitted"),
        "risk": translate("Filters", "By risk"),
        "name": translate("Filters", "By name"),
        "unit": translate("Filters", "By unit"),
        "finding": translate("Filters", "Faults first"),
        "photo_risk": translate("Filters", "By photo risk"),
    }


def order_word(query: Query) -> str:
    return orders()[query.order]


def sorted_by(query: Query, column: str) -> Query:
    """A click on a column's head: by that column, a second click the other way round."""
    order = HEADS.get(column)
    if order is None:
        return query
    return replace(query, order=order, descending=query.order == order and not query.descending)


def without_any(query: Query) -> Query:
    return Query(kind=query.kind, lane=query.lane, order=query.order)


def chips(query: Query, desk: Desk) -> list[FilterChip]:
    """One removable chip per condition."""
    said = names()
    plain = [
        FilterChip(key, said[key], value)
        for key in said
        if (value := _value(query, key, desk.ground, desk.language))
    ]
    return [*plain, *_where_chips(query, desk)]


def _where_chips(query: Query, desk: Desk) -> list[FilterChip]:
    """What stands in brackets, or behind `not`: in words, to be changed as text."""
    on = desk.ground
    if on is None or not query.where:
        return []
    reading = setting(desk.language, on.edition, on.places, {})
    name = word("filter", "where", desk.language)
    return [
        FilterChip(f"{WHERE}{place}", name, joined_words(one, reading), opens=True)
        for place, one in enumerate(query.where)
    ]


def in_words(query: Query, desk: Desk) -> str:
    """The whole filter in one line, kept with a batch."""
    parts = [f"{chip.name} {chip.value}" for chip in chips(query, desk)]
    if query.lane is not None:
        parts.insert(0, word("lane", query.lane, desk.language))
    return join(parts, desk.language)


def offer_filters(parent: QWidget, query: Query, desk: Desk, ask: Ask) -> QMenu:
    """A menu with a submenu per condition; several values of one may be ticked."""
    menu, said = QMenu(parent), names()
    if desk.ground is None:
        return menu
    _add_places(menu.addMenu(said["places"]), query, desk, ask)
    for key in LISTED[: 1 if query.kind == "unit" else None]:
        _add_listed(menu.addMenu(said[key]), query, key, desk, ask)
    faulty = replace(query, finding=() if query.finding else ("any",))
    add(menu, translate("Filters", "With findings"), bool(query.finding), faulty, ask)
    add_flag(menu, query, "resubmitted", said["resubmitted"], ask)
    if query.kind == "person":
        add_flag(menu, query, "added_late", said["added_late"], ask)
        add_flag(menu, query, "reuse", said["reuse"], ask)
        add_each(menu.addMenu(said["photo"]), query, "photo", "photo_state", desk.language, ask)
    else:
        _add_spot_checks(menu, query, desk.language, ask)
    _add_samples(menu.addMenu(said["sample"]), query, ask)
    add_each(menu, query, "stage", "stage", desk.language, ask)
    return menu


def _add_spot_checks(menu: QMenu, query: Query, language: Language, ask: Ask) -> None:
    add_flag(menu, query, "automatic", names()["automatic"], ask)
    add_each(menu, query, "spot", "spot_check", language, ask)


def _add_samples(menu: QMenu, query: Query, ask: Ask) -> None:
    """The same records for everybody: they follow from the ids."""
    for share in SHARES[:-1]:
        chosen = query.sample == share
        add(menu, percent(share), chosen, replace(query, sample=None if chosen else share), ask)


def offer_orders(parent: QWidget, query: Query, ask: Ask) -> QMenu:
    menu = QMenu(parent)
    for order, text in orders().items():
        if order not in possible_orders(query.kind):
            continue
        add(menu, text, query.order == order, replace(query, order=order), ask)
    menu.addSeparator()
    turned = replace(query, descending=not query.descending)
    add(menu, translate("Filters", "Newest first"), query.descending, turned, ask)
    return menu


def options(key: str, desk: Desk) -> Sequence[tuple[str, str]]:
    """Values and words of a listed condition."""
    language, on = desk.language, desk.ground
    if key in CODED:
        return [(one.value, word(key, one, language)) for one in CODED[key]]
    if on is None:
        return []
    if key == "label":
        return [(one.id, speech.said(one.name, language)) for one in on.edition.labels]
    return [(one.id, speech.said(one.name, language)) for one in on.edition.entry_dates]


def _add_places(menu: QMenu, query: Query, desk: Desk, ask: Ask) -> None:
    """The sub-missions below one's own place, each with everything below it."""
    for place, below in places_below(desk):
        chosen = query.places == below
        text = speech.place_name(place, desk.language)
        add(menu, text, chosen, replace(query, places=() if chosen else below), ask)


def places_below(desk: Desk) -> list[tuple[Place, tuple[int, ...]]]:
    """Each place right below one's own, with the ids of itself and everything below it."""
    on, own = desk.ground, desk.actor.path
    if on is None:
        return []
    children = [p for p in on.places.values() if p.path[:-1] == own]
    return [(place, subtree(on, place.id)) for place in children]


def subtree(on: Ground, number: int) -> tuple[int, ...]:
    return tuple(sorted(p.id for p in on.places.values() if number in p.path))


def _add_listed(menu: QMenu, query: Query, key: str, desk: Desk, ask: Ask) -> None:
    present: tuple[str, ...] = getattr(query, key)
    for value, text in options(key, desk):
        chosen = value in present
        rest = tuple(v for v in present if v != value) if chosen else (*present, value)
        changed: dict[str, Any] = {key: rest}
        add(menu, text, chosen, replace(query, **changed), ask)


def _value(query: Query, key: str, on: Ground | None, language: Language) -> str:
    value: Any = getattr(query, key)
    if value in ((), "", None):
        return ""
    if key == "places":
        return _places_word(value, on, language)
    if key in ("reuse", "added_late", "automatic", "resubmitted"):
        return word("answer", "yes" if value else "no", language)
    if key in ONE_OF:
        return word(ONE_OF[key], value, language)
    if key == "sample":
        return percent(value)
    if key == "finding":
        return (
            translate("Filters", "any")
            if "any" in value
            else join([_rule(v, language) for v in value], language)
        )
    if key == "ids":
        return translate("Filters", "this one") if len(value) == 1 else str(len(value))
    if key in ("text", "unit"):
        return str(value)
    return join([listed(key, v, on, language) for v in value], language)


def _rule(rule: str, language: Language) -> str:
    return known_word("finding_short", rule, language)


def account_key(value: str, desk: Desk) -> str:
    """`me` for one's own account: so a kept or shared query means whoever opens it."""
    return ME if value == str(desk.actor.account) else value


def account_word(value: str, on: Ground | None, language: Language) -> str:
    """The name of an account, as far as the places in sight say it."""
    if not value.isdecimal():
        return word("assigned", value, language)
    people = (one for place in (on.places.values() if on else ()) for one in place.people)
    return next((one.name for one in people if str(one.id) == value), value)


def listed(key: str, value: str, on: Ground | None, language: Language) -> str:
    """The word for one value of a listed condition."""
    if key == "assigned":
        return account_word(value, on, language)
    if key in CODED:
        return word(key, value, language)
    if on is None or key == "tag":
        return value
    if key == "label":
        return speech.label_name(on.edition, value, language)
    if key == "reason":
        return speech.reason_name(on.edition, value, language)
    return speech.entry_name(on.edition, value, language)


def _places_word(ids: tuple[int, ...], on: Ground | None, language: Language) -> str:
    """The chosen subtrees: a place below another chosen one goes without saying."""
    known = [on.places[number] for number in ids if number in on.places] if on else []
    tops = [place for place in known if not set(ids).intersection(place.path[:-1])]
    return join([speech.place_name(place, language) for place in tops], language) or "—"
