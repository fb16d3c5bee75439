"""What has left one's sight leaves this computer: from the tables at once, from the file's pages
before anything else is asked of the server.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, update

from ciie_admin.models import held, opening, sealed_files
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import RECORDS, about, among, dump_pending, load_pending
from ciie_admin.models.precious import DELIVERED, DRAFT, OUTBOX, TRAY
from ciie_admin.models.tables import ORIGINAL, PERSON, SEARCH, THUMBNAIL, UNIT_BODY
from ciie_admin.wire.messages import SubjectKind

WISHES = (DRAFT, OUTBOX, DELIVERED, TRAY)
PICTURE: dict[SubjectKind, tuple[Table, Any]] = {
    "person": (PERSON, PERSON.c.photo),
    "unit": (UNIT_BODY, func.json_extract(UNIT_BODY.c.body, "$.form.licence.digest")),
}
"""Where a record of this kind says which picture it shows: a photo, a licence."""
PICTURES = (
    PICTURE["person"],
    (PERSON, PERSON.c.photo_former),
    (PERSON, PERSON.c.photo_before),
    PICTURE["unit"],
    (UNIT_BODY, func.json_extract(UNIT_BODY.c.body, "$.before.form.licence.digest")),
)
"""Also those it had when it was returned, and that of an earlier badge. Bodies are read last."""
DISABLED = "account_disabled"
"""Said by the server of an account that may see nothing any more."""
TRACES = "traces"
"""In the progress: pages of the file may still hold what has been removed."""


def mark(db: Connection) -> None:
    """Something was removed: wipe() has to follow."""
    opening.set_progress(db, {TRACES: "1"})


def wipe(cache: Cache) -> bool:
    """Write the search index anew without what was removed, and empty the log of changes.

    Deleted rows are overwritten as they go; terms of the index and older pages in the log are not.
    Outside of any transaction. False if somebody still reads an older state, or a file: to be
    called again.
    """
    with cache.read() as db:
        if opening.progress(db).get(TRACES) != "1":
            return True
    swept = sweep(cache)
    with cache.write() as db:
        for index in SEARCH.values():
            db.exec_driver_sql(f"INSERT INTO {index.name}({index.name}) VALUES('optimize')")
    if not cache.fold_log() or not swept:
        return False
    with cache.write() as db:
        opening.set_progress(db, {TRACES: "0"})
    return True


def sweep(cache: Cache) -> bool:
    """Files of originals that have no row go: their records were lost, or a crash left them.

    Whether all are gone. Alone with the cache meanwhile: none is being written.
    """
    with cache.write() as db:
        kept = set(db.execute(select(ORIGINAL.c.name)).scalars())
        return sealed_files.remove_others(sealed_files.folder_of(cache), kept)


def forget_judged(db: Connection, kind: SubjectKind, ids: Sequence[int]) -> None:
    """What a person decided stays; what they had seen of a record that is lost does not, nor that
    they put it aside.
    """
    for one in about(kind):
        held.forget(db, one, ids)
    for table in WISHES:
        query = select(table.c.id, table.c.body).where(
            table.c.subject_kind == kind, among(table.c.subject_id, ids)
        )
        for key, body in db.execute(query).all():
            wish = load_pending(body)
            if wish.base is not None:
                bare = dump_pending(replace(wish, base=None))
                db.execute(update(table).where(table.c.id == key).values(body=bare))


def pictures_of(db: Connection, ids: Sequence[int]) -> set[str]:
    """Digests of the pictures that records of either kind with these ids show."""
    found: set[str] = set()
    for table, digest in PICTURES:
        found.update(db.execute(select(digest).where(among(table.c.id, ids))).scalars())
    return found - {"", None}


def in_sight(db: Connection, digests: Collection[str]) -> set[str]:
    """Those that some record in the mirror shows."""
    found: set[str] = set()
    for _, digest in PICTURES:
        left = [one for one in digests if one not in found]
        shown = select(digest).where(among(digest, left))
        found.update(db.execute(shown).scalars() if left else ())
    return found


def drop_pictures(db: Connection, digests: Collection[str]) -> None:
    """Those no record in the mirror shows any more. Files of originals follow with wipe()."""
    if not digests:
        return
    for table in (THUMBNAIL, ORIGINAL):
        kept = select(table.c.digest).where(among(table.c.digest, digests))
        here = set(db.execute(kept).scalars())
        gone = here - in_sight(db, here)
        if gone:
            db.execute(delete(table).where(among(table.c.digest, gone)))
        if gone and table is ORIGINAL:
            mark(db)


def forget_everything(cache: Cache) -> None:
    """The account may see nothing any more. Drafts, outbox and tray stay, without what was seen."""
    with cache.write() as db:
        opening.drop_mirror(db)
        opening.make_mirror(db)
        for kind in RECORDS:
            forget_judged(db, kind, subjects(db, kind))
        mark(db)
    wipe(cache)


def subjects(db: Connection, kind: SubjectKind) -> list[int]:
    """Records that any decision kept here is about, and those put aside."""
    found = {number for of, number in held.subjects(db) if of in about(kind)}
    for table in WISHES:
        mine = table.c.subject_kind.in_(about(kind))
        ids = select(table.c.subject_id).where(mine).distinct()
        found.update(db.execute(ids).scalars())
    return sorted(found)
