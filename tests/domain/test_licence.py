"""What was read from a licence beside what was typed."""

from dataclasses import replace
from typing import Any

import pytest

from ciie_admin.domain.licence import readings
from ciie_admin.domain.units import Licence, UnitForm
from tests.fixtures.records import unit_form

READ = Licence(digest="0", name="瑞丰（大连）公司", code="91210213MA0TEST00X", address="")


def form(**changes: Any) -> UnitForm:
    typed: dict[str, Any] = {
        "name_zh": READ.name,
        "credit_code": READ.code,
        "address": "大连市1号",
        **changes,
    }
    return unit_form(licence=READ, **typed)


@pytest.mark.parametrize(
    ("changes", "differing"),
    [
        ({}, []),
        ({"name_zh": "瑞丰(大连) 公司"}, []),
        ({"credit_code": "91210213ma0test00x"}, []),
        ({"name_zh": "瑞丰（大连）有限公司"}, ["name"]),
        ({"name_zh": "", "credit_code": "X"}, ["name", "code"]),
        ({"address": "别处"}, []),
    ],
)
def test_width_case_and_spaces_do_not_count_and_nothing_read_says_nothing(
    changes: dict[str, str], differing: list[str]
) -> None:
    found = readings(form(**changes))
    assert [one.field for one in found] == ["name", "code", "address"]
    assert [one.field for one in found if one.differs] == differing
    assert [one.read for one in found] == [READ.name, READ.code, ""]


def test_without_a_licence_there_is_nothing_to_compare() -> None:
    assert readings(replace(form(), licence=None)) == ()
