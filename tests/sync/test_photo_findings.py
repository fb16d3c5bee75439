"""What the server finds in a photo reaches a client that has already decided."""

from datetime import UTC, datetime

from sqlalchemy import text

from ciie_admin.domain.next_step import pass_command
from ciie_admin.domain.risk import risk
from ciie_admin.models import cards, trays
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.server import pictures
from ciie_admin.server.photo_judge import PhotoJudge
from tests.fixtures.client import Enter, synced
from tests.fixtures.editions import small_edition
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import Server
from tests.journeys.oracle import assert_synced
from tests.server.photographed import WITH_NETS, digest, drawn, judged

pytestmark = WITH_NETS


def planted(server: Server) -> int:
    with server.engine.begin() as db:
        pictures.keep(db, [pictures.read_photo(drawn("hat"), small_edition())])
        unit = plant_unit(db, review="passed")
        return plant_person(db, unit, photo=digest("hat"))


def test_a_draft_stays_and_is_delivered(server: Server, entering: Enter) -> None:
    number = planted(server)
    client = entering("dalian.clerk")
    record(client.cache, "person", [number], pass_command, client.actor, at=datetime.now(UTC))
    PhotoJudge(server.engine).catch_up()
    synced(client)
    with client.cache.read() as db:
        card = cards.card(db, "person", number)
        order = db.execute(text("SELECT finding, risk FROM person")).one()
    assert isinstance(card, cards.PersonCard)
    assert card.person.findings == judged("hat")
    assert order == ("headwear", risk(judged("hat"))), "lists sort and filter by it"
    release(client.cache, client.actor)
    synced(client)
    with client.cache.read() as db:
        assert trays.open_count(db) == 0
    with server.engine.connect() as db:
        review = db.execute(text("SELECT review FROM person")).scalar_one()
    assert review == "passed"
    assert_synced(server.engine, [client])
