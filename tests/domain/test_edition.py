"""An edition is data: one program serves every fair, each by its own rules."""

from datetime import date

import pytest

from ciie_admin.domain.cases import UnitCase
from ciie_admin.domain.decide import after, decide
from ciie_admin.domain.edition import (
    Edition,
    entry_date,
    label,
    reason,
    unit_steps,
)
from ciie_admin.domain.next_step import pass_command
from ciie_admin.domain.outcome import Accepted
from ciie_admin.domain.states import UnitClass, UnitReview
from ciie_admin.server.editions import edition_names, read_edition
from tests.domain.samples import NOW, actor, edition, unit_case
from tests.fixtures.editions import small_edition


def passed(on: Edition, unit_class: UnitClass) -> tuple[UnitCase, int]:
    """The unit once the mission is done with it, each step by another person; and their number."""
    case, taken = unit_case(unit_class=unit_class), 0
    while case.unit.review is not UnitReview.PASSED:
        taken += 1
        done = decide(case, pass_command(case, on), actor(account=taken), on, NOW)
        assert isinstance(done, Accepted)
        assert done.changes, "every step leads on"
        case = after(case, done)
    return case, taken


@pytest.mark.parametrize("unit_class", UnitClass)
@pytest.mark.parametrize("name", edition_names())
def test_every_class_passes_in_as_many_steps_as_its_edition_says(
    name: str, unit_class: UnitClass
) -> None:
    on = read_edition(name, date(2024, 9, 1))
    case, taken = passed(on, unit_class)
    assert taken == unit_steps(on, unit_class)
    assert (case.unit.first_by, case.unit.decided_by) == ((1, 2) if taken == 2 else (None, 1))


def test_the_number_of_steps_comes_from_the_edition() -> None:
    for steps in (1, 2):
        assert passed(edition(steps), UnitClass.GOVERNMENT)[1] == steps
    assert unit_steps(edition(2), UnitClass.ASSOCIATION) == 1, "a class not named takes one"


def test_a_reason_of_one_edition_is_unknown_to_another() -> None:
    on = small_edition()
    assert reason(on, "address_differs") is not None
    assert reason(small_edition(reasons=()), "address_differs") is None


def test_lookups_find_what_is_there_and_nothing_else() -> None:
    on = small_edition()
    for found, known in (
        (label, [one.id for one in on.labels]),
        (entry_date, [one.id for one in on.entry_dates]),
        (reason, [one.id for one in on.reasons]),
    ):
        for wanted in known:
            one = found(on, wanted)
            assert one is not None
            assert one.id == wanted
        assert found(on, "made up") is None
        assert found(on, "") is None
