"""超额排序: in what order those who draw on one account hold its places, and then wait for them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ciie_admin.domain.free_places import served
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.persons import Person
from ciie_admin.domain.quotas import Quota, left
from ciie_admin.domain.states import FreePlace

RANKED = frozenset({FreePlace.RESERVED, FreePlace.WAITING})
"""A place that the mission has used is nobody else's any more."""


def rank(
    quota: Quota, persons: Mapping[int, Person], order: Sequence[int]
) -> tuple[Person, ...] | Refused:
    """All of them in that order, as they then stand: the first hold as many places as these persons
    have now and as are left, the others wait with ranks from 1.

    Who draws on the account and is not named keeps the place, or waits behind all ranked. Pure.
    """
    wrong = [one for one in order if not _applies(persons.get(one), quota)]
    if wrong:
        return Refused("not_an_applicant", {"count": str(len(wrong))})
    named = [persons[number] for number in order]
    held = sum(1 for one in named if one.free_place is FreePlace.RESERVED)
    places = held + left(quota)
    first = (_holding(one, quota) for one in named[:places])
    rest = enumerate(named[places:], 1)
    waits = (replace(one, free_place=FreePlace.WAITING, rank=number) for number, one in rest)
    return (*first, *waits)


def _applies(person: Person | None, quota: Quota) -> bool:
    return person is not None and person.quota == quota.id and person.free_place in RANKED


def _holding(person: Person, quota: Quota) -> Person:
    if person.free_place is FreePlace.RESERVED:
        return replace(person, rank=0)
    return replace(person, **served(person, quota))
