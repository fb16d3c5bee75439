"""absorb(): whatever an answer brings, and in whatever order, the screen never goes back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select, text

from ciie_admin.domain.commands import ReturnUnit
from ciie_admin.domain.states import UnitClass, UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.models import opening, reading, trays
from ciie_admin.models.pending import load_pending
from ciie_admin.models.precious import DRAFT, OUTBOX, TRAY
from ciie_admin.models.receiving import absorb
from ciie_admin.models.releasing import release
from ciie_admin.wire.messages import VerdictConflict, VerdictRefused
from tests.domain.samples import person, unit
from tests.fixtures.local import ACTOR, Local, accepted
from tests.fixtures.records import unit_form

ASSOCIATION = UnitClass.ASSOCIATION


def waiting(number: int = 1, **changes: Any) -> Unit:
    return unit(id=number, unit_class=ASSOCIATION, **changes)


def passed(number: int = 1, version: int = 2, **changes: Any) -> Unit:
    return unit(UnitReview.PASSED, id=number, version=version, unit_class=ASSOCIATION, **changes)


def sent(local: Local, *ids: int) -> list[UUID]:
    """Passed, released, and on their way."""
    local.passes(*ids)
    release(local.cache, ACTOR)
    return [one.id for one in local.sends()]


@pytest.fixture
def waits(local: Local) -> Local:
    local.start(waiting(1), waiting(2), waiting(3))
    return local


def test_the_verdict_comes_first_and_the_change_later(waits: Local) -> None:
    """The overlay stands until the mirror has the version the verdict speaks of."""
    (key,) = sent(waits, 1)
    assert waits.unit() == ("passed", "pending")
    waits.hears(verdicts=[accepted(key, waits.seq + 5, 2)], whole=False)
    assert waits.unit() == ("passed", "pending")
    assert waits.numbers()["outbox"] == 1
    waits.hears(passed())
    assert waits.unit() == ("passed", None)
    assert waits.numbers() == {"draft": 0, "outbox": 0, "delivered": 1, "tray": 0}


def test_the_change_comes_first_and_the_verdict_later(waits: Local) -> None:
    """A colleague's page brought our own change before the lost answer was asked for again."""
    (key,) = sent(waits, 1)
    waits.hears(passed())
    assert waits.unit()[0] == "passed"
    waits.hears(verdicts=[accepted(key, waits.seq, 2)])
    assert waits.unit() == ("passed", None)
    assert waits.numbers()["delivered"] == 1


def test_a_record_that_moved_on_does_not_flicker(waits: Local) -> None:
    """Its change has a later number than the verdict says: a page may end between the two."""
    (key,) = sent(waits, 1)
    effect = waits.seq + 1
    waits.hears(waiting(2, version=2), verdicts=[accepted(key, effect, 2)], whole=False)
    assert waits.unit() == ("passed", "pending"), "past the number, but the record is not here"
    waits.hears(waiting(3, version=2), whole=False)
    assert waits.unit() == ("passed", "pending")
    waits.hears(passed(version=3, persons=4))
    assert waits.unit() == ("passed", None)


def test_at_the_head_nothing_waits_any_longer(waits: Local) -> None:
    """A note changes no version: it is delivered once everything up to its number is here."""
    (key,) = sent(waits, 1)
    waits.hears(verdicts=[accepted(key, waits.seq, 9)], whole=False)
    assert waits.numbers()["outbox"] == 1
    waits.hears()
    assert waits.numbers() == {"draft": 0, "outbox": 0, "delivered": 1, "tray": 0}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_I16_no_order_of_pages_makes_a_row_go_back(waits: Local, data: st.DataObject) -> None:
    """One record, from waiting to first passed to passed, in pages cut anywhere."""
    number = 1000 + waits.seq
    waits.hears(unit(id=number))
    waits.passes(number)
    release(waits.cache, ACTOR)
    key = waits.sends()[-1].id
    ranks = {"waiting": 0, "first_passed": 1, "passed": 2}
    first = unit(UnitReview.FIRST_PASSED, id=number, version=2)
    final = unit(UnitReview.PASSED, id=number, version=3)
    jumps = data.draw(st.booleans(), label="the colleague was quicker than our page")
    records: list[list[Unit]] = [[final]] if jumps else [[first], [final]]
    for place in range(data.draw(st.integers(0, 2), label="other pages first")):
        records.insert(0, [waiting(place + 1, version=waits.seq)])
    told = data.draw(st.integers(0, len(records)), label="the verdict arrives with")
    effect = waits.seq + data.draw(st.integers(0, 4), label="number of the effect")
    shown = [ranks[waits.unit(number)[0]]]
    for place, page in enumerate([*records, []]):
        verdicts = [accepted(key, effect, 2)] if place == told else []
        last = place == len(records)
        waits.hears(*page, verdicts=verdicts, whole=last)
        shown.append(ranks[waits.unit(number)[0]])
    assert shown == sorted(shown)
    assert waits.unit(number) == ("passed", None)


