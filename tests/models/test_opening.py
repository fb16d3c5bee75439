"""What may be thrown away is, what a person made never is, in any version of the program."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.states import UnitClass
from ciie_admin.models import opening, reading, saved_queries, tables
from ciie_admin.models.precious import BATCH, PREFERENCE, SAVED_QUERY, precious
from ciie_admin.models.queries import Query
from ciie_admin.models.releasing import release
from ciie_admin.models.saved_queries import SavedQuery
from ciie_admin.wire.messages import VerdictRefused
from tests.domain.samples import unit
from tests.fixtures.local import ACTOR, Local, accepted

ASSOCIATION = UnitClass.ASSOCIATION
Computers = Callable[[str], Local]

# As the first program made them. They are never altered: a later one reads what this one wrote.
PRECIOUS = {
    "draft": (
        (
            "id VARCHAR!, act INTEGER!, subject_kind VARCHAR!, subject_id INTEGER!, body TEXT!, "
            "replaced TEXT, problem TEXT"
        ),
        "draft_act(act), draft_subject(subject_kind subject_id)*",
    ),
    "scan": ("id VARCHAR!, digest VARCHAR!, content BLOB!", ""),
    "outbox": (
        (
            "place INTEGER!, id VARCHAR!, act INTEGER!, subject_kind VARCHAR!, "
            "subject_id INTEGER!, body TEXT!, n INTEGER, sent_at VARCHAR, verdict TEXT"
        ),
        "outbox_n(n), outbox_subject(subject_kind subject_id)",
    ),
    "delivered": (
        (
            "id VARCHAR!, subject_kind VARCHAR!, subject_id INTEGER!, body TEXT!, verdict TEXT!, "
            "at VARCHAR!"
        ),
        "",
    ),
    "tray": (
        (
            "id VARCHAR!, subject_kind VARCHAR!, subject_id INTEGER!, body TEXT!, verdict TEXT!, "
            "at VARCHAR!, settled VARCHAR"
        ),
        "",
    ),
    "batch": ("id VARCHAR!, act INTEGER!, at VARCHAR!, body TEXT!", ""),
    "held": ("subject_kind VARCHAR!, subject_id INTEGER!, act INTEGER!, body TEXT!", ""),
    "preference": ("name VARCHAR!, value TEXT!", ""),
    "saved_query": ("id VARCHAR!, place INTEGER!, body TEXT!", ""),
    "mark": (
        "subject_kind VARCHAR!, subject_id INTEGER!, name VARCHAR!, value TEXT!",
        "mark_name(name subject_kind subject_id)",
    ),
}


def test_the_precious_tables_are_as_they_were(local: Local) -> None:
    assert {name: shape(local, name) for name in precious.tables} == PRECIOUS


def shape(local: Local, table: str) -> tuple[str, str]:
    """Columns (`!` where something must stand) and indexes, as SQLite itself has them."""
    with local.cache.read() as db:
        columns = [
            f"{row.name} {row.type}{'!' if row.notnull else ''}"
            for row in db.exec_driver_sql(f"PRAGMA table_info({table})")
        ]
        listed = db.exec_driver_sql(f"PRAGMA index_list({table})").all()
        indexes = []
        for index in sorted((one for one in listed if one.origin == "c"), key=lambda i: i.name):
            parts = db.exec_driver_sql(f"PRAGMA index_info({index.name})").all()
            names = " ".join(part.name for part in parts)
            indexes.append(f"{index.name}({names}){'*' if index.unique else ''}")
    return ", ".join(columns), ", ".join(indexes)


@pytest.fixture
def busy(local: Local) -> Local:
    """A draft, an operation on its way, one delivered, one in the tray, one batch."""
    local.start(*(unit(id=n, unit_class=ASSOCIATION) for n in range(1, 5)))
    local.passes(1, 2, 3)
    release(local.cache, ACTOR)
    first, second, _ = (one.id for one in local.sends())
    local.hears(
        unit(id=1, version=2),
        verdicts=[accepted(first, local.seq, 2), VerdictRefused(id=second, code="state_moved")],
    )
    local.passes(4)
    mine = SavedQuery(id=uuid4(), name="待审核", query=Query(kind="unit", lane=Lane.TO_REVIEW))
    saved_queries.keep(local.cache, mine)
    assert local.numbers() == {"draft": 1, "outbox": 1, "delivered": 1, "tray": 1}
    return local


def everything_precious(local: Local) -> list[object]:
    with local.cache.read() as db:
        others = [db.execute(select(table)).all() for table in (BATCH, PREFERENCE, SAVED_QUERY)]
    return [local.kept(), *map(sorted, others)]


def test_another_mirror_version_drops_the_mirror_and_nothing_else(
    busy: Local, computers: Computers, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything_precious(busy)
    with busy.cache.write() as db:
        db.exec_driver_sql("ALTER TABLE unit ADD COLUMN of_an_older_program INTEGER")
    monkeypatch.setattr(opening, "MIRROR_VERSION", tables.MIRROR_VERSION + 1)
    again = computers("one")
    assert everything_precious(again) == before
    with again.cache.read() as db:
        assert reading.unit_rows(db, [1, 2, 3, 4]) == {}
        assert opening.progress(db) == {}
        assert not opening.is_whole(db)
        columns = db.exec_driver_sql("PRAGMA table_info(unit)").all()
        assert "of_an_older_program" not in [one.name for one in columns]
        assert db.exec_driver_sql("PRAGMA user_version").scalar() == tables.MIRROR_VERSION + 1


def test_after_that_the_first_download_shows_the_wishes_again(
    busy: Local, computers: Computers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MIRROR_VERSION", tables.MIRROR_VERSION + 1)
    again = computers("one")
    again.seq = busy.seq
    again.start(*(unit(id=n, unit_class=ASSOCIATION) for n in range(1, 5)))
    assert [again.unit(n) for n in (3, 4)] == [("passed", "pending"), ("passed", "draft")]


def test_the_same_version_keeps_the_mirror(busy: Local, computers: Computers) -> None:
    before = everything_precious(busy)
    again = computers("one")
    assert everything_precious(again) == before
    assert again.unit(4) == ("passed", "draft")
    with again.cache.read() as db:
        assert opening.is_whole(db)


def test_a_mirror_of_a_later_program_is_dropped_as_well(busy: Local, computers: Computers) -> None:
    """Whoever goes back to an older program pulls again; drafts stay."""
    before = everything_precious(busy)
    with busy.cache.write() as db:
        db.exec_driver_sql("PRAGMA user_version = 999")
    again = computers("one")
    assert everything_precious(again) == before
    with again.cache.read() as db:
        assert reading.unit_rows(db, [1]) == {}


def test_a_search_index_that_is_missing_is_made_again(busy: Local, computers: Computers) -> None:
    busy.cache.engine.dispose()
    with busy.cache.write() as db:
        db.exec_driver_sql("DROP TABLE unit_search")
        db.exec_driver_sql("PRAGMA user_version = 0")
    again = computers("one")
    again.start(unit(id=1))
    with again.cache.read() as db:
        assert db.execute(text("SELECT count(*) FROM unit_search")).scalar() == 1


def test_a_computer_keeps_its_identity(busy: Local, computers: Computers) -> None:
    with busy.cache.read() as db:
        device = opening.device(db)
    assert isinstance(device, UUID)
    with computers("one").cache.read() as db:
        assert opening.device(db) == device
        assert opening.preference(db, "last_n") == "3"
    with computers("another").cache.read() as db:
        assert opening.device(db) != device


def test_server_time_is_the_local_clock_only_before_the_first_exchange(local: Local) -> None:
    with local.cache.read() as db:
        assert opening.server_time(db).tzinfo is not None
    local.start(unit())
    with local.cache.read() as db:
        assert opening.server_time(db) == local.time
