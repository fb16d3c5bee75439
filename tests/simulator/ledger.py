"""The books of one computer: no wish is ever lost, doubled, or in two places (I-11)."""

from dataclasses import dataclass, field, replace

from sqlalchemy import select

from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import load_replaced
from ciie_admin.models.precious import DELIVERED, DRAFT, OUTBOX, TRAY

MAKING = frozenset({"click", "note", "redo", "export"})
"""Acts that may make new wishes."""
TAKING = frozenset({"release", "undo", "take back", "discard"})
"""Acts that may withdraw a draft, or let go of drafts another one took the place of."""
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kept:
    """Ids by place. `under` are drafts that were replaced and can still be brought back."""

    drafts: frozenset[str] = NONE
    under: frozenset[str] = NONE
    outbox: frozenset[str] = NONE
    sent: frozenset[str] = NONE
    """Those of the outbox that have a number."""
    delivered: frozenset[str] = NONE
    tray: frozenset[str] = NONE

    def everything(self) -> frozenset[str]:
        places = (self.drafts, self.under, self.outbox, self.delivered, self.tray)
        whole = frozenset().union(*places)
        assert len(whole) == sum(map(len, places)), "a wish is in two places"
        return whole

    def left(self) -> frozenset[str]:
        """What may have reached the server."""
        return self.sent | self.delivered | self.tray


@dataclass(slots=True)
class Ledger:
    """`astray` are wishes an older copy of the cache does not know were sent.

    A restored computer may have to send under new numbers what it had numbered before.
    """

    kept: Kept = field(default_factory=Kept)
    created: frozenset[str] = NONE
    withdrawn: frozenset[str] = NONE
    astray: frozenset[str] = NONE
    restored: bool = False

    def book(self, act: str, now: Kept) -> tuple[int, int]:
        """Numbers of wishes that came and went with this act."""
        before, after = self.kept.everything(), now.everything()
        come, gone = after - before, before - after
        assert not come or act in MAKING, f"{act} made {len(come)} wishes"
        assert not come & (self.created | self.withdrawn), "a wish came back from nowhere"
        assert not gone or act in TAKING, f"{act} lost {len(gone)} wishes"
        assert gone <= self.kept.drafts | self.kept.under, f"{act} took back what was released"
        still = now.left() | (now.outbox if self.restored else NONE)
        assert self.kept.left() <= still, f"{act} forgot what was sent"
        self.kept = now
        self.created |= come
        self.withdrawn |= gone
        assert self.created == after | self.withdrawn
        return len(come), len(gone)

    def copy(self) -> "Ledger":
        return replace(self)

    def put_back(self, older: "Ledger") -> None:
        """The cache is an older copy of itself from now on."""
        lost = self.kept.left() - older.kept.left()
        self.kept, self.created, self.withdrawn = older.kept, older.created, older.withdrawn
        self.astray |= lost
        self.restored = True


def kept_in(cache: Cache) -> Kept:
    with cache.read() as db:
        drafts = db.execute(select(DRAFT.c.id, DRAFT.c.replaced)).all()
        outbox = db.execute(select(OUTBOX.c.id, OUTBOX.c.n)).all()
        delivered, tray = (db.execute(select(t.c.id)).scalars().all() for t in (DELIVERED, TRAY))
    return Kept(
        drafts=frozenset(key for key, _ in drafts),
        under=frozenset(str(one.id) for _, said in drafts for one in load_replaced(said)),
        outbox=frozenset(key for key, _ in outbox),
        sent=frozenset(key for key, n in outbox if n is not None),
        delivered=frozenset(delivered),
        tray=frozenset(tray),
    )
