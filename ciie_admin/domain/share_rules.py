"""常用查询 shared by an office: who may put one up, change it and take it away again."""

import re
from dataclasses import replace

from ciie_admin.domain.actors import HEADS, REVIEWERS, Actor, covers
from ciie_admin.domain.commands import ShareQuery, UnshareQuery
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.places import Place, SharedQuery

MOST = 50
"""Shared queries of one place."""
LONGEST_NAME = 20
LONGEST_TERMS = 2_000
NUMBER = re.compile(r"\d{12}")
"""So many digits in a row among persons are part of a document number."""


def decide_place(
    place: Place, command: ShareQuery | UnshareQuery, by: Actor, edition: Edition
) -> Place | Refused:
    """The place as it is once the command is true: the same one if it is so already."""
    if edition.closed:
        return Refused("edition_closed")
    if by.role not in REVIEWERS:
        return Refused("role_may_not")
    if not covers(by, place.path):
        return Refused("not_your_place")
    before = _named(place, command)
    if before is not None and before.by != by.account and by.role not in HEADS:
        return Refused("not_your_query", {"by": before.by_name})
    if isinstance(command, ShareQuery):
        return _share(place, command, by, before)
    return replace(place, queries=tuple(one for one in place.queries if one is not before))


def _share(
    place: Place, command: ShareQuery, by: Actor, before: SharedQuery | None
) -> Place | Refused:
    """A new one at the end; one of that name keeps its place and whoever shared it first."""
    refusal = _faulty(command)
    if refusal is not None:
        return refusal
    if before is None and len(place.queries) >= MOST:
        return Refused("queries_full", {"limit": str(MOST)})
    made = SharedQuery(
        name=command.name.strip(),
        of=command.of,
        terms=command.terms,
        descending=command.descending,
        by=before.by if before else by.account,
        by_name=before.by_name if before else by.name,
    )
    if before is None:
        return replace(place, queries=(*place.queries, made))
    return replace(place, queries=tuple(made if one is before else one for one in place.queries))


def _faulty(command: ShareQuery) -> Refused | None:
    if not 1 <= len(command.name.strip()) <= LONGEST_NAME:
        return Refused("query_name", {"limit": str(LONGEST_NAME)})
    if not 1 <= len(command.terms) <= LONGEST_TERMS:
        return Refused("query_terms", {"limit": str(LONGEST_TERMS)})
    if command.of == "person" and NUMBER.search(command.terms):
        return Refused("query_number")
    return None


def _named(place: Place, command: ShareQuery | UnshareQuery) -> SharedQuery | None:
    """Names are the same whatever their letters' case, one for each kind of record."""
    wanted = command.of, command.name.strip().casefold()
    return next((one for one in place.queries if (one.of, one.name.casefold()) == wanted), None)
