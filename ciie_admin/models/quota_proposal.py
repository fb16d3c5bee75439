"""分配建议: what all who receive from one giver would get by a weight, drafted as one batch."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.apportion import Claim, Portion, Weight, apportion
from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.quotas import QuotaNode, whose
from ciie_admin.domain.states import FreePlace
from ciie_admin.models import quota_reading
from ciie_admin.models.engine import Cache
from ciie_admin.models.quota_book import CLOSED
from ciie_admin.models.quota_drafts import Wanted, draft_moves
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.models.quota_tree import Tree
from ciie_admin.models.recording import Recorded
from ciie_admin.models.tables import PERSON, UNIT

NO_CAPS: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """A node as it stands, what it weighs, and what it would get."""

    row: QuotaRow
    weight: Fraction
    portion: Portion


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """`house` is what is shared; of it `unplaced` stay with the giver, as nobody may have more."""

    name: str
    house: int
    rows: tuple[ProposedRow, ...]
    unplaced: int


def weights(db: Connection, on: Tree, parent: int, by: Weight) -> dict[int, Fraction]:
    """By account of those below: how many persons have submitted (REGISTERED), or how many of them
    hold or wait for a free place of the label (REQUESTED). A place has those who count there or
    below, a unit its own. TYPED starts with 0, EVEN is 1 for all. Read lane.
    """
    below = _receiving(db, on, parent)
    if by in (Weight.EVEN, Weight.TYPED):
        return {one.account.id: Fraction(by is Weight.EVEN) for one in below}
    _, giver, _ = whose(parent)
    wanted: list[ColumnElement[bool]] = [PERSON.c.submitted_at.is_not(None)]
    if by is Weight.REQUESTED:
        wanted += [PERSON.c.label == on.label, PERSON.c.free_place != FreePlace.NONE.value]
    counting = func.count()
    units = select(PERSON.c.unit_id, counting).where(PERSON.c.review_place == giver, *wanted)
    places = select(PERSON.c.count_place, counting).where(*wanted)
    found = {
        QuotaNode.UNIT: _pairs(db, units.group_by(PERSON.c.unit_id)),
        QuotaNode.PLACE: _gathered(on, giver, _pairs(db, places.group_by(PERSON.c.count_place))),
    }
    return {
        one.account.id: Fraction(found[one.account.node].get(one.account.node_id, 0))
        for one in below
    }


def propose(
    db: Connection,
    on: Tree,
    parent: int,
    weighing: Mapping[int, Fraction],
    *,
    house: int | None = None,
    caps: Mapping[int, int] = NO_CAPS,
) -> Proposed | Refused:
    """`house` places (None: all there are to allot) over all below the account, with one's own
    moves under way counted. Nobody gets less than it has allotted, reserved, used or leased.
    Read lane.
    """
    giver = quota_reading.rows(db, on, [parent])[parent]
    below = _receiving(db, on, parent)
    shared = giver.allotted + giver.left if house is None else house
    claims = [
        Claim(
            account=one.account.id,
            weight=weighing.get(one.account.id, Fraction(0)),
            floor=one.received - one.left,
            cap=caps.get(one.account.id),
        )
        for one in below
    ]
    found = apportion(shared, claims)
    if isinstance(found, Refused):
        return found
    rows = zip(below, claims, found.portions, strict=True)
    return Proposed(
        name=giver.name,
        house=shared,
        rows=tuple(ProposedRow(row, claim.weight, portion) for row, claim, portion in rows),
        unplaced=found.unplaced,
    )


def draft_proposal(cache: Cache, proposed: Proposed, actor: Actor, *, at: datetime) -> Recorded:
    """All totals that differ as one batch of drafts. Write lane."""
    wanted = [
        Wanted(account=one.portion.account, total=one.portion.final)
        for one in proposed.rows
        if one.portion.final != one.row.received or one.row.problem
    ]
    return draft_moves(cache, wanted, actor, at=at, scope=proposed.name)


def _receiving(db: Connection, on: Tree, parent: int) -> Sequence[QuotaRow]:
    """All below, without units that can be given nothing and have nothing."""
    _, giver, _ = whose(parent)
    query = select(UNIT.c.id).where(UNIT.c.review_place == giver, UNIT.c.shown_review.in_(CLOSED))
    closed = frozenset(db.execute(query).scalars())
    return [
        one
        for one in quota_reading.children(db, on, parent, every=True)
        if one.account.node is QuotaNode.PLACE
        or one.account.node_id not in closed
        or one.account.received
    ]


def _gathered(on: Tree, giver: int, persons: Mapping[int, int]) -> Mapping[int, int]:
    """By place directly below the giver: its own and all further down."""
    depth = len(on.nodes[giver].path)
    found: Counter[int] = Counter()
    for place, count in persons.items():
        path = on.nodes[place].path if place in on.nodes else ()
        if len(path) > depth:  # of another mission: nobody asks for those
            found[path[depth]] += count
    return found


def _pairs(db: Connection, query: Select[Any]) -> dict[int, int]:
    return dict(map(tuple, db.execute(query)))
