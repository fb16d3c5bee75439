"""操作日志: one entry an act, in one chain an edition; whoever changes it by SQL is found."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError

from ciie_admin.domain.commands import PassUnit, ReturnUnit
from ciie_admin.domain.states import Step
from ciie_admin.server import audit
from ciie_admin.server.audit import Act, Flaw
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import EDITION
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.registrants import Registrant, act
from tests.fixtures.server import Server

NOW = datetime(2024, 9, 10, 2, tzinfo=UTC)
PASS = PassUnit(step=Step.FIRST)
OPERATIONS = "SELECT id FROM operation WHERE verdict ->> 'kind' = 'accepted' ORDER BY id"
ENTRIES = "SELECT operation_id FROM audit WHERE operation_id IS NOT NULL ORDER BY 1"
BROKEN: dict[str, tuple[str, Flaw]] = {
    "a field changed": (
        "UPDATE audit SET account_id = 99 WHERE n = 3",
        Flaw(EDITION, 3, "changed"),
    ),
    "a time changed": (
        "UPDATE audit SET at = at - interval '1 microsecond' WHERE n = 5",
        Flaw(EDITION, 5, "changed"),
    ),
    "one deleted": ("DELETE FROM audit WHERE n = 4", Flaw(EDITION, 4, "missing")),
    "the first deleted": ("DELETE FROM audit WHERE n = 1", Flaw(EDITION, 1, "missing")),
    "one deleted and the gap closed": (
        "DELETE FROM audit WHERE n = 4; UPDATE audit SET n = n - 1 WHERE n > 4",
        Flaw(EDITION, 4, "changed"),
    ),
    "two exchanged": (
        "UPDATE audit SET n = 103 - n WHERE n IN (3, 4); UPDATE audit SET n = n - 96 WHERE n > 98",
        Flaw(EDITION, 3, "changed"),
    ),
    "the tail cut": ("DELETE FROM audit WHERE n > 6", Flaw(EDITION, 7, "cut")),
    "all gone": ("DELETE FROM audit", Flaw(EDITION, 1, "cut")),
    "one added behind": (
        """INSERT INTO audit SELECT edition_id, n + 1, at, actor, account_id, device_id, NULL, kind,
        subject_kind, subject_id, detail, hash, hash FROM audit ORDER BY n DESC LIMIT 1""",
        Flaw(EDITION, 9, "beyond"),
    ),
}


def chained(db: Connection, many: int) -> None:
    acts = [Act(NOW, "account", 5, None, None, "pass_unit", "unit", one) for one in range(many)]
    audit.append(db, EDITION, acts)


def verified(engine: Engine) -> audit.Verified:
    with engine.begin() as db:
        (found,) = audit.verify(db)
    return found


def entries(server: Server) -> list[tuple[str, str, str | None, int | None]]:
    query = "SELECT actor, kind, subject_kind, subject_id FROM audit ORDER BY n"
    with server.engine.connect() as db:
        return [tuple(row) for row in db.execute(text(query))]


def test_I19_every_accepted_operation_has_one_entry_and_the_chain_holds(server: Server) -> None:
    with server.engine.begin() as db:
        units = [plant_unit(db, number) for number in range(1, 7)]
        plant_person(db, units[0], 1)
    clerk, second = Clerk(server, "jinpu.clerk"), Clerk(server, "dalian.head")
    for unit in units:
        clerk.insists("unit", unit, PASS)
    clerk.insists("unit", units[0], PASS)  # so already: accepted without effect
    refused = clerk.decide("unit", units[1], PassUnit(step=Step.FINAL))
    assert refused.kind == "refused"
    second.insists("unit", units[2], ReturnUnit(reasons=("licence_unclear",)))
    with server.engine.connect() as db:
        wanted = db.execute(text(OPERATIONS)).scalars().all()
        found = db.execute(text(ENTRIES)).scalars().all()
    assert found == wanted
    assert len(found) == len(units) + 2
    assert verified(server.engine).flaw is None
    assert verified(server.engine).entries == len(found) + 2, "and two sign-ins"


def test_I12_effect_feed_verdict_and_entry_come_together_or_not_at_all(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last statement of the page fails: nothing of the page is there."""
    with server.engine.begin() as db:
        unit = plant_unit(db, 1)
    clerk = Clerk(server, "jinpu.clerk")
    before = state(server)
    own = audit.append

    def failing(db: Connection, edition: int, acts: list[Act]) -> None:
        own(db, edition, acts)
        raise DBAPIError("last statement", None, ValueError())

    monkeypatch.setattr(audit, "append", failing)
    with pytest.raises(AssertionError, match="server_busy"):
        clerk.decide("unit", unit, PASS)
    assert state(server) == before
    monkeypatch.undo()
    clerk.n -= 1
    clerk.insists("unit", unit, PASS)
    after = state(server)
    assert [a - b for a, b in zip(after, before, strict=True)] == [1, 1, 1, 1, 1]


