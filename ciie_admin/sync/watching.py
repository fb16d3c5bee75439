"""Whether the server gets anywhere: an answer that leads nowhere is not stored."""

import itertools
from dataclasses import dataclass

from ciie_admin.errors import Paused
from ciie_admin.wire.messages import Answer, Exchange

MOST = 3
"""Answers that lead nowhere, or new starts, before a person has to look."""


@dataclass(slots=True)
class Watch:
    """Over one catch-up, which may have any number of pages."""

    astray: int = 0
    anew: int = 0

    def leads_on(self, request: Exchange, answer: Answer) -> bool:
        """False for an answer to throw away and ask for again.

        Raises Paused("endless_pages") once that has happened too often.
        """
        astray = _is_astray(request, answer)
        self.astray += astray
        self.anew += answer.restart
        if self.astray >= MOST or self.anew > MOST:
            raise Paused("endless_pages")
        return not astray


def _is_astray(request: Exchange, answer: Answer) -> bool:
    """Whether it breaks what the protocol says of cursor, numbers and verdicts."""
    begin = 0 if answer.restart else request.cursor
    places = [begin, *(change.seq for change in answer.changes)]
    rising = all(one < next_one for one, next_one in itertools.pairwise(places))
    stays = answer.cursor == begin and answer.remaining > 0
    asked = {one.id for one in request.operations}
    told = {one.id for one in answer.verdicts}
    return (
        not rising
        or stays
        or not places[-1] <= answer.cursor <= answer.head
        or _restarts_wrongly(request, answer)
        or told != asked
    )


def _restarts_wrongly(request: Exchange, answer: Answer) -> bool:
    """A new start for nothing, or none although rights or history are others now."""
    same = (request.epoch, request.grants) == (answer.epoch, answer.grants)
    return answer.restart == (same and request.cursor <= answer.head)
