"""What was wanted once and did not take effect, wanted again: on records and on accounts alike."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Command
from ciie_admin.models import quota_acts
from ciie_admin.models.batch_body import ALONE, Origin
from ciie_admin.models.cases import record_of
from ciie_admin.models.recording import Recorded, record_in
from ciie_admin.wire.messages import WishKind


def wish_again(
    db: Connection,
    kind: WishKind,
    wished: Mapping[int, Command],
    actor: Actor,
    *,
    at: datetime,
    origin: Origin = ALONE,
    resolves: Mapping[int, UUID] | None = None,
) -> Recorded:
    """The same commands, by id of their subject, on what is there now; one act."""
    if kind == "quota":
        return quota_acts.again(db, wished, actor, at=at, origin=origin)
    return record_in(
        db,
        kind,
        list(wished),
        lambda case, _edition: wished[record_of(case).id],
        actor,
        at=at,
        origin=origin,
        resolves=resolves,
    )
