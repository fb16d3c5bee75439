"""A case is the record plus what the rules read beside it."""

from dataclasses import dataclass
from uuid import UUID

from ciie_admin.domain.persons import Person
from ciie_admin.domain.places import Colleague
from ciie_admin.domain.quotas import Quota
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
    """`unit_review` is the unit's own state, on a client with its draft applied. `quota` is the
    account a person of a free label draws on, `lease` what this computer has set aside of it.
    """

    person: Person
    unit_review: UnitReview
    path: tuple[int, ...]
    people: tuple[Colleague, ...] = ()
    second: frozenset[str] = frozenset()
    quota: Quota | None = None
    lease: UUID | None = None


@dataclass(frozen=True, slots=True)
class PhotoCase(PersonCase):
    """The same person, of whom the photo is judged by itself."""


@dataclass(frozen=True, slots=True)
class QuotaCase:
    """`path` is that of the giver's place (of the root: its own), `own_path` that of the place the
    account is seen at; `giver` is None for the root, whose places come from nowhere. `other` is the
    account of the same giver that a 调剂 names, `open` whether the node that receives can; `lease`
    is what the computer has set aside of the account that gives; of an account whose places are to
    be set aside, of it itself.
    """

    quota: Quota
    giver: Quota | None
    path: tuple[int, ...]
    own_path: tuple[int, ...]
    other: Quota | None = None
    open: bool = True
    lease: UUID | None = None


Case = UnitCase | PersonCase
