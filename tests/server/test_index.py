"""The change index and its counter: what they say about a record, and when history ends."""

from datetime import UTC, datetime

from sqlalchemy import Engine, text

from ciie_admin.domain.commands import PassUnit
from ciie_admin.domain.states import Step
from ciie_admin.server import seeding
from ciie_admin.server.receiving import receiving
from ciie_admin.server.restoring import begin_new_epochs
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import EDITION, JINPU, SHANGHAI, small_edition, small_tree
from tests.fixtures.records import edit_unit, plant_person, plant_unit
from tests.fixtures.server import SECRET, Server


def head(engine: Engine) -> tuple[int, str]:
    with engine.connect() as db:
        row = db.execute(text("SELECT head, epoch FROM head WHERE edition_id = 7")).one()
    return row.head, row.epoch


def entries(engine: Engine, kind: str, number: int) -> dict[int, bool]:
    """By place, whether the record has left it. A second entry of one place would be lost here."""
    query = text("SELECT place_id, gone FROM change WHERE kind = :kind AND record_id = :id")
    with engine.connect() as db:
        rows = db.execute(query, {"kind": kind, "id": number}).all()
    found = {row.place_id: row.gone for row in rows}
    assert len(found) == len(rows)
    return found


def moved(engine: Engine, unit: int, place: int) -> None:
    with receiving(engine, SECRET, datetime.now(UTC), EDITION) as desk:
        desk.open_units((unit,))
        for person in desk.persons_of(unit):
            desk.entered.add(person.id)
            desk.relocate(person, place, place)
        desk.relocate(desk.units[unit], place, place)


def test_I03_the_head_only_rises_and_the_epoch_ends_with_a_restored_backup(server: Server) -> None:
    clerk = Clerk(server, "jinpu.clerk")
    heads = [head(server.engine)]
    with server.engine.begin() as db:
        unit = plant_unit(db)
    heads.append(head(server.engine))
    with server.engine.begin() as db:
        edit_unit(db, unit, address="新址")
    heads.append(head(server.engine))
    clerk.insists("unit", unit, PassUnit(step=Step.FIRST))
    heads.append(head(server.engine))
    moved(server.engine, unit, SHANGHAI)
    heads.append(head(server.engine))
    with server.engine.begin() as db:
        seeding.install(db, small_edition(), small_tree())
    heads.append(head(server.engine))
    numbers, epochs = zip(*heads, strict=True)
    assert list(numbers) == sorted(set(numbers))
    assert len(set(epochs)) == 1
    with server.engine.begin() as db:
        begin_new_epochs(db)
    assert head(server.engine) == (numbers[-1], head(server.engine)[1])
    assert head(server.engine)[1] != epochs[0]


def test_I05_a_record_has_one_entry_a_place_however_often_it_changes(database: Engine) -> None:
    with database.begin() as db:
        unit = plant_unit(db)
        person = plant_person(db, unit)
        for number in range(3):
            edit_unit(db, unit, address=f"新址{number}")
    assert entries(database, "unit", unit) == {JINPU: False}
    moved(database, unit, SHANGHAI)
    for kind, number in (("unit", unit), ("person", person)):
        assert entries(database, kind, number) == {JINPU: True, SHANGHAI: False}
    moved(database, unit, JINPU)
    for kind, number in (("unit", unit), ("person", person)):
        assert entries(database, kind, number) == {JINPU: False, SHANGHAI: True}


def test_I05_an_entry_tells_the_record_as_it_stands_now(server: Server) -> None:
    """It holds no content of its own, so that an older one can never be told."""
    with server.engine.begin() as db:
        unit = plant_unit(db)
    clerk = Clerk(server, "jinpu.clerk")
    assert clerk.sees("unit")[unit].version == 1
    with server.engine.begin() as db:
        db.execute(text("UPDATE unit SET version = 5"))
    assert clerk.sees("unit")[unit].version == 5
