"""The cursor under load: twelve writers who commit in any order, one reader who polls.

The same check is run against two wrong ways of numbering and one wrong way of reading, so that it
is known to see the fault.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Barrier

import pytest
from sqlalchemy import Connection, Engine, func, insert, select, text
from sqlalchemy.exc import IntegrityError

from ciie_admin.domain.actors import Actor, Role
from ciie_admin.server import access, feed
from ciie_admin.server.access import Sight
from ciie_admin.server.feed import CHANGES, HEADS, Moved, Page
from ciie_admin.server.records import UNITS
from tests.fixtures.editions import CENTRE, DALIAN, EDITION, JINPU
from tests.fixtures.records import plant_unit

WRITERS, ACTS = 12, 25
SEED = 20241105
ROLLED_BACK = 0.05
LIMIT = 40
"""Small pages: the cursor also stops in the middle of what is there."""
CLERK = Actor(account=1, name="孙经办", role=Role.REVIEWER, path=(CENTRE, DALIAN, JINPU))
WORK = text("SELECT pg_sleep(:seconds)")
TOUCH = text("UPDATE unit SET version = version + 1 WHERE id = ANY(:ids)")

Announce = Callable[[Connection, int, Sequence[Moved]], int]
Look = Callable[[Engine, Sight, int], tuple[Page, int]]
"""One page, and the newest number that was to be seen in its snapshot."""


@dataclass(slots=True)
class Watched:
    """What the reader saw. `mirror` holds the newest version of each unit."""

    mirror: dict[int, int] = field(default_factory=dict)
    seqs: list[int] = field(default_factory=list)
    ahead: list[tuple[int, int]] = field(default_factory=list)
    """Cursors beyond the newest number of their snapshot."""
    heads: list[int] = field(default_factory=list)

    def take(self, page: Page, newest: int) -> None:
        self.heads.append(page.head)
        if page.cursor > newest:
            self.ahead.append((page.cursor, newest))
        for change in map(json.loads, page.changes):
            self.seqs.append(change["seq"])
            if change["kind"] == "unit":
                self.mirror[change["id"]] = change["record"]["version"]


@pytest.fixture
def units(database: Engine) -> list[int]:
    """Four a writer and act: each act has its own, so that no later change hides a missed one."""
    with database.begin() as db:
        first = plant_unit(db, 1)
        row = dict(db.execute(select(UNITS).where(UNITS.c.id == first)).mappings().one())
        del row["id"]
        others = range(2, WRITERS * ACTS * 4 + 1)
        db.execute(insert(UNITS), [{**row, "credit_code": f"T{n:017d}"} for n in others])
        found = db.execute(text("SELECT id FROM unit ORDER BY id")).scalars().all()
    return list(found)


def write(engine: Engine, announce: Announce, chance: random.Random, mine: list[int]) -> None:
    """One writer: work, announce, a little more work, commit or not."""
    with engine.connect() as db:
        for start in range(0, len(mine), 4):
            ids = mine[start : start + chance.randint(1, 4)]
            db.execute(TOUCH, {"ids": ids})
            db.execute(WORK, {"seconds": chance.uniform(0, 0.03)})
            announce(db, EDITION, [Moved(JINPU, "unit", number) for number in ids])
            db.execute(WORK, {"seconds": chance.uniform(0, 0.01)})
            if chance.random() < ROLLED_BACK:
                db.rollback()
            else:
                db.commit()


def look(engine: Engine, seen: Sight, cursor: int) -> tuple[Page, int]:
    """As the exchange reads it: head and page in one snapshot."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as db:
        page = feed.page(db, EDITION, seen, cursor, LIMIT)
        return page, _newest(db)


def _newest(db: Connection) -> int:
    """Asked of the index itself, not of the counter."""
    newest: int = db.execute(select(func.max(CHANGES.c.seq))).scalar_one()
    return newest


def race(
    engine: Engine, units: list[int], announce: Announce = feed.announce, look: Look = look
) -> Watched:
    """Let them all write while one reader follows; it looks on until it has reached the end."""
    with engine.connect() as db:
        seen = access.sight(db, CLERK)
    start = Barrier(WRITERS)

    def one(number: int) -> None:
        start.wait()
        mine = units[number * ACTS * 4 : (number + 1) * ACTS * 4]
        write(engine, announce, random.Random(SEED + number), mine)

    watched, cursor = Watched(), 0
    with ThreadPoolExecutor(WRITERS) as pool:
        writers = [pool.submit(one, number) for number in range(WRITERS)]
        done = False
        while not done:
            ended = all(writer.done() for writer in writers)
            page, newest = look(engine, seen, cursor)
            watched.take(page, newest)
            done, cursor = ended and page.cursor == cursor, page.cursor
        for writer in writers:
            writer.result()
    return watched


