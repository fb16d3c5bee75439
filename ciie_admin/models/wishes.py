"""What a person has decided and the server has not settled yet, as a list."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from ciie_admin.models.pending import KINDS, Pending, load_pending
from ciie_admin.models.precious import DRAFT, OUTBOX


@dataclass(frozen=True, slots=True)
class Standing:
    """A draft, or a released operation on its way; `problem` is why a draft is held back."""

    wish: Pending
    stage: Literal["draft", "pending"]
    problem: str = ""
    sent: bool = False
    """Numbered and sent at least once: it can no longer be undone."""


def standing(db: Connection) -> list[Standing]:
    """Released operations in the order they go out, then drafts in the order they were made."""
    out = select(OUTBOX.c.body, OUTBOX.c.n).where(OUTBOX.c.subject_kind.in_(KINDS))
    out = out.order_by(OUTBOX.c.place)
    drafted = select(DRAFT.c.body, DRAFT.c.problem).order_by(DRAFT.c.act, DRAFT.c.id)
    return [
        *(Standing(load_pending(b), "pending", sent=n is not None) for b, n in db.execute(out)),
        *(Standing(load_pending(b), "draft", why or "") for b, why in db.execute(drafted)),
    ]
