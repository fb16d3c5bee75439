"""Small pictures kept beside the mirror, by their digest."""

from collections.abc import Sequence

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from ciie_admin.domain.lanes import Lane
from ciie_admin.models import losing
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import among
from ciie_admin.models.tables import PERSON, THUMBNAIL


def read(db: Connection, digests: Sequence[str]) -> dict[str, bytes]:
    """JPEG bytes of those that are there."""
    rows = db.execute(select(THUMBNAIL).where(among(THUMBNAIL.c.digest, digests)))
    return {row.digest: row.jpeg for row in rows}


def missing(db: Connection, most: int) -> list[str]:
    """Digests of the photos that wait for a reviewer and are not here, in the list's order."""
    wanted = (
        select(PERSON.c.photo)
        .outerjoin(THUMBNAIL, THUMBNAIL.c.digest == PERSON.c.photo)
        .where(
            PERSON.c.shown_lane == Lane.TO_REVIEW.value,
            PERSON.c.photo != "",
            THUMBNAIL.c.digest.is_(None),
        )
        .order_by(PERSON.c.submitted_at, PERSON.c.id)
        .limit(most)
    )
    return list(dict.fromkeys(db.execute(wanted).scalars()))


def keep(cache: Cache, pictures: dict[str, bytes]) -> None:
    """Write lane. One whose record has left our sight since it was asked for is not kept."""
    if not pictures:
        return
    with cache.write() as db:
        wanted = losing.in_sight(db, pictures)
        rows = [{"digest": one, "jpeg": jpeg} for one, jpeg in pictures.items() if one in wanted]
        if rows:
            db.execute(insert(THUMBNAIL).on_conflict_do_nothing(), rows)
