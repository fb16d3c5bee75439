"""Whatever the rules, the server and the borders can say has words in both languages.

Nothing here is a list to be kept up: states, commands and codes are found in the source.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum

import pytest

import ciie_admin.domain
from ciie_admin.domain import commands
from ciie_admin.words import vocabulary
from tests.architecture.codes import codes, subclasses

WORDLESS = frozenset({
    "Step",  # never shown alone: the commands and events of each step have words of their own
})  # fmt: skip


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def rule_enums() -> Iterator[type[StrEnum]]:
    """Every StrEnum made in domain/."""
    for module in pkgutil.iter_modules(ciie_admin.domain.__path__, "ciie_admin.domain."):
        for value in vars(importlib.import_module(module.name)).values():
            is_enum = isinstance(value, type) and issubclass(value, StrEnum)
            if is_enum and value.__module__ == module.name:
                yield value


def command_kinds() -> list[str]:
    return [
        str(field.default)
        for value in vars(commands).values()
        if isinstance(value, type) and is_dataclass(value)
        for field in fields(value)
        if field.name == "kind"
    ]


def lacking(group: str, key: str) -> list[str]:
    """The languages in which this key has no word."""
    entry = vocabulary().get(group, {}).get(key, {})
    return [f"{group}.{key} {one}" for one in ("zh", "en") if not entry.get(one, "").strip()]


@pytest.mark.parametrize("states", list(rule_enums()), ids=lambda states: states.__name__)
def test_every_state_has_words(states: type[StrEnum]) -> None:
    group = snake(states.__name__)
    gaps = [gap for state in states for gap in lacking(group, state.value)]
    if states.__name__ in WORDLESS:
        assert gaps, "this one has words: take it off the list"
    else:
        assert not gaps


@pytest.mark.parametrize("group", ["command", "event"])
def test_every_command_has_words(group: str) -> None:
    kinds = command_kinds()
    assert "pass_unit" in kinds
    assert not [gap for kind in kinds for gap in lacking(group, kind)]


@pytest.mark.parametrize(
    ("group", "speakers"),
    [
        ("refused", subclasses("Refused", "VerdictRefused")),
        ("mishap", subclasses("Mishap", "Fault")),
    ],
    ids=["refused", "mishap"],
)
def test_every_code_has_words(group: str, speakers: frozenset[str]) -> None:
    said = codes(speakers)
    assert len(said) > 10
    assert not [at for at, code in said.items() if code is None], "say these codes as literals"
    assert not [f"{at}: {gap}" for at, code in said.items() if code for gap in lacking(group, code)]
