"""What a meeting is shown: the drafts to be released, or a list; exceptions first, all masked."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from ciie_admin.domain.actors import Actor
from ciie_admin.domain.lanes import person_lane, unit_lane
from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.exports.approvals import Decision, in_order
from ciie_admin.exports.columns import Setting
from ciie_admin.models import reading
from ciie_admin.models.approving import decisions, listed
from ciie_admin.models.consequences import consequences
from ciie_admin.models.pending import Pending, drafts
from ciie_admin.models.queries import Query
from ciie_admin.models.sheet_setting import sheet_setting
from ciie_admin.words import Language

MOST = 500
"""Cases of a list; a meeting never comes further."""


@dataclass(frozen=True, slots=True)
class Projected:
    """In the order they are shown: the first `special` need a word. `more` are left out."""

    cases: tuple[Decision, ...]
    special: int
    more: int
    verdicts: Mapping[str, int]
    """How many there are of each proposed verdict."""
    on: Setting


def projected(db: Connection, query: Query | None, actor: Actor, language: Language) -> Projected:
    """Of the list a query finds, or (None) of the drafts that can go. Read lane.

    Raises Mishap("not_whole_yet").
    """
    on = sheet_setting(db, language)
    if query is None:
        found, more = decisions(db, listed(consequences(db, actor).lines)), 0
    else:
        wanted = reading.ids(db, query)
        found, more = _listed(db, query, list(wanted[:MOST])), max(0, len(wanted) - MOST)
    special, ordinary = in_order(found)
    counts = Counter(one.verdict for one in found if one.verdict)
    return Projected((*special, *ordinary), len(special), more, counts, on)


def _listed(db: Connection, query: Query, ids: list[int]) -> list[Decision]:
    records, mine = reading.records(db, query.kind, ids), drafts(db, query.kind, ids)
    owners = {one.unit_id for one in records.values() if isinstance(one, Person)}
    units = reading.records(db, "unit", sorted(owners))
    return [_case(records[n], mine.get(n), units) for n in ids if n in records]


def _case(
    record: Unit | Person, wish: Pending | None, units: Mapping[int, Unit | Person]
) -> Decision:
    common: dict[str, Any] = {
        "place": record.count_place,
        "verdict": wish.command.kind if wish is not None else "",
        "outcome": "",
        "reasons": tuple(getattr(wish.command, "reasons", ())) if wish is not None else (),
        "findings": tuple(one.rule for one in record.findings),
    }
    if isinstance(record, Unit):
        return Decision(
            kind="unit",
            name=record.form.name_zh,
            beside=record.form.credit_code,
            unit_class=record.unit_class,
            lane=unit_lane(record),
            **common,
        )
    unit = units.get(record.unit_id)
    return Decision(
        kind="person",
        name=record.form.name,
        beside=unit.form.name_zh if isinstance(unit, Unit) else "",
        number=record.number_masked,
        unit_class=unit.unit_class if isinstance(unit, Unit) else "",
        late=record.added_late,
        lane=person_lane(record),
        photo=record.photo,
        **common,
    )
