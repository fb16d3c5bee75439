"""Two texts side by side: every character is there, and just what differs is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.views import findings_said
from ciie_admin.views.components.compared import MOST, MarkedText, runs
from tests.fixtures.editions import small_tree

TEXT = st.text(alphabet="大连市金普新区路1号AB ", max_size=30)


@given(one=TEXT, other=TEXT)
def test_what_is_not_marked_is_the_same_on_both_sides(one: str, other: str) -> None:
    here, there = runs(one, other), runs(other, one)
    assert ("".join(text for text, _ in here), "".join(text for text, _ in there)) == (one, other)
    assert any(marked for _, marked in (*here, *there)) is (one != other)
    same = "".join(text for text, marked in here if not marked)
    rest = iter(other)
    assert all(letter in rest for letter in same), "in the other text too, in this order"


def test_the_differing_characters_of_an_address() -> None:
    assert runs("金马路1号", "金马路12号") == (("金马路1号", False),)
    assert runs("金马路12号", "金马路1号") == (("金马路1", False), ("2", True), ("号", False))
    there, here = "Jinpu New Area", "Jinpu Old Area"
    assert runs(there, here) == (("Jinpu ", False), ("New", True), (" Area", False))
    assert runs("甲" * (MOST + 1), "乙") == (("甲" * (MOST + 1), True),)


def test_a_long_text_takes_more_lines(qapp: QApplication) -> None:
    del qapp
    made = MarkedText(runs("大连市金普新区金马路1号" * 4, ""))
    assert made.heightForWidth(2_000) == 20
    assert made.heightForWidth(200) == 80
    words = MarkedText(runs("Dalian Jinpu New Area Sub-mission", "Dalian"))
    lines = ["".join(one for one, _ in line) for line in words._lines(90)]
    assert len(lines) > 2
    assert {"Dalian", "Jinpu", "New", "Area", "Sub", "mission"} <= {
        *" ".join(lines).replace("-", " ").split()
    }
    assert len(words._lines(20)) > len(lines), "a word too long for a line is broken"


@pytest.mark.parametrize(
    ("rule", "measured", "limit", "said"),
    [
        ("region_code_mismatch", "3101", "2102", "Shanghai 3101, chosen: Dalian 2102"),
        ("region_code_mismatch", "66", "31", "66, chosen: Shanghai 31"),
        ("class_code_mismatch", "12", "91/92", "Public institution 12, chosen: Enterprise 91/92"),
        ("class_code_mismatch", "51", "11", "Social organisation 51, chosen: Government body 11"),
        ("card_changed", "label photo", "", "label, photo"),
        ("licence_address_differs", "A", "B", "see the licence"),
        ("amount_scale", "5,000 : 1", "1,000 : 1", "5,000 : 1, limit 1,000 : 1"),
        ("id_checksum", "", "", "Please look"),
    ],
)
def test_a_finding_says_in_words_what_was_measured(
    rule: str, measured: str, limit: str, said: str
) -> None:
    found = Finding(rule=rule, severity=Severity.LOOK, measured=measured, limit=limit)
    places = {one.id: one for one in small_tree()}
    (line,) = findings_said.finding_lines((found,), places, "en")
    assert line.value == said
