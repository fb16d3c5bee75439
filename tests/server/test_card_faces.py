"""A badge to be used again is compared with the earlier one when it is applied for, and the photo
of the earlier one can be seen beside the new one.
"""

from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import text

from ciie_admin.domain.edition import Reuse
from ciie_admin.domain.findings import Severity
from ciie_admin.domain.persons import FormerBadge, Person
from ciie_admin.server import records, seeding
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import EDITION, JINPU, ZHONGSHAN, small_edition
from tests.fixtures.registrants import (
    PASSWORD,
    Registrant,
    credit_code,
    entry,
    fault,
    id_card,
    photo,
    unit_form,
)
from tests.fixtures.server import Server
from tests.server.test_pictures import asked, original

TAKES = Reuse(full=(EDITION,))
FILLED, BADGES = (
    import_module(f"ciie_admin.server.migrations.versions.{one}").FIND
    for one in ("0014_former_photo", "0015_former_badge")
)
PLAN = """
EXPLAIN SELECT former_photo FROM person
WHERE former_photo <> '' AND former_photo IN ('a', 'b') AND review_place IN (1, 2)
"""


def returned(server: Server, number: int, reuse: Reuse = TAKES) -> Registrant:
    """A unit with one person, back for the next fair, which takes the badges of the last."""
    before = Registrant(server)
    before.whole(number)
    edition = small_edition(id=EDITION + 1, year=2025, reuse=reuse)
    with server.engine.begin() as db:
        seeding.install(db, edition, ())
    return back_again(server, before)


def back_again(server: Server, before: Registrant) -> Registrant:
    back = Registrant(server)
    body = {"login": before.login, "way": "password", "password": PASSWORD}
    back.enter(back.act("POST", "sign-in", body))
    back.read(back.act("POST", "join", {"unit_class": "enterprise", "place": JINPU}))
    return back


def differing(person: Person) -> list[str]:
    found = [one for one in person.findings if one.rule == "card_changed"]
    assert all(one.severity is Severity.LOOK for one in found)
    return [one.measured for one in found]


def corrected(unit: Registrant, person: Person, body: dict[str, Any]) -> Person:
    return unit.read(unit.act("PUT", f"persons/{person.id}", body)).persons[0]


def test_a_face_that_changed_is_noticed_until_it_is_put_back(server: Server) -> None:
    unit = returned(server, 9)
    (person,) = unit.add(entry(id_card(9), 7, reuse=True, label="staff"), submit=False)
    assert differing(person) == ["label photo"]
    assert differing(corrected(unit, person, entry(id_card(9), 9, reuse=True))) == []
    assert differing(corrected(unit, person, entry(id_card(9), 7))) == [], "a new badge"
    other = entry(id_card(8), 7, reuse=True, label="staff")
    assert differing(corrected(unit, person, other)) == [], "nobody's badge on file"


def test_the_unit_itself_can_change_the_face_of_its_persons(server: Server) -> None:
    unit = returned(server, 10)
    (person,) = unit.add(entry(id_card(10), 10, reuse=True), submit=False)
    assert differing(person) == []
    form = unit_form(credit_code(10), name_zh="大连鸿运贸易有限公司")
    unit.save(form)
    (renamed,) = unit.own().persons
    assert (differing(renamed), renamed.version) == (["unit"], person.version + 1)
    unit.save(form, standing={"unit_class": "enterprise", "place": ZHONGSHAN})
    assert differing(unit.own().persons[0]) == ["unit mission"]


def former_photos(server: Server) -> dict[int, str]:
    with server.engine.connect() as db:
        rows = db.execute(text("SELECT id, former_photo FROM person WHERE former_photo <> ''"))
        return {row.id: row.former_photo for row in rows}


def numbered(server: Server) -> None:
    """All badges are made."""
    with server.engine.begin() as db:
        db.execute(text("UPDATE person SET badge_number = '0' || edition_id"))


def former_badges(server: Server) -> dict[int, FormerBadge]:
    with server.engine.connect() as db:
        ids = list(db.execute(text("SELECT id FROM person")).scalars())
        found = records.persons(db, ids).items()
        return {number: badge for number, one in found if (badge := one.former_badge) is not None}


def test_the_photo_of_the_earlier_badge_is_shown_to_whoever_sees_the_person(server: Server) -> None:
    """For a new application too; the person who has it is none of the stranger's business."""
    unit = returned(server, 9)
    (new,) = unit.add(entry(id_card(9), 7))
    (other,) = unit.add(entry(id_card(8), 9))[-1:]
    earlier = sha256(photo(9)).hexdigest()
    assert earlier not in unit.act("GET", "unit").text.replace(f'"photo":"{earlier}"', "")
    clerk, stranger = Clerk(server, "jinpu.clerk"), Clerk(server, "shanghai.head")
    seen = [one for one in clerk.sees("person").values() if isinstance(one, Person)]
    shown = {one.id: one.former_photo for one in seen}
    assert (shown[new.id], shown[other.id]) == (earlier, "")
    with server.engine.begin() as db:  # else whoever shows it would give the right
        db.execute(text("UPDATE person SET photo = 'gone' WHERE photo = :it"), {"it": earlier})
    assert original(clerk, earlier).content == photo(9)
    assert [one.digest for one in asked(clerk, earlier)] == [earlier]
    assert fault(original(stranger, earlier)) == (404, "no_such_record")
    assert asked(stranger, earlier) == ()
    with server.engine.begin() as db:
        db.execute(text("SET LOCAL enable_seqscan = off"))
        plan = "\n".join(db.execute(text(PLAN)).scalars())
    assert "ix_person_former_photo" in plan, "with a hundred thousand persons on file"


@pytest.mark.parametrize(("reuse", "compared"), [(True, EDITION), (False, EDITION + 1)])
def test_a_badge_made_valid_again_is_compared_with_one_that_may_be(
    server: Server, reuse: bool, compared: int
) -> None:
    """The fair between has other badges; a new application may not repeat its photo either."""
    unit = returned(server, 9)
    numbered(server)
    unit.save(unit_form(credit_code(9)))
    unit.add(entry(id_card(9), 7), submit=True)
    with server.engine.begin() as db:
        third = small_edition(id=EDITION + 2, year=2026, reuse=TAKES)
        seeding.install(db, replace(third, id=EDITION + 2), ())
    numbered(server)
    unit = back_again(server, unit)
    (person,) = unit.add(entry(id_card(9), 5, reuse=reuse), submit=False)
    number = {EDITION: 9, EDITION + 1: 7}[compared]
    assert former_photos(server)[person.id] == sha256(photo(number)).hexdigest()
    before = former_photos(server)
    badges = former_badges(server)
    which = FormerBadge(edition=compared, number=f"0{compared}", label="visitor")
    assert badges[person.id] == which
    with server.engine.begin() as db:
        db.execute(text("UPDATE person SET former_photo = '', former_badge = NULL"))
        db.execute(text(FILLED))
        db.execute(text(BADGES))
    after = former_photos(server), former_badges(server)
    assert after == (before, badges), "what stood there before is brought up to date alike"
    unit.act("PUT", f"persons/{person.id}", entry(id_card(8), 5, reuse=reuse))
    assert person.id not in former_photos(server) | former_badges(server), "nobody's badge on file"
