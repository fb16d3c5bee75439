"""Cells: the record in words, in the sheet's language, and never a full document number."""

from datetime import datetime

import pytest

from ciie_admin import words
from ciie_admin.domain.findings import PHOTO_RULES, Finding, Severity
from ciie_admin.domain.states import Badge, Check, Payment, UnitReview
from tests.exports.samples import AT, person, setting, shown, unit
from tests.fixtures.editions import CENTRE, INDUSTRY, PUDONG
from tests.fixtures.records import person_form, unit_form

NIGHT = datetime(2024, 10, 2, 0, 30)  # noqa: DTZ001 as cells are: no zone


def test_a_unit_in_chinese() -> None:
    passed = unit(
        review=UnitReview.PASSED,
        decided_name="王负责",
        decided_at=AT,
        persons=4,
        persons_paid=3,
        persons_passed=2,
        form=unit_form(capital_yuan=5_004_900, industry="C13"),
    )
    row = shown(passed)
    assert row["序号"] == 1
    assert (row["交易团"], row["分团"]) == ("大连交易团", "金普新区分团")
    assert row["统一社会信用代码"] == "T00000000000000001"
    assert (row["单位分类"], row["单位性质"], row["行业门类"]) == (
        "政府机构",
        "民营",
        "农副食品加工业",
    )
    assert row["注册资本（万元）"] == 500.49
    assert (row["2023年营业额（万美元）"], row["2023年进口额（万美元）"]) == (90, 10)
    assert row["提交时间"] == row["审核时间"] == NIGHT
    assert (row["审核方式"], row["审核状态"], row["审核人"]) == ("人工", "审核通过", "王负责")
    assert (row["人员总数"], row["已支付"], row["审核通过"]) == (4, 3, 2)


def test_a_unit_in_english() -> None:
    row = shown(unit(submitted_at=None), setting("en"))
    assert (row["Trade mission"], row["Sub-mission"]) == ("Dalian", "Jinpu")
    assert (row["Unit class"], row["Review"]) == ("Government body", "Not submitted")
    assert row["Submitted"] is None


def test_the_system_decided_what_passed_by_itself() -> None:
    row = shown(unit(review=UnitReview.PASSED, automatic=True))
    assert (row["审核方式"], row["审核人"]) == ("自动", "系统")
    row = shown(unit(review=UnitReview.PASSED, automatic=True, looked_at=AT))
    assert (row["审核方式"], row["审核人"]) == ("自动（已抽查）", "系统")
    row = shown(unit(automatic=True))
    assert (row["审核方式"], row["审核人"]) == ("", "")


def test_reasons_are_the_editions_words_and_an_unknown_one_stands_for_itself() -> None:
    row = shown(unit(review=UnitReview.RETURNED, reasons=("licence_unclear", "of_next_year")))
    assert row["原因"] == "原因：licence_unclear、of_next_year"


def test_a_unit_of_an_industrial_mission_counts_in_its_region() -> None:
    row = shown(unit(review_place=INDUSTRY, count_place=PUDONG, referral_code="0012"))
    assert (row["交易团"], row["分团"]) == ("上海交易团", "浦东分团")
    assert (row["行业交易团"], row["推荐码"]) == ("机械行业交易团", "0012")
    assert shown(unit())["行业交易团"] == ""


@pytest.mark.parametrize("place", [CENTRE, 999])
def test_a_place_without_a_mission_or_out_of_sight_is_left_empty(place: int) -> None:
    row = shown(unit(review_place=place, count_place=place))
    assert (row["交易团"], row["分团"], row["行业交易团"]) == ("", "", "")


def test_a_person_in_chinese() -> None:
    made = person(payment=Payment.PAID, check=Check.PASSED, badge=Badge.READY)
    row = shown(made)
    assert list(row.values()) == [
        1, "大连交易团", "金普新区分团", "T00000000000000001", "大连第1贸易有限公司", "王二",
        "先生", "中国大陆地区", "居民身份证", "210***********1234", "专业观众", "6日-10日",
        "食品及农产品展区", "否", "快递", "已制证", "已支付", "证件可领取", "无异常", NIGHT,
    ]  # fmt: skip


def test_a_person_in_english() -> None:
    row = shown(person(form=person_form(reuse=True)), setting("en"))
    assert (row["Personnel label"], row["Badge reuse"]) == ("Professional visitor", "Yes")
    assert (row["State"], row["Area of interest"]) == (
        "To review",
        "Food and Agricultural Products",
    )


def test_only_faults_of_the_photo_stand_in_its_column() -> None:
    rules = ("id_checksum", "pose", "background")
    found = tuple(Finding(rule=rule, severity=Severity.LOOK) for rule in rules)
    assert shown(person(findings=found))["照片检查结果"] == "未正视镜头、照片背景不是纯色"


def test_rules_about_photos_have_a_word_and_no_rule_about_a_form_is_among_them() -> None:
    known = set(words.vocabulary()["finding"])
    assert known > PHOTO_RULES
    about_forms = known - PHOTO_RULES
    assert not [rule for rule in about_forms if "照片" in words.word("finding", rule, "zh")]


def test_choices_of_another_edition_stand_for_themselves() -> None:
    foreign = person_form(label="guest", entry_date="11-12", area="moon", delivery="pigeon")
    row = shown(person(form=foreign, unit_id=77))
    assert (row["人员标签"], row["入场日期"], row["最想参观的展区"]) == ("guest", "11-12", "moon")
    assert (row["领取方式"], row["单位"], row["统一社会信用代码"]) == ("pigeon", "", "")


@pytest.mark.parametrize("full", ["210102199003071234", "E12345678", "ab1"])
def test_a_number_that_came_unmasked_is_masked_here(full: str) -> None:
    row = shown(person(number_masked=full))
    assert full not in map(str, row.values())
    assert row["证件号码"].endswith(full[-2:])
    assert "*" in row["证件号码"]
