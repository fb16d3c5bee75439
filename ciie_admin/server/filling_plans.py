"""What a made-up fair must say of its units and persons, so that a server can be filled with it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.persons import PersonForm
from ciie_admin.domain.states import Badge, Check, Payment, PersonReview, UnitClass, UnitReview
from ciie_admin.domain.units import Licence, Unit, UnitForm

FILL_IN = timedelta(minutes=40)
"""From registering to a filled form."""
CORRECTING = timedelta(hours=3)
"""From a return to what is submitted again, where that is not in the future."""
SHUT = (UnitReview.REJECTED, UnitReview.CANCELLED)
"""Units that take no more persons: theirs are all taken in before the verdict."""
UNDECIDED = (UnitReview.WAITING, UnitReview.FIRST_PASSED)
PORTION = 40
"""Persons added together: with photos of up to 60 KB they fit into one request."""


class UnitAim(Protocol):
    """How far a unit is to come. `reasons` belong to a return or a rejection; `looked` is a spot
    check of an automatic pass; for `came_back` it was returned once and submitted again.
    """

    @property
    def submitted(self) -> bool: ...
    @property
    def review(self) -> UnitReview: ...
    @property
    def looked(self) -> bool: ...
    @property
    def came_back(self) -> tuple[str, ...]: ...
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
    """`number` is the whole document number; ages count back from the present of the filling.
    `former_kind` and `former_seed` draw the photo of a badge of an earlier fair, as for the photo.
    """

    @property
    def form(self) -> PersonForm: ...
    @property
    def number(self) -> str: ...
    @property
    def photo_kind(self) -> str: ...
    @property
    def photo_seed(self) -> int: ...
    @property
    def former_kind(self) -> str: ...
    @property
    def former_seed(self) -> int: ...
    @property
    def fate(self) -> PersonAim: ...
    @property
    def added_late(self) -> bool: ...
    @property
    def submitted_ago(self) -> timedelta: ...


class PlannedUnit(Protocol):
    """`login` is the credit code where the class has one, else a name of the plan's own: the
    server makes up another. The pictures of licences that forms name by digest come with the
    Material. Who is `returning` registered for an earlier fair.
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
    def email(self) -> str: ...
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
    _by_digest: dict[str, bytes] = field(default_factory=dict, init=False, repr=False)

    def licence_of(self, licence: Licence) -> bytes:
        """The picture behind what was read. Raises KeyError for one that was not given."""
        if not self._by_digest:
            self._by_digest.update({sha256(one).hexdigest(): one for one in self.licences})
        return self._by_digest[licence.digest]


@dataclass(frozen=True, slots=True)
class Allotment:
    """Free places of a made-up fair: what each place's account receives, those above it first and
    with all that goes on, and what units have of their own, by the login of their plan and the
    number of the label.
    """

    places: Mapping[int, int]
    units: Mapping[tuple[str, int], int]


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


class Door(Protocol):
    """Where registrants come in: every call of one unit in this order, at its own time."""

    @property
    def rows(self) -> int:
        """Units and persons to take in at once."""

    def remember(self, plans: Sequence[PlannedUnit]) -> None:
        """Accounts of an earlier fair for these plans; before any of them is taken in."""

    def take_in(self, plans: Sequence[PlannedUnit]) -> list[Filed]:
        """Register or join, fill in, add persons, submit."""

    def correct(self, part: Sequence[Filed]) -> None:
        """Put right what was returned, and submit the unit again."""

    def add_late(self, part: Sequence[Filed]) -> None:
        """Persons who came after the submission, and where it has passed after the approval."""


@dataclass(frozen=True, slots=True)
class Moments:
    """When a unit did what."""

    registered: datetime
    filled: datetime
    submitted: datetime


def moments_of(plan: PlannedUnit, now: datetime) -> Moments:
    registered, submitted = now - plan.created_ago, now - plan.submitted_ago
    return Moments(registered, min(registered + FILL_IN, submitted), submitted)


def corrected(unit: Unit, now: datetime) -> datetime:
    """When the registrant of a returned unit has put it right."""
    return min(now, unit.history[-1].at + CORRECTING)


def first_form(plan: PlannedUnit, edition: Edition) -> UnitForm:
    """As typed at first: who is to come back has left the end of the address out."""
    form = typed_form(plan, edition)
    return replace(form, address=form.address[:-3]) if plan.fate.came_back else form


def typed_form(plan: PlannedUnit, edition: Edition) -> UnitForm:
    """A unit of an automatic class that is to wait has a licence nobody could read."""
    licence = plan.form.licence
    waits = plan.fate.review in UNDECIDED and plan.unit_class in edition.review.automatic
    if not waits or licence is None:
        return plan.form
    return replace(plan.form, licence=replace(licence, name="", code="", address=""))


def had_badges(plan: PlannedUnit) -> Sequence[PlannedPerson]:
    """Who came to the earlier fair; of a large unit as many as go together."""
    return [one for one in plan.persons if one.former_kind][:PORTION]


def former_form(person: PlannedPerson) -> PersonForm:
    return replace(person.form, reuse=False)


def is_late(plan: PlannedUnit, person: PlannedPerson) -> bool:
    return person.added_late and plan.fate.review not in SHUT


def early_portions(plan: PlannedUnit) -> Iterator[Sequence[PlannedPerson]]:
    """The persons added with the form, as many at a time as go together."""
    early = [one for one in plan.persons if not is_late(plan, one)]
    for start in range(0, len(early), PORTION):
        yield early[start : start + PORTION]
