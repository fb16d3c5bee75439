"""Everything that can happen, and how often. Each says in a few words what it did."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from ciie_admin.domain.actors import Role
from ciie_admin.domain.cases import Case, PhotoCase
from ciie_admin.domain.commands import (
    AddNote,
    AdviseAgainst,
    Command,
    Export,
    JudgePhoto,
    RejectUnit,
    ReopenUnit,
    ReturnPerson,
    ReturnUnit,
    WithdrawPerson,
    WithdrawPhoto,
    WithdrawUnit,
    verdict_key,
)
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.next_step import pass_command
from ciie_admin.errors import Offline
from ciie_admin.models import opening, releasing, telling, trays
from ciie_admin.models.receiving import absorb
from ciie_admin.models.recording import record
from ciie_admin.models.tables import NARROW
from ciie_admin.server.faults import Fault
from ciie_admin.wire.messages import DecidedKind, SubjectKind, record_kind
from tests.fixtures.editions import DALIAN, EDITION, JINPU, PUDONG, ZHONGSHAN
from tests.simulator.computer import Computer
from tests.simulator.network import Trip
from tests.simulator.world import World

Event = Callable[[World], str]
NOTHING = ""
UNIT: tuple[Command, ...] = (
    ReturnUnit(reasons=("address_differs",)),
    RejectUnit(reasons=("not_eligible",)),
    ReopenUnit(why="申诉成立"),
    WithdrawUnit(),
)
PERSON: tuple[Command, ...] = (
    ReturnPerson(reasons=("photo_unfit",)),
    AdviseAgainst(reasons=("not_of_unit",)),
    WithdrawPerson(),
)
PHOTO: tuple[Command, ...] = (
    JudgePhoto(fit=True, photo="", sight="original"),
    JudgePhoto(fit=False, photo="", sight="small", reasons=("photo_unfit",)),
    WithdrawPhoto(),
)
"""Of whichever photo the record shows."""
KINDS: tuple[DecidedKind, ...] = ("unit", "person", "photo")
WORKPLACES = (JINPU, ZHONGSHAN, DALIAN)
ROLES = (Role.REVIEWER, Role.REVIEWER, Role.HEAD, Role.VIEWER)


def click(world: World) -> str:
    kind: DecidedKind = world.chance.choice(KINDS)
    one = world.any_computer()
    there = _on_screen(one, record_kind(kind))
    if not there:
        return NOTHING
    there = sorted(set(there))
    some = sorted(world.chance.sample(there, min(len(there), world.chance.randint(1, 4))))
    others: tuple[Command | None, ...] = PHOTO
    if kind != "photo":
        others = (None, None, None, *(UNIT if kind == "unit" else PERSON))
    command = world.chance.choice(others)
    return _record(world, one, "click", kind, some, command)


def _on_screen(one: Computer, kind: SubjectKind) -> list[int]:
    """Also a record that has left since the list was drawn."""
    with one.cache.read() as db:
        there = list(db.execute(select(NARROW[kind].c.id).order_by(NARROW[kind].c.id)).scalars())
    return [*there, 1] if there else []


def note(world: World) -> str:
    """Each with a text of its own: it must stand in one history once."""
    text = AddNote(text=f"第{world.next_number()}条")
    unit = world.chance.choice(world.bureau.units)
    return _record(world, world.any_computer(), "note", "unit", [unit], text)


def _record(
    world: World,
    one: Computer,
    act: str,
    kind: DecidedKind,
    some: list[int],
    command: Command | None,
) -> str:
    def choose(case: Case, edition: Edition) -> Command:
        if isinstance(command, JudgePhoto) and isinstance(case, PhotoCase):
            return replace(command, photo=case.person.photo)
        return command or pass_command(case, edition)

    done = record(one.cache, kind, some, choose, one.actor, at=world.now + one.skew)
    come, _ = one.book(act)
    what = verdict_key(command) if command else "pass"
    refused = [why.code for _, why in done.not_possible]
    return f"{one.number} {what} {kind} {some}, {come} made, {refused}"


def export(world: World) -> str:
    """A list has become a file: told whatever rights its author has by then."""
    one = world.any_computer()
    rows = world.next_number()
    wish = Export(of="unit", rows=rows, columns=("unit_name",), masked=True)
    telling.tell(one.cache, wish, EDITION, one.actor, world.now + one.skew)
    one.book("export")
    return f"{one.number} of {rows} rows"


def release(world: World) -> str:
    one = world.any_computer()
    if not one.ledger.kept.drafts:
        return NOTHING
    done = releasing.release(one.cache, one.actor)
    _, gone = one.book("release")
    return f"{one.number}: {len(done.sent)} out, {done.stayed} stay, {gone} replaced for good"


def undo(world: World) -> str:
    one = world.any_computer()
    done = releasing.undo(one.cache, one.actor)
    if done.what == "nothing":
        return NOTHING
    _, gone = one.book("undo")
    return f"{one.number}: {done.what}, {len(done.wishes)} wishes, {gone} withdrawn"


def take_back(world: World) -> str:
    one = world.any_computer()
    done = releasing.take_back(one.cache, one.actor)
    if not done.wishes:
        return NOTHING
    _, gone = one.book("take back")
    return f"{one.number}: {len(done.wishes)} wishes, {gone} withdrawn"


def deal_with_tray(world: World) -> str:
    """Keep mine, or let it go."""
    one = world.any_computer()
    with one.cache.read() as db:
        waiting = trays.entries(db)
    if not waiting:
        return NOTHING
    entry = min(waiting, key=lambda e: (e.wish.act, e.wish.subject.kind, e.wish.subject.id))
    if world.chance.random() < 0.4:
        trays.drop(one.cache, entry.wish.id)
        return f"{one.number} drops {entry.wish.command.kind}{one.book('drop')}"
    trays.redo(one.cache, entry.wish.id, one.actor, world.now + one.skew)
    come, _ = one.book("redo")
    return f"{one.number} wants {entry.wish.command.kind} once more, {come} made"


def start(world: World) -> str:
    one = world.any_computer()
    return NOTHING if one.exchanging else world.begin(one)


def carry_request(world: World) -> str:
    trip = _trip(world, answered=False)
    return world.arrive(trip) if trip else NOTHING


def carry_answer(world: World) -> str:
    trip = _trip(world, answered=True)
    return world.come_home(trip) if trip else NOTHING


def lose_request(world: World) -> str:
    return _lose(world, answered=False)


def lose_answer(world: World) -> str:
    """The server has done it all; the computer does not know."""
    return _lose(world, answered=True)


def _lose(world: World, *, answered: bool) -> str:
    trip = _trip(world, answered=answered)
    if trip is None:
        return NOTHING
    world.trips.remove(trip)
    one = world.computers[trip.computer]
    return world.hear(one, Offline("cut_off")) if trip is one.trip else world.say(trip)


def give_up(world: World) -> str:
    """Too slow: the program stops waiting, and its message arrives some time later."""
    one = world.any_computer()
    return world.hear(one, Offline("too_slow")) if one.trip else NOTHING


def duplicate_request(world: World) -> str:
    """A proxy on the way sends it a second time."""
    trip = _trip(world, answered=False)
    if trip is None:
        return NOTHING
    twin = Trip(world.next_number(), trip.computer, trip.request, awaited=False)
    world.trips.append(twin)
    return world.say(twin)


def old_answer(world: World) -> str:
    """An answer that was stored before is stored again: the next exchange must make it right.

    One at a time and not while one waits for another: that would be no old answer but a page
    left out.
    """
    one = world.any_computer()
    if one.exchanging or not one.stored:
        return NOTHING
    answer = world.chance.choice(one.stored)
    with one.cache.read() as db:
        known = opening.progress(db)
    if (known.get("epoch"), known.get("grants")) != (answer.epoch, answer.grants):
        return NOTHING
    absorb(one.cache, answer, one.actor)
    one.stored.clear()
    one.book("old answer")
    return f"{one.number} back to {answer.cursor}{', anew' if answer.restart else ''}"


def _trip(world: World, *, answered: bool) -> Trip | None:
    """Any of them, not the oldest: messages overtake each other."""
    there = [trip for trip in world.trips if (trip.answer is not None) == answered]
    return world.chance.choice(there) if there else None


def crash(world: World) -> str:
    """At any moment, so also between a request and the storing of its answer."""
    one = world.any_computer()
    waiting = one.exchanging is not None
    world.crash(one)
    one.start()
    world.sign_in(one)
    return f"{one.number}{' while it waits' if waiting else ''}{one.book('crash')}"


def sign_in(world: World) -> str:
    one = world.any_computer()
    return NOTHING if one.exchanging else world.sign_in(one)


def back_up(world: World) -> str:
    one = world.any_computer()
    if one.exchanging:
        return NOTHING
    one.back_up()
    return f"{one.number}{one.book('back up')}"


def restore(world: World) -> str:
    """The profile is an older copy of itself: its numbers have been used before."""
    one = _restorable(world)
    if one is None or one.copy is None:
        return NOTHING
    world.crash(one)
    one.restore(one.copy)
    world.sign_in(one)
    return f"{one.number}, {len(one.ledger.astray)} astray{one.book('restore')}"


def _restorable(world: World) -> Computer | None:
    there = [one for one in world.computers if one.copy]
    return world.chance.choice(there) if there else None


def server_backed_up(world: World) -> str:
    world.bureau.back_up()
    return f"at {world.bureau.head}"


def server_restored(world: World) -> str:
    if world.bureau.backup is None:
        return NOTHING
    before = world.bureau.head
    world.bureau.restore(world.bureau.backup)
    return f"from {before} to {world.bureau.head}"


def unit_edited(world: World) -> str:
    number = world.chance.choice(world.bureau.units)
    world.bureau.edit_unit(number, address=f"新址{world.next_number()}号")
    return str(number)


def person_edited(world: World) -> str:
    number = world.chance.choice(world.bureau.persons)
    label = world.chance.choice(("visitor", "vip", "staff"))
    world.bureau.edit_person(number, label=label)
    return str(number)


def photo_replaced(world: World) -> str:
    number = world.chance.choice(world.bureau.persons)
    world.bureau.replace_photo(number, f"{world.next_number():064x}")
    return str(number)


def unit_moved(world: World) -> str:
    """Also out of everybody's sight."""
    number = world.chance.choice(world.bureau.units)
    place = world.chance.choice((*WORKPLACES, PUDONG))
    world.bureau.move(number, place)
    return f"{number} to {place}"


