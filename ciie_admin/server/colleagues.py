"""Who reviews at a place, as its record says it to those above and below."""

from collections.abc import Iterable

from sqlalchemy import Connection, Table, select, update

from ciie_admin.domain.actors import REVIEWERS, Role
from ciie_admin.domain.places import Colleague, Place
from ciie_admin.server import feed, records
from ciie_admin.server.account_tables import AccountRow
from ciie_admin.server.feed import Moved
from ciie_admin.server.records import EDITIONS, PLACES

ACCOUNTS: Table = AccountRow.__table__  # type: ignore[assignment]
SHARED_DEPTH = 2
"""Places down to this depth (root and missions) are known to everybody."""


def at(db: Connection, places: Iterable[int]) -> dict[int, tuple[Colleague, ...]]:
    """Active accounts that review, by place, in the order they were made."""
    query = (
        select(ACCOUNTS.c.place_id, ACCOUNTS.c.id, ACCOUNTS.c.name, ACCOUNTS.c.role)
        .where(ACCOUNTS.c.active, ACCOUNTS.c.role.in_(sorted(REVIEWERS)))
        .where(records.among(ACCOUNTS.c.place_id, places))
        .order_by(ACCOUNTS.c.id)
    )
    found: dict[int, tuple[Colleague, ...]] = {}
    for place, number, name, role in db.execute(query):
        one = Colleague(id=number, name=name, role=Role(role))
        found[place] = (*found.get(place, ()), one)
    return found


def renew(db: Connection, place: int) -> None:
    """After an account of the place came or went; two at once wait for each other. Must be the
    transaction's last write.
    """
    db.execute(select(PLACES.c.id).where(PLACES.c.id == place).with_for_update(key_share=True))
    people = at(db, [place]).get(place, ())
    before = records.places(db, [place])[place]
    if people == before.people:
        return
    row = {"version": PLACES.c.version + 1, "people": records.as_json_list(people)}
    db.execute(update(PLACES).where(PLACES.c.id == place).values(row))
    edition = db.execute(select(EDITIONS.c.id).where(EDITIONS.c.signs_in)).scalar()
    if edition is not None:
        feed.announce(db, edition, [moved(before)])


def moved(place: Place) -> Moved:
    """A mission is announced at the root, which is above everybody; deeper places at their own."""
    shared = len(place.path) <= SHARED_DEPTH
    return Moved(place.path[0] if shared else place.id, "place", place.id)
