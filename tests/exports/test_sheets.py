"""Heads of the sheets and the names of their files."""

from datetime import UTC, datetime
from typing import get_args

import pytest

from ciie_admin.exports.sheets import file_name, sheet
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import Language
from tests.exports.samples import AT, setting

LANGUAGES: tuple[Language, ...] = get_args(Language)
KINDS: tuple[SubjectKind, ...] = get_args(SubjectKind)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_heads_differ_and_names_fit_a_tab(kind: SubjectKind, language: Language) -> None:
    made = sheet(kind, setting(language))
    texts = [head.text for head in made.heads]
    assert len(set(texts)) == len(texts) >= 20
    assert "{" not in "".join(texts)
    assert made.name != made.about_name
    for name in (made.name, made.about_name):
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\'")


def test_what_people_typed_is_kept_as_text() -> None:
    typed = {h.text for kind in KINDS for h in sheet(kind, setting()).heads if h.kind == "typed"}
    assert {"统一社会信用代码", "证件号码", "联系电话", "推荐码", "姓名", "单位名称"} <= typed


def test_amounts_are_of_the_year_before_the_fair() -> None:
    texts = [head.text for head in sheet("unit", setting(year=2030)).heads]
    assert "2029年营业额（万美元）" in texts


def test_a_file_is_named_after_list_place_and_beijing_time() -> None:
    assert file_name("person", "zh", "大连交易团", AT) == (
        "人员名册_大连交易团_截至20241002-0030.xlsx"
    )
    english = file_name("unit", "en", "Dalian", AT)
    assert english == "Units_Dalian_as of 20241002-0030.xlsx"


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ('A/B\\C:D*E?F"G<H>I|J', "A_B_C_D_E_F_G_H_I_J"),
        (" 分团. ", "分团"),
        ("a\nb\x00c", "abc"),
        ("长" * 300, "长" * 60),
    ],
)
def test_a_place_name_is_made_fit_for_every_file_system(place: str, kept: str) -> None:
    at = datetime(2024, 11, 1, tzinfo=UTC)
    made = file_name("unit", "zh", place, at)
    assert made == f"单位汇总表_{kept}_截至20241101-0800.xlsx"
    assert len(made.encode()) <= 255


def test_without_a_place_the_name_has_no_gap() -> None:
    made = file_name("unit", "zh", "", AT)
    assert made == "单位汇总表_截至20241002-0030.xlsx"
