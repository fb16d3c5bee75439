"""What has left one's sight cannot be read from this computer any more, not even with the key."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text

from ciie_admin.domain.next_step import pass_command
from ciie_admin.errors import NotAllowed
from ciie_admin.models import losing, opening, thumbnails, trays, vault
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.server import devices, feed
from ciie_admin.server.feed import Moved
from ciie_admin.server.records import as_json
from ciie_admin.sync.entering import Entered
from tests.fixtures.client import Enter, synced
from tests.fixtures.editions import EDITION, JINPU, SHANGHAI
from tests.fixtures.pages import holding
from tests.fixtures.records import edit_unit, person_form, plant_person, plant_unit, unit_form
from tests.fixtures.server import PASSWORD, Server
from tests.journeys.oracle import assert_synced

UNIT, PERSON, CODE = "鑫淼垚犇商行", "虢龘靐", "QZX91350100CANARY7"
PHOTO = "ca4a" * 16
LICENCE = "11ce" * 16
LICENSED = text(
    "UPDATE unit SET form = jsonb_set(form, '{licence}', CAST(:licence AS jsonb)) WHERE id = :id"
)
SCAN = b"\xff\xd8canary of a licence" * 40
JPEG = b"\xff\xd8canary of a picture" * 40
TRACES = (
    UNIT.encode(),
    PERSON.encode(),
    CODE.encode(),
    CODE.lower().encode(),
    "鑫淼".encode(),
    "虢龘".encode(),
    b"xinmiao",
    PHOTO.encode(),
    JPEG,
    LICENCE.encode(),
    SCAN,
)
"""As stored, as search terms, and the picture."""


def planted(server: Server) -> tuple[int, int]:
    """A unit with one person and a photo, among others that stay."""
    with server.engine.begin() as db:
        for number in range(1, 40):
            unit = plant_unit(db, number)
            plant_person(db, unit, number)
        form = {"name_zh": UNIT, "credit_code": CODE}
        unit = plant_unit(db, 77, credit_code=CODE, form=as_json(unit_form(77, **form)))
        licence = {"digest": LICENCE, "name": UNIT, "code": CODE, "address": ""}
        db.execute(LICENSED, {"id": unit, "licence": json.dumps(licence)})
        person = plant_person(db, unit, 77, form=as_json(person_form(77, name=PERSON)), photo=PHOTO)
        for number in range(40, 80):
            plant_unit(db, number + 100)
    return unit, person


def key_of(client: Entered) -> bytes:
    return vault.open_vault(client.profile.vault, PASSWORD).key


def traces(client: Entered) -> list[bytes]:
    return holding(client.cache.path, key_of(client), *TRACES)


def moved_away(db_engine: Engine, unit: int, person: int) -> None:
    """To another mission, as intake does it: a removal at the old place."""
    with db_engine.begin() as db:
        for kind, number in (("unit", unit), ("person", person)):
            move = "UPDATE {} SET review_place = :to, count_place = :to, version = 2 WHERE id = :id"
            db.execute(text(move.format(kind)), {"to": SHANGHAI, "id": number})
        gone = [Moved(JINPU, "unit", unit, gone=True), Moved(JINPU, "person", person, gone=True)]
        feed.announce(db, EDITION, [*gone, Moved(SHANGHAI, "unit", unit)])


def right_withdrawn(server: Server, unit: int, person: int) -> None:
    del unit, person
    with server.engine.begin() as db:
        away = "UPDATE account SET place_id = :to WHERE login = 'jinpu.clerk'"
        db.execute(text(away), {"to": SHANGHAI})


def account_disabled(server: Server, unit: int, person: int) -> None:
    del unit, person
    with server.engine.begin() as db:
        devices.disable(db, "jinpu.clerk", datetime.now(UTC))


LOSSES: dict[str, Callable[[Server, int, int], None]] = {
    "unit moved": lambda server, unit, person: moved_away(server.engine, unit, person),
    "right withdrawn": right_withdrawn,
    "account disabled": account_disabled,
}


@pytest.mark.parametrize("loss", LOSSES)
def test_I24_what_left_ones_sight_is_on_no_page_of_the_cache(
    server: Server, entering: Enter, loss: str
) -> None:
    unit, person = planted(server)
    clerk = entering("jinpu.clerk")
    thumbnails.keep(clerk.cache, {PHOTO: JPEG, LICENCE: SCAN})
    record(clerk.cache, "unit", [unit], pass_command, clerk.actor, at=datetime.now(UTC))
    with server.engine.begin() as db:  # what was judged is kept beside the draft
        edit_unit(db, unit, name_zh=UNIT, address="虢龘路1号")
    synced(clerk)
    assert set(traces(clerk)) == set(TRACES), "else nothing could be missed afterwards"
    with clerk.cache.read() as db:
        before = db.execute(text("SELECT id, problem FROM draft")).all()

    LOSSES[loss](server, unit, person)
    if loss == "account disabled":
        with pytest.raises(NotAllowed) as caught:
            synced(clerk)
        assert caught.value.code == "account_disabled"
    else:
        synced(clerk)

    assert traces(clerk) == []
    with clerk.cache.read() as db:
        after = db.execute(text("SELECT id, problem FROM draft")).all()
        body = db.execute(text("SELECT body FROM draft")).scalar_one()
        assert db.execute(text("SELECT count(*) FROM thumbnail")).scalar() == 0
        assert opening.progress(db).get(losing.TRACES) == "0"
    assert [row.id for row in after] == [row.id for row in before]
    assert '"base":null' in body
    if loss == "unit moved":
        assert [row.problem for row in after] == ["no_such_record"]
        assert_synced(server.engine, [clerk])


def test_I24_a_photo_another_person_still_has_stays(server: Server, entering: Enter) -> None:
    unit, person = planted(server)
    with server.engine.begin() as db:
        plant_person(db, 1, 500, photo=PHOTO)
    clerk = entering("jinpu.clerk")
    thumbnails.keep(clerk.cache, {PHOTO: JPEG, "ee" * 32: b"of nobody in sight"})
    moved_away(server.engine, unit, person)
    synced(clerk)
    with clerk.cache.read() as db:
        assert thumbnails.read(db, [PHOTO]) == {PHOTO: JPEG}
        assert thumbnails.read(db, ["ee" * 32]) == {}


def test_I24_a_wipe_that_was_cut_off_is_finished_at_the_next_start(
    server: Server, entering: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the rows went and before the pages were cleaned."""
    unit, person = planted(server)
    clerk = entering("jinpu.clerk")
    moved_away(server.engine, unit, person)
    with monkeypatch.context() as cut:
        cut.setattr(losing, "wipe", lambda _cache: False)
        synced(clerk)
    assert traces(clerk), "the log still has it"
    clerk.leave()
    again = entering("jinpu.clerk", synced=False)
    assert traces(again) == []


