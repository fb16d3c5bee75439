"""Results of the photo checker: which are to come, those that are there, and the records they
belong to.

What is to be done stands in the records themselves: a person whose photo was judged by other
rules than the edition's, or not at all. So nothing is lost when a photo comes, goes or is
replaced while it is judged, and nothing done twice matters.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Table,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from ciie_admin.domain.findings import Finding
from ciie_admin.server import feed, likenesses, records
from ciie_admin.server.feed import Moved
from ciie_admin.server.photo_rules import PhotoResult, photo_part, with_photo_part
from ciie_admin.server.photo_tables import PhotoResultRow
from ciie_admin.server.pictures import PICTURES
from ciie_admin.server.records import PERSONS, UNITS, among
from ciie_admin.wire.codec import adapter

RESULTS: Table = PhotoResultRow.__table__  # type: ignore[assignment]
Findings = tuple[Finding, ...]


class Waiting(NamedTuple):
    """A person whose photo's findings are not those of the rules in force."""

    person: int
    photo: str


def forget(db: Connection, persons: Iterable[int]) -> None:
    """Their photos are others now; their rows must be held."""
    wanted = sorted(persons)
    if wanted:
        another = update(PERSONS).where(among(PERSONS.c.id, wanted))
        db.execute(another.values(photo_judged=""))


def waiting(db: Connection, edition: int, stamp: str, most: int) -> list[Waiting]:
    """Those never judged first, each time the latest to come before all others."""
    known = PERSONS.c.photo_judged
    mine = select(PERSONS.c.id, PERSONS.c.photo).where(
        PERSONS.c.edition_id == edition, PERSONS.c.photo != ""
    )
    latest = mine.order_by(known.desc(), PERSONS.c.id.desc()).limit(most)
    never, before, after = known == "", and_(known > "", known < stamp), known > stamp
    for other in (never, before, after):  # `<>` would read all rows
        found = db.execute(latest.where(other)).all()
        if found:
            return [Waiting(*row) for row in found]
    return []


def unknown(db: Connection, photos: Iterable[str], stamp: str) -> list[str]:
    """Those that are stored and have no result yet."""
    there = select(RESULTS.c.digest).where(
        RESULTS.c.digest == PICTURES.c.digest, RESULTS.c.stamp == stamp
    )
    wanted = among(PICTURES.c.digest, set(photos))
    query = select(PICTURES.c.digest).where(wanted, ~there.exists())
    return list(db.execute(query.order_by(PICTURES.c.digest)).scalars())


def content(db: Connection, photo: str) -> bytes:
    query = select(PICTURES.c.original).where(PICTURES.c.digest == photo)
    return bytes(db.execute(query).scalar_one())


def keep(db: Connection, photo: str, stamp: str, found: PhotoResult, now: datetime) -> None:
    """The first result stays."""
    row = {
        "digest": photo,
        "stamp": stamp,
        "findings": records.as_json_list(found.findings),
        "eyes": list(found.eyes),
        "judged_at": now,
    }
    db.execute(upsert(RESULTS).on_conflict_do_nothing(), [row])


def tidy(db: Connection, stamps: Collection[str], most: int) -> int:
    """Forget results of rules that are in force nowhere, and those of pictures that are gone;
    returns how many went, `most` at a time.
    """
    picture = select(PICTURES.c.digest).where(PICTURES.c.digest == RESULTS.c.digest)
    useless = or_(~among(RESULTS.c.stamp, stamps), ~picture.exists())
    these = select(RESULTS.c.digest, RESULTS.c.stamp).where(useless).limit(most)
    gone = delete(RESULTS).where(tuple_(RESULTS.c.digest, RESULTS.c.stamp).in_(these))
    return db.execute(gone).rowcount


