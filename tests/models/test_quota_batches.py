"""Many moves as one act: followed row by row, taken back, tried again, as a workbook."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from ciie_admin.models import trays
from ciie_admin.models.batch_list import opened
from ciie_admin.models.outcome_sheet import export_outcomes
from ciie_admin.models.quota_drafts import Wanted, draft_moves
from ciie_admin.models.reconciling import send_again
from ciie_admin.models.releasing import release
from ciie_admin.models.retrying import retry, take_back_batch
from ciie_admin.wire.messages import VerdictRefused
from tests.fixtures.local import ACTOR, CLICK, Local, accepted
from tests.fixtures.local_quotas import (
    AT_JINPU,
    AT_ZHONGSHAN,
    OWN,
    account_of,
    jinpu,
    own,
    row,
    types,
    zhongshan,
)

SHARED = {AT_JINPU: 16, AT_ZHONGSHAN: 10, account_of(1): 40}
"""The last one cannot be: Jinpu has not so many."""


def stages(local: Local, batch: object) -> dict[str, str]:
    with local.cache.read() as db:
        whole = opened(db, batch)  # type: ignore[arg-type]
    assert whole is not None
    return {one.named.name if one.named else "": one.followed.row.stage for one in whole.rows}


def test_a_batch_of_moves_is_followed_tried_again_and_becomes_a_workbook(
    giving: Local, tmp_path: Path
) -> None:
    done = types(giving, SHARED)
    release(giving.cache, ACTOR)
    sent = {one.subject.id: one.id for one in giving.sends()}
    refused = VerdictRefused(id=sent[AT_ZHONGSHAN], code="edition_closed")
    verdict = accepted(sent[AT_JINPU], giving.seq + 2, 2)
    seen = own(version=2, allotted=24), jinpu(version=2, received=16)
    giving.hears(*seen, verdicts=[verdict, refused])
    assert stages(giving, done.batch) == {
        "金普新区分团": "accepted",
        "中山分团": "refused",
        "金普商会": "not_possible",
    }
    path = tmp_path / "outcomes.xlsx"
    export_outcomes(giving.cache, done.batch, path, actor=ACTOR, language="zh", at=CLICK)
    cells = [[cell.value for cell in line] for line in load_workbook(path).worksheets[0]]
    assert [line[1:4] for line in cells if line[1] == "中山分团"] == [
        ["中山分团", "VIP", "调整额度"]
    ]
    giving.hears(own(version=3, received=80, allotted=24))
    types(giving, {AT_JINPU: 60})
    again = retry(giving.cache, done.batch, ACTOR, CLICK)
    assert set(again.drafted) == {AT_ZHONGSHAN, account_of(1)}
    with giving.cache.read() as db:
        assert trays.open_count(db) == 0, "its refusal is dealt with"
    back = take_back_batch(giving.cache, again.batch, ACTOR)
    assert {one.subject.id for one in back.wishes} == set(again.drafted)
    assert (row(giving, AT_ZHONGSHAN).received, row(giving, AT_JINPU).received) == (8, 60)


def test_a_restored_server_is_told_again_and_the_tree_shows_it(giving: Local) -> None:
    types(giving, {AT_JINPU: 16})
    (key,) = release(giving.cache, ACTOR).sent
    giving.sends()
    seen = own(version=2, allotted=24), jinpu(version=2, received=16)
    giving.hears(*seen, verdicts=[accepted(key, giving.seq + 2, 2)])
    giving.hears(own(version=3, allotted=20), jinpu(version=3, received=12))
    touched = send_again(giving.cache, (), 0, ACTOR, CLICK)
    assert (row(giving, AT_JINPU).received, row(giving, OWN).left) == (16, 6)
    assert {AT_JINPU, OWN} <= touched.quotas


def test_a_unit_that_is_lost_keeps_its_draft_with_the_reason(giving: Local) -> None:
    types(giving, {account_of(2): 3})
    giving.hears(gone=[("unit", 2)])
    assert row(giving, AT_JINPU).allotted == 5
    released = release(giving.cache, ACTOR)
    assert (released.sent, released.stayed) == ((), 1)


@pytest.mark.parametrize("whole", [True, False])
def test_nothing_is_drafted_before_the_first_download_is_whole(local: Local, whole: bool) -> None:
    local.start(own(), jinpu(), zhongshan(), whole=whole)
    wanted = [Wanted(account=AT_JINPU, total=13)]
    done = draft_moves(local.cache, wanted, ACTOR, at=CLICK)
    codes = [why.code for _, why in done.not_possible]
    assert (done.drafted, codes) == (((AT_JINPU,), []) if whole else ((), ["not_whole_yet"]))
