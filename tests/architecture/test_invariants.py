"""The table of invariants in docs/protocol.md names the tests that exist, and all of them."""

import re
from functools import cache

from tests.architecture.sources import ROOT, module_tests, place, text

PAGE = ROOT / "docs" / "protocol.md"
ROW = re.compile(r"^\| (\d+) \| (.+) \| (.+) \|$", re.MULTILINE)
MANY = 36
HELD = re.compile(r"`(tests/[\w/]+\.py)`")
NAMED = re.compile(r"def test((?:_I\d\d)+)_")


@cache
def rows() -> dict[int, tuple[str, str]]:
    """By number: what it says, and what the last column says."""
    table = PAGE.read_text(encoding="utf-8").partition("## 11. Invariants")[2]
    return {int(number): (said, held) for number, said, held in ROW.findall(table)}


@cache
def named() -> dict[int, frozenset[str]]:
    """By number, the files that hold a test of that name."""
    found: dict[int, set[str]] = {}
    for file in module_tests():
        for numbers in NAMED.findall(text(file)):
            for number in re.findall(r"\d\d", numbers):
                found.setdefault(int(number), set()).add(place(file))
    return {number: frozenset(files) for number, files in found.items()}


def test_every_invariant_stands_in_the_table_once() -> None:
    assert list(rows()) == list(range(1, MANY + 1))


def test_each_names_its_tests_or_says_why_there_is_none() -> None:
    for number, (_, held) in rows().items():
        files = HELD.findall(held)
        assert set(files) == named().get(number, frozenset()), number
        assert files or held.startswith(("not yet: ", "measured, not tested: ")), number
