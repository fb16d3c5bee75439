"""Who may look at a full document number, and what for."""

from enum import StrEnum

from ciie_admin.domain.actors import REVIEWERS, Actor, covers


class RevealPurpose(StrEnum):
    """Written into the 操作日志 with every look."""

    CHECK_DOCUMENT = "check_document"
    SAME_PERSON = "same_person"
    CALL_BACK = "call_back"
    HAND_OUT = "hand_out"


def may_reveal(actor: Actor, review_path: tuple[int, ...]) -> bool:
    """Only who reviews, and only at or above the place that reviews the person."""
    return actor.role in REVIEWERS and covers(actor, review_path)