def test_I08_the_same_answer_twice_changes_nothing(waits: Local) -> None:
    one, two = sent(waits, 1, 2)
    refused = VerdictRefused(id=two, code="not_your_place")
    answer = waits.says(passed(), verdicts=[accepted(one, waits.seq + 1, 2), refused])
    absorb(waits.cache, answer, ACTOR)
    before = waits.kept(), mirror(waits)
    absorb(waits.cache, answer, ACTOR)
    assert (waits.kept(), mirror(waits)) == before


def test_I08_after_an_older_answer_the_next_one_makes_all_right(waits: Local) -> None:
    """Rows and cursor go back together, so that the later change is asked for once more."""
    (key,) = sent(waits, 1)
    effect = waits.seq + 1
    old = waits.says(passed(), verdicts=[accepted(key, effect, 2)])
    waits.hears(later := passed(version=5, persons=7))
    absorb(waits.cache, old, ACTOR)
    with waits.cache.read() as db:
        assert opening.progress(db)["cursor"] == str(effect)
    waits.hears(later)
    with waits.cache.read() as db:
        assert reading.unit_rows(db, [1])[1].persons == 7
    assert waits.unit() == ("passed", None)
    assert waits.numbers() == {"draft": 0, "outbox": 0, "delivered": 1, "tray": 0}


def test_refused_and_conflicting_operations_are_put_aside(waits: Local) -> None:
    one, two, three = sent(waits, 1, 2, 3)
    waits.hears(
        waiting(2, version=2, seen="corrected", form=unit_form(2, address="新址")),
        verdicts=[
            VerdictRefused(id=one, code="state_moved", facts={"state": "rejected", "by": "赵"}),
            VerdictConflict(id=two, version=2, seen="corrected"),
            accepted(three, waits.seq + 9, 2),
        ],
        whole=False,
    )
    assert waits.numbers() == {"draft": 0, "outbox": 1, "delivered": 0, "tray": 2}
    assert [waits.unit(n) for n in (1, 2)] == [("waiting", None)] * 2
    with waits.cache.read() as db:
        refused, conflict = sorted(trays.entries(db), key=lambda one: one.wish.subject.id)
    assert (refused.base, refused.verdict.kind) == (None, "refused")
    assert isinstance(conflict.base, Unit)
    assert conflict.base.form.address == "大连市金普新区1号", "as it was judged"


@pytest.mark.parametrize("stage", ["draft", "outbox", "tray"])
def test_what_was_judged_is_kept_wherever_the_wish_is(waits: Local, stage: str) -> None:
    waits.passes(1)
    if stage != "draft":
        release(waits.cache, ACTOR)
    if stage == "tray":
        (key,) = (one.id for one in waits.sends())
        waits.hears(verdicts=[VerdictConflict(id=key, version=2, seen="corrected")])
    changed = waiting(version=2, seen="corrected", form=unit_form(1, address="新址"))
    waits.hears(changed)
    waits.hears(replace(changed, version=3, seen="corrected again"))
    table = {"draft": DRAFT, "outbox": OUTBOX, "tray": TRAY}[stage]
    with waits.cache.read() as db:
        base = load_pending(db.execute(select(table.c.body)).scalar_one()).base
    assert base is not None
    assert "大连市金普新区1号" in base, "the first one judged, not a later one"


def test_a_status_that_changes_is_no_conflict(waits: Local) -> None:
    waits.passes(1)
    waits.hears(waiting(version=2, persons=9))
    with waits.cache.read() as db:
        body, problem = db.execute(select(DRAFT.c.body, DRAFT.c.problem)).one()
    assert (load_pending(body).base, problem) == (None, None)


def test_I09_a_removal_takes_the_record_and_leaves_the_wish(waits: Local) -> None:
    (key,) = sent(waits, 1)
    waits.hears(verdicts=[accepted(key, waits.seq + 9, 2)], whole=False)
    waits.passes(2)
    changed = waits.hears(gone=[("unit", 1), ("unit", 2)])
    assert changed.ids("unit") == {1, 2}
    with waits.cache.read() as db:
        assert reading.unit_rows(db, [1, 2, 3]).keys() == {3}
        assert reading.unit(db, 1) is None
        assert db.execute(text("SELECT count(*) FROM unit_search")).scalar() == 1
        assert db.execute(select(DRAFT.c.problem)).scalars().all() == ["no_such_record"]
    assert waits.numbers() == {"draft": 1, "outbox": 0, "delivered": 1, "tray": 0}
    waits.hears(waiting(2, version=3))
    assert waits.unit(2) == ("passed", "draft"), "back in sight the draft applies again"
    assert release(waits.cache, ACTOR).stayed == 0


