"""What a reason of a verdict rested on: the finding that proposed it, as it was measured then."""

from collections.abc import Sequence
from dataclasses import dataclass

from ciie_admin.domain.edition import Edition, reason, rule_version
from ciie_admin.domain.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason with its finding. `version` names the rules it was judged by."""

    reason: str
    rule: str
    measured: str = ""
    limit: str = ""
    version: str = ""


def evidence_of(
    reasons: Sequence[str], findings: Sequence[Finding], edition: Edition
) -> tuple[Evidence, ...]:
    """Of each reason that a finding on the record proposes; the others are a person's own.

    Nobody claims it: both programs read it off the record's findings, so none can be made up.
    """
    found = {one.rule: one for one in reversed(findings)}
    version = rule_version(edition)
    rules = [(code, known.finding) for code in reasons if (known := reason(edition, code))]
    return tuple(
        Evidence(
            reason=code,
            rule=rule,
            measured=found[rule].measured,
            limit=found[rule].limit,
            version=version,
        )
        for code, rule in rules
        if rule in found
    )
