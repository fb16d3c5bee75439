"""One exchange after the other with the real server: nothing lost, nothing twice, all told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text
from uuid6 import uuid7

from ciie_admin.domain.commands import (
    AddNote,
    Command,
    PassUnit,
    RejectUnit,
    ReturnUnit,
    WithdrawUnit,
)
from ciie_admin.domain.decide import NOTE_LIMIT
from ciie_admin.domain.states import Step
from ciie_admin.models import opening, reading, trays
from ciie_admin.models.precious import OUTBOX
from ciie_admin.models.recording import record
from ciie_admin.sync.cycle import cycle, exchanges
from ciie_admin.sync.entering import Entered
from ciie_admin.sync.http import Office
from ciie_admin.wire.messages import Answer, Exchange, Operation, Subject, VerdictRefused
from tests.fixtures.clerks import Clerk
from tests.fixtures.client import Enter, decided, synced
from tests.fixtures.local import always
from tests.fixtures.records import edit_unit, plant_units
from tests.fixtures.server import Server
from tests.journeys.oracle import assert_synced

RETURN = ReturnUnit(reasons=("address_differs",))


def refusals(client: Entered) -> dict[int, str]:
    with client.cache.read() as db:
        found = {one.wish.subject.id: one.verdict for one in trays.entries(db)}
    return {n: v.code for n, v in found.items() if isinstance(v, VerdictRefused)}


def test_long_messages_leave_in_pages_the_server_takes(server: Server, entering: Enter) -> None:
    units = plant_units(server.engine, 300, unit_class="association")
    clerk = entering("jinpu.clerk")
    long = ReturnUnit(
        reasons=("address_differs",), message="长" * NOTE_LIMIT, note="长" * NOTE_LIMIT
    )
    assert len(decided(clerk, *units, choose=always(long))) == 300
    synced(clerk)
    assert_synced(server.engine, [clerk])
    with server.engine.connect() as db:
        assert db.execute(text("SELECT DISTINCT review FROM unit")).scalars().all() == ["returned"]


def test_a_gap_in_the_numbers_is_closed_by_itself(server: Server, entering: Enter) -> None:
    first, second = plant_units(server.engine, 2)
    clerk = entering("jinpu.clerk")
    with clerk.cache.write() as db:
        opening.set_preference(db, "last_n", "40")
    decided(clerk, first, second)
    synced(clerk)
    assert_synced(server.engine, [clerk])
    with server.engine.connect() as db:
        assert db.execute(text("SELECT n FROM operation ORDER BY n")).scalars().all() == [1, 2]


def test_I15_an_id_used_for_two_commands_is_refused(server: Server) -> None:
    first, second = plant_units(server.engine, 2)
    clerk = Clerk(server, "jinpu.clerk")
    author, seen = server.account("jinpu.clerk").id, clerk.sees("unit")
    key = uuid7()

    def operation(n: int, unit: int, command: Command) -> Operation:
        return Operation(
            id=key,
            subject=Subject(kind="unit", id=unit),
            command=command,
            author=author,
            device=clerk.device,
            n=n,
            at=datetime.now(UTC),
            seen=seen[unit].seen,
            batch=key,
        )

    passing = operation(1, first, PassUnit(step=Step.FIRST))
    once = clerk.exchange(passing).verdicts
    assert [one.kind for one in once] == ["accepted"]
    assert clerk.exchange(passing).verdicts == once, "the stored verdict, not a second act"
    later = replace(passing, n=2, at=datetime.now(UTC), batch=uuid7(), seen="", after=(uuid7(),))
    assert clerk.exchange(later).verdicts == once, "released again by a copy: the same wish"
    for other in (operation(3, second, RETURN), operation(3, first, RETURN)):
        (verdict,) = clerk.exchange(other).verdicts
        assert isinstance(verdict, VerdictRefused)
        assert verdict.code == "id_reused"
    with server.engine.connect() as db:
        reviews = text("SELECT review FROM unit ORDER BY id")
        assert db.execute(reviews).scalars().all() == ["first_passed", "waiting"]


def test_what_rests_on_a_refused_operation_is_refused_with_it(
    server: Server, entering: Enter
) -> None:
    """Decided offline: a return, then its withdrawal. A colleague had rejected the unit."""
    (unit,) = plant_units(server.engine, 1)
    clerk, head = entering("jinpu.clerk", "one"), entering("dalian.head", "two")
    decided(head, unit, choose=always(RejectUnit(reasons=("not_eligible",))))
    synced(head)
    decided(clerk, unit, choose=always(RETURN))
    decided(clerk, unit, choose=always(WithdrawUnit()))
    synced(clerk)
    with clerk.cache.read() as db:
        said = [one.verdict for one in trays.entries(db)]
        assert reading.unit_rows(db, [unit])[unit].review == "rejected"
    codes = [one.code for one in said if isinstance(one, VerdictRefused)]
    assert sorted(codes) == ["rests_on_refused", "state_moved"]
    assert_synced(server.engine, [clerk, head])


def test_I17_a_correction_by_the_registrant_is_a_conflict(server: Server, entering: Enter) -> None:
    (unit,) = plant_units(server.engine, 1)
    clerk = entering("jinpu.clerk")
    decided(clerk, unit)
    with server.engine.begin() as db:
        edit_unit(db, unit, address="新址")
    synced(clerk)
    with clerk.cache.read() as db:
        (entry,) = trays.entries(db)
    assert entry.verdict.kind == "conflict"
    assert entry.base is not None
    assert entry.base.form.address == "大连市金普新区1号"  # type: ignore[union-attr]


def test_I14_one_bad_operation_never_stops_the_others(server: Server, entering: Enter) -> None:
    units = plant_units(server.engine, 4)
    clerk = entering("jinpu.clerk")
    decided(clerk, *units)
    with server.engine.begin() as db:
        db.execute(
            text("UPDATE unit SET review = 'rejected', version = 2 WHERE id = :id"),
            {"id": units[1]},
        )
    synced(clerk)
    assert refusals(clerk) == {units[1]: "state_moved"}
    with server.engine.connect() as db:
        reviews = db.execute(text("SELECT review FROM unit ORDER BY id")).scalars().all()
    assert reviews == ["first_passed", "rejected", "first_passed", "first_passed"]


def test_pages_are_asked_for_until_there_are_no_more(server: Server, entering: Enter) -> None:
    plant_units(server.engine, 30)
    clerk = entering("jinpu.clerk", synced=False)
    told: list[tuple[int, int, bool]] = []
    knew: list[int] = []
    office = clerk.office()

    def smaller(asked: Callable[..., Any]) -> Callable[..., Any]:
        def exchange(request: Any) -> Any:
            knew.append(request.remaining)
            return asked(replace(request, limit=12))

        return exchange

    office.exchange = smaller(office.exchange)  # type: ignore[method-assign]
    more = True
    while more:
        done = cycle(clerk.cache, office, clerk.actor)
        told.append((done.received, done.remaining, done.more))
        more = done.more
    office.close()
    assert [received for received, _, _ in told][:3] == [12, 12, 12]
    assert [remaining for _, remaining, _ in told] == sorted(
        (remaining for _, remaining, _ in told), reverse=True
    )
    assert told[-1][1:] == (0, False)
    assert knew == [0, *(remaining for _, remaining, _ in told[:-1])]
    assert_synced(server.engine, [clerk])


def test_notes_travel_without_a_release(server: Server, entering: Enter) -> None:
    (unit,) = plant_units(server.engine, 1)
    clerk, head = entering("jinpu.clerk", "one"), entering("dalian.head", "two")
    note = AddNote(text="已电话核实")
    record(clerk.cache, "unit", [unit], always(note), clerk.actor, at=datetime.now(UTC))
    synced(clerk)
    synced(head)
    with head.cache.read() as db:
        known = reading.unit(db, unit)
    assert known is not None
    assert [(one.what, one.note) for one in known.history] == [("add_note", "已电话核实")]
    with clerk.cache.read() as db:
        assert db.execute(OUTBOX.select()).all() == []


class Overheard:
    """The real line, which also keeps what was asked, in pages of 12."""

    def __init__(self, office: Office) -> None:
        self.asked: list[Exchange] = []
        self._exchange = office.exchange
        office.exchange = self.exchange  # type: ignore[method-assign]

    def exchange(self, request: Exchange) -> Answer:
        self.asked.append(request)
        return self._exchange(replace(request, limit=12))


def test_the_next_page_is_asked_for_ahead_and_never_twice(server: Server, entering: Enter) -> None:
    plant_units(server.engine, 40)
    clerk = entering("jinpu.clerk", synced=False)
    office = clerk.office()
    line = Overheard(office)
    pages = exchanges(clerk.cache, office, clerk.actor)
    first = next(pages)
    rest = list(pages)
    office.close()
    cursors = [one.cursor for one in line.asked]
    assert len(rest) + 1 == len(line.asked) > 3
    assert cursors == sorted(set(cursors))
    assert first.more
    assert not rest[-1].more
    assert_synced(server.engine, [clerk])


def test_a_page_asked_for_ahead_is_forgotten_when_there_is_news(
    server: Server, entering: Enter
) -> None:
    (first, *_) = plant_units(server.engine, 40)
    clerk = entering("jinpu.clerk")
    with server.engine.begin() as db:
        for number in range(1, 41):
            edit_unit(db, number, name_zh=f"改名企业{number}")
    office = clerk.office()
    line = Overheard(office)
    pages = exchanges(clerk.cache, office, clerk.actor)
    next(pages)
    decided(clerk, first)
    sent = sum(done.sent for done in pages)
    office.close()
    assert sent == 1
    assert [len(one.operations) for one in line.asked].count(1) == 1
    assert_synced(server.engine, [clerk])
