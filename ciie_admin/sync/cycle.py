"""One exchange: the next page of the outbox up, one answer down, stored whole."""

from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from ciie_admin.domain.actors import Actor
from ciie_admin.errors import Mishap
from ciie_admin.models import opening, sending
from ciie_admin.models.engine import Cache
from ciie_admin.models.receiving import absorb
from ciie_admin.models.touched import Touched
from ciie_admin.sync.http import Office
from ciie_admin.wire.messages import PAGE_CHANGES, PAGE_FIRST, Answer, Exchange

Ask = Callable[[Exchange], Answer]


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
    return _resending(cache, office.exchange, actor)


def exchanges(cache: Cache, office: Office, actor: Actor) -> Generator[Cycled, None, None]:
    """cycle() until neither side has more, the next page on its way while one is stored.

    Closing it waits for the page on its way, which is then forgotten. Raises as cycle() does.
    """
    with ThreadPoolExecutor(1, "next page") as thread:
        ask = _Ahead(office.exchange, thread).ask
        more = True
        while more:
            done = _resending(cache, ask, actor)
            more = done.more
            yield done


class _Ahead:
    """Asks for the page after an answer before anyone wants it.

    It is handed out only to the very request it was asked with, so what the cache knows stays the
    only truth about how far it is.
    """

    def __init__(self, ask: Ask, thread: ThreadPoolExecutor) -> None:
        self._ask = ask
        self._thread = thread
        self._coming: tuple[Exchange, Future[Answer]] | None = None

    def ask(self, request: Exchange) -> Answer:
        answer = self._come(request)
        if answer.remaining:
            following = replace(
                request,
                epoch=answer.epoch,
                grants=answer.grants,
                cursor=answer.cursor,
                operations=(),
            )
            self._coming = following, self._thread.submit(self._ask, following)
        return answer

    def _come(self, request: Exchange) -> Answer:
        """One request at a time on the line: one that nobody wants any more is waited for, too."""
        if self._coming is not None:
            expected, coming = self._coming
            self._coming = None
            wait((coming,))
            if expected == request:
                return coming.result()
        return self._ask(request)


def _resending(cache: Cache, ask: Ask, actor: Actor) -> Cycled:
    try:
        return _cycle(cache, ask, actor)
    except Mishap as gap:
        if gap.code != "resend_from":
            raise
        sending.number_anew(cache, int(gap.facts["n"]))
        return _cycle(cache, ask, actor)


def _cycle(cache: Cache, ask: Ask, actor: Actor) -> Cycled:
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
    answer = ask(request)
    changed = absorb(cache, answer, actor)
    return Cycled(
        touched=changed,
        sent=len(operations),
        received=len(answer.changes),
        remaining=answer.remaining,
        head=answer.head,
        more=_more(answer),
    )


def drain(cache: Cache, office: Office, actor: Actor, most: int = 100_000) -> int:
    """Exchange until both sides have nothing more; returns the number of exchanges."""
    return sum(1 for _ in islice(exchanges(cache, office, actor), most))


def _more(answer: Answer) -> bool:
    """More to fetch while the server says so; more to send after what was sent has been answered.

    Verdicts ask once more too: their changes may lie behind this page. Operations without an answer
    wait for the next time: asking at once would never end.
    """
    return bool(answer.verdicts) or answer.remaining > 0
