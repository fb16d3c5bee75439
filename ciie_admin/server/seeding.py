"""Puts an edition, its places and its accounts onto a server."""

from collections.abc import Iterable, Sequence
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from ciie_admin.domain.actors import Role
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.places import Place
from ciie_admin.server import colleagues, feed, records
from ciie_admin.server.feed import HEADS, Moved
from ciie_admin.server.records import EDITIONS, PLACES
from ciie_admin.server.signin import ACCOUNTS, hash_password

DERIVED = ("people", "queries", "second_person")
"""What a place's record holds that is not in any file: a renewed tree leaves it as it is."""


def install(
    db: Connection, edition: Edition, places: Sequence[Place], signs_in: bool = True
) -> int:
    """Write or renew the edition and the tree, announce both; returns the feed's head.

    `signs_in` makes it the edition accounts work in. Places only ever grow: one that is not in
    `places` any more stays.
    """
    if signs_in:
        db.execute(update(EDITIONS).values(signs_in=False))
    body = {"signs_in": signs_in, "body": records.as_json(edition)}
    entry = upsert(EDITIONS).values(id=edition.id, **body)
    db.execute(entry.on_conflict_do_update(index_elements=["id"], set_=body))
    _put_places(db, places)
    new_head = upsert(HEADS).values(edition_id=edition.id, epoch=str(uuid4()), head=0)
    db.execute(new_head.on_conflict_do_nothing())
    return feed.announce(db, edition.id, list(_moved(edition, places)))


def add_account(
    db: Connection, login: str, password: str, name: str, role: Role, place_id: int
) -> int:
    """A person of a secretariat at one place; returns the account's id."""
    row = {
        "login": login,
        "password_hash": hash_password(password),
        "name": name,
        "role": role,
        "place_id": place_id,
        "active": True,
    }
    number: int = db.execute(insert(ACCOUNTS).values(row).returning(ACCOUNTS.c.id)).scalar_one()
    colleagues.renew(db, place_id)
    return number


def root(db: Connection) -> int:
    """The organiser's own desk. Raises NoResultFound on an empty server."""
    number: int = db.execute(select(PLACES.c.path[1]).limit(1)).scalar_one()
    return number


def _put_places(db: Connection, places: Sequence[Place]) -> None:
    """Parents before children; a changed place gets the next version."""
    known = records.places(db)
    for place in sorted(places, key=lambda one: (len(one.path), one.id)):
        row = records.as_json(place)
        before = known.get(place.id)
        if before is not None:
            row["version"] = before.version + 1
            row = {name: value for name, value in row.items() if name not in DERIVED}
        entry = upsert(PLACES).values(row)
        db.execute(entry.on_conflict_do_update(index_elements=["id"], set_=row))


def _moved(edition: Edition, places: Iterable[Place]) -> Iterable[Moved]:
    """The edition right after the place that everybody sees."""
    ordered = sorted(places, key=lambda one: (len(one.path), one.id))
    for place in ordered:
        if len(place.path) == 1:
            yield Moved(place.id, "edition", edition.id)
        yield colleagues.moved(place)
