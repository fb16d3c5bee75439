"""Filling: the reviewers of a made-up fair decide by operations, like everybody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import Connection, Engine, select
from uuid6 import uuid7

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import (
    AdviseAgainst,
    PassPerson,
    PassUnit,
    PersonCommand,
    RejectUnit,
    ReturnPerson,
    ReturnUnit,
    UnitCommand,
)
from ciie_admin.domain.edition import Edition, unit_steps
from ciie_admin.domain.persons import Person
from ciie_admin.domain.quota_commands import MoveQuota
from ciie_admin.domain.sampling import spot
from ciie_admin.domain.states import PersonReview, SpotCheck, Step, UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.server import deciding, filling_roster, records
from ciie_admin.server.deciding import Caller
from ciie_admin.server.filling_plans import Filed, PersonAim, Present, UnitAim
from ciie_admin.server.filling_roster import Path, Roster
from ciie_admin.server.records import PLACES
from ciie_admin.wire.messages import PAGE_OPERATIONS, Operation, Subject

ROUNDS = 2
"""As many as a review may have steps."""
LOOKED_AT = timedelta(hours=20)
"""How long after the newest submission of a page the page was decided."""
BACKLOG = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Wish:
    """One verdict or move to be given: on what, by whom, and not before when."""

    subject: Subject
    seen: str
    command: UnitCommand | PersonCommand | MoveQuota
    by: Actor
    after: datetime


def judge_units(engine: Engine, present: Present, filed: Sequence[Filed]) -> None:
    """Bring all units to their wanted review, in as many steps as the edition has."""
    aims = {one.unit: one.plan.fate for one in filed}
    with engine.begin() as db:
        roster = filling_roster.enlist(db)
    for _ in range(ROUNDS):
        with engine.connect() as db:
            wishes = list(_unit_wishes(db, present, roster, aims))
        give(engine, present, roster, wishes)


def return_units(engine: Engine, present: Present, back: Sequence[Filed]) -> None:
    """Those that come back after it, whatever becomes of them then."""
    if not back:
        return
    reasons = {one.unit: one.plan.fate.came_back for one in back}
    with engine.begin() as db:
        roster = filling_roster.enlist(db)
        paths = paths_of(db)
        wishes = [
            Wish(
                Subject(kind="unit", id=unit.id),
                unit.seen,
                ReturnUnit(reasons=reasons[unit.id]),
                roster.first(paths[unit.review_place], unit.id),
                unit.history[-1].at,
            )
            for unit in records.units(db, reasons).values()
        ]
    give(engine, present, roster, wishes)


def judge_persons(engine: Engine, present: Present, filed: Sequence[Filed]) -> None:
    aims = {number: person.fate for one in filed for person, number in one.persons}
    with engine.begin() as db:
        roster = filling_roster.enlist(db)
    for _ in range(ROUNDS):
        with engine.connect() as db:
            wishes = list(_person_wishes(db, present, roster, aims))
        give(engine, present, roster, wishes)


def _unit_wishes(
    db: Connection, present: Present, roster: Roster, aims: Mapping[int, UnitAim]
) -> Iterator[Wish]:
    edition, paths = records.edition(db, present.edition), paths_of(db)
    for unit in records.units(db, aims).values():
        command = _unit_command(unit, aims[unit.id], edition)
        if command is None or unit.submitted_at is None:
            continue
        path = paths[unit.review_place]
        again = unit.review is UnitReview.FIRST_PASSED
        by = roster.second(path, unit.id) if again else roster.first(path, unit.id)
        last = unit.history[-1].at
        yield Wish(Subject(kind="unit", id=unit.id), unit.seen, command, by, last)


def _unit_command(unit: Unit, aim: UnitAim, edition: Edition) -> UnitCommand | None:
    if unit.review is aim.review:
        return PassUnit(step=Step.FINAL) if aim.looked and spot(unit) is SpotCheck.WAITING else None
    if aim.review is UnitReview.RETURNED:
        return ReturnUnit(reasons=aim.reasons)
    if aim.review is UnitReview.REJECTED:
        return RejectUnit(reasons=aim.reasons)
    if aim.review not in (UnitReview.FIRST_PASSED, UnitReview.PASSED):
        return None
    fresh = unit_steps(edition, unit.unit_class) > 1 and unit.review is UnitReview.WAITING
    return PassUnit(step=Step.FIRST if fresh else Step.FINAL)


def _person_wishes(
    db: Connection, present: Present, roster: Roster, aims: Mapping[int, PersonAim]
) -> Iterator[Wish]:
    edition, paths = records.edition(db, present.edition), paths_of(db)
    wanted = [number for number, aim in aims.items() if aim.review is not PersonReview.WAITING]
    for person in records.persons(db, wanted).values():
        command = _person_command(person, aims[person.id], edition)
        if command is None or person.submitted_at is None:
            continue
        path = paths[person.review_place]
        again = person.review is PersonReview.FIRST_PASSED
        by = roster.second(path, person.id) if again else roster.first(path, person.id)
        last = person.history[-1].at
        yield Wish(Subject(kind="person", id=person.id), person.seen, command, by, last)


def _person_command(person: Person, aim: PersonAim, edition: Edition) -> PersonCommand | None:
    if person.review is aim.review:
        return None
    if aim.review is PersonReview.RETURNED:
        return ReturnPerson(reasons=aim.reasons)
    if aim.review is PersonReview.ADVISED_AGAINST:
        return AdviseAgainst(reasons=aim.reasons)
    fresh = edition.review.person_steps > 1 and person.review is PersonReview.WAITING
    return PassPerson(step=Step.FIRST if fresh else Step.FINAL)


def give(engine: Engine, present: Present, roster: Roster, wishes: Sequence[Wish]) -> None:
    """In pages, each account by itself and its oldest records first."""
    ordered = sorted(wishes, key=lambda one: (one.by.account, one.after))
    for _, own in groupby(ordered, key=lambda one: one.by.account):
        for page in _pages(own):
            _give_page(engine, present, roster, page)


def _pages(own: Iterable[Wish]) -> Iterator[list[Wish]]:
    """Nothing lies longer than `BACKLOG` because something newer is decided with it."""
    page: list[Wish] = []
    for one in own:
        if page and (len(page) == PAGE_OPERATIONS or one.after - page[0].after > BACKLOG):
            yield page
            page = []
        page.append(one)
    if page:
        yield page


def _give_page(engine: Engine, present: Present, roster: Roster, page: Sequence[Wish]) -> None:
    """Raises ValueError naming the first refusal: then the plan wants what the rules forbid."""
    by, batch = page[0].by, uuid7()
    now = min(present.now, page[-1].after + LOOKED_AT)
    operations = [
        Operation(
            id=uuid7(),
            subject=one.subject,
            command=one.command,
            author=by.account,
            device=roster.devices[by.account],
            n=roster.next_number(by.account),
            at=now,
            seen=one.seen,
            batch=batch,
        )
        for one in page
    ]
    caller = Caller(actor=by, device=roster.devices[by.account], edition=present.edition)
    for verdict in deciding.settle(engine, caller, operations, now):
        if verdict.kind != "accepted":
            raise ValueError(getattr(verdict, "code", verdict.kind))


def paths_of(db: Connection) -> Mapping[int, Path]:
    rows = db.execute(select(PLACES.c.id, PLACES.c.path))
    return {row.id: tuple(row.path) for row in rows}
