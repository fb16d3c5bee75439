"""The word on a photo as it is shown: one's own wish over what the server has said."""

from collections.abc import Sequence

from sqlalchemy import Connection

from ciie_admin.domain.commands import JudgePhoto, WithdrawPhoto
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_word import PhotoVerdict, PhotoWord
from ciie_admin.domain.states import Sight
from ciie_admin.models.pending import Pending, drafts, outgoing, stuck


def shown_words(db: Connection, persons: Sequence[Person]) -> dict[int, PhotoWord | None]:
    """By person."""
    ids = [one.id for one in persons]
    released, drafted = outgoing(db, "person", ids), drafts(db, "photo", ids)
    void = stuck(db, "photo", ids) if drafted else {}
    found = {}
    for one in persons:
        own = [drafted[one.id]] if one.id in drafted and one.id not in void else []
        mine = [*released.get(one.id, ()), *own]
        found[one.id] = shown_word(one, mine)
    return found


def shown_word(person: Person, wishes: Sequence[Pending]) -> PhotoWord | None:
    """`wishes` oldest first, without drafts that are stuck. A verdict on another photo says nothing
    of this one.
    """
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
