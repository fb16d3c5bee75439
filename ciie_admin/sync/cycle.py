"""One exchange: the next page of the outbox up, one answer down, stored whole."""

from dataclasses import dataclass
from datetime import UTC, datetime

from ciie_admin.domain.actors import Actor
from ciie_admin.errors import Mishap
from ciie_admin.models import opening, sending
from ciie_admin.models.engine import Cache
from ciie_admin.models.receiving import absorb
from ciie_admin.models.touched import Touched
from ciie_admin.sync.http import Office
from ciie_admin.wire.messages import PAGE_CHANGES, PAGE_FIRST, Answer, Exchange


@dataclass(frozen=True, slots=True)
class Cycled:
    """What one exchange did. `more` asks for another at once."""

    touched: Touched
    sent: int
    received: int
    remaining: int
    head: int
    more: bool


def cycle(cache: Cache, office: Office, actor: Actor) -> Cycled:
    """No thread and no clock of its own but for `sent_at`. Raises Mishap; nothing is lost then.

    A server that was restored from a backup knows fewer of our numbers than we have used: what it
    has not answered is numbered anew from where it stands.
    """
    try:
        return _cycle(cache, office, actor)
    except Mishap as gap:
        if gap.code != "resend_from":
            raise
        sending.number_anew(cache, int(gap.facts["n"]))
        return _cycle(cache, office, actor)


def _cycle(cache: Cache, office: Office, actor: Actor) -> Cycled:
    operations = sending.next_page(cache, datetime.now(UTC))
    with cache.read() as db:
        known = opening.progress(db)
        request = Exchange(
            device=opening.device(db),
            epoch=known.get("epoch", ""),
            grants=known.get("grants", ""),
            cursor=int(known.get("cursor", "0")),
            limit=PAGE_CHANGES if known.get("whole") == "1" else PAGE_FIRST,
            operations=operations,
        )
    answer = office.exchange(request)
    changed = absorb(cache, answer, actor)
    return Cycled(
        touched=changed,
        sent=len(operations),
        received=len(answer.changes),
        remaining=answer.remaining,
        head=answer.head,
        more=_more(request, answer),
    )


def drain(cache: Cache, office: Office, actor: Actor, most: int = 100_000) -> int:
    """Exchange until both sides have nothing more; returns the number of exchanges."""
    for done in range(1, most + 1):
        if not cycle(cache, office, actor).more:
            return done
    return most


def _more(request: Exchange, answer: Answer) -> bool:
    """More to send is likely after a full page; more to fetch while the server says so.

    Verdicts ask once more too: their changes may lie behind this page.
    """
    return bool(request.operations) or answer.remaining > 0
