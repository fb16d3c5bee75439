"""What is wrong with a badge photo, reason by reason, and where in the picture."""

from collections.abc import Iterable, Sequence

from ciie_admin.domain.edition import Edition, Reason, reason
from ciie_admin.domain.findings import PHOTO_RULES, Finding, Severity
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_word import PhotoVerdict
from ciie_admin.domain.states import PersonReview

FIELD = "photo"
"""What a reason about the photo asks the registrant to correct."""


def is_of_photo(one: Reason) -> bool:
    return one.subject == "person" and FIELD in one.fields


def photo_reasons(codes: Iterable[str], edition: Edition) -> tuple[str, ...]:
    """Those of these codes that are about the photo, in their order."""
    known = ((code, reason(edition, code)) for code in codes)
    return tuple(code for code, one in known if one is not None and is_of_photo(one))


def faults(
    codes: Sequence[str], findings: Sequence[Finding], edition: Edition
) -> tuple[Finding, ...]:
    """For each of these reasons the finding that proposes it, which has the place; what only a
    person saw has none.
    """
    found = {one.rule: one for one in reversed(findings)}
    rules = [known.finding if (known := reason(edition, code)) else "" for code in codes]
    return tuple(
        found.get(rule) or Finding(rule=rule or code, severity=Severity.REJECT)
        for code, rule in zip(codes, rules, strict=True)
    )


def returned_for_photo(person: Person, edition: Edition) -> tuple[str, ...]:
    """Reasons about the photo it still has for which the person stands returned."""
    if person.review is not PersonReview.RETURNED or not person.photo:
        return ()
    before = person.before
    if before is not None and before.photo != person.photo:
        return ()
    return photo_reasons(person.reasons, edition)


def unfit(person: Person, edition: Edition) -> tuple[Finding, ...]:
    """Why the photo cannot be used: what it was returned for, what somebody said of it, and the
    exact rules it breaks. Nothing of the rules where somebody has found it fit.
    """
    word = person.photo_word
    codes = [*returned_for_photo(person, edition), *(word.reasons if word is not None else ())]
    told = faults(tuple(dict.fromkeys(codes)), person.findings, edition)
    if word is not None and word.verdict is PhotoVerdict.FIT:
        return told
    named = {one.rule for one in told}
    broken = (
        one
        for one in person.findings
        if one.rule in PHOTO_RULES and one.severity is Severity.REJECT and one.rule not in named
    )
    return (*told, *broken)
