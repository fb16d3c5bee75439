"""The region of a credit code is held against the mission's, also where a district was chosen."""

import pytest
from stdnum.cn import uscc

from ciie_admin.domain.findings import Severity
from tests.fixtures.editions import CENTRAL, JINPU, PUDONG
from tests.fixtures.registrants import Registrant, licence, unit_form
from tests.fixtures.server import Server


def code(region: str) -> str:
    front = f"91{region}000000770"
    return front + uscc.calc_check_digit(front)


@pytest.mark.parametrize(
    ("region", "place", "found"),
    [
        ("210213", JINPU, []),
        ("310115", JINPU, [("3101", "2102")]),
        ("310115", PUDONG, []),
        ("210213", PUDONG, [("21", "31")]),
        ("100000", JINPU, []),
        ("310115", CENTRAL, []),
    ],
)
def test_a_district_is_part_of_its_mission(
    server: Server, region: str, place: int, found: list[tuple[str, str]]
) -> None:
    unit = Registrant(server)
    unit.register(code(region), place=place)
    own = unit.save(unit_form(code(region)), licence()).unit
    noted = [one for one in own.findings if one.rule == "region_code_mismatch"]
    assert [(one.measured, one.limit) for one in noted] == found
    assert all(one.severity is Severity.LOOK for one in noted), "never in the way"
