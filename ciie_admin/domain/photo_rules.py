"""Which command leads a photo where. A photo found unfit never returns its person by itself."""

from datetime import datetime
from typing import Any

from ciie_admin.domain.actors import HEADS, Actor
from ciie_admin.domain.cases import PhotoCase
from ciie_admin.domain.commands import (
    PHOTO_FIT,
    PHOTO_UNFIT,
    JudgePhoto,
    WithdrawPhoto,
    verdict_key,
)
from ciie_admin.domain.edition import Edition, reason
from ciie_admin.domain.evidence import evidence_of
from ciie_admin.domain.outcome import Accepted, Outcome, Refused
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_word import PhotoVerdict, PhotoWord
from ciie_admin.domain.states import Sight
from ciie_admin.domain.verdict_rules import closed, reasons_refusal

PHOTO_EVENTS = frozenset({PHOTO_FIT, PHOTO_UNFIT, "withdraw_photo"})
"""What a history calls them."""


def judge_photo(
    case: PhotoCase, command: JudgePhoto, by: Actor, edition: Edition, now: datetime
) -> Outcome:
    """Another verdict takes the place of the one before; only its author or a head makes an unfit
    photo fit, as only they may take the verdict back.
    """
    person, word = case.person, case.person.photo_word
    refusal = None if command.fit else _reasons_refusal(command.reasons, edition)
    refusal = refusal or _not_judged(person, command.photo)
    if refusal is not None:
        return refusal
    verdict = PhotoVerdict.FIT if command.fit else PhotoVerdict.UNFIT
    if word is not None and word.verdict is verdict and not _reworded(word, command, by):
        return Accepted()
    if command.fit and word is not None and not _may_undo(word, by):
        return Refused("not_your_verdict", {"by": word.name})
    reasons = () if command.fit else command.reasons
    said = PhotoWord(
        verdict=verdict,
        reasons=reasons,
        evidence=evidence_of(reasons, person.findings, edition),
        message="" if command.fit else command.message,
        sight=Sight(command.sight),
        by=by.account,
        name=by.name,
        at=now,
    )
    return Accepted({"photo_word": said}, event=verdict_key(command))


def withdraw_photo(
    case: PhotoCase, command: WithdrawPhoto, by: Actor, edition: Edition, now: datetime
) -> Outcome:
    """撤回 by its author or the head until the organiser judged."""
    del command, edition, now
    word = case.person.photo_word
    if word is None:
        return Refused("photo_not_judged")
    if not _may_undo(word, by):
        return Refused("not_your_verdict", {"by": word.name})
    return closed(case.person) or Accepted({"photo_word": None})


def _reworded(word: PhotoWord, command: JudgePhoto, by: Actor) -> bool:
    """Whoever found it unfit says anew why; what a colleague has said stands."""
    said = (command.reasons, command.message)
    return not command.fit and word.by == by.account and said != (word.reasons, word.message)


def _may_undo(word: PhotoWord, by: Actor) -> bool:
    return word.by == by.account or by.role in HEADS


def _reasons_refusal(reasons: tuple[str, ...], edition: Edition) -> Refused | None:
    """Reasons of a return, all of them about the photo."""
    refusal = reasons_refusal(reasons, "person", edition, fixable=True)
    if refusal is None and not all(is_of_photo(edition, code) for code in reasons):
        return Refused("reason_not_of_photo")
    return refusal


def is_of_photo(edition: Edition, code: str) -> bool:
    """Whether the reason asks for another photo, and for nothing else."""
    known = reason(edition, code)
    return known is not None and known.subject == "person" and known.fields == ("photo",)


def _not_judged(person: Person, photo: str) -> Refused | None:
    """Why nobody can judge this photo, now or any more."""
    refusal = closed(person)
    if refusal is not None:
        return refusal
    if not person.photo:
        return Refused("no_photo")
    return Refused("photo_replaced") if photo != person.photo else None


PHOTO_RULES: dict[type, Any] = {JudgePhoto: judge_photo, WithdrawPhoto: withdraw_photo}
