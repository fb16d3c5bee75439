"""Doubt: both sides compare sums, and a part that differs is put right from the server."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from ciie_admin.domain.commands import AddNote, PassUnit
from ciie_admin.domain.next_step import pass_command
from ciie_admin.domain.states import Step
from ciie_admin.errors import Paused
from ciie_admin.models import digests, opening, reading
from ciie_admin.models.precious import DRAFT, OUTBOX
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.sync.checking import Checked, check
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered
from ciie_admin.wire.digests import BUCKETS, bucket_of, row_hash, sums
from tests.fixtures.clerks import Clerk
from tests.fixtures.client import Enter
from tests.fixtures.editions import SHANGHAI
from tests.fixtures.local import always
from tests.fixtures.records import edit_unit, plant_person, plant_unit
from tests.fixtures.server import Server
from tests.journeys.oracle import assert_synced

SHOWN = "SELECT id, version, name, sort, review, shown_lane, pending_stage FROM {} ORDER BY id"


def planted(server: Server, units: int = 70) -> list[int]:
    with server.engine.begin() as db:
        made = [plant_unit(db, n) for n in range(1, units + 1)]
        for unit in made[:20]:
            plant_person(db, unit, unit)
    return made


def checked(client: Entered, meanwhile: Callable[[], object] = lambda: None) -> Checked:
    """`meanwhile` happens after each catch-up, before anything is compared."""
    with closing(client.office()) as office:

        def catch_up() -> None:
            drain(client.cache, office, client.actor)
            meanwhile()

        return check(client.cache, office, client.actor, catch_up)


def spoil(client: Entered, *statements: str) -> None:
    with client.cache.write() as db:
        for one in statements:
            db.execute(text(one))


def mirror(client: Entered) -> list[tuple[object, ...]]:
    with client.cache.read() as db:
        return [
            tuple(row)
            for kind in ("unit", "person")
            for row in db.execute(text(SHOWN.format(kind)))
        ]


def test_I30_digests_are_equal_after_real_work(server: Server, entering: Enter) -> None:
    units = planted(server)
    clerk, head = entering("jinpu.clerk", "one"), entering("dalian.head", "two")
    record(clerk.cache, "unit", units[:9], pass_command, clerk.actor, at=datetime.now(UTC))
    release(clerk.cache, clerk.actor)
    Clerk(server, "dalian.second").insists("unit", units[12], PassUnit(step=Step.FIRST))
    with server.engine.begin() as db:
        for number in units[20:25]:
            edit_unit(db, number, name_zh=f"改名企业{number}")
        moved = "UPDATE unit SET review_place = :to, count_place = :to WHERE id = :id"
        db.execute(text(moved), {"to": SHANGHAI, "id": units[30]})
    for client in (clerk, head):
        found = checked(client)
        assert found.sure
        wrong = {(one.kind, one.bucket) for one in found.differences}
        assert wrong == {("unit", bucket_of(units[30]))}, "moved behind the feed's back"
        again = checked(client)
        assert (again.sure, again.differences) == (True, ())
    assert_synced(server.engine, [clerk, head])


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM unit WHERE id = 7",
        "DELETE FROM unit_body WHERE id = 7",
        "DELETE FROM unit_search WHERE rowid = 7",
        "UPDATE unit SET version = 9, name = '别的名字' WHERE id = 7",
        "DELETE FROM unit",
    ],
)
def test_I30_what_was_spoilt_by_hand_is_found_and_put_right(
    server: Server, entering: Enter, damage: str
) -> None:
    planted(server)
    clerk = entering("jinpu.clerk")
    record(clerk.cache, "unit", [7], pass_command, clerk.actor, at=datetime.now(UTC))
    right = mirror(clerk)
    kept = precious(clerk)
    spoil(clerk, damage)
    found = checked(clerk)
    assert found.sure
    assert found.differences
    assert bool(found.touched)
    assert mirror(clerk) == right
    assert precious(clerk) == kept
    with clerk.cache.read() as db:
        assert reading.unit(db, 7) is not None
        hit = "SELECT rowid FROM unit_search WHERE unit_search MATCH '\"t00000000000000007\"'"
        assert db.exec_driver_sql(hit).scalars().all() == [7]
        assert digests.differences(db) == list(found.differences)
    assert checked(clerk).differences == ()


def test_I30_a_row_nobody_sent_goes_and_its_draft_stays(server: Server, entering: Enter) -> None:
    """Only here may a record go because it is absent (I-9)."""
    units = planted(server)
    clerk = entering("jinpu.clerk")
    with clerk.cache.write() as db:
        body = db.execute(text("SELECT body FROM unit_body WHERE id = 3")).scalar_one()
        names = [row.name for row in db.execute(text("PRAGMA table_info('unit')"))]
        copied = ", ".join(f'"{name}"' for name in names if name != "id")
        copy = "INSERT INTO unit (id, {0}) SELECT 900, {0} FROM unit LIMIT 1"
        db.execute(text(copy.format(copied)))
        body = body.replace('"id":3,', '"id":900,')
        db.execute(text("INSERT INTO unit_body VALUES (900, :body)"), {"body": body})
        db.execute(text("INSERT INTO unit_search (rowid, said) VALUES (900, 'x')"))
    record(clerk.cache, "unit", [900, 3], pass_command, clerk.actor, at=datetime.now(UTC))
    found = checked(clerk)
    (only,) = found.differences
    assert (only.kind, only.bucket, only.removed, only.written) == ("unit", bucket_of(900), 1, 0)
    assert only.mine == only.theirs + 1
    with clerk.cache.read() as db:
        assert reading.unit(db, 900) is None
        drafts = dict(map(tuple, db.execute(text("SELECT subject_id, problem FROM draft"))))
    assert drafts == {900: "no_such_record", 3: None}
    assert [row[0] for row in mirror(clerk)][: len(units)] == units


def precious(client: Entered) -> list[tuple[object, ...]]:
    with client.cache.read() as db:
        return [tuple(row) for table in (DRAFT, OUTBOX) for row in db.execute(table.select())]


def test_nothing_is_compared_while_the_server_goes_on(server: Server, entering: Enter) -> None:
    """Something in sight changes after every catch-up: no difference is made up."""
    units = planted(server, 5)
    clerk = entering("jinpu.clerk")
    done: list[int] = []

    def goes_on() -> None:
        done.append(1)
        with server.engine.begin() as db:
            edit_unit(db, units[0], address=f"新址{len(done)}号")

    found = checked(clerk, goes_on)
    assert (found.sure, found.differences) == (False, ())
    assert len(done) > 2
    assert checked(clerk).sure


def test_what_others_do_out_of_sight_does_not_matter(server: Server, entering: Enter) -> None:
    planted(server, 5)
    clerk = entering("jinpu.clerk")

    def elsewhere() -> None:
        with server.engine.begin() as db:
            plant_unit(db, 600, SHANGHAI)

    assert checked(clerk, elsewhere).sure


def test_a_check_is_due_after_the_download_and_a_day_later(server: Server, entering: Enter) -> None:
    planted(server, 3)
    clerk = entering("jinpu.clerk", synced=False)

    def due() -> bool:
        with clerk.cache.read() as db:
            return digests.is_due(db)

    assert not due(), "the mirror is not whole yet"
    with closing(clerk.office()) as office:
        drain(clerk.cache, office, clerk.actor)
    assert due()
    checked(clerk)
    assert not due()
    with clerk.cache.write() as db:
        later = opening.server_time(db) + timedelta(days=1, seconds=1)
        opening.set_progress(db, {"time": later.isoformat()})
    assert due()
    with clerk.cache.write() as db:
        opening.drop_mirror(db)
        opening.make_mirror(db)
        opening.set_progress(db, {"whole": "1"})
    assert due(), "a new mirror has never been compared"


def test_buckets_take_no_more_away_than_the_feed_may(
    server: Server, entering: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that lost its records would empty every bucket: a person is asked first."""
    monkeypatch.setattr("ciie_admin.models.brake.LEAST", 10)
    planted(server)
    clerk = entering("jinpu.clerk")
    with server.engine.begin() as db:
        db.execute(text("DELETE FROM person"))
        db.execute(text("DELETE FROM unit"))
    with pytest.raises(Paused) as caught:
        checked(clerk)
    assert caught.value.code == "mass_removal"
    assert len(mirror(clerk)) > 70


