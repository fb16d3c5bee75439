"""Keys and values of a filter by the words the screens use: 状态:待审核 for lane:to_review."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from ciie_admin.domain.edition import Edition
from ciie_admin.words import Language, vocabulary

NAMES = {
    "lane": ("column", "state"),
    "place": ("column", "mission_path"),
    "unit_class": ("column", "unit_class"),
    "unit": ("column", "unit"),
    "region_type": ("column", "region_type"),
    "label": ("column", "person_label"),
    "entry_date": ("column", "entry_date"),
    "payment": ("column", "payment"),
    "free_place": ("column", "free_place"),
    "finding": ("column", "findings"),
    "reuse": ("column", "reuse"),
    "added_late": ("column", "added_late"),
    "automatic": ("column", "review_mode"),
    "assigned": ("column", "assigned"),
    "reason": ("column", "reasons"),
    "resubmitted": ("filter", "resubmitted"),
    "photo": ("filter", "photo"),
    "stage": ("filter", "stage"),
    "tag": ("filter", "tag"),
    "text": ("filter", "text"),
}
"""Key of a filter -> where its word stands: as a filter in words is headed."""
GROUPS = {
    "lane": "lane",
    "unit_class": "unit_class",
    "region_type": "region_type",
    "payment": "payment",
    "free_place": "free_place",
    "photo": "photo_state",
    "stage": "stage",
    "reuse": "answer",
    "added_late": "answer",
    "resubmitted": "answer",
    "finding": "finding",
    "assigned": "assigned",
}


@dataclass(frozen=True, slots=True)
class Codes:
    """What words mean. Several codes of one word: the first one."""

    keys: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]

    def term(self, typed: str) -> str:
        """`key:value` in codes, as far as its words are known; the rest as typed."""
        name, colon, value = typed.partition(":")
        key = self.keys.get(name.strip().casefold(), name)
        known = self.values.get(key, {})
        return f"{key}{colon}{known.get(value.strip().casefold(), value)}"


NONE = Codes({}, {})


@dataclass(frozen=True, slots=True)
class Words:
    """Of one key of a filter, in one language."""

    name: str
    values: Mapping[str, str]
    """By code."""


def codes(edition: Edition | None) -> Codes:
    """The vocabulary's words in both languages, and the edition's own."""
    keys: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    for language in get_args(Language):
        for key, said in names(language).items():
            keys.setdefault(said.casefold(), key)
        for key, group in groups(edition, language).items():
            known = values.setdefault(key, {})
            for code, said in group.items():
                known.setdefault(said.casefold(), code)
    return Codes(keys, values)


def words(edition: Edition | None, language: Language) -> dict[str, Words]:
    """By key of a filter."""
    known = groups(edition, language)
    return {key: Words(said, known.get(key, {})) for key, said in names(language).items()}


def names(language: Language) -> dict[str, str]:
    known = vocabulary()
    return {key: known[group][entry][language] for key, (group, entry) in NAMES.items()}


def groups(edition: Edition | None, language: Language) -> dict[str, dict[str, str]]:
    """Key of a filter -> its values' codes and words."""
    known = vocabulary()
    found = {
        key: {code: entry[language] for code, entry in known[group].items()}
        for key, group in GROUPS.items()
    }
    found["finding"]["any"] = known["filter"]["any"][language]
    if edition is not None:
        for key, offered in (
            ("label", edition.labels),
            ("entry_date", edition.entry_dates),
            ("reason", edition.reasons),
        ):
            found[key] = {one.id: getattr(one.name, language) for one in offered}
    return found
