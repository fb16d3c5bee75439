"""抽查: what waits for it, and which records stand in a share of it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ciie_admin.domain.commands import PassUnit, RejectUnit, ReturnUnit
from ciie_admin.domain.decide import after, decide
from ciie_admin.domain.outcome import Accepted
from ciie_admin.domain.sampling import in_sample, spot
from ciie_admin.domain.states import SpotCheck, Step, UnitReview
from tests.domain.samples import NOW, actor, edition, unit, unit_case

AUTOMATIC = unit_case(UnitReview.PASSED, automatic=True, first_by=None, decided_by=None)
FINAL = PassUnit(step=Step.FINAL)


def test_what_the_system_passed_waits_until_somebody_has_looked() -> None:
    assert spot(AUTOMATIC.unit) is SpotCheck.WAITING
    assert spot(unit(UnitReview.PASSED)) is SpotCheck.NONE
    assert spot(unit(automatic=True)) is SpotCheck.NONE, "it waits for a person already"
    looked = decide(AUTOMATIC, FINAL, actor(), edition(1), NOW)
    assert looked == Accepted({"looked_at": NOW, "looked_name": "办理人11"}, event="spot_check")
    assert isinstance(looked, Accepted)
    seen = after(AUTOMATIC, looked)
    assert (spot(seen.unit), seen.unit.automatic) == (SpotCheck.DONE, True)
    assert decide(seen, FINAL, actor(account=99), edition(1), NOW) == Accepted()
    assert decide(AUTOMATIC, PassUnit(step=Step.FIRST), actor(), edition(2), NOW) == Accepted()


def test_a_fault_found_there_is_a_verdict_like_any_other() -> None:
    for command in (
        ReturnUnit(reasons=("address_differs",)),
        RejectUnit(reasons=("not_eligible",)),
    ):
        for case in (AUTOMATIC, replace(AUTOMATIC, unit=replace(AUTOMATIC.unit, looked_at=NOW))):
            found = decide(case, command, actor(), edition(1), NOW)
            assert isinstance(found, Accepted)
            assert spot(after(case, found).unit) is SpotCheck.NONE


@given(st.integers(1, 2**63 - 1), st.integers(1, 99))
def test_a_larger_sample_contains_every_smaller_one(number: int, percent: int) -> None:
    assert in_sample(number, percent) <= in_sample(number, percent + 1)
    assert in_sample(number, 100)


@given(st.integers(1, 2**40), st.sampled_from([5, 10, 20, 50]), st.sampled_from([1, 3, 7, 100]))
def test_every_run_of_ids_is_sampled_evenly(first: int, percent: int, step: int) -> None:
    """Also where only every so-manieth id is of this kind of record."""
    drawn = sum(in_sample(first + n * step, percent) for n in range(1_000))
    assert abs(drawn - 10 * percent) <= 25
