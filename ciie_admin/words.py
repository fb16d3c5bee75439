"""What more than one part of the program says, from resources/words.toml and its dictionaries."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from ciie_admin.config import resource
from ciie_admin.domain.apportion import Portion
from ciie_admin.domain.basis import Basis
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.ranking import Parting
from ciie_admin.errors import Mishap

Language = Literal["zh", "en"]
Entry = Mapping[str, str]

BEIJING = ZoneInfo("Asia/Shanghai")
ABSENT = "—"
"""Stands where a sentence names a fact nobody gave."""


@cache
def vocabulary() -> Mapping[str, Mapping[str, Entry]]:
    """All groups by name, read once."""
    groups: dict[str, Mapping[str, Entry]] = {}
    for name in ("words.toml", "shell.toml", "dictionaries/industry.toml"):
        groups.update(tomllib.loads(resource(name).read_text(encoding="utf-8")))
    return groups


def as_listed(group: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """In the order of the vocabulary: passed before returned, units before persons."""
    place = {key: number for number, key in enumerate(vocabulary()[group])}
    return sorted(counts.items(), key=lambda one: place[one[0]])


def word(group: str, key: str, language: Language) -> str:
    """The word or unfilled sentence. Raises KeyError naming group and key."""
    return _entry(group, key)[language]


def known_word(group: str, key: str, language: Language) -> str:
    """The word, or the code itself where a newer server says what this program does not know."""
    return word(group, key, language) if key in vocabulary().get(group, {}) else key


def sentence(group: str, code: str, facts: Mapping[str, str], language: Language) -> str:
    """A sentence with its places filled; `state`, `by`, `fields` and `time` put into words.

    Raises KeyError for an unknown code; a fact that was not given shows as a dash, because
    a text about one mishap must not become a second one.
    """
    return word(group, code, language).format_map(_Facts(_spoken(facts, language)))


def title(code: str, language: Language) -> str:
    """The bold first line about a mishap."""
    return _entry("mishap", code)[f"{language}_title"]


def mishap_words(mishap: Mishap, language: Language) -> tuple[str, str]:
    """What is the matter, in a few words, and what to do about it."""
    return title(mishap.code, language), sentence("mishap", mishap.code, mishap.facts, language)


def join(words: list[str], language: Language) -> str:
    """Several words as one list, with the language's own comma."""
    return ("、" if language == "zh" else ", ").join(words)


def basis_words(one: Basis, language: Language) -> str:
    """On whose word: 依据 王处长 2024-09-20 签批（审批表 …）."""
    facts = {"approver": one.approver, "on": one.on.isoformat(), "sheet": one.sheet}
    return sentence("approval", "based_sheet" if one.sheet else "based", facts, language)


def parting_words(one: Parting, names: Mapping[str, str], language: Language) -> str:
    """Why somebody waits. `names`: `first` is inside, `second` waits, `tag` is the chosen one."""
    facts = {**one.facts, **names}
    same = join([sentence("parting", code, facts, language) for code in one.same], language)
    why = sentence("parting", one.code, facts, language)
    if one.code == "no_places":
        return why
    whole = "parted_same" if same else "parted"
    return sentence("parting", whole, {**facts, "same": same, "why": why}, language)


def portion_words(one: Portion, language: Language) -> str:
    """How the number of a proposal came about. Shares with two decimals, cut off."""
    hundredths = int(one.remainder * 100)
    share = f"{one.whole}.{hundredths:02}" if one.remainder else str(one.whole)
    facts = {"share": share, "whole": str(one.whole), "final": str(one.final)}
    code = one.bound or ("extra" if one.extra else "rounded")
    return sentence("apportioned", code, facts, language)


def photo_advice(edition: Edition, rule: str, language: Language) -> str:
    """What a registrant is told to do about a photo: as the edition's reason for it says, if any.

    Raises KeyError for an unknown rule.
    """
    said = next((one.advice for one in edition.reasons if one.finding == rule), None)
    if said is None:
        return word("photo_advice", rule, language)
    return said.zh if language == "zh" else said.en


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ABSENT


def _entry(group: str, key: str) -> Entry:
    found = vocabulary().get(group, {}).get(key)
    if found is None:
        raise KeyError(f"{group}.{key}")
    return found


def _spoken(facts: Mapping[str, str], language: Language) -> dict[str, str]:
    spoken = dict(facts)
    if spoken.get("state") in vocabulary()["moved"]:
        spoken["state"] = word("moved", spoken["state"], language)
    if spoken.get("by") == "":
        spoken["by"] = word("who", "system", language)
    if "fields" in spoken:
        spoken["fields"] = _fields(spoken["fields"], language)
    if "time" in spoken:
        spoken["time"] = in_beijing(spoken["time"])
    return spoken


def _fields(names: str, language: Language) -> str:
    """Fields of a form in words; a list of anything else (terms of a filter) stays as it is."""
    known, asked = vocabulary()["form_field"], names.split(", ")
    if not all(name in known for name in asked):
        return names
    return join([known[name][language] for name in asked], language)


def in_beijing(moment: str) -> str:
    """An ISO instant as deadlines are said: midnight is 24:00 of the day before it."""
    try:
        instant = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    if instant.tzinfo is None:
        return moment
    local = instant.astimezone(BEIJING)
    if (local.hour, local.minute) == (0, 0):
        return f"{local - timedelta(days=1):%Y-%m-%d} 24:00"
    return beijing_minute(local)


def beijing_minute(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def beijing_stamp(at: datetime) -> str:
    """As it stands in names of files."""
    return f"{at.astimezone(BEIJING):%Y%m%d-%H%M}"
