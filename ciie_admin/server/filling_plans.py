"""What a made-up fair must say of its units and persons, so that a server can be filled with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from ciie_admin.domain.persons import PersonForm
from ciie_admin.domain.states import Badge, Check, Payment, PersonReview, UnitClass, UnitReview
from ciie_admin.domain.units import UnitForm


class UnitAim(Protocol):
    """How far a unit is to come. `reasons` belong to a return or a rejection."""

    @property
    def submitted(self) -> bool: ...
    @property
    def review(self) -> UnitReview: ...
    @property
    def reasons(self) -> tuple[str, ...]: ...


class PersonAim(Protocol):
    """How far a person is to come, by the fields of domain.persons.Person."""

    @property
    def submitted(self) -> bool: ...
    @property
    def review(self) -> PersonReview: ...
    @property
    def payment(self) -> Payment: ...
    @property
    def check(self) -> Check: ...
    @property
    def badge(self) -> Badge: ...
    @property
    def reasons(self) -> tuple[str, ...]: ...


class PlannedPerson(Protocol):
    """`number` is the whole document number; ages count back from the present of the filling."""

    @property
    def form(self) -> PersonForm: ...
    @property
    def number(self) -> str: ...
    @property
    def photo_kind(self) -> str: ...
    @property
    def photo_seed(self) -> int: ...
    @property
    def fate(self) -> PersonAim: ...
    @property
    def added_late(self) -> bool: ...
    @property
    def submitted_ago(self) -> timedelta: ...


class PlannedUnit(Protocol):
    """`login` is the credit code where the class has one. The pictures of licences that forms
    name by digest come with the Material.
    """

    @property
    def login(self) -> str: ...
    @property
    def unit_class(self) -> UnitClass: ...
    @property
    def count_place(self) -> int: ...
    @property
    def referral_code(self) -> str: ...
    @property
    def form(self) -> UnitForm: ...
    @property
    def phone(self) -> str: ...
    @property
    def returning(self) -> bool: ...
    @property
    def fate(self) -> UnitAim: ...
    @property
    def created_ago(self) -> timedelta: ...
    @property
    def submitted_ago(self) -> timedelta: ...
    @property
    def persons(self) -> Sequence[PlannedPerson]: ...


def _quiet(persons: int) -> None:
    del persons


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """`photo` draws the JPEG for a seed and a kind; a kind of "" is a person without a photo.

    All registrants share `password`. `progress` is told the number of persons taken in so far.
    """

    photo: Callable[[int, str], bytes]
    licences: Sequence[bytes]
    password: str
    progress: Callable[[int], None] = _quiet


@dataclass(frozen=True, slots=True)
class Filed:
    """A planned unit under the id it got; late persons join `persons` in the end."""

    plan: PlannedUnit
    unit: int
    persons: list[tuple[PlannedPerson, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """The edition to fill, and the moment all ages count back from."""

    edition: int
    now: datetime
    secret: bytes