def settle(db: Connection, edition: int, stamp: str, persons: Iterable[int]) -> int:
    """Give these persons what was found in the photo each has now; returns how many show something
    else than before. Whoever has a photo without a result waits on.

    As every writer: units are held first, then persons, and the feed comes last.
    """
    rows = _held(db, edition, persons)
    photos = {row.photo for row in rows}
    known, lost = _known(db, photos, stamp), _lost(db, photos)
    pictures = likenesses.keys_of(db, known)
    earlier = likenesses.used_before(db, edition, pictures.values())
    changed, same = [], []
    for row in rows:
        found = known.get(row.photo)
        if found is not None and not row.reuse and pictures[row.photo] in earlier:
            found = found.with_finding(earlier[pictures[row.photo]])
        if found is not None and _shown(row) != found:
            changed.append(_changed(row, found))
        elif found is not None or row.photo in lost:
            same.append(row.id)
    if same:
        judged = update(PERSONS).where(among(PERSONS.c.id, same))
        db.execute(judged.values(photo_judged=stamp))
    if changed:
        _write(db, changed, stamp)
    numbers = {row["row_id"] for row in changed}
    moved = {
        Moved(place, "person", row.id)
        for row in rows
        if row.id in numbers
        for place in (row.review_place, row.count_place)
    }
    shown = [(row.id, row.picture, pictures[row.photo]) for row in rows if row.photo in pictures]
    moved |= likenesses.renew(db, edition, [one for one in shown if one[1] != one[2]])
    if moved:
        feed.announce(db, edition, sorted(moved))
    return len(changed)


def standing(db: Connection, edition: int, stamp: str) -> tuple[int, int]:
    """How many persons have a photo, and of how many it was judged by these rules."""
    judged = func.count().filter(PERSONS.c.photo_judged == stamp)
    query = select(func.count(), judged).where(
        PERSONS.c.edition_id == edition, PERSONS.c.photo != ""
    )
    shown, done = db.execute(query).one()
    return shown, done


def _held(db: Connection, edition: int, persons: Iterable[int]) -> Sequence[Any]:
    """As they stand once nobody else holds them. None has left its unit meanwhile."""
    wanted = among(PERSONS.c.id, sorted(persons))
    owners = db.execute(select(PERSONS.c.unit_id).where(wanted)).scalars()
    units = select(UNITS.c.id).where(among(UNITS.c.id, set(owners)))
    db.execute(units.order_by(UNITS.c.id).with_for_update())
    columns = [PERSONS.c[name] for name in (*SHOWN, *PLACES)]
    columns.append(PERSONS.c.form["reuse"].as_boolean().label("reuse"))
    query = select(*columns).where(wanted, PERSONS.c.edition_id == edition, PERSONS.c.photo != "")
    return db.execute(query.order_by(PERSONS.c.id).with_for_update()).all()


SHOWN = ("id", "photo", "findings", "photo_checked", "eyes", "picture")
PLACES = ("review_place", "count_place")


class Known(NamedTuple):
    """What a record shows of its photo."""

    findings: Findings
    eyes: tuple[int, ...]
    checked: bool = True

    def with_finding(self, one: Finding) -> "Known":
        return self._replace(findings=(*self.findings, one))


def _known(db: Connection, photos: Iterable[str], stamp: str) -> Mapping[str, Known]:
    query = select(RESULTS.c.digest, RESULTS.c.findings, RESULTS.c.eyes).where(
        among(RESULTS.c.digest, set(photos)), RESULTS.c.stamp == stamp
    )
    return {
        row.digest: Known(_findings(row.findings), tuple(row.eyes)) for row in db.execute(query)
    }


def _shown(row: Any) -> Known:
    return Known(photo_part(_findings(row.findings)), tuple(row.eyes), row.photo_checked)


def _lost(db: Connection, photos: set[str]) -> set[str]:
    """Of which there is no picture: what was said of them stays."""
    query = select(PICTURES.c.digest).where(among(PICTURES.c.digest, photos))
    return photos - set(db.execute(query).scalars())


def _findings(stored: Any) -> Findings:
    found: Findings = adapter(Findings).validate_python(stored)
    return found


def _changed(row: Any, found: Known) -> dict[str, Any]:
    whole = with_photo_part(_findings(row.findings), found.findings)
    findings = records.as_json_list(whole)
    return {"row_id": row.id, "new_findings": findings, "new_eyes": list(found.eyes)}


def _write(db: Connection, rows: Sequence[Mapping[str, Any]], stamp: str) -> None:
    """Neither history nor fingerprint: nobody acted, and what was judged is the same."""
    other = update(PERSONS).where(PERSONS.c.id == bindparam("row_id"))
    values: dict[str, Any] = {
        "findings": bindparam("new_findings"),
        "eyes": bindparam("new_eyes"),
        "photo_checked": True,
        "version": PERSONS.c.version + 1,
        "photo_judged": stamp,
    }
    db.execute(other.values(values), rows)