def state(server: Server) -> list[int]:
    queries = (
        "SELECT version FROM unit",
        "SELECT head FROM head",
        "SELECT count(*) FROM operation",
        "SELECT count(*) FROM audit",
        "SELECT audit_n FROM head",
    )
    with server.engine.connect() as db:
        return [db.execute(text(query)).scalar_one() for query in queries]


def test_acts_of_registrants_bank_and_organiser_are_entries_too(server: Server) -> None:
    own = Registrant(server).whole(1)
    (person,) = own.persons
    act(server, "paid", {"persons": [person.id]})
    found = entries(server)
    assert {(actor, kind) for actor, kind, *_ in found} >= {
        ("reception", "saved"),
        ("reception", "submitted"),
        ("reception", "paid"),
    }
    assert ("reception", "paid", "person", person.id) in found
    assert ("reception", "submitted", "unit", own.unit.id) in found
    assert verified(server.engine).flaw is None


def test_no_name_and_no_number_stands_in_it(server: Server) -> None:
    own = Registrant(server).whole(2)
    clerk = Clerk(server, "jinpu.clerk")
    clerk.decide("unit", own.unit.id, ReturnUnit(reasons=("licence_unclear",), message="请陈联络"))
    with server.engine.connect() as db:
        said = "\n".join(db.execute(text("SELECT a::text FROM audit a")).scalars())
    for secret in ("陈联络", "王一", own.unit.form.credit_code, "jinpu.clerk", "2102"):
        assert secret not in said.replace(str(own.unit.id), ""), secret


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET kind = 'x'",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "DELETE FROM audit WHERE false",
    ],
)
def test_the_database_itself_lets_nobody_change_it(database: Engine, statement: str) -> None:
    with database.begin() as db:
        chained(db, 2)
    with pytest.raises(DBAPIError, match="only grows"), database.begin() as db:
        db.execute(text(statement))
    assert verified(database).entries == 2


@pytest.mark.parametrize("name", BROKEN)
def test_what_was_done_past_the_guard_is_found(database: Engine, name: str) -> None:
    statements, flaw = BROKEN[name]
    with database.begin() as db:
        chained(db, 3)
        chained(db, 5)
    assert verified(database).flaw is None
    with database.begin() as db:
        db.execute(text("ALTER TABLE audit DISABLE TRIGGER audit_only_grows"))
        for one in statements.split(";"):
            db.execute(text(one))
    found = verified(database)
    assert found.flaw == flaw
    assert found.entries == flaw.n - 1


def test_an_entry_in_place_of_another_of_the_same_content(database: Engine) -> None:
    """Its own hash is right, and yet it does not follow the one before it."""
    with database.begin() as db:
        chained(db, 4)
        db.execute(text("ALTER TABLE audit DISABLE TRIGGER audit_only_grows"))
        act = Act(NOW, "account", 99, None, None, "pass_unit", "unit", 2)
        mark = audit._hash(EDITION, 3, audit.FIRST, act)
        db.execute(
            text("UPDATE audit SET account_id = 99, previous = :first, hash = :mark WHERE n = 3"),
            {"first": audit.FIRST, "mark": mark},
        )
    assert verified(database).flaw == Flaw(EDITION, 3, "moved")


def test_an_entry_changed_with_its_hash_and_the_link_behind_it(database: Engine) -> None:
    """Each hash covers all before it: mending one link breaks the next."""
    with database.begin() as db:
        chained(db, 5)
        db.execute(text("ALTER TABLE audit DISABLE TRIGGER audit_only_grows"))
        before = db.execute(text("SELECT previous FROM audit WHERE n = 3")).scalar_one()
        act = Act(NOW, "account", 99, None, None, "pass_unit", "unit", 2)
        mark = {"mark": audit._hash(EDITION, 3, before, act)}
        db.execute(text("UPDATE audit SET account_id = 99, hash = :mark WHERE n = 3"), mark)
        db.execute(text("UPDATE audit SET previous = :mark WHERE n = 4"), mark)
    assert verified(database).flaw == Flaw(EDITION, 4, "changed")


@pytest.mark.parametrize("many", [1, 500])
def test_two_statements_however_many_entries(database: Engine, many: int) -> None:
    told: list[str] = []

    def note(_db: object, _cursor: object, statement: str, *_more: object) -> None:
        told.append(statement)

    with database.begin() as db:
        event.listen(database, "before_cursor_execute", note)
        chained(db, many)
        event.remove(database, "before_cursor_execute", note)
    assert len(told) == 2
    assert verified(database).entries == many