def missed(engine: Engine, watched: Watched) -> set[int]:
    """Units whose last committed version the reader never saw."""
    with engine.connect() as db:
        touched = text("SELECT id, version FROM unit WHERE version > 1")
        committed = dict(map(tuple, db.execute(touched).all()))
    assert len(committed) > WRITERS * ACTS, "the writers did write"
    return {
        number for number, version in committed.items() if watched.mirror.get(number) != version
    }


def test_I01_twelve_writers_and_no_change_is_missed(database: Engine, units: list[int]) -> None:
    watched = race(database, units)
    assert missed(database, watched) == set()


def test_I02_a_cursor_is_never_ahead_of_the_snapshot_of_its_page(
    database: Engine, units: list[int]
) -> None:
    watched = race(database, units)
    assert watched.ahead == []
    assert watched.heads == sorted(watched.heads)


def test_I04_every_change_has_a_number_of_its_own(database: Engine, units: list[int]) -> None:
    watched = race(database, units)
    assert watched.seqs == sorted(set(watched.seqs))
    again = text(
        "INSERT INTO change (edition_id, place_id, kind, record_id, gone, seq)"
        " SELECT edition_id, place_id, kind, -1, gone, seq FROM change LIMIT 1"
    )
    with pytest.raises(IntegrityError, match="uq_change_seq"), database.begin() as db:
        db.execute(again)


def numbered(db: Connection, edition: int, moved: Sequence[Moved], first: int) -> int:
    places, kinds, ids, gone = map(list, zip(*moved, strict=True))
    last = first + len(moved) - 1
    values = {"edition": edition, "seqs": list(range(first, last + 1))}
    values |= {"places": places, "kinds": kinds, "ids": ids, "gone": gone}
    db.execute(feed.MOVE, values)
    return last


@pytest.fixture
def sequence(database: Engine) -> Iterator[None]:
    """One step of it is enough for the largest act."""
    with database.begin() as db:
        start = db.execute(select(HEADS.c.head)).scalar_one() + 10
        db.execute(text(f"CREATE SEQUENCE plain START {start} INCREMENT 10"))
    yield
    with database.begin() as db:
        db.execute(text("DROP SEQUENCE plain"))


def plain_sequence(db: Connection, edition: int, moved: Sequence[Moved]) -> int:
    first: int = db.execute(text("SELECT nextval('plain')")).scalar_one()
    return numbered(db, edition, moved, first)


def sequence_then_lock(db: Connection, edition: int, moved: Sequence[Moved]) -> int:
    """The number is taken before the row is locked: the lock alone does not help."""
    last = plain_sequence(db, edition, moved)
    raised = text("UPDATE head SET head = greatest(head, :last) WHERE edition_id = :edition")
    db.execute(raised, {"last": last, "edition": edition})
    return last


def look_by_newest(engine: Engine, seen: Sight, cursor: int) -> tuple[Page, int]:
    """Goes on where the page ended: what belongs to a sequence without a counter row."""
    page, newest = look(engine, seen, cursor)
    return replace(page, cursor=newest if not page.remaining else page.cursor), newest


def head_in_a_second_statement(engine: Engine, seen: Sight, cursor: int) -> tuple[Page, int]:
    page, newest = look(engine, seen, cursor)
    if len(page.changes) == LIMIT:
        return page, newest
    with engine.connect() as db:
        db.execute(WORK, {"seconds": 0.003})
        head = db.execute(select(HEADS.c.head).where(HEADS.c.edition_id == EDITION)).scalar_one()
    return replace(page, cursor=head, head=head), newest


@pytest.mark.usefixtures("sequence")
@pytest.mark.parametrize(
    ("announce", "reader"),
    [(plain_sequence, look_by_newest), (sequence_then_lock, look)],
    ids=["plain sequence", "lock after the number"],
)
def test_I01_the_check_sees_numbers_given_in_another_order_than_commits(
    database: Engine, units: list[int], announce: Announce, reader: Look
) -> None:
    watched = race(database, units, announce, reader)
    assert missed(database, watched)


def test_I02_the_check_sees_a_head_read_after_the_page(database: Engine, units: list[int]) -> None:
    watched = race(database, units, look=head_in_a_second_statement)
    assert watched.ahead
    assert missed(database, watched)
