"""A filter in words: everything that was asked for, nothing that should not be written down."""

from dataclasses import fields, replace

import pytest

from ciie_admin.domain.lanes import Lane
from ciie_admin.models.filter_words import filter_words
from ciie_admin.models.queries import Either, Not, Query
from tests.exports.samples import setting
from tests.fixtures.editions import DALIAN, JINPU, SHANGHAI, ZHONGSHAN

EVERYTHING = Query(
    kind="person",
    lane=Lane.TO_REVIEW,
    places=(DALIAN, JINPU, ZHONGSHAN),
    unit_class=("government", "association"),
    region_type=("overseas",),
    label=("vip", "staff"),
    entry_date=("6-10",),
    payment=("unpaid",),
    free_place=("waiting", "used"),
    finding=("pose", "any"),
    reuse=True,
    added_late=False,
    resubmitted=True,
    reason=("photo_unfit",),
    photo="clean",
    stage="draft",
    tag=("重点企业", "已电话=是"),
    assigned=("none",),
    automatic=True,
    spot="waiting",
    sample=5,
    unit=1,
    ids=(2, 3),
    text=" 王芳 ",
    where=(
        Not(part=Query(kind="person", label=("vip",), lane=Lane.UNPAID)),
        Either(parts=(Query(kind="person", reuse=True), Query(kind="person", unit=1))),
    ),
)


def test_all_conditions_in_chinese() -> None:
    assert filter_words(EVERYTHING, setting()) == (
        "状态：待审核；交易团/分团：大连交易团；单位分类：政府机构、社会组织；"
        "单位：大连第1贸易有限公司；地区类型：国外；人员标签：VIP、工作人员；入场日期：6日-10日；"
        "支付状态：待支付；名额：候补、已使用名额；预检：未正视镜头、有预检提示；证件复用：是；审核后新增：否；"
        "原因：原因：photo_unfit；再次提交：是；承办人：未分办；自动通过：是；"
        "抽查：未抽查；抽样：5 %；照片审核：合格待确认；本机决定：暂存；"
        "本机标签：重点企业、已电话=是；选定记录：2；搜索：王芳；"
        "组合条件：排除（状态：待支付；人员标签：VIP）、（证件复用：是或单位：大连第1贸易有限公司）"
    )


def test_no_condition_is_left_out() -> None:
    """A field added to Query without words fails here: each alone must change what is said."""
    whole = filter_words(EVERYTHING, setting())
    nothing = Query(kind="person")
    for field in fields(Query):
        if field.name in {"kind", "order", "descending"}:
            continue
        without = replace(EVERYTHING, **{field.name: getattr(nothing, field.name)})
        assert len(filter_words(without, setting())) < len(whole), field.name


def test_in_english() -> None:
    query = Query(kind="unit", lane=Lane.APPROVED, places=(JINPU, SHANGHAI))
    assert filter_words(query, setting("en")) == "State: Approved; Mission: Jinpu, Shanghai"


def test_without_conditions_it_is_all() -> None:
    assert filter_words(Query(kind="unit", text="  "), setting()) == "全部"
    assert filter_words(Query(kind="unit"), setting("en")) == "All"


def test_codes_nobody_knows_stand_for_themselves() -> None:
    query = Query(kind="person", label=("guest",), finding=("aura",), unit=99, places=(404,))
    assert filter_words(query, setting()) == "单位：99；人员标签：guest；预检：aura"


@pytest.mark.parametrize("number", ["210102199003071234", "21010219900307123X", "E12345678"])
def test_a_document_number_that_was_searched_for_is_masked(number: str) -> None:
    said = filter_words(Query(kind="person", text=f"王 {number}"), setting())
    assert number not in said
    assert said.endswith(number[-4:])


def test_a_credit_code_that_was_searched_for_is_not_personal() -> None:
    code = "91350100M000100Y43"
    assert code in filter_words(Query(kind="unit", text=code), setting())


def test_a_list_of_what_is_clear_can_be_said() -> None:
    query = Query(kind="unit", finding=("none",))
    assert filter_words(query, setting()) == "预检：无异常"
