"""A judged page into the database: records, effects, counts, then the feed."""

from sqlalchemy import Connection

from ciie_admin.server import apart, duplicates, effects, feed, rows
from ciie_admin.server.docket import Docket, places_of
from ciie_admin.server.feed import Moved


def write(db: Connection, book: Docket) -> int:
    """Write what changed, apply the effects, announce all of it; returns the feed's head."""
    effects.apply(db, book)
    persons = [book.persons[number] for number in book.changed_persons]
    rows.update_all(db, (book.units[i] for i in book.changed_units), rows.UNIT_VERDICT)
    rows.update_all(db, persons, rows.PERSON_VERDICT)
    moved = apart.keep(db, book) | duplicates.counterparts(db, book.relived)
    moved |= {Moved(p, "person", r.id) for r in persons for p in places_of(r)}
    recounted = effects.recount(db, {r.unit_id for r in persons})
    moved |= {Moved(place, "unit", number) for number, *leaves in recounted for place in leaves}
    moved |= {
        Moved(place, "unit", number)
        for number in book.changed_units
        for place in places_of(book.units[number])
    }
    moved |= book.offices.write(db) | book.quotas.write(db)
    return feed.announce(db, book.edition.id, sorted(moved, key=lambda m: (m.kind != "unit", m)))
