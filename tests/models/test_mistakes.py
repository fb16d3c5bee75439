"""Top mistakes: counted as the list behind each count shows them, on screen, in sheet and shell."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook
from sqlalchemy import select

from ciie_admin.domain.history import Event
from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.models import mistakes, reading
from ciie_admin.models.mistake_sheet import export_mistakes
from ciie_admin.models.precious import OUTBOX
from ciie_admin.models.queries import Query
from ciie_admin.models.tables import REASON
from tests.domain.samples import THEN, unit
from tests.fixtures.editions import DALIAN, JINPU, SHANGHAI, ZHONGSHAN
from tests.fixtures.local import ACTOR, CLICK, Local
from tests.fixtures.records import unit_form

ADDRESS, LICENCE, NOT = "address_differs", "licence_unclear", "not_eligible"
GIVEN = {
    1: (("return_unit", (ADDRESS, LICENCE)), ("return_unit", (ADDRESS,)), ("pass_unit", ())),
    2: (("return_unit", (ADDRESS,)), ("withdraw_unit", ())),
    3: (("return_unit", (LICENCE,)), ("pass_unit", ()), ("withdraw_unit", ())),
    4: (("reject_unit", (NOT,)),),
    5: (("pass_unit", ()),),
    6: (("return_unit", (ADDRESS,)),),
}
"""Verdicts on each unit, oldest first."""
EXPECTED = {1: {ADDRESS, LICENCE}, 3: {LICENCE}, 4: {NOT}, 6: {ADDRESS}}
PLACES = {1: JINPU, 2: JINPU, 3: ZHONGSHAN, 4: DALIAN, 5: JINPU, 6: SHANGHAI}


def made() -> list[Unit]:
    return [
        unit(
            UnitReview.RETURNED if number in (2, 6) else UnitReview.PASSED,
            id=number,
            count_place=PLACES[number],
            history=tuple(
                Event(at=THEN + timedelta(hours=n), what=what, reasons=reasons)
                for n, (what, reasons) in enumerate(verdicts)
            ),
            form=unit_form(number),
        )
        for number, verdicts in GIVEN.items()
    ]


def test_each_count_is_its_list_and_a_verdict_taken_back_counts_nowhere(local: Local) -> None:
    local.start(*made())
    everything = Query(kind="unit")
    with local.cache.read() as db:
        found = mistakes.mistakes(db, everything)
        behind = {
            one.code: set(reading.ids(db, mistakes.listed(everything, one.code)))
            for one in found.rows
        }
        narrow = mistakes.mistakes(db, replace(everything, places=(ZHONGSHAN, DALIAN)))
        parts = mistakes.branches(reading.places(db), ACTOR)
        for one in found.rows:
            told = mistakes.by_branch(one, parts, reading.places(db))
            for part in parts:
                places = mistakes.inside(part.id, parts, reading.places(db))
                listed = mistakes.listed(everything, one.code, places)
                assert told[part.id] == len(reading.ids(db, listed)), (one.code, part.id)
    assert [(one.code, one.count) for one in found.rows] == [(ADDRESS, 2), (LICENCE, 2), (NOT, 1)]
    assert behind == {
        code: {number for number, codes in EXPECTED.items() if code in codes}
        for code in (ADDRESS, LICENCE, NOT)
    }
    assert (found.given, found.records) == (len(EXPECTED), len(GIVEN))
    assert narrow.records < found.records
    counted = Counter(code for codes in EXPECTED.values() for code in codes)
    assert {one.code: sum(one.places.values()) for one in found.rows} == counted


def test_what_left_or_changed_is_counted_anew(local: Local) -> None:
    local.start(*made())
    corrected = replace(made()[0], version=2, history=())
    local.hears(corrected, gone=[("unit", 4)])
    with local.cache.read() as db:
        left = set(db.execute(select(REASON.c.id, REASON.c.code)))
    assert {(row.id, row.code) for row in left} == {(3, LICENCE), (6, ADDRESS)}


def test_the_sheet_says_who_makes_which_mistake_and_is_told(local: Local, tmp_path: Path) -> None:
    local.start(*made())
    path = tmp_path / "m.xlsx"
    rows = export_mistakes(
        local.cache, Query(kind="unit"), path, actor=ACTOR, language="zh", at=CLICK
    )
    assert rows == 3
    book = CalamineWorkbook.from_path(path)
    head, *body = book.get_sheet_by_index(0).to_python()
    assert head[:5] == ["序号", "问题", "改正说明", "记录数", "占比（%）"]
    assert head[5:] == ["大连交易团", "金普新区分团", "中山分团"]
    by_reason = {row[1]: row[3:] for row in body}
    assert by_reason["原因：address_differs"] == [2, 50, 0, 2, 0]
    assert by_reason["原因：not_eligible"] == [1, 25, 1, 1, 0]
    assert ["记录数", "6 条，其中曾被指出问题的 4 条"] in book.get_sheet_by_index(1).to_python()
    with local.cache.read() as db:
        (owed,) = db.execute(select(OUTBOX.c.body)).scalars()
    assert '"kind":"export"' in owed
    assert "mistake" in owed
