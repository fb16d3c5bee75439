"""Fills an edition with a made-up fair through the same doors as everybody: registration desk,
reviewers' operations, stand-ins for bank and organiser. No state is set by hand.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Engine

from ciie_admin.domain.quotas import QuotaNode, quota_id
from ciie_admin.server import (
    filling_acts,
    filling_quota,
    filling_verdicts,
    notices,
    records,
    signin,
)
from ciie_admin.server.filling_desk import DeskDoor
from ciie_admin.server.filling_plans import Allotment, Door, Filed, Material, PlannedUnit, Present
from ciie_admin.server.receiving import receiving

T = TypeVar("T")
ROWS = 1_500
"""Units and persons one transaction changes."""
TO_UNITS = timedelta(days=1)
"""How long before the present units got places of their own."""


def fill(
    engine: Engine,
    secret: bytes,
    plans: Iterable[PlannedUnit],
    now: datetime,
    material: Material,
    *,
    edition: int | None = None,
    door: Door | None = None,
    allotment: Allotment | None = None,
) -> int:
    """Take in all plans and bring them as far as they say; returns the number of persons.

    Registrants come in by `door`, None: at the desk of this process. Registration must have been
    open as long as the plans reach back from `now`. Every place needs a reviewer at or above it,
    two-step reviews a second one at mission level; whoever is to be free a place of the allotment.
    Raises Mishap("no_reviewer"), and Fault (a door over HTTP: Mishap) for a plan the rules refuse.
    """
    with engine.begin() as db:
        number = edition if edition is not None else signin.current_edition(db)
    present = Present(edition=number, now=now, secret=secret)
    entry = door or DeskDoor(engine, present, material)
    if allotment is not None:
        filling_quota.give_quota(engine, present, allotment.places, _opened(engine, number))
    filed = _take_in(entry, list(plans), material)
    if allotment is not None:
        filling_quota.give_quota(engine, present, _of_units(allotment, filed), now - TO_UNITS)
    back = [one for one in filed if one.plan.fate.came_back]
    filling_verdicts.return_units(engine, present, back)
    for part in _parts(back, entry.rows, lambda one: one.plan):
        entry.correct(part)
    filling_verdicts.judge_units(engine, present, filed)
    for part in _parts(filed, entry.rows, lambda one: one.plan):
        entry.add_late(part)
    filling_verdicts.judge_persons(engine, present, filed)
    for part in _parts(filed, ROWS, lambda one: one.plan):
        with receiving(engine, secret, now, number) as desk:
            filling_acts.settle(desk, part, now)
    _send_all(engine, now)
    return sum(len(one.persons) for one in filed)


def _opened(engine: Engine, edition: int) -> datetime:
    with engine.connect() as db:
        return records.edition(db, edition).deadlines.opens


def _of_units(allotment: Allotment, filed: Iterable[Filed]) -> dict[int, int]:
    """By account, once the units are there."""
    ids = {one.plan.login: one.unit for one in filed}
    return {
        quota_id(QuotaNode.UNIT, ids[login], label): count
        for (login, label), count in allotment.units.items()
    }


def _take_in(door: Door, plans: list[PlannedUnit], material: Material) -> list[Filed]:
    returning = [plan for plan in plans if plan.returning]
    for part in _parts(returning, door.rows, lambda plan: plan):
        door.remember(part)
    filed: list[Filed] = []
    for part in _parts(plans, door.rows, lambda plan: plan):
        filed += door.take_in(part)
        material.progress(sum(len(one.plan.persons) for one in filed))
    return filed


def _parts(whole: Iterable[T], rows: int, plan_of: Callable[[T], PlannedUnit]) -> Iterator[list[T]]:
    """As many at a time as have about this many units and persons."""
    part: list[T] = []
    count = 0
    for one in whole:
        part.append(one)
        count += 1 + len(plan_of(one).persons)
        if count >= rows:
            yield part
            part, count = [], 0
    if part:
        yield part


def _send_all(engine: Engine, now: datetime) -> None:
    """Of a made-up past no message waits."""
    while True:
        with engine.begin() as db:
            if not notices.send_waiting(db, now):
                return
