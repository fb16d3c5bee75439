"""Records that look alike: what the same unit or person is known by, and what people say of it."""

import unicodedata
from dataclasses import replace
from typing import Any

from ciie_admin.domain.cases import Case, UnitCase
from ciie_admin.domain.commands import Duplicate, NotDuplicate
from ciie_admin.domain.findings import DUPLICATE_RULES, Finding
from ciie_admin.domain.outcome import Accepted, Effect, Outcome, Refused
from ciie_admin.domain.states import IdKind

DATED = frozenset({IdKind.ID_CARD, IdKind.RESIDENCE_PERMIT, IdKind.PERMANENT_RESIDENT})
"""Documents whose 18 characters hold a date of birth (GB 11643-1999)."""
BIRTH = slice(6, 14)


def plain_name(name: str) -> str:
    """As names are compared: without spaces, brackets and width, in one case."""
    letters = unicodedata.normalize("NFKC", name).casefold()
    return "".join(one for one in letters if one.isalnum())


def birth_date(kind: IdKind, number: str) -> str:
    """`19900101` from a number in its compared form; nothing if it does not say."""
    said = number[BIRTH]
    dated = kind in DATED and len(number) == 18 and said.isascii() and said.isdecimal()
    return said if dated else ""


def judge_pair(case: Case, command: NotDuplicate | Duplicate) -> Outcome:
    """两条记录是否重复: only of records the program found alike, and in the caller's sight."""
    record: Any = case.unit if isinstance(case, UnitCase) else case.person
    other = command.other
    alike = any(other in one.others for one in record.findings)
    apart = other in record.apart
    if not (alike or apart):
        return Refused("not_alike")
    if isinstance(command, Duplicate):
        if not apart:
            return Accepted()
        rest = tuple(one for one in record.apart if one != other)
        return Accepted({"apart": rest}, (Effect.LIKEN,))
    if not alike:
        return Accepted()
    findings = tuple(left for one in record.findings if (left := _without(one, other)) is not None)
    changes = {"findings": findings, "apart": (*record.apart, other)}
    return Accepted(changes, (Effect.TELL_APART,))


def _without(one: Finding, other: int) -> Finding | None:
    """The finding without this record; None if it was about nothing else in sight."""
    if one.rule not in DUPLICATE_RULES or other not in one.others:
        return one
    left = tuple(number for number in one.others if number != other)
    return replace(one, others=left) if left else None
