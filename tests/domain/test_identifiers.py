"""Credit codes and document numbers: nothing breaks the check, nothing gets past the mask."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from ciie_admin.domain.identifiers import (
    credit_code,
    document_number,
    masked,
    number_fault,
    unchecked_number,
)
from ciie_admin.domain.states import IdKind

GOOD = "91350100M000100Y43"


def test_a_credit_code_in_any_spelling() -> None:
    for typed in (GOOD, GOOD.lower(), f" {GOOD} ", "9135 0100 M000 100Y 43"):
        assert credit_code(typed) == GOOD


@given(st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_is_always_noticed(place: int, wrong: str) -> None:
    typed = GOOD[:place] + wrong + GOOD[place + 1 :]
    assert credit_code(typed) == (GOOD if typed == GOOD else None)


@given(st.one_of(st.text(max_size=25), st.text("0123456789X", min_size=17, max_size=19)))
def test_no_text_breaks_the_checks(text: str) -> None:
    found = credit_code(text)
    assert found is None or (len(found) == 18 and uscc.is_valid(found))
    for kind in IdKind:
        number = document_number(kind, text)
        assert number_fault(kind, number) in (None, "checksum", "format", "region")


@given(st.text(max_size=40))
def test_numbers_are_compared_in_one_form(text: str) -> None:
    form = document_number(IdKind.PASSPORT, text)
    assert form == document_number(IdKind.PASSPORT, f" {text}\t")
    assert form == document_number(IdKind.PASSPORT, form)
    assert not any(c.isspace() for c in form)


@given(st.text(string.ascii_uppercase + string.digits, max_size=30))
def test_a_mask_shows_seven_characters_at_most_and_never_all(number: str) -> None:
    shown = masked(number)
    assert len(shown) == len(number)
    readable = [(a, b) for a, b in zip(shown, number, strict=True) if a != "*"]
    assert all(a == b for a, b in readable)
    assert len(readable) <= 7
    if len(number) > 2:
        assert "*" in shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("110101199003077758", "110***********7758"),
        ("E12345678", "E12**5678"),
        ("12345678", "123*5678"),
        ("1234567", "*****67"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_masks(number: str, shown: str) -> None:
    assert masked(number) == shown


@pytest.mark.parametrize(
    ("kind", "number", "fault"),
    [
        (IdKind.ID_CARD, "110101199003077758", None),
        (IdKind.ID_CARD, "110101199003077759", "checksum"),
        (IdKind.ID_CARD, "11010119900307775", "format"),
        (IdKind.ID_CARD, "1101011990030７7758", "format"),
        (IdKind.PASSPORT, "E12345678", None),
        (IdKind.PASSPORT, "E1-345678", "format"),
        (IdKind.PASSPORT, "E123", "format"),
        (IdKind.HM_PERMIT, "H12345678", None),
        (IdKind.TW_PERMIT, "1234567", "format"),
        (IdKind.PERMANENT_RESIDENT, "USA110080010101", None),
        (IdKind.PERMANENT_RESIDENT, "US1110080010101", "format"),
    ],
)
def test_faults_of_numbers(kind: IdKind, number: str, fault: str | None) -> None:
    assert number_fault(kind, number) == fault


@pytest.mark.parametrize(
    "typed",
    [
        "E12345678",
        "ea 123 4567",
        "C01X00T47",
        "12AB34567",
        "H12345678",
        "12345678",
        "ABC123456789012",
    ],
)
def test_a_number_without_a_check_digit_may_be_a_whole_one(typed: str) -> None:
    assert unchecked_number(typed) == document_number(IdKind.PASSPORT, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "lisiyuan",
        "瑞丰国际",
        "瑞丰12345",
        "7788",
        "A1234",
        "13800007788",
        "0411-88881234",
        GOOD,
        "",
    ],
)
def test_words_codes_and_telephones_are_no_document_numbers(typed: str) -> None:
    assert unchecked_number(typed) is None
