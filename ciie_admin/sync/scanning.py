"""Signed papers on their way: one after the other, once the server knows what they belong to."""

import logging

from ciie_admin.errors import Mishap, NotAllowed, Offline
from ciie_admin.models import bases
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import count
from ciie_admin.models.precious import OUTBOX
from ciie_admin.sync.http import Office

log = logging.getLogger("ciie.sync")


def hand_in_all(cache: Cache, office: Office) -> int:
    """Returns how many were taken. One that the server will not have is passed over; it stays, and
    is tried again with the next exchange. So does everything when the line breaks: the exchange
    before was good. A decision made meanwhile waits for one paper, not for all. Raises NotAllowed.
    """
    done, last = 0, None
    while (one := bases.waiting(cache, last)) is not None and not _more_to_say(cache):
        last = one.basis
        try:
            office.hand_in(one.basis, one.content)
        except Offline as fault:
            log.warning("paper not handed in: %s", fault.code)
            break
        except NotAllowed:
            raise
        except Mishap as refusal:
            log.warning("paper refused: %s", refusal.code)
        else:
            bases.taken(cache, one.basis)
            done += 1
    return done


def _more_to_say(cache: Cache) -> bool:
    with cache.read() as db:
        return count(db, OUTBOX, OUTBOX.c.n.is_(None)) > 0
