"""Fills an edition with a made-up fair through the same doors as everybody: the registration
desk, the reviewers' operations, the stand-ins for bank and organiser. No state is set by hand."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from sqlalchemy import Engine

from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.units import UnitForm
from ciie_admin.server import (
    filling_acts,
    filling_verdicts,
    intake,
    intake_persons,
    notices,
    pictures,
    signin,
)
from ciie_admin.server.filling_plans import PlannedPerson, PlannedUnit
from ciie_admin.server.intake import Account, Standing
from ciie_admin.server.intake_persons import PersonEntry, Photo
from ciie_admin.server.receiving import receiving
from ciie_admin.server.reception import Reception

P = TypeVar("P", bound=PlannedPerson)
ROWS = 1_500
"""Units and persons one transaction takes in."""
FILL_IN = timedelta(hours=1)
"""From registering to a filled form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material(Generic[P]):
    """`photo` gives the JPEG of a person, None without one; the same bytes are checked once.

    `licences` are the pictures the forms' digests name. All registrants share `password`.
    """

    photo: Callable[[P], bytes | None]
    licences: Sequence[bytes]
    password: str
    progress: Callable[[int], None] = lambda persons: None
    """Told the number of persons taken in so far."""


@dataclass(slots=True)
class Filed(Generic[P]):
    """A planned unit with the ids it and its persons got; late persons come in the end."""

    plan: PlannedUnit[P]
    unit: int
    persons: list[tuple[P, int]]


def fill(
    engine: Engine,
    secret: bytes,
    plans: Iterable[PlannedUnit[P]],
    now: datetime,
    material: Material[P],
) -> int:
    """Take in all plans and bring them as far as they say; returns the number of persons.

    `now` is the present: the ages of the plans count back from it, and registration must have
    been open that long. Needs accounts of reviewers for every place, two for two-step reviews.
    """
    clerk = _Clerk(engine, secret, now, material, signin.hash_password(material.password))
    filed: list[Filed[P]] = []
    persons = 0
    for chunk in _chunks(plans):
        filed += clerk.take_in(chunk)
        persons += sum(len(one.persons) for one in chunk)
        material.progress(persons)
    filling_verdicts.judge_units(engine, filed, now)
    for part in _parts(filed):
        clerk.add_late(part)
    filling_verdicts.judge_persons(engine, filed, now)
    for part in _parts(filed):
        with receiving(engine, secret, now) as desk:
            filling_acts.settle(desk, part, now)
    _send_all(engine, now)
    return persons
