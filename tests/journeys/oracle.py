"""The one oracle: what the clients show is what SQL on the server says."""

import hashlib
from collections.abc import Iterable
from typing import Protocol

from sqlalchemy import Connection, Engine, literal, select, text

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.models.engine import Cache
from ciie_admin.models.precious import DELIVERED, DRAFT, OUTBOX, TRAY
from ciie_admin.models.tables import BODY, NARROW, PERSON
from ciie_admin.server import records
from ciie_admin.sync.entering import Entered
from ciie_admin.wire.codec import dump, load
from ciie_admin.wire.messages import SubjectKind

KINDS: tuple[SubjectKind, ...] = ("unit", "person")
PHOTO = {"unit": "''", "person": "coalesce(photo_word ->> 'verdict', '')"}
SERVER_ROWS = """
SELECT id, version, review, {photo} FROM {kind} WHERE EXISTS (
  SELECT 1 FROM place p WHERE p.id IN (review_place, count_place) AND :place = ANY(p.path))
ORDER BY id
"""


class Synced(Protocol):
    """A client: its cache, and who works with it as the server knows them by now."""

    @property
    def cache(self) -> Cache: ...

    @property
    def actor(self) -> Actor: ...


def assert_synced(server: Engine, clients: Iterable[Synced]) -> None:
    """Every client's mirror equals the server's rows in its sight; nothing waits, nothing hangs."""
    for client in clients:
        place = client.actor.path[-1]
        for kind in KINDS:
            table = NARROW[kind]
            with server.connect() as db:
                wanted = SERVER_ROWS.format(kind=kind, photo=PHOTO[kind])
                rows = db.execute(text(wanted), {"place": place})
                theirs = [tuple(row) for row in rows]
                contents = _told(db, kind, [row[0] for row in theirs])
            with client.cache.read() as db:
                verdict = PERSON.c.photo_verdict if kind == "person" else literal("")
                columns = (table.c.id, table.c.version, table.c.review, verdict)
                mine = [tuple(row) for row in db.execute(select(*columns).order_by(table.c.id))]
                drafted = select(DRAFT.c.subject_id).where(DRAFT.c.subject_kind == kind)
                pending = select(table.c.id).where(
                    table.c.pending_stage.is_not(None), table.c.id.not_in(drafted)
                )
                left = [*db.execute(pending).scalars(), *_photos_left(db)]
                waiting = db.execute(select(OUTBOX.c.id)).scalars().all()
                kept = _kept(db, kind)
            assert mine == theirs
            assert kept == contents, "another content under the same version"
            assert left == []
            assert waiting == []


def _photos_left(db: Connection) -> list[int]:
    """Shown as under way without a draft."""
    drafted = select(DRAFT.c.subject_id).where(DRAFT.c.subject_kind == "photo")
    shown = select(PERSON.c.id).where(PERSON.c.photo_stage.is_not(None))
    return list(db.execute(shown.where(PERSON.c.id.not_in(drafted))).scalars())


def _told(db: Connection, kind: SubjectKind, ids: list[int]) -> dict[int, str]:
    """Hashes of whole records: a difference names ids, never what is in a form."""
    found = records.units(db, ids) if kind == "unit" else records.persons(db, ids)
    return {number: _hash(one) for number, one in found.items()}


def _kept(db: Connection, kind: SubjectKind) -> dict[int, str]:
    whole: type[Unit | Person] = Unit if kind == "unit" else Person
    return {number: _hash(load(whole, body)) for number, body in db.execute(select(BODY[kind]))}


def _hash(record: Unit | Person) -> str:
    return hashlib.sha256(dump(record)).hexdigest()


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
