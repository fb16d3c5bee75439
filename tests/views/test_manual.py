"""The manual: whole in both languages, and nothing in it that could go stale."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from typing import get_args

import pytest

from ciie_admin.config import resource
from ciie_admin.errors import BadInput
from ciie_admin.models import filter_codes, grammar
from ciie_admin.models.grammar import Ground
from ciie_admin.views import help_places, manual
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.manual import PLACE, TOPICS, Page
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import Language, vocabulary

LANGUAGES: tuple[Language, ...] = get_args(Language)
PAGES = {language: manual.read_pages(language) for language in LANGUAGES}
REGISTRY = help_places.registry(MainWindow)
BOTH = pytest.mark.parametrize(
    ("zh", "en"), list(zip(PAGES["zh"], PAGES["en"], strict=True)), ids=list(TOPICS)
)
CODE = re.compile(r"`([^`]*)`")
PRINTED_KEY = re.compile(r"\b(?:F\d{1,2}|Ctrl|Shift|Alt|Esc|Delete|Home)\b")
HAN = re.compile(r"[\u3400-\u9fff]")
HALF_WIDTH = re.compile(r"[\u3400-\u9fff]\s*[,;:!?()]|[,;:!?()]\s*[\u3400-\u9fff]")
MODIFIERS = {"Ctrl", "Shift", "Alt"}


def plain(page: Page) -> str:
    """What is really written: no places, no filters to be typed."""
    return CODE.sub("", PLACE.sub("", page.text))


def kinds(text: str) -> list[str]:
    """Headings, numbered and other steps, and paragraphs, in their order."""
    marks = [re.match(r"#+|\d\.|-|`|\{keys\}", line) for line in text.splitlines() if line]
    return [mark.group() if mark else "" for mark in marks]


def test_every_topic_has_a_page_and_no_page_is_left_over() -> None:
    for language in LANGUAGES:
        files = {file.stem for file in (resource("manual") / language).iterdir()}
        assert files == set(TOPICS) == set(vocabulary()["manual"])


@BOTH
def test_both_languages_say_the_same_in_the_same_order(zh: Page, en: Page) -> None:
    assert kinds(zh.text) == kinds(en.text)
    assert Counter(PLACE.findall(zh.text)) == Counter(PLACE.findall(en.text))
    for page in (zh, en):
        assert page.text.splitlines()[0] == f"# {page.title}"
    assert 60 <= len(HAN.findall(plain(zh))) <= 260
    assert not HALF_WIDTH.search(plain(zh))
    assert not HAN.search(en.text)


@pytest.mark.usefixtures("qapp")
@BOTH
def test_every_place_can_be_filled(zh: Page, en: Page) -> None:
    known = messages()
    for page, language in zip((zh, en), LANGUAGES, strict=True):
        said = manual.filled(page.text, REGISTRY, language)
        assert not re.search(r"[{}]", said.replace("{keys}", "")), page.topic
        for kind, name in PLACE.findall(page.text):
            assert kind != "topic" or name in TOPICS
            assert kind != "say" or tuple(name.split("/", 1)) in known, name
            assert kind != "cap" or name in MODIFIERS
    assert ("{keys}" in zh.text) == (zh.topic == "keys")


def messages() -> set[tuple[str, str]]:
    """Context and source of every text of the windows."""
    file = resource("translations") / "ciie_admin_zh.ts"
    root = ET.parse(file).getroot()  # noqa: S314 - a file of our own
    return {
        (context.findtext("name") or "", message.findtext("source") or "")
        for context in root.iter("context")
        for message in context.iter("message")
    }


@BOTH
def test_keys_and_stages_are_never_written_by_hand(zh: Page, en: Page) -> None:
    stages = [entry["zh"] for entry in vocabulary()["stage"].values()]
    assert not [word for word in stages if word in plain(zh)]
    for page in (zh, en):
        assert not PRINTED_KEY.findall(plain(page))
        assert all(typed.startswith("=") for typed in CODE.findall(page.text))


@BOTH
def test_filters_shown_can_be_typed(zh: Page, en: Page) -> None:
    ground = Ground({}, filter_codes.codes(None))
    kinds: tuple[SubjectKind, ...] = get_args(SubjectKind)
    for page in (zh, en):
        for typed in CODE.findall(page.text):
            for kind in kinds:
                assert grammar.parse_line(kind, typed[1:], ground).kind == kind
    with pytest.raises(BadInput):
        grammar.parse_line("unit", "nothing:1", ground)


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(KeyError, match="dance"):
        manual.filled("{key:dance}", REGISTRY, "en")
    with pytest.raises(KeyError, match="redo"):
        manual.filled("{key:redo}", REGISTRY, "en")  # it is the tray's


def test_a_word_keeps_its_capital_where_a_sentence_begins() -> None:
    said = manual.filled("{word:stage.draft}: a {word:stage.draft}", REGISTRY, "en")
    assert said == "Draft: a draft"


def test_pages_are_found_by_title_sound_and_text() -> None:
    pages = PAGES["zh"]
    assert manual.fitting(pages, " ") == pages
    assert [one.topic for one in manual.fitting(pages, "bpd")] == ["duplicates"]
    assert [one.topic for one in manual.fitting(pages, "漏斗")] == ["finding"]
    by_text = [one.topic for one in manual.fitting(pages, "导出")]
    assert by_text[0] == "export"
    assert "batches" in by_text
    assert manual.fitting(pages, "没有这一页") == ()