def grants_changed(world: World) -> str:
    one = world.any_computer()
    place, role = world.chance.choice(WORKPLACES), world.chance.choice(ROLES)
    world.bureau.regrant(one.login, place, role)
    return f"{one.number} to {place} as {role}"


def clock_moved(world: World) -> str:
    one = world.any_computer()
    one.skew = timedelta(days=world.chance.choice((-365, -1, 0, 2, 400)))
    return f"{one.number} by {one.skew.days} days"


def paid(world: World) -> str:
    some = world.chance.sample(world.bureau.persons, 2)
    return _by_rules(lambda: world.bureau.pay(some), f"{some}")


def judged(world: World) -> str:
    number = world.chance.choice(world.bureau.persons)
    return _by_rules(lambda: world.bureau.judge(number), f"{number}")


def _by_rules(act: Callable[[], None], said: str) -> str:
    try:
        act()
    except Fault as fault:
        return f"{said}: {fault.code}"
    return said


EVENTS: tuple[tuple[int, Event], ...] = (
    (16, click),
    (3, note),
    (2, export),
    (10, release),
    (4, undo),
    (1, take_back),
    (3, deal_with_tray),
    (14, start),
    (16, carry_request),
    (16, carry_answer),
    (2, lose_request),
    (3, lose_answer),
    (3, give_up),
    (3, duplicate_request),
    (2, old_answer),
    (3, crash),
    (2, sign_in),
    (2, back_up),
    (1, restore),
    (2, server_backed_up),
    (1, server_restored),
    (3, unit_edited),
    (2, person_edited),
    (2, photo_replaced),
    (2, unit_moved),
    (2, grants_changed),
    (1, clock_moved),
    (3, paid),
    (1, judged),
)
"""Relative frequency and event."""