def test_another_view_drops_the_mirror_and_nothing_else(waits: Local) -> None:
    sent(waits, 3)
    waits.passes(1, 2)
    before = waits.kept()
    changed = waits.start(waiting(1), waiting(3), epoch="f")
    assert changed.everything
    kept = waits.kept()
    assert kept["outbox"] == before["outbox"]
    assert [row[0] for row in kept["draft"]] == [row[0] for row in before["draft"]]
    assert waits.unit(1) == ("passed", "draft")
    assert waits.unit(3) == ("passed", "pending")
    with waits.cache.read() as db:
        assert reading.unit_rows(db, [2]) == {}
        assert opening.progress(db)["epoch"] == "f"


@pytest.mark.parametrize("pages", [1, 2, 3])
def test_drafts_without_a_record_are_found_at_the_end_of_a_new_download(
    waits: Local, pages: int
) -> None:
    """Nothing is concluded from absence before the last page."""
    waits.passes(1, 2, 3)
    waits.start(waiting(1), whole=pages == 1)
    for page in range(2, pages + 1):
        assert set(problems(waits)) == {None}
        waits.hears(waiting(3), whole=page == pages)
    wanted = [None, "no_such_record", None if pages > 1 else "no_such_record"]
    assert problems(waits) == wanted
    assert release(waits.cache, ACTOR).stayed == wanted.count("no_such_record")


def test_a_colleagues_verdict_is_marked_on_ones_draft(waits: Local) -> None:
    waits.decides(ReturnUnit(reasons=("address_differs",)), 1)
    waits.hears(unit(UnitReview.RETURNED, id=1, version=2))
    assert problems(waits) == ["already_so"]


def test_answers_without_an_edition_store_what_they_bring(local: Local) -> None:
    """A page may end before the edition came."""
    local.hears(waiting(1), whole=False)
    with local.cache.read() as db:
        assert opening.progress(db)["cursor"] == str(local.seq)
        assert not opening.is_whole(db)


def test_I07_rows_and_cursor_move_together_or_not_at_all(waits: Local) -> None:
    (key,) = sent(waits, 1)
    before = waits.kept(), mirror(waits)

    @event.listens_for(waits.cache.engine, "before_cursor_execute")
    def broken(_db: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO delivered"):
            raise KeyboardInterrupt

    answer = waits.says(passed(), verdicts=[accepted(key, waits.seq + 1, 2)])
    with pytest.raises(KeyboardInterrupt):
        absorb(waits.cache, answer, ACTOR)
    assert (waits.kept(), mirror(waits)) == before
    event.remove(waits.cache.engine, "before_cursor_execute", broken)
    absorb(waits.cache, answer, ACTOR)
    assert waits.unit() == ("passed", None)


def test_a_large_page_says_that_everything_has_changed(local: Local) -> None:
    local.start()
    changed = local.hears(*(waiting(n) for n in range(1, 2_002)))
    assert changed.everything
    assert local.hears(waiting(1, version=2), person()).ids("person") == {2}


def test_I35_server_time_never_goes_back(waits: Local) -> None:
    with waits.cache.read() as db:
        before = opening.server_time(db)
    absorb(waits.cache, replace(waits.says(waiting()), time=before.replace(year=2020)), ACTOR)
    with waits.cache.read() as db:
        assert opening.server_time(db) == before


def problems(local: Local) -> list[str | None]:
    with local.cache.read() as db:
        found: Sequence[str | None] = (
            db.execute(select(DRAFT.c.problem).order_by(DRAFT.c.subject_id)).scalars().all()
        )
    return list(found)


def mirror(local: Local) -> list[object]:
    """All the server said, but for the time of the last answer."""
    with local.cache.read() as db:
        rows: list[object] = []
        for name in ("unit", "person", "unit_body", "person_body", "place", "edition"):
            rows += map(tuple, db.execute(text(f"SELECT * FROM {name} ORDER BY 1")))  # noqa: S608
        known = opening.progress(db)
        rows.append({name: value for name, value in known.items() if name != "time"})
        rows += map(tuple, db.execute(select(OUTBOX.c.id)))
    return rows
