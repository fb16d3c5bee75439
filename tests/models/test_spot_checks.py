"""抽查: the queue in the cache, its shares, and what a decision makes of them."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ciie_admin.domain.commands import ReturnUnit
from ciie_admin.domain.sampling import SHARES, in_sample
from ciie_admin.domain.states import UnitReview
from ciie_admin.domain.units import Unit
from ciie_admin.errors import BadInput
from ciie_admin.models import grammar, reading, spot_checks, tallies
from ciie_admin.models.queries import Query
from tests.domain.samples import THEN, person, unit
from tests.fixtures.local import Local
from tests.fixtures.records import unit_form

RETURN = ReturnUnit(reasons=("address_differs",))


def automatic(number: int, **changes: Any) -> Unit:
    said = {"automatic": True, "decided_by": None, "first_by": None, "form": unit_form(number)}
    return unit(UnitReview.PASSED, id=number, **{**said, **changes})


def listed(local: Local, query: Query, keep: Sequence[int] = ()) -> set[int]:
    with local.cache.read() as db:
        return set(reading.ids(db, query, keep))


def parsed(*terms: str, kind: Any = "unit") -> Query:
    return grammar.parse(kind, terms)


def test_the_queue_holds_what_nobody_has_looked_at(local: Local) -> None:
    seen = automatic(3, looked_at=THEN, looked_name="同事")
    local.start(automatic(1), automatic(2), seen, unit(UnitReview.PASSED, id=4), unit(id=5))
    waiting = spot_checks.queue(100)
    assert listed(local, waiting) == {1, 2}
    assert listed(local, parsed("spot:done")) == {3}
    assert listed(local, parsed("automatic:yes")) == {1, 2, 3}
    assert listed(local, parsed("automatic:no", "lane:approved")) == {4}
    local.passes(1)
    local.decides(RETURN, 2)
    assert listed(local, waiting) == set()
    assert listed(local, waiting, (1, 2)) == {1, 2}, "rows decided here keep their place"
    assert listed(local, parsed("spot:done")) == {1, 3}
    with local.cache.read() as db:
        assert tallies.tally(db).to_do.spots == 0


def test_the_share_is_kept_and_counted(local: Local) -> None:
    local.start(*(automatic(n) for n in range(1, 41)))
    with local.cache.read() as db:
        before = tallies.tally(db)
        counts = spot_checks.sample_counts(db, parsed("spot:waiting", "sample:5"))
    wanted = {share: sum(in_sample(n, share) for n in range(1, 41)) for share in SHARES}
    assert counts == wanted
    assert (before.spot_share, before.to_do.spots) == (10, wanted[10])
    spot_checks.choose_share(local.cache, 20)
    with local.cache.read() as db:
        after = tallies.tally(db)
    assert (after.spot_share, after.to_do.spots) == (20, wanted[20])


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(1, 2**63 - 1), min_size=30, max_size=60), st.integers(1, 100))
def test_the_database_draws_the_sample_the_rule_names(
    local: Local, ids: set[int], percent: int
) -> None:
    local.start(*(automatic(n) for n in ids), *(person(id=n) for n in ids))
    drawn = {n for n in ids if in_sample(n, percent)}
    terms = f"sample:{percent}"
    assert listed(local, parsed(terms)) == listed(local, parsed(terms, kind="person")) == drawn


@pytest.mark.parametrize("term", ["sample:0", "sample:101", "sample:x", "spot:none", "automatic:1"])
def test_what_cannot_be_meant_is_said(term: str) -> None:
    with pytest.raises(BadInput, match="bad_filter_value"):
        parsed(term)


def test_only_units_pass_automatically() -> None:
    with pytest.raises(BadInput, match="bad_filter"):
        parsed("spot:waiting", kind="person")
