"""A query as a sentence, so that whoever gets a list knows what was left out of it."""

import re
from collections.abc import Callable, Iterable, Mapping

from ciie_admin.domain.identifiers import masked
from ciie_admin.domain.places import Place
from ciie_admin.exports.columns import Setting, place_name, spoken
from ciie_admin.models.queries import Either, Not, Query
from ciie_admin.words import join, word

DOCUMENT = re.compile(r"[A-Za-z]{0,3}\d{6,17}[\dA-Za-z]?")
"""Looks like the number of a card, permit or passport."""


def filter_words(query: Query, setting: Setting) -> str:
    """Every condition as `name：values`; `All` without any. The order of the list is none.

    The unit a person query names must be among the setting's owners.
    """
    colon, semicolon = ("：", "；") if setting.language == "zh" else (": ", "; ")
    said = []
    for group, key, values in _conditions(query, setting):
        if shown := [value for value in values if value]:
            name = word(group, key, setting.language)
            said.append(f"{name}{colon}{join(shown, setting.language)}")
    return semicolon.join(said) or word("filter", "all", setting.language)


def _conditions(query: Query, on: Setting) -> Iterable[tuple[str, str, list[str]]]:
    """(group and key of the name, values in words); no values for a condition not set."""

    def of(group: str) -> Callable[[str], str]:
        return lambda key: spoken(group, key, on)

    yield "column", "state", [of("lane")(query.lane)] if query.lane else []
    yield "column", "mission_path", _topmost(query.places, on)
    yield "column", "unit_class", [*map(of("unit_class"), query.unit_class)]
    yield "column", "unit", _unit(query, on)
    yield "column", "region_type", [*map(of("region_type"), query.region_type)]
    yield "column", "person_label", [*map(of("label"), query.label)]
    yield "column", "entry_date", [*map(of("entry_date"), query.entry_date)]
    yield "column", "payment", [*map(of("payment"), query.payment)]
    yield "column", "free_place", [*map(of("free_place"), query.free_place)]
    yield "column", "findings", [_finding(one, on) for one in query.finding]
    yield "column", "reuse", _answer(query.reuse, on)
    yield "column", "added_late", _answer(query.added_late, on)
    yield "column", "reasons", [*map(of("reason"), query.reason)]
    yield "filter", "resubmitted", _answer(query.resubmitted, on)
    yield "column", "assigned", [_account(one, on) for one in query.assigned]
    yield "filter", "automatic", _answer(query.automatic, on)
    yield "filter", "spot", [of("spot_check")(query.spot)] if query.spot else []
    yield "filter", "sample", [f"{query.sample} %"] if query.sample is not None else []
    yield "filter", "photo", [of("photo_state")(query.photo)] if query.photo else []
    yield "filter", "stage", [of("stage")(query.stage)] if query.stage else []
    yield "filter", "tag", [*query.tag]
    yield "filter", "ids", [str(len(query.ids))] if query.ids else []
    yield "filter", "text", [_searched(query)]
    yield "filter", "where", [joined_words(one, on) for one in query.where]


def joined_words(one: Not | Either, on: Setting) -> str:
    """What one member of `where` asks for: conditions in brackets, joined by `or`, or left out."""
    opening, closing = ("（", "）") if on.language == "zh" else ("(", ")")
    parts = (one.part,) if isinstance(one, Not) else one.parts
    said = [filter_words(part, on) for part in parts]
    gap = "" if on.language == "zh" else " "
    either = f"{gap}{word('filter', 'or', on.language)}{gap}".join(said)
    if not isinstance(one, Not):
        return either if len(said) == 1 else f"{opening}{either}{closing}"
    return f"{word('filter', 'not', on.language)}{gap}{opening}{either}{closing}"


def _topmost(places: tuple[int, ...], on: Setting) -> list[str]:
    """Names of the chosen subtrees: a place below another chosen one goes without saying."""
    known: Mapping[int, Place] = on.places
    wanted = set(places)
    found = [known[number] for number in places if number in known]
    tops = [place for place in found if not wanted.intersection(place.path[:-1])]
    return [place_name(place, on.language) for place in tops]


def _unit(query: Query, on: Setting) -> list[str]:
    if query.unit is None:
        return []
    owner = on.owners.get(query.unit)
    return [str(query.unit) if owner is None else owner.name]


def _account(value: str, on: Setting) -> str:
    """The name of whoever it is, as far as the places in sight say it."""
    if not value.isdecimal():
        return spoken("assigned", value, on)
    people = (one for place in on.places.values() for one in place.people)
    return next((one.name for one in people if str(one.id) == value), value)


def _finding(rule: str, on: Setting) -> str:
    return spoken("filter" if rule == "any" else "finding", rule, on)


def _searched(query: Query) -> str:
    """What was typed; a document number among it is masked like everywhere in a list of persons."""
    typed = query.text.strip()
    return typed if query.kind == "unit" else DOCUMENT.sub(lambda found: masked(found[0]), typed)


def _answer(value: bool | None, on: Setting) -> list[str]:
    return [] if value is None else [spoken("answer", "yes" if value else "no", on)]
