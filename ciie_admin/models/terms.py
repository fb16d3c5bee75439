"""One `key:value` of a filter as a condition of a Query, and a Query's conditions as terms."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.places import Place, called, subtree
from ciie_admin.errors import BadInput
from ciie_admin.models.queries import ANSWERED, ME, NOBODY, VALUES, Query, keys, lanes, orders
from ciie_admin.wire.messages import SubjectKind

MAX_DIGITS = 18
"""Of a record's id: more would not fit its 64 bits."""
NUMBERS = {"unit": "unit:12", "sample": "sample:10", "id": "id:12"}
"""Keys whose value is a whole number, with an example."""
HUNDRED = 100
FIELDS = {"place": "places", "id": "ids"}
"""Keys that are called otherwise in a Query."""


def with_term(query: Query, term: str, places: Mapping[int, Place]) -> Query:
    """The query with one more condition, or one more value of a condition it has.

    `place:` takes an id or a name of `places` and means everything below it too. Raises BadInput
    bad_filter, bad_filter_value, filter_twice, no_such_place or place_ambiguous.
    """
    key, _, value = term.partition(":")
    known = keys(query.kind)
    if key not in (*known, "id") or not value.strip():
        raise BadInput("bad_filter", {"filter": term[:40], "fields": ", ".join(known)})
    if key == "place":
        return replace(query, places=(*query.places, *_place_ids(value.strip(), places)))
    if key == "assigned":
        return replace(query, assigned=(*query.assigned, *_accounts(value.strip(), places)))
    field = FIELDS.get(key, key)
    present: Any = getattr(query, field)
    if isinstance(present, tuple):
        several: Any = (*present, _value(query.kind, key, value))
        return replace(query, **{field: several})
    if key == "text":
        return replace(query, text=f"{present} {value}".strip())
    if key != "order" and present not in (None, ""):
        raise BadInput("filter_twice", {"filter": key})
    return replace(query, **{key: _value(query.kind, key, value)})


def terms(query: Query, places: Mapping[int, Place]) -> Iterator[tuple[str, str]]:
    """(key, value) of every condition but `where`, and of the order where it is not the usual one.

    Of places only the topmost: what is below them goes without saying.
    """
    usual = Query(kind=query.kind)
    for one in fields(Query):
        value: Any = getattr(query, one.name)
        if one.name in ("kind", "where", "descending") or value == getattr(usual, one.name):
            continue
        if one.name == "places":
            for number in topmost(value, places):
                yield "place", str(number)
        elif one.name in ANSWERED:
            yield one.name, "yes" if value else "no"
        else:
            key = "id" if one.name == "ids" else one.name
            several = value if isinstance(value, tuple) else (value,)
            yield from ((key, str(each)) for each in several)


def topmost(chosen: tuple[int, ...], places: Mapping[int, Place]) -> list[int]:
    """Of the chosen places those that are not below another one."""
    wanted = set(chosen)
    known = [places[number].path[:-1] if number in places else () for number in chosen]
    return [n for n, above in zip(chosen, known, strict=True) if not wanted.intersection(above)]


def _value(kind: SubjectKind, key: str, value: str) -> Any:
    own = {"lane": lanes, "order": orders}.get(key)
    values = VALUES.get(key) if own is None else own(kind)
    if values is not None and value not in values:
        raise _bad_value(key, value, ", ".join(values))
    if key == "lane":
        return Lane(value)
    if key in ANSWERED:
        return value == "yes"
    return _number(key, value) if key in NUMBERS else value


def _number(key: str, value: str) -> int:
    fits = value.isdecimal() and len(value) <= MAX_DIGITS
    if not fits or (key == "sample" and not 1 <= int(value) <= HUNDRED):
        raise _bad_value(key, value, NUMBERS[key])
    return int(value)


def _place_ids(name: str, places: Mapping[int, Place]) -> tuple[int, ...]:
    """The place of this name or id with everything below it."""
    found = called(places.values(), name)
    if not found:
        raise BadInput("no_such_place", {"place": name[:40]})
    if len(found) > 1:
        numbers = ", ".join(f"place:{one.id}" for one in found)
        raise BadInput("place_ambiguous", {"place": name[:40], "places": numbers})
    return subtree(places.values(), found[0].id)


def _accounts(name: str, places: Mapping[int, Place]) -> tuple[str, ...]:
    """`me`, `none`, an id, or everybody of this name among those who review in sight."""
    if name in (ME, NOBODY) or (name.isdecimal() and len(name) <= MAX_DIGITS):
        return (name,)
    people = [one for place in places.values() for one in place.people]
    found = tuple(str(one.id) for one in people if one.name.casefold() == name.casefold())
    if not found:
        names = sorted({one.name for one in people})
        raise _bad_value("assigned", name, ", ".join((ME, NOBODY, *names)))
    return found


def _bad_value(key: str, value: str, values: str) -> BadInput:
    return BadInput("bad_filter_value", {"filter": f"{key}:{value}"[:40], "values": values})
