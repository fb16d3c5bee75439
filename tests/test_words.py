"""The vocabulary: complete, one word per thing, and of one mind with docs/words.md."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from ciie_admin import words
from ciie_admin.domain import commands, outcome, steps
from ciie_admin.domain.actors import Role
from ciie_admin.domain.findings import PHOTO_RULES, Severity
from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.places import PlaceKind
from ciie_admin.domain.states import (
    Badge,
    Check,
    IdKind,
    Payment,
    PersonReview,
    RegionType,
    UnitClass,
    UnitReview,
)
from ciie_admin.server.editions import edition_names, read_edition
from ciie_admin.words import Language, photo_advice, sentence, title, word

ROOT = Path(__file__).parent.parent
LANGUAGES: tuple[Language, ...] = get_args(Language)
ENUMS: dict[str, type[StrEnum]] = {
    "unit_review": UnitReview,
    "person_review": PersonReview,
    "payment": Payment,
    "check": Check,
    "badge": Badge,
    "lane": Lane,
    "unit_class": UnitClass,
    "region_type": RegionType,
    "id_kind": IdKind,
    "role": Role,
    "place_kind": PlaceKind,
    "severity": Severity,
    "effect": outcome.Effect,
    "mark": steps.Mark,
}
STATES = ("unit_review", "person_review", "payment", "check", "badge", "lane", "stage")
DECISIONS = (*get_args(commands.UnitCommand), *get_args(commands.PersonCommand))
KINDS = {field.default for one in DECISIONS for field in fields(one)[-1:]}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def entries() -> Iterator[tuple[str, str, str, str]]:
    """(group, key, language, text) of everything in the vocabulary, titles of mishaps too."""
    for group, table in words.vocabulary().items():
        for key, entry in table.items():
            for language, text in entry.items():
                yield group, key, language, text


def terms() -> list[tuple[str, str]]:
    """(English, Chinese) rows of docs/words.md."""
    page = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:3] for line in page.splitlines() if CHINESE.search(line)]
    return [(a.strip(), b.strip()) for a, b in rows if a.strip() != "English"]


@pytest.mark.parametrize("group", ENUMS)
def test_a_group_of_states_has_its_members_and_no_others(group: str) -> None:
    assert set(words.vocabulary()[group]) == set(ENUMS[group])


@pytest.mark.parametrize("group", ["command", "verdict", "outcome", "event"])
def test_every_decision_has_its_words(group: str) -> None:
    assert set(words.vocabulary()[group]) >= KINDS


def test_steps_have_a_full_and_a_two_character_name() -> None:
    assert tuple(words.vocabulary()["step"]) == steps.STEPS
    assert tuple(words.vocabulary()["step_short"]) == steps.STEPS
    assert all(len(word("step_short", step, "zh")) == 2 for step in steps.STEPS)


def test_findings_have_a_name_that_fits_a_row() -> None:
    full, short = words.vocabulary()["finding"], words.vocabulary()["finding_short"]
    assert list(full) == list(short)
    assert max(len(entry["zh"]) for entry in short.values()) <= 4
    assert max(len(entry["en"]) for entry in short.values()) <= 14


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", sorted(PHOTO_RULES - {"face_share"}))
def test_every_photo_rule_tells_what_to_do(rule: str, language: Language) -> None:
    """`face_share` is the measure of two rules, and no rule."""
    assert word("finding", rule, language)
    for name in edition_names():
        said = photo_advice(read_edition(name, date(2024, 9, 20)), rule, language)
        assert said.endswith("。" if language == "zh" else ".")
        assert "{" not in said


def test_an_edition_words_its_own_photo_rules() -> None:
    edition = read_edition("07", date(2024, 9, 20))
    assert "15%—40%" in photo_advice(edition, "face_small", "zh")
    own = [replace(one, finding="") for one in edition.reasons]
    with pytest.raises(KeyError, match=r"photo_advice\.face_small"):
        photo_advice(replace(edition, reasons=tuple(own)), "face_small", "zh")


def test_licence_rules_have_a_name_and_what_to_do() -> None:
    assert set(words.vocabulary()["licence_finding"]) == set(words.vocabulary()["licence_advice"])


def test_both_languages_say_everything_with_the_same_places() -> None:
    for group, table in words.vocabulary().items():
        for key, entry in table.items():
            wanted = {"zh", "en", "zh_title", "en_title"} if group == "mishap" else {"zh", "en"}
            assert set(entry) == wanted, f"{group}.{key}"
            assert places(entry["zh"]) == places(entry["en"]), f"{group}.{key}"


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_chinese_text_is_chinese_and_english_is_not() -> None:
    for group, key, language, text in entries():
        latin = not CHINESE.search(text)
        assert text == text.strip(), f"{group}.{key}"
        assert latin is language.startswith("en"), f"{group}.{key}: {text}"


def test_no_half_width_punctuation_between_chinese_characters() -> None:
    for group, key, language, text in entries():
        if language.startswith("zh"):
            assert not re.search(r"[\u4e00-\u9fff][,;:?!()]", text), f"{group}.{key}: {text}"


def test_no_year_in_the_vocabulary() -> None:
    """Years come from the edition."""
    assert not [text for *_, text in entries() if re.search(r"(19|20)\d\d", text)]


def test_one_word_per_state_in_both_directions() -> None:
    pairs = {
        (entry["zh"], entry["en"])
        for group in STATES
        for entry in words.vocabulary()[group].values()
    }
    assert len({zh for zh, _ in pairs}) == len({en for _, en in pairs}) == len(pairs)


def test_the_page_of_words_has_one_english_word_per_term() -> None:
    """A term may stand twice where act and state share it: 退回修改 is Return and Returned."""
    english = [row[0] for row in terms()]
    assert len(english) == len(set(english)) > 100
    acts = {"退回修改", "建议不予通过"}
    chinese = [zh for _, zh in terms() if zh not in acts]
    assert len(chinese) == len(set(chinese))


def test_the_page_of_words_and_the_vocabulary_agree() -> None:
    by_zh: dict[str, set[str]] = {}
    for en, zh in terms():
        by_zh.setdefault(zh, set()).add(en.lower())
    by_en = {en.lower(): zh for en, zh in terms()}
    for group in (*STATES, "command", "unit_class", "role", "place_kind", "column", "delivery"):
        for key, entry in words.vocabulary()[group].items():
            zh, en = entry["zh"], entry["en"].lower()
            assert en in by_zh.get(zh, {en}), f"{group}.{key}"
            assert by_en.get(en, zh) == zh, f"{group}.{key}"


def test_a_sentence_fills_its_places_and_translates_states() -> None:
    facts = {"state": "returned", "by": "王芳"}
    assert sentence("refused", "state_moved", facts, "zh").startswith("王芳已先决定：退回修改。")
    facts = {"state": "passed", "by": ""}
    said = sentence("refused", "state_moved", facts, "en")
    assert said.startswith("the system has already decided: passed.")


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2024-10-20T16:00:00+00:00", "2024-10-20 24:00"),
        ("2024-10-20T07:05:00+00:00", "2024-10-20 15:05"),
        ("soon", "soon"),
        ("2024-10-20", "2024-10-20"),
    ],
)
def test_deadlines_are_said_in_beijing_time(moment: str, said: str) -> None:
    facts = {"time": moment}
    assert f" {said}（北京时间）" in sentence("mishap", "registration_closed", facts, "zh")


def test_missing_fields_are_named_and_terms_of_a_filter_are_not() -> None:
    said = sentence("mishap", "form_incomplete", {"fields": "address, contact_name"}, "zh")
    assert said.endswith("：注册地址、联系人。")
    said = sentence("mishap", "bad_filter", {"filter": "x", "fields": "place, nature"}, "zh")
    assert "place, nature" in said


def test_a_fact_that_is_missing_shows_as_a_dash() -> None:
    assert "—" in sentence("mishap", "server_fault", {}, "zh")


def test_title_and_advice_of_a_mishap_differ() -> None:
    assert title("cache_locked", "zh") == "本机数据正被占用"
    assert title("cache_locked", "en") == "The local records are in use"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_word_is_named(language: Language) -> None:
    with pytest.raises(KeyError, match=r"lane\.nowhere"):
        word("lane", "nowhere", language)
    with pytest.raises(KeyError, match=r"nothing\.at_all"):
        word("nothing", "at_all", language)


def test_lists_of_words_use_the_comma_of_the_language() -> None:
    assert words.join(["企业", "社会组织"], "zh") == "企业、社会组织"
    assert words.join(["VIP", "Staff"], "en") == "VIP, Staff"
