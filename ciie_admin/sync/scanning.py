"""Signed papers on their way: one after the other, once the server knows what they belong to."""

from ciie_admin.errors import Mishap, NotAllowed, Offline
from ciie_admin.models import bases
from ciie_admin.models.engine import Cache
from ciie_admin.sync.http import Office


def hand_in_all(cache: Cache, office: Office) -> int:
    """Returns how many were taken. One that the server will not have stays, and is tried again with
    the next exchange; so does everything when the line breaks. Raises Offline, NotAllowed.
    """
    done = 0
    while (one := bases.waiting(cache)) is not None:
        try:
            office.hand_in(one.basis, one.content)
        except (Offline, NotAllowed):
            raise
        except Mishap:
            break
        bases.taken(cache, one.basis)
        done += 1
    return done
