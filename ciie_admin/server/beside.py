"""What a record says beside its own row: the others that look like it, as far as in sight.

Read with the record, for each caller anew: another unit's row need not be held for it, and a
caller who sees other places is told of other records.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Column, Connection, bindparam, text

OTHERS = {
    "unit": "unit o ON o.id = d.other_id",
    "person": "person o ON o.id = d.other_id JOIN unit ON unit.id = o.unit_id",
}
LIVE = {
    "unit": "o.review <> 'cancelled' AND (d.same = 'code' OR o.review <> 'rejected')",
    "person": "o.\"check\" <> 'cancelled' AND unit.review NOT IN ('rejected', 'cancelled')",
}
"""A code is freed by a rejection: of its next record this is worth knowing."""
SEEN = "(o.review_place = ANY(:places) OR o.count_place = ANY(:places))"
FINDINGS = """
{kind}.findings || coalesce((
  SELECT jsonb_agg(jsonb_build_object('rule', one.rule, 'severity', 'look', 'measured', one.same,
    'limit', '', 'others', one.others) ORDER BY one.rule)
  FROM (
    SELECT d.rule, string_agg(DISTINCT d.same, ' ' ORDER BY d.same) AS same,
      coalesce(jsonb_agg(DISTINCT o.id ORDER BY o.id) FILTER (WHERE {seen}), '[]') AS others
    FROM duplicate d JOIN {others}
    WHERE d.kind = '{kind}' AND d.record_id = {kind}.id AND {live} AND NOT EXISTS (
      SELECT 1 FROM apart WHERE apart.kind = d.kind
        AND apart.low = least(d.record_id, d.other_id)
        AND apart.high = greatest(d.record_id, d.other_id))
    GROUP BY d.rule) one), '[]') AS findings
"""
APART = """
coalesce((
  SELECT jsonb_agg(o.id ORDER BY o.id)
  FROM (SELECT high AS id FROM apart WHERE apart.kind = '{kind}' AND low = {kind}.id UNION ALL
    SELECT low FROM apart WHERE apart.kind = '{kind}' AND high = {kind}.id) pair
  JOIN {kind} o ON o.id = pair.id AND {seen}), '[]') AS apart
"""

NOBODY = text("'[]'::jsonb AS apart")
"""Of a record that looks like none."""
CONCERNED = text("""
SELECT record_id FROM duplicate WHERE kind = :kind AND record_id = ANY(:ids) UNION
SELECT low FROM apart WHERE kind = :kind AND low = ANY(:ids) UNION
SELECT high FROM apart WHERE kind = :kind AND high = ANY(:ids)
""")


def concerned(db: Connection, kind: str, ids: Collection[int]) -> set[int]:
    """Those of these records that look like any other, or were told apart from one."""
    return set(db.execute(CONCERNED, {"kind": kind, "ids": list(ids)}).scalars())


def columns(kind: str, own: Sequence[Column[Any]], places: Sequence[int]) -> list[Any]:
    """The record's own columns and these; `places` is all the caller sees."""
    said = [
        one.format(kind=kind, others=OTHERS[kind], live=LIVE[kind], seen=SEEN)
        for one in (FINDINGS, APART)
    ]
    sight = bindparam("places", list(places), ARRAY(BigInteger))
    beside = [text(one).bindparams(sight) for one in said]
    return [*(one for one in own if one.name != "findings"), *beside]
