"""The word on a photo as it is shown: one's own wish over what the server has said."""

from collections.abc import Sequence

from sqlalchemy import Connection

from ciie_admin.domain.commands import JudgePhoto, WithdrawPhoto
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_word import PhotoVerdict, PhotoWord
from ciie_admin.domain.states import Sight
from ciie_admin.models.pending import Pending, drafts, outgoing


def shown_words(db: Connection, persons: Sequence[Person]) -> dict[int, PhotoWord | None]:
    """By person."""
    ids = [one.id for one in persons]
    released, drafted = outgoing(db, "person", ids), drafts(db, "photo", ids)
    found = {}
    for one in persons:
        mine = [*released.get(one.id, ()), *([drafted[one.id]] if one.id in drafted else [])]
        found[one.id] = shown_word(one, mine)
    return found


def shown_word(person: Person, wishes: Sequence[Pending]) -> PhotoWord | None:
    """`wishes` oldest first. A verdict on another photo says nothing of this one."""
    word = person.photo_word
    for one in wishes:
        if isinstance(one.command, WithdrawPhoto):
            word = None
        elif isinstance(one.command, JudgePhoto) and one.command.photo == person.photo:
            word = _said(one, one.command)
    return word


def _said(wish: Pending, command: JudgePhoto) -> PhotoWord:
    return PhotoWord(
        verdict=PhotoVerdict.FIT if command.fit else PhotoVerdict.UNFIT,
        reasons=() if command.fit else command.reasons,
        message=command.message,
        sight=Sight(command.sight),
        by=wish.author,
        name="",
        at=wish.at,
    )
