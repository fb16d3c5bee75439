"""A case is the record plus what the rules read beside it."""

from dataclasses import dataclass

from ciie_admin.domain.persons import Person
from ciie_admin.domain.places import Colleague
from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.units import Unit


@dataclass(frozen=True, slots=True)
class UnitCase:
    """`path` is the path of the place that reviews the unit, `people` who may decide there;
    `second` is what takes two people there.
    """

    unit: Unit
    path: tuple[int, ...]
    people: tuple[Colleague, ...] = ()
    second: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PersonCase:
    """`unit_review` is the unit's own state, on a client with its draft applied."""

    person: Person
    unit_review: UnitReview
    path: tuple[int, ...]
    people: tuple[Colleague, ...] = ()
    second: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PhotoCase(PersonCase):
    """The same person, of whom the photo is judged by itself."""


Case = UnitCase | PersonCase
