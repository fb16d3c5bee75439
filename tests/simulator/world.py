"""Three computers, a network and a server, moved by one seeded scheduler (I-36).

Whatever happens is a line of the trace; ids that differ from run to run never stand in it.
"""

import random
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine

from ciie_admin.errors import Mishap, NotAllowed, Offline
from ciie_admin.models import forking, opening
from ciie_admin.sync.cycle import drain
from ciie_admin.wire.known import Known
from ciie_admin.wire.messages import Answer, Exchange
from tests.simulator.bureau import Bureau
from tests.simulator.computer import Computer
from tests.simulator.network import Crashed, DirectLine, Exchanging, Trip

LOGINS = ("jinpu.clerk", "dalian.head", "dalian.clerk")
MORNING = datetime(2024, 9, 10, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A computer in front of the server, as the device it is at this moment."""

    bureau: Bureau
    one: Computer

    def exchange(self, request: Exchange) -> Answer:
        return self.bureau.serve(self.one.login, request)

    def known(self, ids: Sequence[UUID]) -> Known:
        with self.one.cache.read() as db:
            device = opening.device(db)
        return self.bureau.known(self.one.login, device, ids)


@dataclass(slots=True)
class World:
    chance: random.Random
    bureau: Bureau
    computers: list[Computer]
    trips: list[Trip] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)
    made: int = 0
    """Trips and notes so far, to name the next one."""

    @property
    def now(self) -> datetime:
        return self.bureau.now

    def step(self, name: str, event: Callable[["World"], str]) -> None:
        """What has nothing to act on is no step: another one is picked."""
        self.bureau.now += timedelta(seconds=self.chance.randint(1, 90))
        self.trace.append(f"{len(self.trace):3} {name} ...")
        said = event(self)
        self.trace.pop()
        if said:
            self.trace.append(f"{len(self.trace):3} {name}: {said}")

    def any_computer(self) -> Computer:
        return self.chance.choice(self.computers)

    def next_number(self) -> int:
        self.made += 1
        return self.made

    def begin(self, one: Computer) -> str:
        """Start an exchange; its request is on its way when this returns."""
        one.exchanging = Exchanging(one.cache, one.actor, Sitting(self.bureau, one))
        return self._sent(one)

    def arrive(self, trip: Trip) -> str:
        """The request reaches the server, which answers at once."""
        login = self.computers[trip.computer].login
        try:
            trip.answer = self.bureau.serve(login, trip.request)
        except Mishap as mishap:
            trip.answer = mishap
        return self.say(trip)

    def come_home(self, trip: Trip) -> str:
        """The answer reaches its computer: stored, or nobody listens any more."""
        self.trips.remove(trip)
        one = self.computers[trip.computer]
        if trip is not one.trip or trip.answer is None:
            return f"{self.say(trip)}, nobody listens"
        return self.hear(one, trip.answer)

    def hear(self, one: Computer, said: Answer | BaseException) -> str:
        """The waiting exchange goes on with an answer, a mishap, or the end of the program."""
        assert one.exchanging is not None
        assert one.trip is not None
        one.trip.awaited, one.trip = False, None
        one.exchanging.hear(said)
        if isinstance(said, Answer) and one.exchanging.done:
            one.stored.append(said)
        told = self._sent(one)
        one.book("exchange")
        return told

    def crash(self, one: Computer) -> None:
        if one.exchanging is not None:
            self.hear(one, Crashed())
        one.cache.close()

    def sign_in(self, one: Computer) -> str:
        """The rights of this moment; a computer that was copied becomes one of its own."""
        one.actor = self.bureau.actor(one.login)
        with one.cache.write() as db:
            if not forking.is_copy(db):
                return f"{one.number} as {one.actor.role} of {one.actor.path[-1]}"
            forking.become(db, self.new_device())
        one.book("sign in")
        return f"{one.number} is another computer"

    def new_device(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def quiesce(self) -> None:
        """Everything on its way arrives; then everybody signs in and exchanges to the end."""
        for trip in list(self.trips):
            if trip.answer is None:
                self.arrive(trip)
            self.come_home(trip)
        for one in self.computers:
            if one.exchanging is not None:
                self.hear(one, Offline("unreachable"))
            assert one.exchanging is None
            self.sign_in(one)
        for one in (*self.computers, *self.computers):
            self._catch_up(one)

    def _catch_up(self, one: Computer) -> None:
        """A copy notices with its first exchange that it is one, and signs in again."""
        line = DirectLine(Sitting(self.bureau, one))
        try:
            drain(one.cache, line, one.actor, most=200)
        except NotAllowed as refusal:
            assert refusal.code == "device_forked"  # noqa: PT017 - raised again if it is another
            self.sign_in(one)
            drain(one.cache, line, one.actor, most=200)
        line.close()
        one.book("exchange")

    def _sent(self, one: Computer) -> str:
        """What the exchange waits with now, or how it ended."""
        assert one.exchanging is not None
        request = one.exchanging.request
        if request is None:
            told = one.exchanging.mishap or "done"
            one.exchanging = None
            return f"{one.number} {told}"
        one.trip = Trip(self.next_number(), one.number, request)
        self.trips.append(one.trip)
        return self.say(one.trip)

    def say(self, trip: Trip) -> str:
        asked = trip.request
        there = f"trip {trip.number} of {trip.computer}, {len(asked.operations)} up"
        there += f" from {asked.cursor}"
        if trip.answer is None:
            return there
        if isinstance(trip.answer, Mishap):
            return f"{there}, refused {trip.answer.code}"
        back = trip.answer
        verdicts = [getattr(one, "code", one.kind) for one in back.verdicts]
        down = f"{len(back.changes)} down to {back.cursor}/{back.head}, {back.remaining} left"
        return f"{there}, {verdicts}, {down}{', anew' if back.restart else ''}"

    def close(self) -> None:
        for one in self.computers:
            with suppress(AssertionError):
                self.crash(one)


@dataclass(frozen=True, slots=True)
class Stage:
    """A database of its own, and a folder with the first download of each computer."""

    engine: Engine
    folder: Path

    def first_download(self, one: Computer, bureau: Bureau) -> None:
        """Loaded once for all seeds: the server has the same records at every start."""
        loaded = self.folder / f"loaded-{one.number}"
        if loaded.exists():
            shutil.copytree(loaded, one.folder)
            one.start()
            return
        one.folder.mkdir()
        one.start()
        line = DirectLine(Sitting(bureau, one))
        drain(one.cache, line, one.actor, most=200)
        line.close()
        one.cache.close()
        shutil.copytree(one.folder, loaded)
        one.start()


def open_world(seed: int, stage: Stage, name: str) -> World:
    """The same world for the same seed: its devices come from it, too."""
    chance = random.Random(seed)
    bureau = Bureau(stage.engine, MORNING)
    bureau.furnish()
    folder = stage.folder / name
    folder.mkdir()
    computers = []
    for number, login in enumerate(LOGINS):
        one = Computer(number, login, folder / str(number), bureau.actor(login))
        stage.first_download(one, bureau)
        computers.append(one)
    world = World(chance, bureau, computers)
    for one in computers:
        one.name_device(world.new_device())
    return world