def test_a_note_on_its_way_is_not_disturbed(server: Server, entering: Enter) -> None:
    units = planted(server, 3)
    clerk = entering("jinpu.clerk")
    spoil(clerk, "DELETE FROM unit WHERE id = 2")

    def noted() -> None:
        note = always(AddNote(text="已电话核实"))
        record(clerk.cache, "unit", units[:1], note, clerk.actor, at=datetime.now(UTC))

    found = checked(clerk, noted)
    assert [one.written for one in found.differences] == [1]
    with closing(clerk.office()) as office:
        drain(clerk.cache, office, clerk.actor)
    assert_synced(server.engine, [clerk])


@given(st.dictionaries(st.integers(1, 2**63 - 1), st.integers(1, 2**40), max_size=200))
def test_sums_do_not_depend_on_the_order(rows: dict[int, int]) -> None:
    pairs = list(rows.items())
    assert sums(pairs) == sums(reversed(pairs))
    assert sum(one.count for one in sums(pairs)) == len(rows)
    if pairs:
        number, version = pairs[0]
        other = sums([(number, version + 1), *pairs[1:]])
        assert other[bucket_of(number)] != sums(pairs)[bucket_of(number)]


def test_the_server_counts_as_the_client_does(server: Server) -> None:
    """The same two formulas in PostgreSQL: no two buckets or hashes may differ."""
    wanted = [*range(1, 300), 2**31, 2**53 + 1, 2**63 - 1]
    said = text(
        "SELECT n, get_byte(decode(left(md5(n::text), 2), 'hex'), 0) % 64,"
        " ('x' || left(md5(n || ':' || 7), 16))::bit(64)::bigint FROM unnest(:ids ::bigint[]) n"
    )
    with server.engine.connect() as db:
        rows = list(db.execute(said, {"ids": wanted}))
    assert BUCKETS == 64
    assert [(n, b, h % 2**64) for n, b, h in rows] == [
        (n, bucket_of(n), row_hash(n, 7)) for n in wanted
    ]
