"""The same person or unit twice: said on both records, with the other as far as it is in sight."""

from typing import Any

from sqlalchemy import text
from stdnum.cn import ric

from ciie_admin.domain.commands import Duplicate, NotDuplicate, RejectUnit, WithdrawUnit
from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.server import former_duplicates
from ciie_admin.server.duplicates import FEW, MOST
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import JINPU, PUDONG
from tests.fixtures.registrants import (
    Registrant,
    act,
    credit_code,
    drawn_licence,
    entry,
    id_card,
    person_form,
    unit_form,
)
from tests.fixtures.server import SECRET, Server

Said = dict[str, tuple[str, tuple[int, ...]]]


def unit(server: Server, number: int, place: int = JINPU, **changes: Any) -> Registrant:
    """Government, so that it waits; name, code and picture are its own unless told otherwise."""
    one = Registrant(server)
    code = credit_code(number, "government")
    one.register(code, "government", place=place)
    picture = changes.pop("licence", drawn_licence(number))
    form = unit_form(code, **{"name_zh": f"大连第{number}局", **changes})
    one.save(form, picture)
    return one


def said(clerk: Clerk, kind: Any, number: int) -> Said:
    """Duplicates of a record by rule: what is the same, and the others this clerk is told of."""
    found = clerk.sees(kind)[number].findings
    return {
        one.rule: (one.measured, one.others) for one in found if one.rule.startswith("duplicate")
    }


def sibling(number: str) -> str:
    """Another number of somebody born on the same day."""
    front = f"{number[:14]}777"
    return front + ric.calc_check_digit(f"{front}0")


def test_both_say_so_and_each_clerk_is_told_what_is_in_sight(server: Server) -> None:
    (here,) = unit(server, 1).add(entry(id_card(1)))
    (there,) = unit(server, 2, PUDONG).add(entry(id_card(1)))
    dalian, shanghai = Clerk(server, "dalian.clerk"), Clerk(server, "shanghai.clerk")
    centre = Clerk(server, "centre.admin")
    assert said(dalian, "person", here.id) == {"duplicate_number": ("number", ())}
    assert said(shanghai, "person", there.id) == {"duplicate_number": ("number", ())}
    assert said(centre, "person", here.id) == {"duplicate_number": ("number", (there.id,))}
    assert said(centre, "person", there.id) == {"duplicate_number": ("number", (here.id,))}
    moved = dalian.exchange().cursor
    act(server, "check", {"persons": [there.id], "judgement": "cancelled"})
    assert sent(dalian, moved) == {("person", here.id)}, "what is said of it has changed"
    assert said(dalian, "person", here.id) == {}


def sent(clerk: Clerk, after: int) -> set[tuple[str, int]]:
    """What has moved in the feed since."""
    return {(one.kind, one.id) for one in clerk.exchange().changes if one.seq > after}


def test_the_same_name_and_day_of_birth_under_another_number(server: Server) -> None:
    first, other = unit(server, 1), unit(server, 2)
    (one,) = first.add(entry(id_card(5), name="欧阳 娜"))
    (two,) = other.add(entry(sibling(id_card(5)), name="欧阳娜"))
    (namesake,) = other.add(entry(id_card(6), name="欧阳娜"))[-1:]
    (passport,) = other.add(
        entry("E12345678", name="欧阳娜", region_type="overseas", id_kind="passport")
    )[-1:]
    clerk = Clerk(server, "dalian.clerk")
    assert said(clerk, "person", one.id) == {"duplicate_person": ("birth", (two.id,))}
    assert said(clerk, "person", two.id) == {"duplicate_person": ("birth", (one.id,))}
    assert said(clerk, "person", namesake.id) == said(clerk, "person", passport.id) == {}
    body = {"form": person_form(name="欧阳娜"), "number": id_card(7)}
    act_on = other.act("PUT", f"persons/{two.id}", body)
    assert act_on.status_code == 409, "submitted: it has to be returned first"


def test_a_unit_by_its_name_and_by_its_picture(server: Server) -> None:
    same = drawn_licence(77)
    unit(server, 1, name_zh="大连市商务局(金普)", licence=same)
    unit(server, 2, name_zh="大连市商务局（ 金普 ）")
    unit(server, 3, PUDONG, licence=same)
    clerk = Clerk(server, "dalian.clerk")
    by_code = {one.form.credit_code: one.id for one in units(clerk)}
    first, second = (by_code[credit_code(n, "government")] for n in (1, 2))
    assert said(clerk, "unit", first) == {"duplicate_unit": ("licence name", (second,))}
    assert said(clerk, "unit", second) == {"duplicate_unit": ("name", (first,))}


def units(clerk: Clerk) -> list[Unit]:
    return [one for one in clerk.sees("unit").values() if isinstance(one, Unit)]


