"""One exchange: the next page of the outbox up, one answer down, stored whole."""

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice

from ciie_admin.domain.actors import Actor
from ciie_admin.errors import Mishap, NotAllowed
from ciie_admin.models import forking, journal, lease, losing, opening, reconciling, sending
from ciie_admin.models.engine import Cache
from ciie_admin.models.receiving import absorb
from ciie_admin.models.touched import Touched
from ciie_admin.sync import scanning
from ciie_admin.sync.http import Office
from ciie_admin.sync.reconciling import reconcile
from ciie_admin.sync.standing import Around, Standing
from ciie_admin.sync.watching import Watch
from ciie_admin.wire.messages import (
    PAGE_CHANGES,
    PAGE_FIRST,
    Answer,
    Exchange,
    Operation,
    Subject,
)

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
    around: Around | None = None
    """Who is at work elsewhere, as far as it was said."""


def cycle(cache: Cache, office: Office, actor: Actor) -> Cycled:
    """No thread and no clock of its own but for `sent_at`. Raises Mishap; nothing is lost then.

    A server that was restored from a backup knows less than we have told it: what it has forgotten
    is sent once more. Raises NotAllowed("device_forked") while this profile is a copy of another.
    """
    return _Run(cache, office, actor, office.exchange).once()


def exchanges(
    cache: Cache, office: Office, actor: Actor, standing: Standing | None = None
) -> Generator[Cycled, None, None]:
    """cycle() until neither side has more, the next page on its way while one is stored.

    Closing it waits for the page on its way, which is then forgotten. Raises as cycle() does.
    """
    at = standing.at if standing is not None else None
    with ThreadPoolExecutor(1, "next page") as thread:
        run = _Run(cache, office, actor, _Ahead(office.exchange, thread).ask, at)
        more = True
        while more:
            done = run.once()
            more = done.more
            yield done
        scanning.hand_in_all(cache, office)


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
                remaining=answer.remaining,
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


@dataclass(slots=True)
class _Run:
    """One catch-up, exchange by exchange."""

    cache: Cache
    office: Office
    actor: Actor
    ask: Ask
    at: Subject | None = None
    """Open on this computer while it lasts."""
    watch: Watch = field(default_factory=Watch)

    def once(self) -> Cycled:
        with self.cache.read() as db:
            if forking.is_copy(db):
                raise NotAllowed("device_forked")
        restored = self._is_restored()
        if restored:
            reconcile(self.cache, self.office, self.actor)
        try:
            return self._cycle(again=restored)
        except Mishap as gap:
            if gap.code != "resend_from":
                raise
        opening.begin_anew(self.cache)
        reconcile(self.cache, self.office, self.actor)
        return self._cycle(again=True)

    def _is_restored(self) -> bool:
        with self.cache.read() as db:
            return reconciling.is_wanted(db)

    def _cycle(self, *, again: bool) -> Cycled:
        """With `again` the outbox has changed beside what the answer touches."""
        cache = self.cache
        operations = sending.next_page(cache, datetime.now(UTC))
        answer = self._answer(_request(cache, operations, self.at))
        changed = absorb(cache, answer, self.actor)
        lease.meet(cache, answer.time, datetime.now(UTC))
        journal.keep_up(cache)
        return Cycled(
            touched=Touched(everything=True) if again else changed,
            sent=len(operations),
            received=len(answer.changes),
            remaining=answer.remaining,
            head=answer.head,
            more=_more(answer) or self._is_restored(),
            around=None if answer.remaining else Around.of(answer),
        )

    def _answer(self, request: Exchange) -> Answer:
        """One that leads on: others are asked for once more. Raises Paused."""
        try:
            answer = self.ask(request)
            while not self.watch.leads_on(request, answer):
                answer = self.ask(request)
        except NotAllowed as refusal:
            if refusal.code == losing.DISABLED:
                losing.forget_everything(self.cache)
            raise
        return answer


def _request(cache: Cache, operations: Sequence[Operation], at: Subject | None) -> Exchange:
    with cache.read() as db:
        known = opening.progress(db)
        return Exchange(
            device=opening.device(db),
            epoch=known.get("epoch", ""),
            grants=known.get("grants", ""),
            cursor=int(known.get("cursor", "0")),
            remaining=int(known.get("remaining", "0")),
            limit=PAGE_CHANGES if known.get("whole") == "1" else PAGE_FIRST,
            operations=tuple(operations),
            at=at,
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
