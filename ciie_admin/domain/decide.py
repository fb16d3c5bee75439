"""The one function both programs ask: may this person do this to this record, and what then?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, overload

from ciie_admin.domain.actors import REVIEWERS, Actor, covers
from ciie_admin.domain.assign_rules import assign
from ciie_admin.domain.cases import Case, PersonCase, PhotoCase, UnitCase
from ciie_admin.domain.commands import AddNote, Assign, Command, Duplicate, NotDuplicate
from ciie_admin.domain.duplicates import judge_pair
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.outcome import Accepted, Outcome, Refused
from ciie_admin.domain.person_rules import PERSON_RULES
from ciie_admin.domain.photo_rules import PHOTO_RULES
from ciie_admin.domain.unit_rules import UNIT_RULES

NOTE_LIMIT = 2_000
"""Characters of a note, a message or a reason in words."""


def decide(case: Case, command: Command, by: Actor, edition: Edition, now: datetime) -> Outcome:
    """Judge one command. Pure; `now` is server time, on a client its high-water mark."""
    refusal = _standing(case, command, by, edition)
    if refusal is not None:
        return refusal
    if isinstance(case, PhotoCase):
        return _apply(PHOTO_RULES, case, command, by, edition, now)
    if isinstance(command, AddNote):
        return Accepted() if command.text.strip() else Refused("empty_note")
    if isinstance(command, Assign):
        return assign(case, command, by)
    if isinstance(command, NotDuplicate | Duplicate):
        return judge_pair(case, command)
    rules = UNIT_RULES if isinstance(case, UnitCase) else PERSON_RULES
    return _apply(rules, case, command, by, edition, now)


def _apply(
    rules: Mapping[type, Any],
    case: Case,
    command: Command,
    by: Actor,
    edition: Edition,
    now: datetime,
) -> Outcome:
    rule = rules.get(type(command))
    if rule is None:
        return Refused("not_for_this_kind")
    outcome: Outcome = rule(case, command, by, edition, now)
    return outcome


@overload
def after(case: UnitCase, outcome: Accepted) -> UnitCase: ...
@overload
def after(case: PersonCase, outcome: Accepted) -> PersonCase: ...
def after(case: Case, outcome: Accepted) -> Case:
    """The case as it stands once the outcome is true."""
    if isinstance(case, UnitCase):
        return replace(case, unit=replace(case.unit, **outcome.changes))  # type: ignore[arg-type]
    return replace(case, person=replace(case.person, **outcome.changes))  # type: ignore[arg-type]


def _standing(case: Case, command: Command, by: Actor, edition: Edition) -> Refused | None:
    if edition.closed:
        return Refused("edition_closed")
    if by.role not in REVIEWERS:
        return Refused("role_may_not")
    if not covers(by, case.path):
        return Refused("not_your_place")
    words = (getattr(command, name, "") for name in ("note", "message", "text", "why"))
    if any(len(text) > NOTE_LIMIT for text in words):
        return Refused("text_too_long", {"limit": str(NOTE_LIMIT)})
    return None
