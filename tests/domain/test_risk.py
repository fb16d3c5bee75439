"""By risk: exact rules first, then weights, and one finding that says why."""

from hypothesis import given
from hypothesis import strategies as st

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.risk import EXACT, WEIGHTS, by_risk, risk, weight, worst
from ciie_admin.words import vocabulary

RULES = [one for one in vocabulary()["finding"] if one != "none"]
found = st.builds(Finding, rule=st.sampled_from(RULES), severity=st.sampled_from(Severity))


@given(st.lists(found, max_size=6), st.lists(found, max_size=6))
def test_a_broken_rule_comes_before_anything_only_to_look_at(
    one: list[Finding], other: list[Finding]
) -> None:
    def exact(findings: list[Finding]) -> bool:
        return any(each.severity is Severity.REJECT for each in findings)

    if exact(one) and not exact(other):
        assert risk(one) > EXACT > risk(other)
    if exact(one) is exact(other) is False:
        heaviest = [max((weight(each.rule) for each in side), default=0) for side in (one, other)]
        assert (risk(one) > risk(other)) is (heaviest[0] > heaviest[1])


@given(st.lists(found, max_size=6))
def test_the_worst_finding_is_the_one_that_decides(findings: list[Finding]) -> None:
    ordered = by_risk(findings)
    assert sorted(ordered, key=id) == sorted(findings, key=id)
    assert (worst(findings) is None) is (not findings)
    if findings:
        assert worst(findings) == ordered[0]
        assert risk(findings) == risk(ordered[:1])


def test_every_rule_a_check_can_name_has_a_weight() -> None:
    """A new rule without one would stand where nobody meant it to."""
    assert set(RULES) <= set(WEIGHTS)
    assert all(0 < number < EXACT / 10 for number in WEIGHTS.values())
