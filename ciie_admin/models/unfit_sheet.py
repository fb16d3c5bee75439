"""照片不合格清单 of what a query finds, out of the cache; told to the server like every list that
leaves.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, or_, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.commands import Export
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_faults import unfit
from ciie_admin.domain.states import PersonReview
from ciie_admin.errors import BadInput
from ciie_admin.exports import unfit_photos as sheet
from ciie_admin.exports import unfit_process
from ciie_admin.exports.about import About, about_rows, dated
from ciie_admin.exports.columns import Owner, Setting, place_name
from ciie_admin.exports.person_columns import NOBODY
from ciie_admin.exports.unfit_photos import Frame, Row, Shown
from ciie_admin.models import opening, originals, reading
from ciie_admin.models.engine import Cache
from ciie_admin.models.faulty_photos import Found, found
from ciie_admin.models.filter_words import filter_words
from ciie_admin.models.queries import Query, narrowed
from ciie_admin.models.sheet_setting import sheet_setting
from ciie_admin.models.tables import PERSON
from ciie_admin.models.telling import tell
from ciie_admin.words import Language, beijing_minute, word

CHUNK = 200
"""Records held in memory at a time."""


def export_unfit(
    cache: Cache,
    query: Query,
    path: Path,
    *,
    actor: Actor,
    language: Language,
    at: datetime,
    progress: Callable[[int], None] = lambda _rows: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write the persons of the list whose photo cannot be used; returns how many.

    Runs in a thread of the file lane. Raises what workbook.write() raises, CacheUnreadable,
    Mishap("not_whole_yet"), BadInput("no_unfit_photos").
    """
    with cache.read() as db:
        on = sheet_setting(db, language)
        wanted = unfit_ids(db, query, on.edition)
        if not wanted:
            raise BadInput("no_unfit_photos")
        told = Export(
            of="photo",
            rows=len(wanted),
            columns=sheet.COLUMNS,
            filters=narrowed(query),
            masked=True,
        )
        return unfit_process.write(
            path,
            _frame(db, query, on, actor, at, len(wanted)),
            _rows(cache, db, wanted, on),
            progress,
            cancelled,
            ready=lambda _count: tell(cache, told, on.edition.id, actor, at),
        )


def unfit_ids(db: Connection, query: Query, edition: Edition) -> list[int]:
    """In the list's order. Whole records are read of those only that may be among them."""
    returned = PERSON.c.review == PersonReview.RETURNED.value
    some = or_(PERSON.c.finding != "", PERSON.c.photo_verdict != "", returned)
    likely = set(db.execute(select(PERSON.c.id).where(some)).scalars())
    listed = [one for one in reading.ids(db, query) if one in likely]
    found = []
    for part in _parts(listed):
        people = reading.records(db, "person", part)
        found += [n for n in part if isinstance(p := people[n], Person) and unfit(p, edition)]
    return found


def _rows(cache: Cache, db: Connection, wanted: Sequence[int], on: Setting) -> Iterator[Row]:
    for part in _parts(wanted):
        people = reading.records(db, "person", part)
        units = {one.unit_id for one in people.values() if isinstance(one, Person)}
        owners = reading.unit_rows(db, sorted(units))
        here = originals.here(db, [one.photo for one in people.values() if isinstance(one, Person)])
        for number in part:
            person = people[number]
            if isinstance(person, Person):
                known = owners.get(person.unit_id)
                owner = Owner(known.name, known.credit_code) if known else NOBODY
                yield _row(person, owner, on, partial(found, cache, known=here))


def _row(person: Person, owner: Owner, on: Setting, look_up: Callable[..., Found | None]) -> Row:
    faults = unfit(person, on.edition)
    if not person.photo:
        return sheet.row(person, faults, owner, on, remark="missing")
    known = look_up(person.photo, faults)
    if known is None:
        return sheet.row(person, faults, owner, on, remark="absent")
    shown = Shown(known.content, known.faults, known.size)
    return sheet.row(person, faults, owner, on, shown, "small" if known.small else "")


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _frame(
    db: Connection, query: Query, on: Setting, actor: Actor, at: datetime, count: int
) -> Frame:
    language, as_of = on.language, opening.server_time(db)
    place = place_name(on.places.get(actor.path[-1]), language)
    said = {"place": place, "until": beijing_minute(as_of)}
    colon = "：" if language == "zh" else ": "
    facts = [f"{word('unfit_photos', key, language)}{colon}{text}" for key, text in said.items()]
    whole = About(
        name="unfit_photos",
        origin=(dated("as_of", as_of, language),),
        at=at,
        actor=actor,
        filter=filter_words(query, on),
        count=str(count),
        masked=True,
    )
    title = word("sheet", "unfit_photos", language)
    return Frame(
        title=title,
        facts="    ".join(facts),
        heads=[word("column", key, language) for key in ("number", *sheet.COLUMNS)],
        about_name=word("sheet", "about", language),
        about=about_rows(whole, on),
        page=word("unfit_photos", "page", language),
    )
