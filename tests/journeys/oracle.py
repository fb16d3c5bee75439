"""The one oracle: what the clients show is what SQL on the server says."""

from collections.abc import Iterable

from sqlalchemy import Engine, select, text

from ciie_admin.models.precious import DELIVERED, DRAFT, OUTBOX, TRAY
from ciie_admin.models.tables import NARROW
from ciie_admin.sync.entering import Entered

SERVER_ROWS = """
SELECT {kind}.id, {kind}.version, review FROM {kind} JOIN place p ON p.id = review_place
WHERE :place = ANY(p.path) ORDER BY {kind}.id
"""


def assert_synced(server: Engine, clients: Iterable[Entered]) -> None:
    """Every client's mirror equals the server's rows in its sight; nothing waits, nothing hangs."""
    for client in clients:
        place = client.actor.path[-1]
        for kind in ("unit", "person"):
            table = NARROW[kind]
            with server.connect() as db:
                rows = db.execute(text(SERVER_ROWS.format(kind=kind)), {"place": place})
                theirs = [tuple(row) for row in rows]
            with client.cache.read() as db:
                columns = (table.c.id, table.c.version, table.c.review)
                mine = [tuple(row) for row in db.execute(select(*columns).order_by(table.c.id))]
                drafted = select(DRAFT.c.subject_id).where(DRAFT.c.subject_kind == kind)
                pending = select(table.c.id).where(
                    table.c.pending_stage.is_not(None), table.c.id.not_in(drafted)
                )
                left = db.execute(pending).scalars().all()
                waiting = db.execute(select(OUTBOX.c.id)).scalars().all()
            assert mine == theirs
            assert left == []
            assert waiting == []


def assert_each_once(server: Engine, client: Entered, released: set[str]) -> None:
    """Everything this client released has one verdict, the same on both sides."""
    with client.cache.read() as db:
        kept = {
            key: verdict
            for table in (DELIVERED, TRAY)
            for key, verdict in db.execute(select(table.c.id, table.c.verdict))
        }
    with server.connect() as db:
        device = text("SELECT id::text FROM operation WHERE account_id = :account")
        known = db.execute(device, {"account": client.actor.account}).scalars().all()
    assert len(known) == len(set(known))
    assert set(kept) == released == set(known)
