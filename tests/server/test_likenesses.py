"""The same photo of two persons: found as soon as it is judged, however it was stored."""

import io
from base64 import b64encode
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random

import pytest
from PIL import Image
from sqlalchemy import Connection, Engine, text

from ciie_admin.demo.portraits import portrait
from ciie_admin.domain.commands import NotDuplicate
from ciie_admin.domain.persons import Person
from ciie_admin.photos.likeness import ALIKE, apart
from ciie_admin.server import known_likenesses, likenesses, photo_results, records, seeding
from ciie_admin.server.photo_judge import PhotoJudge
from ciie_admin.server.photo_rules import PhotoResult
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import EDITION, JINPU, PUDONG, small_edition
from tests.fixtures.records import LONG_AGO, plant_person, plant_unit
from tests.fixtures.registrants import Json, Registrant, credit_code, entry, id_card
from tests.fixtures.server import Server
from tests.server.photographed import WITH_NETS

WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
GONE = text("DELETE FROM picture WHERE digest = :digest")
BY_HAND = text("""
INSERT INTO photo_likeness
SELECT :digest, CAST('x' || encode(:likeness, 'hex') AS bit(256)), :digest
""")
SAME = ("same_picture", "same_picture_earlier")


def unit(server: Server, number: int, place: int = JINPU) -> Registrant:
    one = Registrant(server)
    one.register(credit_code(number, "government"), "government", place=place)
    return one


