"""Putting an edition and its places onto a server."""

from dataclasses import replace

import pytest
import requests
from sqlalchemy import Engine, select, update

from ciie_admin.domain.actors import Role
from ciie_admin.server import records, seeding, signin
from ciie_admin.server.database import connect, migrate
from ciie_admin.server.faults import Fault
from ciie_admin.server.feed import CHANGES, HEADS
from ciie_admin.server.records import PLACES
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import (
    CENTRE,
    DALIAN,
    JINPU,
    PUDONG,
    SHANGHAI,
    ZHONGSHAN,
    small_edition,
    small_tree,
)
from tests.fixtures.registrants import fault
from tests.fixtures.server import PASSWORD, Server


def announced(engine: Engine) -> set[tuple[str, int, int]]:
    with engine.connect() as db:
        rows = db.execute(select(CHANGES.c.kind, CHANGES.c.record_id, CHANGES.c.place_id))
        return {(row.kind, row.record_id, row.place_id) for row in rows}


def test_a_mission_is_announced_to_all_and_a_sub_mission_to_its_branch(database: Engine) -> None:
    found = announced(database)
    assert ("edition", 7, CENTRE) in found
    assert ("place", DALIAN, CENTRE) in found
    assert ("place", JINPU, JINPU) in found
    assert ("place", JINPU, CENTRE) not in found
    assert len(found) == 1 + len(small_tree())


def test_everybody_sees_the_missions_and_only_the_own_sub_missions(server: Server) -> None:
    def places(login: str) -> set[int]:
        found = Clerk(server, login).exchange().changes
        return {one.id for one in found if one.kind == "place"}

    assert {CENTRE, DALIAN, SHANGHAI, JINPU} <= places("jinpu.clerk")
    assert {JINPU, ZHONGSHAN} <= places("dalian.head")
    assert JINPU not in places("shanghai.head")
    assert {DALIAN, PUDONG} <= places("shanghai.head")
    assert places("centre") == {one.id for one in small_tree()}


def test_installing_again_keeps_the_epoch_and_raises_the_head(database: Engine) -> None:
    with database.begin() as db:
        before = db.execute(select(HEADS.c.epoch, HEADS.c.head)).one()
        head = seeding.install(db, small_edition(hotline="021-1"), small_tree())
        after = db.execute(select(HEADS.c.epoch, HEADS.c.head)).one()
    assert after.epoch == before.epoch
    assert after.head == head > before.head
    assert len(announced(database)) == 1 + len(small_tree())


def test_a_changed_place_gets_a_new_version(database: Engine) -> None:
    """What the file says; who works there is not in it and stays."""
    renamed = [replace(one, name_zh=f"新{one.name_zh}") for one in small_tree()]
    with database.begin() as db:
        before = records.places(db)[JINPU]
        wanted = update(PLACES).where(PLACES.c.id == JINPU).values(second_person=["government"])
        db.execute(wanted)
        seeding.install(db, small_edition(), renamed)
        place = records.places(db)[JINPU]
    assert (place.name_zh, place.version) == ("新金普新区分团", before.version + 1)
    assert [one.name for one in place.people] == ["孙经办"]
    assert place.second_person == ("government",), "what its head has said stays, too"


def test_clerks_hear_of_a_renewed_edition(server: Server) -> None:
    clerk = Clerk(server, "jinpu.clerk")
    before = clerk.exchange()
    with server.engine.begin() as db:
        seeding.install(db, small_edition(hotline="021-2"), ())
    after = clerk.exchange(cursor=before.cursor, grants=before.grants)
    editions = [one.record for one in after.changes if one.kind == "edition"]
    assert [one.hotline for one in editions] == ["021-2"]


def test_accounts_work_in_the_edition_that_signs_in(database: Engine) -> None:
    with database.begin() as db:
        seeding.install(db, small_edition(id=8), (), signs_in=False)
        assert signin.current_edition(db) == 7
        seeding.install(db, small_edition(id=9), ())
        assert signin.current_edition(db) == 9


def test_a_new_account_can_sign_in(server: Server) -> None:
    with server.engine.begin() as db:
        seeding.add_account(db, "new", PASSWORD, "新人", Role.VIEWER, JINPU)
    body = {"login": "new", "password": PASSWORD, "device": "9e0f2d5c-4b0e-4d8b-9d52-1f9c5d1f7a10"}
    said = requests.post(f"{server.url}/sign-in", json=body, timeout=30).json()
    assert said["actor"]["path"] == [CENTRE, DALIAN, JINPU]


def test_an_empty_server_says_so(empty_database: str) -> None:
    engine = connect(empty_database)
    migrate(engine)
    with engine.connect() as db, pytest.raises(Fault, match="no_edition"):
        signin.current_edition(db)
    engine.dispose()


def test_the_root_is_found(database: Engine) -> None:
    with database.connect() as db:
        assert seeding.root(db) == CENTRE


def test_a_wrong_password_is_refused(server: Server) -> None:
    body = {
        "login": "dalian.head",
        "password": "wrong",
        "device": "9e0f2d5c-4b0e-4d8b-9d52-1f9c5d1f7a11",
    }
    said = requests.post(f"{server.url}/sign-in", json=body, timeout=30)
    assert fault(said) == (401, "wrong_password")
