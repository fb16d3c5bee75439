"""Which reasons of a verdict follow from what the checks found on a record."""

from collections.abc import Sequence

from ciie_admin.domain.edition import Edition, Reason
from ciie_admin.domain.findings import Finding
from ciie_admin.domain.photo_word import PhotoWord
from ciie_admin.domain.verdict_rules import MAX_REASONS


def fitting(edition: Edition, subject: str, fixable: bool | None) -> list[Reason]:
    """Reasons a verdict on this kind of record takes; `fixable` None: any."""
    return [
        one for one in edition.reasons if one.subject == subject and fixable in (None, one.fixable)
    ]


def proposed(
    edition: Edition,
    subject: str,
    fixable: bool | None,
    findings: Sequence[Finding],
    word: PhotoWord | None = None,
) -> tuple[str, ...]:
    """Codes in the edition's order, at most as many as a verdict takes.

    About a photo somebody has judged only what they said of it.
    """
    rules = {finding.rule for finding in findings}
    codes = [one.id for one in fitting(edition, subject, fixable) if _fits(one, rules, word)]
    return tuple(codes[:MAX_REASONS])


def _fits(one: Reason, rules: set[str], word: PhotoWord | None) -> bool:
    if word is not None and one.fields == ("photo",):
        return one.id in word.reasons
    return bool(one.finding) and one.finding in rules