def test_a_wipe_waits_for_nobody_for_ever(server: Server, entering: Enter) -> None:
    """Somebody reads an older state all the while: tried again with the next answer."""
    unit, person = planted(server)
    clerk = entering("jinpu.clerk")
    with clerk.cache.engine.connect() as reader, reader.begin():
        reader.execute(text("SELECT count(*) FROM unit")).scalar()
        moved_away(server.engine, unit, person)
        with clerk.cache.write() as db:
            db.exec_driver_sql("PRAGMA busy_timeout = 50")
        synced(clerk)
    synced(clerk)
    assert traces(clerk) == []


def test_nothing_of_a_lost_record_is_in_the_tray(server: Server, entering: Enter) -> None:
    unit, person = planted(server)
    clerk = entering("jinpu.clerk")
    record(clerk.cache, "unit", [unit], pass_command, clerk.actor, at=datetime.now(UTC))
    release(clerk.cache, clerk.actor)
    with server.engine.begin() as db:
        edit_unit(db, unit, name_zh=UNIT, address="虢龘路1号")
    synced(clerk)
    with clerk.cache.read() as db:
        (entry,) = trays.entries(db)
    assert entry.base is not None
    moved_away(server.engine, unit, person)
    synced(clerk)
    with clerk.cache.read() as db:
        (entry,) = trays.entries(db)
    assert (entry.base, entry.verdict.kind) == (None, "conflict")
    assert traces(clerk) == []
