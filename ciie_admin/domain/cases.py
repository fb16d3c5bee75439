"""A case is the record plus what the rules read beside it."""

from dataclasses import dataclass

from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.units import Unit


@dataclass(frozen=True, slots=True)
class UnitCase:
    """`path` is the path of the place that reviews the unit."""

    unit: Unit
    path: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PersonCase:
    """`unit_review` is the unit's own state, on a client with its draft applied."""

    person: Person
    unit_review: UnitReview
    path: tuple[int, ...]


Case = UnitCase | PersonCase
