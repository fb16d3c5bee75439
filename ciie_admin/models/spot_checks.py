"""抽查: the queue of automatic passes nobody has looked at, in a share chosen on this computer."""

from sqlalchemy import Connection, func, select

from ciie_admin.domain.sampling import SHARES, USUAL_SHARE
from ciie_admin.domain.states import SpotCheck
from ciie_admin.models import opening
from ciie_admin.models.engine import Cache
from ciie_admin.models.queries import Query, conditions, in_sample, without
from ciie_admin.models.tables import NARROW

SHARE = "spot_share"
"""Preference: percent."""


def queue(share: int) -> Query:
    """The riskiest first."""
    return Query(kind="unit", spot=SpotCheck.WAITING.value, sample=share, order="risk")


def is_queue(query: Query) -> bool:
    """Whatever else it is narrowed by."""
    return query.kind == "unit" and query.spot == SpotCheck.WAITING.value


def share(db: Connection) -> int:
    kept = opening.preference(db, SHARE) or ""
    return int(kept) if kept.isdecimal() and int(kept) in SHARES else USUAL_SHARE


def choose_share(cache: Cache, percent: int) -> None:
    with cache.write() as db:
        opening.set_preference(db, SHARE, str(percent))


def waiting(db: Connection, percent: int) -> int:
    """How many of this share wait; what is drafted does not."""
    return sample_counts(db, queue(100), (percent,))[percent]


def sample_counts(db: Connection, query: Query, shares: tuple[int, ...] = SHARES) -> dict[int, int]:
    """Records of the list per share, without its own; one pass over them."""
    table, open_query = NARROW[query.kind], without(query, "sample")
    each = [func.count().filter(in_sample(query.kind, percent)) for percent in shares]
    wanted = select(*each).select_from(table).where(*conditions(open_query))
    if query.lane is not None:
        wanted = wanted.where(table.c.shown_lane == query.lane.value)
    return dict(zip(shares, db.execute(wanted).one(), strict=True))
