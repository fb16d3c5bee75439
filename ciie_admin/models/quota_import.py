"""额度分配表 read again: checked against the cache, and drafted as one batch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from uuid6 import uuid7

from ciie_admin.domain.actors import Actor, covers
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.quotas import QuotaNode
from ciie_admin.errors import Mishap
from ciie_admin.exports.quota_table import Allotment, Node, read_node
from ciie_admin.exports.quota_typed import SheetFault, Typed, Wish, stamp_of, typed
from ciie_admin.exports.tables import Table
from ciie_admin.models import quota_mirror, reading
from ciie_admin.models.batch_body import Origin
from ciie_admin.models.engine import Cache
from ciie_admin.models.pending import among
from ciie_admin.models.precious import DRAFT
from ciie_admin.models.quota_drafts import Wanted, draft_in
from ciie_admin.models.quota_sheet import allotment
from ciie_admin.models.recording import Recorded
from ciie_admin.models.tables import UNIT
from ciie_admin.models.touched import Touched
from ciie_admin.words import Language


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet that was filled in. `allotment` is None where not even the giver can be told."""

    typed: Typed
    allotment: Allotment | None = None


def understood(db: Connection, table: Table, actor: Actor, language: Language) -> Filled:
    """What the sheet wishes, or all that is wrong with it. Reads only.

    The giver is the one the sheet was made for, whatever node is looked at. Raises
    Mishap("not_whole_yet").
    """
    edition, places = reading.edition(db), reading.places(db)
    if edition is None:
        raise Mishap("not_whole_yet")
    giver = stamp_of(table, edition.id)
    if isinstance(giver, SheetFault):
        return Filled(Typed(faults=(giver,)))
    place = places.get(giver.id) if giver.kind is QuotaNode.PLACE else None
    if place is None or not covers(actor, place.path):
        return Filled(Typed(faults=(SheetFault(0, "", "foreign_sheet"),)))
    one = allotment(db, place.id, actor, language)
    return Filled(typed(table, one, _others(db, table, one)), one)


def draft_filled(cache: Cache, filled: Filled, actor: Actor, *, at: datetime) -> Recorded:
    """All totals that differ as one batch of drafts; a draft on a cell that was left alone goes.
    If an account has changed since the sheet was checked, nothing is drafted.

    One transaction, write lane. Raises ValueError for a sheet with faults.
    """
    if filled.typed.faults or filled.allotment is None:
        raise ValueError("a sheet with faults is not drafted")
    wishes = filled.typed.wishes
    with cache.write() as db:
        changed = _changed(db, wishes)
        if changed:
            return Recorded(uuid7(), 0, (), changed, Touched())
        drafted = _drafted(db, [one.account for one in wishes])
        wanted = [
            Wanted(account=one.account, total=one.total)
            for one in wishes
            if one.total != one.was or one.account in drafted
        ]
        origin = Origin(filled.allotment.giver_name)
        return draft_in(db, wanted, actor, at=at, origin=origin)


def _changed(db: Connection, wishes: Sequence[Wish]) -> tuple[tuple[int, Refused], ...]:
    now = quota_mirror.accounts(db, [one.account for one in wishes])
    totals = {number: one.received for number, one in now.items()}
    return tuple(
        (one.account, Refused("quota_changed", {"was": str(one.was), "is": str(total)}))
        for one in wishes
        if (total := totals.get(one.account, 0)) != one.was
    )


def _drafted(db: Connection, accounts: Iterable[int]) -> frozenset[int]:
    mine = among(DRAFT.c.subject_id, [*accounts])
    rows = db.execute(select(DRAFT.c.subject_id).where(DRAFT.c.subject_kind == "quota", mine))
    return frozenset(rows.scalars())


def _others(db: Connection, table: Table, one: Allotment) -> frozenset[Node]:
    """Nodes the sheet names that exist and are not among those of its giver."""
    known = {row.node for row in one.rows}
    named = {read_node(cells[-1]) for _, cells in table.rows} - known - {None}
    strangers = [node for node in named if node is not None]
    numbers = [node.id for node in strangers if node.kind is QuotaNode.UNIT]
    units = frozenset(db.execute(select(UNIT.c.id).where(among(UNIT.c.id, numbers))).scalars())
    there = {QuotaNode.UNIT: units, QuotaNode.PLACE: reading.places(db).keys()}
    return frozenset(node for node in strangers if node.id in there[node.kind])
