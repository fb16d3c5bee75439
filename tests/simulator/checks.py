"""What must hold once everything has arrived."""

import json
from collections import Counter
from typing import Any

from sqlalchemy import select, text

from ciie_admin.models.precious import DELIVERED, TRAY
from tests.journeys.oracle import assert_synced
from tests.simulator.bureau import UNKEPT, Bureau
from tests.simulator.computer import Computer
from tests.simulator.world import World

EVENTS = """
SELECT event ->> 'what', event ->> 'note' FROM unit, jsonb_array_elements(history) AS event
UNION ALL
SELECT event ->> 'what', event ->> 'note' FROM person, jsonb_array_elements(history) AS event
"""
WRITTEN = """
SELECT verdict ->> 'kind' = 'accepted', coalesce(written, 0) FROM operation LEFT JOIN (
  SELECT operation_id, count(*) AS written FROM audit GROUP BY operation_id) AS entry
ON operation_id = id
"""
OPERATIONS = "SELECT id::text, verdict, body FROM operation WHERE account_id = :account"


def check(world: World) -> None:
    assert_synced(world.bureau.engine, world.computers)
    for one in world.computers:
        kept = one.ledger.kept
        assert not kept.outbox
        assert one.ledger.created == kept.everything() | one.ledger.withdrawn
        each_once(world.bureau, one)
        nothing_told_in_vain(one)
    effects_once(world.bureau)
    written_once(world.bureau)
    index_fits(world.bureau)


def each_once(bureau: Bureau, one: Computer) -> None:
    """I-10: the same verdict on both sides, and nothing on the server nobody here has sent."""
    with bureau.engine.connect() as db:
        rows = db.execute(text(OPERATIONS), {"account": one.actor.account})
        known = {key: verdict for key, verdict, _ in rows}
    with one.cache.read() as db:
        mine = {
            key: json.loads(verdict)
            for table in (DELIVERED, TRAY)
            for key, verdict in db.execute(select(table.c.id, table.c.verdict))
        }
    answered = {key: said for key, said in mine.items() if said.get("code") not in UNKEPT}
    assert one.ledger.restored or answered == mine, "a number or an id was used twice"
    delivered = {key for key, said in mine.items() if said["kind"] == "accepted"}
    assert delivered == one.ledger.kept.delivered
    refused = {key for key, said in answered.items() if said["kind"] != "accepted"}
    forgotten = answered.keys() - known.keys()
    assert forgotten <= (refused if bureau.restored else set()), "the server does not know it"
    assert known.keys() <= mine.keys() | one.ledger.astray, "sent by nobody"
    if bureau.restored:
        return  # what was delivered twice over a restore may have been judged anew meanwhile
    for key in answered.keys() & known.keys():
        assert answered[key]["kind"] == known[key]["kind"]


def effects_once(bureau: Bureau) -> None:
    """Every accepted note stands in one history once; no verdict in more than were accepted."""
    with bureau.engine.connect() as db:
        seen = Counter(map(tuple, db.execute(text(EVENTS)).all()))
        wanted = text("SELECT body -> 'command' FROM operation WHERE verdict ->> 'kind' = :said")
        commands = db.execute(wanted, {"said": "accepted"}).scalars().all()
    notes = {key: count for key, count in seen.items() if key[0] == "add_note"}
    accepted = [c for c in commands if c["kind"] == "add_note"]
    assert notes == Counter(("add_note", c["text"]) for c in accepted)
    allowed = Counter(map(_key, commands))
    happened: Counter[str] = Counter()
    for (what, _), count in seen.items():
        happened[what] += count
    assert all(happened[kind] <= count for kind, count in allowed.items())
    assert not (happened.keys() & KINDS) - allowed.keys()


def _key(command: dict[str, Any]) -> str:
    """What a history calls it."""
    if command["kind"] == "judge_photo":
        return "photo_fit" if command["fit"] else "photo_unfit"
    return str(command["kind"])


KINDS = frozenset({
    "pass_unit", "return_unit", "reject_unit", "reopen_unit", "withdraw_unit", "pass_person",
    "return_person", "advise_against", "withdraw_person", "add_note", "photo_fit", "photo_unfit",
    "withdraw_photo",
})  # fmt: skip


def nothing_told_in_vain(one: Computer) -> None:
    """An export is a fact: whatever became of rights and records, it is never refused."""
    with one.cache.read() as db:
        refused = select(TRAY.c.verdict).where(TRAY.c.subject_kind == "edition")
        assert db.execute(refused).all() == []


def written_once(bureau: Bureau) -> None:
    """I-19: what was accepted is in the 操作日志, each operation by one entry.

    A backup that was put back leaves the entries as they are: what it forgot is judged anew.
    """
    with bureau.engine.connect() as db:
        for accepted, written in db.execute(text(WRITTEN)):
            assert written >= accepted if bureau.restored else written == accepted


def index_fits(bureau: Bureau) -> None:
    """I-5: each record has a live entry at exactly the places it stands at, numbers of its own."""
    live = "SELECT place_id, record_id FROM change WHERE kind = '{0}' AND NOT gone"
    here = "SELECT unnest(ARRAY[review_place, count_place]), id FROM {0}"
    with bureau.engine.connect() as db:
        for kind in ("unit", "person"):
            entries = set(map(tuple, db.execute(text(live.format(kind))).all()))
            assert entries == set(map(tuple, db.execute(text(here.format(kind))).all()))
        assert db.execute(text("SELECT count(*) - count(DISTINCT seq) FROM change")).scalar() == 0
