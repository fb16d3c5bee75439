"""Whose photo is judged next."""

from datetime import timedelta

from sqlalchemy import Engine, select, text

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.server import photo_results, records
from ciie_admin.server.photo_rules import PhotoResult
from tests.fixtures.editions import EDITION
from tests.fixtures.records import LONG_AGO, plant_person, plant_unit


def test_the_latest_that_nobody_judged_come_first(database: Engine) -> None:
    with database.begin() as db:
        unit = plant_unit(db)
        ids = [plant_person(db, unit, number, photo=f"{number}") for number in range(1, 7)]
        plant_person(db, unit, 8)
        for person, stamp in zip(ids, ("", "2.b", "1.a", "3.c", "2.b", ""), strict=True):
            change = text("UPDATE person SET photo_judged = :stamp WHERE id = :id")
            db.execute(change, {"stamp": stamp, "id": person})
        first = photo_results.waiting(db, EDITION, "2.b", 9)
        assert [one.person for one in first] == [ids[5], ids[0]]
        assert photo_results.waiting(db, EDITION, "2.b", 1) == first[:1]
        for expected in (ids[2], ids[3]):
            db.execute(text("UPDATE person SET photo_judged = '2.b' WHERE photo_judged = ''"))
            (other,) = photo_results.waiting(db, EDITION, "2.b", 9)
            assert other.person == expected
            change = text("UPDATE person SET photo_judged = '2.b' WHERE id = :id")
            db.execute(change, {"id": expected})
        assert photo_results.waiting(db, EDITION, "2.b", 9) == []
        assert photo_results.waiting(db, EDITION - 1, "2.b", 9) == []


def test_the_first_result_stays(database: Engine) -> None:
    found = (Finding(rule="pose", severity=Severity.LOOK, measured="roll 20°", where=(1, 2, 3, 4)),)
    with database.begin() as db:
        photo_results.keep(db, "a", "1.a", PhotoResult(found, (400, 450, 600, 450)), LONG_AGO)
        photo_results.keep(db, "a", "1.a", PhotoResult(()), LONG_AGO + timedelta(days=1))
        (kept,) = db.execute(select(photo_results.RESULTS)).all()
        person = plant_person(db, plant_unit(db), photo="a")
        assert photo_results.settle(db, EDITION, "1.a", [person]) == 1
        after = records.persons(db, [person])[person]
        assert (after.findings, after.eyes) == (found, (400, 450, 600, 450))
        assert after.photo_checked
        assert photo_results.settle(db, EDITION, "1.a", [person]) == 0, "nothing is new"
    assert kept.judged_at == LONG_AGO


def test_who_has_no_result_yet_waits_on(database: Engine) -> None:
    with database.begin() as db:
        person = plant_person(db, plant_unit(db), photo="a")
        db.execute(text("INSERT INTO picture VALUES ('a', '', '')"))
        assert photo_results.settle(db, EDITION, "1.a", [person]) == 0
        assert [one.person for one in photo_results.waiting(db, EDITION, "1.a", 9)] == [person]
        db.execute(text("DELETE FROM picture"))
        assert photo_results.settle(db, EDITION, "1.a", [person]) == 0
        assert photo_results.waiting(db, EDITION, "1.a", 9) == [], "there is nothing to judge"


def test_results_of_former_rules_and_of_lost_pictures_go_a_part_at_a_time(
    database: Engine,
) -> None:
    with database.begin() as db:
        for digest in ("a", "b"):
            db.execute(text("INSERT INTO picture VALUES (:digest, '', '')"), {"digest": digest})
        for digest, stamp in (("a", "1.a"), ("a", "2.a"), ("b", "1.a"), ("c", "2.a")):
            photo_results.keep(db, digest, stamp, PhotoResult(()), LONG_AGO)
        gone = [photo_results.tidy(db, ["2.a", "2.b"], 2) for _ in range(3)]
        left = db.execute(text("SELECT digest, stamp FROM photo_result")).all()
    assert gone == [2, 1, 0]
    assert [tuple(one) for one in left] == [("a", "2.a")]
