"""Photos judged in the background: what becomes of the records, and what does not."""

import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests
from sqlalchemy import Engine, text, update
from uuid6 import uuid7

from ciie_admin.domain.commands import PassPerson
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import Step
from ciie_admin.server import photo_judge, records, seeding
from ciie_admin.server.photo_judge import LEAD, PhotoJudge
from ciie_admin.server.records import EDITIONS
from ciie_admin.server.serve import run_in_thread
from ciie_admin.wire.messages import Operation, Subject
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import EDITION, small_edition
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.registrants import Registrant, credit_code
from tests.fixtures.server import SECRET, Server
from tests.server.photographed import (
    LIMITS,
    WITH_NETS,
    digest,
    judged,
    of_photo,
    replaced,
    shown,
)

pytestmark = WITH_NETS


def registrant(server: Server) -> Registrant:
    one = Registrant(server)
    one.register(credit_code(1, "government"), "government")
    return one


def person(clerk: Clerk, number: int) -> Person:
    found = clerk.sees("person")[number]
    assert isinstance(found, Person)
    return found


def results(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as db:
        return [(a, b) for a, b in db.execute(text("SELECT digest, stamp FROM photo_result"))]


def test_a_result_changes_the_record_and_nothing_that_people_did(server: Server) -> None:
    own = registrant(server)
    (made,) = own.add(shown("busy_background"))
    clerk = Clerk(server, "dalian.clerk")
    before = person(clerk, made.id)
    assert of_photo(before) == ()
    head = clerk.exchange().head
    assert PhotoJudge(server.engine).catch_up()
    after = person(clerk, made.id)
    assert of_photo(after) == judged("busy_background")
    assert [one.rule for one in of_photo(after)] == ["background"]
    assert all(one.measured and one.limit for one in of_photo(after))
    left, level, right, other = after.eyes
    assert 350 < left < 450
    assert 550 < right < 650
    assert 440 < level < 520
    assert abs(level - other) < 15
    seen = replace(before, findings=after.findings, eyes=after.eyes, photo_checked=True)
    assert after == replace(seen, version=before.version + 1)
    news = [one for one in clerk.exchange().changes if one.seq > head]
    assert [(one.kind, one.id) for one in news] == [("person", made.id)]
    assert own.own().persons[0].findings == after.findings, "its registrant is told what to do"
    assert PhotoJudge(server.engine).catch_up()
    assert person(clerk, made.id) == after, "nothing is left to be done"


def test_of_a_photo_without_faults_it_is_said_once_that_it_was_checked(server: Server) -> None:
    (made,) = registrant(server).add(shown())
    clerk = Clerk(server, "dalian.clerk")
    PhotoJudge(server.engine).catch_up()
    after = person(clerk, made.id)
    assert after.photo_checked
    assert (after.version, of_photo(after)) == (made.version + 1, ())
    head = clerk.exchange().head
    with server.engine.begin() as db:
        db.execute(text("UPDATE person SET photo_judged = ''"))
    PhotoJudge(server.engine).catch_up()
    assert clerk.exchange().head == head
    assert [one for one, _ in results(server.engine)] == [digest()]


def test_a_verdict_that_waits_is_no_conflict(server: Server) -> None:
    (made,) = registrant(server).add(shown("tilted"))
    clerk = Clerk(server, "dalian.clerk")
    waits = Operation(
        id=uuid7(),
        subject=Subject(kind="person", id=made.id),
        command=PassPerson(step=Step.FINAL),
        author=server.account("dalian.clerk").id,
        device=clerk.device,
        n=1,
        at=datetime.now(UTC),
        seen=person(clerk, made.id).seen,
        batch=uuid7(),
    )
    PhotoJudge(server.engine).catch_up()
    (verdict,) = clerk.exchange(waits).verdicts
    assert verdict.kind == "accepted"
    after = person(clerk, made.id)
    assert of_photo(after) == judged("tilted"), "a decision leaves what was found alone"


def test_a_replaced_photo_is_judged_again_and_a_kept_one_stays_judged(server: Server) -> None:
    own = registrant(server)
    (made,) = own.add(shown("busy_background"), submit=False)
    PhotoJudge(server.engine).catch_up()
    body = replaced("busy_background")
    assert own.act("PUT", f"persons/{made.id}", body).ok
    assert of_photo(own.own().persons[0]) == judged("busy_background"), "the same file again"
    assert own.act("PUT", f"persons/{made.id}", body | {"photo": None}).ok
    assert of_photo(own.own().persons[0]) == judged("busy_background"), "none was sent"
    assert own.act("PUT", f"persons/{made.id}", replaced("hat")).ok
    assert of_photo(own.own().persons[0]) == ()
    assert (own.own().persons[0].eyes, own.own().persons[0].photo_checked) == ((), False)
    PhotoJudge(server.engine).catch_up()
    assert of_photo(own.own().persons[0]) == judged("hat")


def test_other_limits_judge_everything_anew(server: Server) -> None:
    (made,) = registrant(server).add(shown("small_face"))
    PhotoJudge(server.engine).catch_up()
    clerk = Clerk(server, "dalian.clerk")
    assert "face_small" in {one.rule for one in of_photo(person(clerk, made.id))}
    looser = replace(LIMITS, face_min=2)
    body = records.as_json(small_edition(photo=looser))
    with server.engine.begin() as db:
        db.execute(update(EDITIONS).where(EDITIONS.c.id == EDITION).values(body=body))
    PhotoJudge(server.engine).catch_up()
    after = person(clerk, made.id)
    assert of_photo(after) == judged("small_face", limits=looser)
    assert "face_small" not in {one.rule for one in of_photo(after)}
    assert len(results(server.engine)) == 1, "what other rules said is of no use"


def test_one_photo_is_judged_once_for_all_who_show_it(server: Server) -> None:
    (made,) = registrant(server).add(shown("hat"))
    earlier = replace(small_edition(), id=6)
    with server.engine.begin() as db:
        seeding.install(db, earlier, (), signs_in=False)
        unit = plant_unit(db, 5, edition_id=6)
        columns = {"photo": digest("hat"), "submitted_at": None}
        former = plant_person(db, unit, 1, edition_id=6, **columns)
        lost = plant_person(db, unit, 2, edition_id=6, photo="0" * 64)
    PhotoJudge(server.engine).catch_up()
    with server.engine.connect() as db:
        found = records.persons(db, (made.id, former, lost))
    assert {of_photo(found[number]) for number in (made.id, former)} == {judged("hat")}
    assert of_photo(found[lost]) == ()
    assert [one for one, _ in results(server.engine)] == [digest("hat")]


def test_only_one_of_several_servers_judges(server: Server) -> None:
    registrant(server).add(shown("hat"))
    with server.engine.connect() as other:
        assert other.execute(LEAD).scalar_one()
        assert not PhotoJudge(server.engine).catch_up()
        assert results(server.engine) == []
        other.invalidate()
    assert PhotoJudge(server.engine).catch_up()
    assert len(results(server.engine)) == 1


def test_a_server_with_workers_does_it_by_itself(server: Server) -> None:
    (made,) = registrant(server).add(shown("hat"))
    clerk = Clerk(server, "dalian.clerk")
    head = clerk.exchange().head
    running = run_in_thread(server.engine, SECRET, photo_workers=1)
    try:
        url = f"{running.url}/wait?after={head}"
        assert requests.get(url, headers=clerk.headers, timeout=60).ok
    finally:
        running.stop()
    assert of_photo(person(clerk, made.id)) == judged("hat")
    with server.engine.connect() as db:
        assert db.execute(LEAD).scalar_one(), "a stopped server lets another one lead"
        db.invalidate()


def test_without_models_the_files_alone_are_judged(
    database: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(photo_judge, "models_folder", lambda: tmp_path)
    judge = PhotoJudge(database)
    with caplog.at_level(logging.WARNING, "ciie.photos"):
        judge.start()
        judge.stop()
    assert [one.getMessage()[:40] for one in caplog.records] == [
        "photos are judged by their files alone, "
    ]


def test_old_results_are_looked_for_once_nothing_has_come_for_a_while(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not after each photo: it takes a look at all that were ever judged."""
    judge, done = PhotoJudge(database), list[str]()
    rounds = iter([*([True, False] * 5), *([False] * (photo_judge.IDLE + 5))])

    def look(_judge: PhotoJudge, _db: object) -> bool:
        some = next(rounds, None)
        if some is None:
            judge._stop.set()
        return bool(some)

    monkeypatch.setattr(photo_judge, "POLL", 0)
    monkeypatch.setattr(PhotoJudge, "_round", look)
    monkeypatch.setattr(PhotoJudge, "_tidy", lambda _judge, _db: done.append("tidy"))
    with database.connect() as db:
        judge._lead(db)
    assert done == ["tidy"]
