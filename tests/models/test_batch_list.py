"""A batch is kept as an object: its counts, its rows, trying again, taking back, its sheet."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert, select, update

from ciie_admin.domain.commands import ReturnUnit
from ciie_admin.domain.next_step import pass_command
from ciie_admin.domain.states import UnitClass, UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.errors import BadInput
from ciie_admin.exports.workbook import Cancelled
from ciie_admin.models import batch_list, retrying
from ciie_admin.models.batch_list import BatchLine, Opened
from ciie_admin.models.outcome_sheet import export_outcomes
from ciie_admin.models.pending import load_pending
from ciie_admin.models.precious import BATCH, DRAFT, OUTBOX, TRAY
from ciie_admin.models.recording import Recorded, record
from ciie_admin.models.releasing import discard, release, undo
from ciie_admin.models.scopes import Scope
from ciie_admin.wire.messages import Verdict, VerdictConflict, VerdictRefused
from tests.domain.samples import unit
from tests.fixtures.local import ACTOR, CLICK, Local, accepted, always

RETURN = always(ReturnUnit(reasons=("address_differs",)))
AT = CLICK + timedelta(minutes=9)


def association(number: int, review: UnitReview = UnitReview.WAITING, **changes: object) -> Unit:
    return unit(review, id=number, unit_class=UnitClass.ASSOCIATION, **changes)


def lines(local: Local) -> list[BatchLine]:
    with local.cache.read() as db:
        return batch_list.batches(db)


def opened(local: Local, batch: UUID) -> Opened:
    with local.cache.read() as db:
        found = batch_list.opened(db, batch)
    assert found is not None
    return found


def stages(local: Local, batch: UUID) -> dict[int, str]:
    return {one.followed.row.subject: one.followed.row.stage for one in opened(local, batch).rows}


@pytest.fixture
def told(local: Local) -> Recorded:
    """Six of eight released: two accepted, one refused, one in conflict, one not yet answered, one
    a draft again; two were not possible.
    """
    local.start(
        *(association(number) for number in range(1, 7)),
        association(7, submitted_at=None),
        association(8, UnitReview.REJECTED),
    )
    done = record(local.cache, "unit", range(1, 9), pass_command, ACTOR, at=CLICK, scope="待审核")
    release(local.cache, ACTOR)
    with local.cache.write() as db:
        db.execute(update(OUTBOX).where(OUTBOX.c.subject_id == 6).values(act=99))
    undo(local.cache, ACTOR)
    ids = {one.subject.id: one.id for one in local.sends()}
    verdicts: list[Verdict] = [
        accepted(ids[1], local.seq + 1, 2),
        accepted(ids[2], local.seq + 2, 2),
        VerdictRefused(id=ids[3], code="state_moved", facts={"state": "returned", "by": "姜波"}),
        VerdictConflict(id=ids[4], version=2, seen="another"),
    ]
    local.hears(association(1, UnitReview.PASSED, version=2), verdicts=verdicts)
    return done


COUNTS = {
    "drafted": 1, "released": 1, "accepted": 2, "refused": 1, "conflict": 1, "not_possible": 2,
}  # fmt: skip


def test_every_record_is_in_one_stage_and_the_counts_are_theirs(
    local: Local, told: Recorded, computers: Callable[[str], Local]
) -> None:
    (line,) = lines(local)
    assert (line.id, line.at, line.failed) == (told.batch, CLICK, 4)
    body = line.body
    assert (body.by, body.scope, body.asked) == (ACTOR.name, "待审核", 8)
    assert (body.kind, body.verdicts, body.first) == ("unit", ("pass_unit",), None)
    assert line.counts == COUNTS
    assert stages(local, told.batch) == {
        1: "accepted", 2: "accepted", 3: "refused", 4: "conflict", 5: "released", 6: "drafted",
        7: "not_possible", 8: "not_possible",
    }  # fmt: skip
    local.cache.close()
    again = computers("one")
    assert lines(again) == [line], "the same after a restart"
    discard(again.cache, ACTOR, "unit", [6])
    assert stages(again, told.batch)[6] == "undone"
    assert lines(again)[0].counts == {
        **{stage: number for stage, number in COUNTS.items() if stage != "drafted"}, "undone": 1,
    }  # fmt: skip


@pytest.mark.usefixtures("told")
def test_the_latest_first_and_no_act_on_one_record(local: Local) -> None:
    record(local.cache, "unit", [7], RETURN, ACTOR, at=AT)
    record(local.cache, "unit", [2, 5], RETURN, ACTOR, at=AT)
    assert [line.body.verdicts for line in lines(local)] == [("return_unit",), ("pass_unit",)]


def test_what_failed_is_wished_anew_in_a_batch_of_its_own(local: Local, told: Recorded) -> None:
    cache, first = local.cache, told.batch
    assert opened(local, first).retryable == 4
    done = retrying.retry(cache, first, ACTOR, AT)
    assert done.drafted == (3, 4)
    assert {number: why.code for number, why in done.not_possible} == {
        7: "not_submitted", 8: "state_moved",
    }  # fmt: skip
    newest, before = lines(local)
    assert (newest.id, newest.body.first, newest.counts) == (done.batch, first, {"drafted": 2})
    assert (before.counts, before.failed) == (COUNTS, 4), "what happened stays"
    again = {one.followed.row.subject for one in opened(local, first).rows if one.again}
    assert (again, opened(local, first).retryable) == ({3, 4}, 2)
    with cache.read() as db:
        wishes = [load_pending(b) for b in db.execute(select(DRAFT.c.body)).scalars()]
        open_entries = db.execute(select(TRAY.c.subject_id).where(TRAY.c.settled.is_(None))).all()
    resolved = {one.subject.id: one.resolves is not None for one in wishes}
    assert (resolved[3], resolved[4]) == (False, True)
    assert open_entries == []
    retrying.take_back_batch(cache, done.batch, ACTOR)
    assert opened(local, first).retryable == 4, "undone: they may be tried once more"


def test_a_cause_that_is_gone_and_a_record_decided_otherwise(local: Local, told: Recorded) -> None:
    local.hears(association(7, version=2))
    local.passes(3)
    done = retrying.retry(local.cache, told.batch, ACTOR, AT)
    assert done.drafted == (4, 7)
    assert {n: why.code for n, why in done.not_possible} == {8: "state_moved", 3: "decided_since"}
    assert opened(local, told.batch).retryable == 2
    retrying.take_back_batch(local.cache, done.batch, ACTOR)
    assert opened(local, told.batch).retryable == 4, "undone: open again"
    done = retrying.retry(local.cache, told.batch, ACTOR, AT)
    assert done.drafted == (4, 7)
    release(local.cache, ACTOR, Scope(done.batch))
    assert opened(local, told.batch).retryable == 2
    nothing = retrying.retry(local.cache, told.batch, ACTOR, AT)
    assert nothing.drafted == ()
    assert len(lines(local)) == 3, "a batch of nothing is not kept"


def test_a_batch_is_taken_back_as_far_as_it_is_still_ours(local: Local) -> None:
    local.start(*(association(number) for number in range(1, 5)))
    local.decides(RETURN, 1)
    done = local.passes(1, 2, 3, 4)
    local.passes(2)
    back = retrying.take_back_batch(local.cache, done.batch, ACTOR)
    assert (sorted(one.subject.id for one in back.wishes), back.kept) == ([1, 3, 4], {"undone": 4})
    assert local.unit(1) == ("returned", "draft"), "what it had replaced is there again"
    assert [local.unit(number)[1] for number in (2, 3)] == ["draft", None]


def test_what_has_left_or_is_rested_on_stays(local: Local) -> None:
    local.start(*(association(number) for number in range(1, 4)))
    done = local.passes(1, 2, 3)
    release(local.cache, ACTOR)
    with local.cache.write() as db:
        db.execute(update(OUTBOX).where(OUTBOX.c.subject_id == 1).values(n=1))
    local.decides(RETURN, 2)
    release(local.cache, ACTOR)
    back = retrying.take_back_batch(local.cache, done.batch, ACTOR)
    assert [one.subject.id for one in back.wishes] == [3]
    assert back.kept == {"released": 2, "undone": 1}
    assert local.unit(3) == ("waiting", None)
    assert back.touched.units == {3}


def test_what_is_no_batch(local: Local) -> None:
    local.start(association(1))
    for act in (
        lambda: retrying.retry(local.cache, uuid4(), ACTOR, AT),
        lambda: retrying.take_back_batch(local.cache, uuid4(), ACTOR),
    ):
        with pytest.raises(BadInput, match="no_such_batch"):
            act()


def test_a_batch_of_the_first_program_is_read(local: Local) -> None:
    """It said neither kind nor verdict nor which records were drafted."""
    local.start(*(association(number) for number in range(1, 4)))
    done = local.passes(1, 2)
    old = {"v": 1, "asked": 3, "scope": "甲", "not_possible": [[9, "no_such_record", {}]]}
    with local.cache.write() as db:
        db.execute(update(BATCH).values(body=json.dumps(old)))
        other = {"id": str(uuid4()), "act": 1, "at": CLICK.isoformat()}
        db.execute(insert(BATCH).values(**other, body=json.dumps(old)))
    line = next(one for one in lines(local) if one.id == done.batch)
    assert (line.body.kind, line.body.verdicts) == ("unit", ("pass_unit",))
    assert line.counts == {"drafted": 2, "not_possible": 1}
    assert opened(local, done.batch).retryable == 0, "nobody knows what was wanted of it"


def test_the_sheet_says_what_the_page_says_and_is_told(
    local: Local, told: Recorded, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"

    def write(*, stop: bool) -> int:
        return export_outcomes(
            local.cache, told.batch, path, actor=ACTOR, language="zh", at=AT,
            cancelled=lambda: stop,
        )  # fmt: skip

    with pytest.raises(Cancelled):
        write(stop=True)
    assert (path.exists(), local.numbers()["outbox"]) == (False, 2)
    assert write(stop=False) == 8
    sheet, about = load_workbook(path).worksheets
    heads, *rows = sheet.iter_rows(values_only=True)
    assert heads == (
        "序号", "统一社会信用代码", "单位名称", "决定", "原因", "结果", "说明", "结果时间",
    )  # fmt: skip
    assert [row[0] for row in rows] == [*range(1, 9)]
    assert {row[3] for row in rows} == {"通过"}
    assert [row[5] for row in rows] == [
        "未被接受", "数据已变更", "不能办理", "不能办理", "暂存", "待确认", "已生效", "已生效",
    ], "what needs a person stands first"  # fmt: skip
    assert rows[0][6] == "姜波已先决定：退回修改。请刷新后重新判断。"
    remarks = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    assert remarks["筛选条件"] == "待审核"
    assert remarks["批次"] == f"通过 {ACTOR.name}"
    with local.cache.read() as db:
        body = db.execute(select(OUTBOX.c.body).order_by(OUTBOX.c.place.desc())).scalars().first()
    owed = load_pending(str(body)).command
    assert (owed.kind, getattr(owed, "rows", 0), getattr(owed, "masked", None)) == (
        "export", 8, True,
    )  # fmt: skip
