"""One message a unit: numbered points, what was measured, deadline and hotline, in its language."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ciie_admin.domain.evidence import Evidence
from ciie_admin.domain.letters import Matter, Pictured, letter, pictured
from ciie_admin.domain.resubmission import PERSON_FIELDS, UNIT_FIELDS
from ciie_admin.server.editions import edition_names, read_edition

EDITION = read_edition("07", date(2024, 9, 1))
OWN = Matter(
    template="returned",
    reasons=("unit_address", "unit_licence"),
    evidence=(
        Evidence(
            reason="unit_address",
            rule="licence_address_differs",
            measured="甲路1号",
            limit="甲路2号",
        ),
    ),
    words="请于周五前补充",
)
PERSON = Matter(template="person_returned", person="王一", reasons=("photo_blurred",))


def test_everything_about_a_unit_is_one_numbered_message() -> None:
    said = letter(EDITION, "某公司", (PERSON, OWN), english=False)
    assert said is not None
    first, *points, last = said.splitlines()
    assert first == "某公司：贵单位提交的资料需要修改："
    assert [one[:3] for one in points] == ["1. ", "2. ", "3. ", "4. "]
    assert points[0].startswith("1. 注册地址：注册地址与证照不一致。")
    assert points[0].endswith("（填报为“甲路1号”，证照为“甲路2号”）")
    assert points[2:] == ["3. 请于周五前补充", "4. 王一·照片模糊：" + advice("photo_blurred")]
    assert last == "请于 2024年10月20日 24:00 前登录系统修改，并再次提交。咨询电话 021-968888。"


def advice(code: str) -> str:
    return next(one.advice.zh for one in EDITION.reasons if one.id == code)


def test_persons_alone_are_named_and_foreign_units_read_english() -> None:
    said = letter(EDITION, "Far Away Ltd", (PERSON,), english=True)
    assert said is not None
    head, point, foot = said.splitlines()
    assert head == "Far Away Ltd: please correct the persons named here:"
    assert point.startswith("王一, ")
    assert foot.endswith("before 20 October 2024, 24:00 (Beijing time). Hotline 021-968888.")
    assert letter(EDITION, "某公司", (), english=False) is None


def test_the_advice_an_older_program_sent_along_is_not_said_twice() -> None:
    codes = ("unit_address", "unit_licence")
    repeated = Matter(template="returned", reasons=codes, words="".join(map(advice, codes)))
    bare = Matter(template="returned", reasons=codes)
    assert letter(EDITION, "某", (repeated,), english=False) == letter(
        EDITION, "某", (bare,), english=False
    )


@pytest.mark.parametrize("name", edition_names())
def test_reasons_name_fields_there_are_and_rules_have_a_stamp(name: str) -> None:
    edition = read_edition(name, datetime.now(UTC).date())
    known = {"unit": UNIT_FIELDS, "person": PERSON_FIELDS}
    for one in edition.reasons:
        assert set(one.fields) <= set(known[one.subject]), one.id
    assert len(edition.rules) == 8
    assert edition.rules == read_edition(name, date(2030, 1, 1)).rules, "days are no rules"


def test_photos_go_with_a_message_under_the_numbers_of_its_text() -> None:
    """Not those of whoever has none, nor what is about something else."""
    unit = Matter(template="returned", reasons=("unit_address", "odd"), words="请尽快")
    codes = ("photo_blurred", "number_wrong", "photo_old")
    one, other = replace(PERSON, reasons=codes, number=7), replace(PERSON, person="李二", number=8)
    matters = (one, unit, replace(other, reasons=("number_wrong",)), other)
    text = letter(EDITION, "某公司", matters, english=False)
    assert text is not None
    assert "3. 王一·照片模糊" in text
    assert "5. 王一·照片过旧" in text
    assert "7. 李二·照片模糊" in text
    assert pictured(EDITION, matters) == (
        Pictured(7, ("photo_blurred", "photo_old"), (3, 5)),
        Pictured(8, ("photo_blurred",), (7,)),
    )
    assert pictured(EDITION, (replace(PERSON, number=7),)) == (Pictured(7, PERSON.reasons, ()),)
    assert pictured(EDITION, (PERSON,)) == ()


def test_what_was_measured_reads_as_a_sentence() -> None:
    small = Evidence(
        reason="photo_face_small", rule="face_small", measured="5.9 %", limit="15-40 %"
    )
    matter = replace(PERSON, reasons=("photo_face_small",), evidence=(small,))
    chinese = letter(EDITION, "某公司", (matter,), english=False)
    english = letter(EDITION, "Far Away Ltd", (matter,), english=True)
    assert "（实测 5.9%，要求 15%—40%）" in str(chinese)
    assert "(measured: 5.9%; required: 15–40%)" in str(english)