def stored_anew(content: bytes) -> bytes:
    """The same picture, larger and harder pressed."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(content)) as picture:
        picture.resize((600, 800)).save(out, "JPEG", quality=55)
    return out.getvalue()


def shown(number: int, content: bytes, **form: bool) -> Json:
    return entry(id_card(number), **form) | {"photo": b64encode(content).decode()}


def said(clerk: Clerk, person: int) -> dict[str, tuple[str, tuple[int, ...]]]:
    found = clerk.sees("person")[person].findings
    return {one.rule: (one.measured, one.others) for one in found if one.rule in SAME}


@WITH_NETS
def test_two_persons_with_one_picture_are_told_apart_or_get_another(server: Server) -> None:
    picture = portrait(3, "plain")
    here, there = unit(server, 1), unit(server, 2, PUDONG)
    (one,) = here.add(shown(1, picture), submit=False)
    (other,) = there.add(shown(2, stored_anew(picture)))
    (stranger,) = there.add(shown(3, portrait(5, "plain")))[-1:]
    dalian, centre = Clerk(server, "dalian.head"), Clerk(server, "centre.admin")
    PhotoJudge(server.engine).catch_up()
    assert said(centre, one.id) == {"same_picture": ("picture", (other.id,))}
    assert said(centre, other.id) == {"same_picture": ("picture", (one.id,))}
    assert said(centre, stranger.id) == {}
    assert said(dalian, one.id) == {"same_picture": ("picture", ())}, "not in sight: not named"
    own = {finding.rule for finding in here.own().persons[0].findings}
    assert "same_picture" not in own, "who else is registered is not the registrant's business"
    (twin,) = here.add(shown(4, picture), submit=False)[-1:]
    assert said(dalian, twin.id) == {"same_picture": ("picture", (one.id,))}, "known: at once"
    dalian.insists("person", one.id, NotDuplicate(other=twin.id))
    assert said(centre, twin.id) == {"same_picture": ("picture", (other.id,))}
    assert here.act("PUT", f"persons/{one.id}", shown(1, portrait(7, "plain"))).ok
    assert said(centre, one.id) == {}
    assert said(centre, other.id) == {"same_picture": ("picture", (twin.id,))}
    PhotoJudge(server.engine).catch_up()
    assert said(centre, one.id) == {}


@WITH_NETS
def test_a_photo_of_an_earlier_edition_is_good_for_its_badge_alone(server: Server) -> None:
    picture = portrait(3, "plain")
    with server.engine.begin() as db:
        seeding.install(db, replace(small_edition(), id=6), (), signs_in=False)
        former = plant_unit(db, 5, edition_id=6)
        number = plant_person(db, former, 1, edition_id=6, photo="0" * 64)
        drafted = plant_person(db, former, 2, edition_id=6, submitted_at=None)
    own = unit(server, 1)
    (new,) = own.add(shown(1, picture), submit=False)
    (again,) = own.add(shown(2, stored_anew(picture), reuse=True), submit=False)[-1:]
    clerk = Clerk(server, "dalian.head")
    PhotoJudge(server.engine).catch_up()
    assert "same_picture_earlier" not in said(clerk, new.id)
    with server.engine.begin() as db:
        first = text("UPDATE person SET photo = (SELECT photo FROM person WHERE id = :new)")
        both = text(f"{first.text} WHERE id = ANY(:ids)")
        db.execute(both, {"new": new.id, "ids": [number, drafted]})
        db.execute(text("UPDATE person SET photo_judged = '' WHERE edition_id = 6"))
    PhotoJudge(server.engine).catch_up()
    assert said(clerk, new.id)["same_picture_earlier"] == ("6", ())
    shown_to_unit = {finding.rule for one in own.own().persons for finding in one.findings}
    assert not shown_to_unit & set(SAME), "whose face was here before is not theirs to know"
    assert "same_picture_earlier" not in said(clerk, again.id)


@pytest.mark.parametrize(("off", "alike"), [(24, True), (25, False)])
def test_how_many_bits_a_picture_may_differ(database: Engine, off: int, alike: bool) -> None:
    first = bytes(range(32))
    second = (int.from_bytes(first) ^ ((1 << off) - 1) << 77).to_bytes(32)
    with database.begin() as db:
        stored(db, "abc")
        known = known_likenesses.read(db)
        for digest, one in (("a", first), ("b", second), ("c", b"")):
            likenesses.add(db, known, digest, one)
        keys = likenesses.keys_of(db, ("a", "b", "c", "unheard of", ""))
    expected = {"a": "a", "b": "a" if alike else "b", "c": "c", "unheard of": "unheard of"}
    assert keys == expected


def stored(db: Connection, digests: Iterable[str]) -> None:
    for one in digests:
        db.execute(text("INSERT INTO picture VALUES (:digest, '', '')"), {"digest": one})


def test_the_nearest_counts_as_long_as_its_picture_is_there(database: Engine) -> None:
    """Also where whoever judges read the likenesses before it went."""
    rng = Random(5)
    pictures = [rng.randbytes(32) for _ in range(40)]
    first = pictures[7]
    wished = int.from_bytes(first)
    others = [(wished ^ bits).to_bytes(32) for bits in (1 << 9 | 1 << 200, 1 << 64, 1 << 130)]
    with database.begin() as db:
        stored(db, [*(f"{number:02}" for number in range(40)), "x", "y", "z"])
        for digest, one in zip("xyz", others, strict=True):
            db.execute(BY_HAND, {"digest": digest, "likeness": one})
        known = known_likenesses.read(db)
        assert len(known) == 3
        for number, one in enumerate(pictures):
            likenesses.add(db, known, f"{number:02}", one)
        near = sorted((apart(first, one), one) for one in {*pictures, *others})
        found = [*known.near(first)]
        assert [one for some in found for one in some] == [one for n, one in near if n <= ALIKE]
        assert [len(some) for some in found] == [1, 2, 1]
        keys = {}
        for gone in ("none", "07", "y", "z", "x"):
            db.execute(GONE, {"digest": gone})
            stored(db, ("new",))
            likenesses.add(db, known, "new", first)
            keys[gone] = likenesses.keys_of(db, ("new",))["new"]
            db.execute(GONE, {"digest": "new"})
        likenesses.add(db, known, "never there", first)
        assert db.execute(text("SELECT count(*) FROM photo_likeness")).scalar() == 39
    assert keys == {"none": "y", "07": "y", "y": "z", "z": "x", "x": "new"}


def test_a_sign_that_many_show_says_nothing_of_anybody(database: Engine) -> None:
    with database.begin() as db:
        own = plant_unit(db)
        ids = [plant_person(db, own, number, photo=f"{number}") for number in range(1, 22)]
        stored(db, (f"{number}" for number in range(1, 22)))
        known = known_likenesses.read(db)
        for number in range(1, 22):
            likenesses.add(db, known, f"{number}", b"a" * 32)
            photo_results.keep(db, f"{number}", "1.a", PhotoResult(()), LONG_AGO)
        photo_results.settle(db, EDITION, "1.a", ids[:20])
        assert {pair(one) for one in records.persons(db, ids[:20]).values()} == {"same_picture"}
        photo_results.settle(db, EDITION, "1.a", ids[20:])
        assert {pair(one) for one in records.persons(db, ids).values()} == {""}


def pair(person: Person) -> str:
    return " ".join(one.rule for one in person.findings)


def test_persons_of_later_editions_are_held_in_the_order_of_all_writers(database: Engine) -> None:
    """Else somebody who decides on two of them, and the judge, would each wait for the other."""
    lock = text("SELECT 1 FROM person WHERE id = :id FOR UPDATE")
    shows = text("UPDATE person SET picture = 'k' WHERE id = :id")
    with database.begin() as db:
        seeding.install(db, replace(small_edition(), id=6), (), signs_in=False)
        former = plant_person(db, plant_unit(db, 5, edition_id=6), 1, edition_id=6)
        own = plant_unit(db)
        first, second = (plant_person(db, own, number) for number in (2, 3))
        for number in (second, first):  # so lie their rows on the disk
            db.execute(shows, {"id": number})

    def judge() -> None:
        with database.begin() as db:
            likenesses.renew(db, 6, [(former, "", "k")])

    with ThreadPoolExecutor(1) as pool, database.begin() as db:
        db.execute(lock, {"id": first})
        judged = pool.submit(judge)
        while not db.execute(WAITING).scalar():
            assert not judged.done()
        db.execute(lock, {"id": second})
        db.commit()
        judged.result(20)