def test_a_picture_that_many_share_says_nothing(server: Server) -> None:
    blank = drawn_licence(5)
    clerk = Clerk(server, "dalian.clerk")
    for number in range(1, FEW + 1):
        unit(server, number, licence=blank)
    assert all("duplicate_unit" in said(clerk, "unit", one.id) for one in units(clerk))
    unit(server, FEW + 1, licence=blank)
    assert not any(said(clerk, "unit", one.id) for one in units(clerk))


def test_a_number_many_gave_is_said_of_all(server: Server) -> None:
    crowd = unit(server, 1)
    persons = crowd.add(*(entry(id_card(1), n) for n in range(1, MOST + 4)))
    clerk = Clerk(server, "dalian.clerk")
    for one in persons:
        [(same, others)] = said(clerk, "person", one.id).values()
        assert same == "number"
        assert len(others) == MOST
        assert one.id not in others


def test_told_apart_for_good_and_taken_back(server: Server) -> None:
    first, second = unit(server, 1), unit(server, 2)
    (one,) = first.add(entry(id_card(9)), submit=False)
    (two,) = second.add(entry(id_card(9)))
    clerk, other = Clerk(server, "dalian.clerk"), Clerk(server, "jinpu.clerk")
    before = clerk.exchange().cursor
    clerk.insists("person", two.id, NotDuplicate(other=one.id))
    assert sent(clerk, before) == {("person", one.id), ("person", two.id)}
    for record, partner in ((one, two), (two, one)):
        there = other.sees("person")[record.id]
        assert isinstance(there, Person)
        assert (said(other, "person", record.id), there.apart) == ({}, (partner.id,))
    history = other.sees("person")[two.id].history
    assert (history[-1].what, history[-1].by) == ("not_duplicate", "李经办")
    first.act("PUT", f"persons/{one.id}", {"form": person_form(title="ms"), "number": id_card(9)})
    first.act("POST", "persons/submit", {"persons": [one.id]})
    assert said(other, "person", one.id) == {}, "also after a correction"
    other.insists("person", one.id, Duplicate(other=two.id))
    assert said(other, "person", two.id) == {"duplicate_number": ("number", (one.id,))}
    assert said(other, "person", one.id) == {"duplicate_number": ("number", (two.id,))}


def test_only_of_records_that_look_alike_and_are_in_sight(server: Server) -> None:
    (here,) = unit(server, 1).add(entry(id_card(1)))
    (there,) = unit(server, 2, PUDONG).add(entry(id_card(1)))
    (third,) = unit(server, 3).add(entry(id_card(3)))
    clerk = Clerk(server, "dalian.clerk")
    for number in (there.id, third.id, 10**12):
        verdict = clerk.decide("person", here.id, NotDuplicate(other=number))
        assert getattr(verdict, "code", "") == "not_alike"
    with server.engine.connect() as db:
        assert db.execute(text("SELECT count(*) FROM apart")).scalar() == 0


def test_a_rejected_unit_is_no_duplicate_until_it_is_looked_at_again(server: Server) -> None:
    name = "大连市口岸局"
    unit(server, 1, name_zh=name)
    other = unit(server, 2, PUDONG, name_zh=name)
    other.add(entry(id_card(2)))
    other.submit()
    dalian, shanghai = Clerk(server, "dalian.clerk"), Clerk(server, "shanghai.clerk")
    [mine], [theirs] = units(dalian), units(shanghai)
    assert "duplicate_unit" in said(dalian, "unit", mine.id)
    for command, left in (
        (RejectUnit(reasons=("not_eligible",)), set()),
        (WithdrawUnit(), {"duplicate_unit"}),
    ):
        before = dalian.exchange().cursor
        shanghai.insists("unit", theirs.id, command)
        assert sent(dalian, before) == {("unit", mine.id)}
        assert {*said(dalian, "unit", mine.id)} == left


def test_a_server_that_knew_none_of_this_finds_them_when_it_starts(server: Server) -> None:
    unit(server, 1, name_zh="大连市教育局").add(entry(id_card(1)))
    unit(server, 2, name_zh="大连市教育局").add(entry(id_card(1)), entry(sibling(id_card(1)), 2))
    everything = text("SELECT kind, record_id, other_id, same, key FROM duplicate ORDER BY 1,2,3,4")
    with server.engine.begin() as db:
        found = db.execute(everything).all()
        db.execute(text("DELETE FROM duplicate"))
        db.execute(text("UPDATE unit SET name_key = NULL"))
        db.execute(text("UPDATE person SET birth_key = NULL"))
    before = Clerk(server, "dalian.clerk").exchange().cursor
    former_duplicates.catch_up(server.engine, SECRET)
    clerk = Clerk(server, "dalian.clerk")
    with server.engine.connect() as db:
        assert db.execute(everything).all() == found
        assert len(found) == 8
    assert sent(clerk, before) == {(row[0], row[1]) for row in found}
