"""With a server restored from a backup: find out what it has forgotten."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from ciie_admin.domain.actors import Actor
from ciie_admin.models import reconciling
from ciie_admin.models.engine import Cache
from ciie_admin.models.touched import Touched
from ciie_admin.sync.http import Office
from ciie_admin.wire.messages import PAGE_OPERATIONS


def reconcile(cache: Cache, office: Office, actor: Actor) -> Touched:
    """What it does not know any more waits in the outbox again. Raises Mishap; nothing is lost."""
    with cache.read() as db:
        ids = reconciling.delivered(db)
    known: set[str] = set()
    told = office.known(())
    for page in _pages(ids):
        told = office.known([UUID(one) for one in page])
        known.update(str(one) for one in told.known)
    return reconciling.send_again(cache, known, told.last_n, actor, datetime.now(UTC))


def _pages(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[n : n + PAGE_OPERATIONS] for n in range(0, len(ids), PAGE_OPERATIONS)]
