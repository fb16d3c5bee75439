"""The limits of an edition: its own findings, believed only where they can be meant."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie_admin.domain.edition import AmountLimits, Deadlines, Edition
from ciie_admin.domain.limits import unfit
from ciie_admin.domain.prechecks import person_findings, unit_findings
from ciie_admin.domain.states import IdKind, RegionType, UnitClass
from ciie_admin.wire.codec import dump, load
from tests.domain.test_prechecks import person_form, unit_form
from tests.fixtures.editions import small_edition

BODY = UnitClass.OVERSEAS_ENTERPRISE
"""Without code and licence, and its capital is not compared with its turnover."""
amounts = st.integers(0, 10**14)
limits = st.integers(1, 10**13)
Said = list[tuple[str, str, str]]
"""Rule, measured value and limit of each finding."""


def with_limits(**changes: Any) -> Edition:
    return small_edition(amounts=replace(AmountLimits(), **changes))


def found(edition: Edition, typed: dict[str, int], unit_class: UnitClass = BODY) -> Said:
    nothing = {"capital_yuan": 0, "turnover_usd": 0, "imports_usd": 0, "imports_3y_usd": 0}
    form = unit_form(**nothing | typed)
    seen = unit_findings(form, unit_class, "", edition)
    return [(one.rule, one.measured, one.limit) for one in seen]


def number(shown: str) -> float:
    return float(shown.removesuffix(" : 1").replace(",", ""))


@given(amount=amounts, limit=limits)
@pytest.mark.parametrize("name", ["capital_yuan", "turnover_usd", "imports_usd"])
def test_an_amount_is_looked_at_above_the_limit_of_its_edition(
    name: str, amount: int, limit: int
) -> None:
    on = with_limits(**{name: limit})
    also = {"imports_3y_usd": amount} if name == "imports_usd" else {}
    said = [one for one in found(on, {name: amount, **also}) if one[0] == "amount_scale"]
    default = getattr(AmountLimits(), name)
    assert bool(said) is (amount > limit)
    for _, measured, allowed in said:
        assert number(measured) > number(allowed) == limit / 10_000
    assert bool(found(small_edition(), {name: amount, **also})) is (amount > default)


@given(factor=st.integers(2, 10_000), turnover=st.integers(1, 10**9), apart=st.integers(1, 20_000))
def test_amounts_may_lie_as_far_apart_as_the_edition_says(
    factor: int, turnover: int, apart: int
) -> None:
    on = with_limits(factor=factor, imports_usd=10**14, turnover_usd=10**14)
    imports = turnover * apart
    typed = {"turnover_usd": turnover, "imports_usd": imports, "imports_3y_usd": imports}
    said = found(on, typed)
    assert [one[0] == "amount_scale" for one in said] == [apart > factor] * (apart > 1)
    for rule, measured, allowed in said:
        assert number(measured) > number(allowed)
        assert (allowed == f"{factor:,} : 1") is (rule == "amount_scale")


@pytest.mark.parametrize(("rate", "rules"), [(7, []), (7_000_000, ["amount_scale"])])
def test_the_edition_says_what_a_dollar_is_worth(rate: float, rules: list[str]) -> None:
    on = with_limits(yuan_per_dollar=rate)
    typed = {"capital_yuan": 10_000_000, "turnover_usd": 4_000_000}
    said = found(on, typed, UnitClass.ENTERPRISE)
    assert [one[0] for one in said if one[0].startswith("amount")] == rules


def test_three_years_have_three_times_the_imports_of_one() -> None:
    on = with_limits(imports_usd=1_000)
    assert found(on, {"imports_3y_usd": 3_000}) == []
    assert found(on, {"imports_3y_usd": 3_001}) == [("amount_scale", "0.3001", "0.3")]


def test_documents_and_delivery_follow_the_edition() -> None:
    form = person_form(region_type=RegionType.OVERSEAS, id_kind=IdKind.PERMANENT_RESIDENT)
    form = replace(form, entry_date="6-10")
    on = small_edition()
    passports = {**on.documents, RegionType.OVERSEAS: (IdKind.PASSPORT,)}
    strict = replace(on, documents=passports, express=(RegionType.OVERSEAS,))
    old = "ABC123456789012"
    assert [one.rule for one in person_findings(form, old, on)] == ["express_not_mainland"]
    assert [one.rule for one in person_findings(form, old, strict)] == ["id_kind_mismatch"]


def test_an_edition_stored_before_there_were_limits_has_those_of_then() -> None:
    on = small_edition()
    old = json.loads(dump(on))
    for name in ("amounts", "documents", "express"):
        del old[name]
    assert load(Edition, json.dumps(old)) == on
    old["amounts"] = {"factor": 50}
    assert load(Edition, json.dumps(old)) == with_limits(factor=50)


def changed(**parts: dict[str, Any]) -> Edition:
    on = small_edition()
    return replace(on, **{name: replace(getattr(on, name), **to) for name, to in parts.items()})


def closes_first() -> Edition:
    dates: Deadlines = small_edition().deadlines
    return changed(deadlines={"registration": dates.opens})


def test_what_is_meant_passes() -> None:
    assert unfit(small_edition()) is None
    assert unfit(with_limits(factor=2, yuan_per_dollar=6.5, capital_yuan=1)) is None


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (with_limits(factor=-1_000), "amounts.factor"),
        (with_limits(factor=1), "amounts.factor"),
        (with_limits(capital_yuan=0), "amounts.capital_yuan"),
        (with_limits(turnover_usd=2**63), "amounts.turnover_usd"),
        (with_limits(yuan_per_dollar=float("nan")), "amounts.yuan_per_dollar"),
        (changed(photo={"face_min": 60}), "photo.face_max"),
        (changed(photo={"max_bytes": -1}), "photo.max_bytes"),
        (small_edition(licence_max_bytes=0), "licence_max_bytes"),
        (changed(review={"person_steps": 3}), "review.person_steps"),
        (changed(review={"unit_steps": {UnitClass.GOVERNMENT: 0}}), "review.unit_steps.government"),
        (small_edition(documents={RegionType.HMT: ()}), "documents.hmt"),
        (closes_first(), "deadlines.registration"),
    ],
)
def test_what_cannot_be_meant_is_named(on: Edition, name: str) -> None:
    assert unfit(on) == name
