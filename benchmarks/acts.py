"""Draft, release and receive on one cache, each beside bare statements that leave the same rows."""

import shutil
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from benchmarks import bare, filled
from benchmarks.measuring import Measured, apart, seconds
from ciie_admin.domain.lanes import Lane
from ciie_admin.domain.next_step import pass_command
from ciie_admin.domain.states import PersonReview
from ciie_admin.models import reading, releasing, sending
from ciie_admin.models.engine import Cache, open_cache
from ciie_admin.models.precious import BATCH, DELIVERED, DRAFT, OUTBOX
from ciie_admin.models.queries import Query
from ciie_admin.models.receiving import absorb
from ciie_admin.models.recording import record
from ciie_admin.models.tables import PERSON, PERSON_BODY, PROGRESS, SEARCH
from ciie_admin.wire.messages import Answer, Operation, PersonChange, VerdictAccepted

ROUNDS = 3
OVERLAY = "UPDATE person SET pending_review = ?, pending_lane = ?, pending_stage = ? WHERE id = ?"
ACTS = {"draft": "draft {0} decisions", "release": "release {0}", "receive": "receive {0} verdicts"}
TARGET = 5.0


def measure(cache: Path, count: int) -> Iterator[Measured]:
    """In a fresh process: as little on its heap as in the program."""
    found = apart("benchmarks.acts:rounds", cache=str(cache), count=count)
    for act, said in ACTS.items():
        ours, limit = (median(one[act][side] for one in found["rounds"]) for side in (0, 1))
        yield Measured(
            work=said.format(f"{count:,}"), unit="s", ours=ours, limit=limit, times=TARGET
        )


def rounds(cache: str, count: int) -> dict[str, Any]:
    return {"rounds": [_round(Path(cache), count) for _ in range(ROUNDS)]}


def _round(pristine: Path, count: int) -> dict[str, tuple[float, float]]:
    """Ours on one copy, then the same rows bare on another, act by act."""
    with TemporaryDirectory() as made:
        mine, other = Path(made) / "ours.db", Path(made) / "bare.db"
        for copy in (mine, other):
            shutil.copyfile(pristine, copy)
        cache, raw = open_cache(mine, bare.KEY), bare.raw(other)
        with cache.read() as db:
            ids = reading.ids(db, Query(kind="person", lane=Lane.TO_REVIEW))[:count]
        if len(ids) < count:
            raise ValueError("too few persons wait")
        found = {
            "draft": (seconds(lambda: _draft(cache, ids)), _bare_draft(cache, raw)),
            "release": (seconds(lambda: _release(cache)), _bare_release(cache, raw)),
            "receive": _receive(cache, raw),
        }
        cache.close()
        raw.close()
    return found


def _draft(cache: Cache, ids: "array[int]") -> None:
    record(cache, "person", ids, pass_command, filled.ACTOR, at=datetime.now(UTC))


def _release(cache: Cache) -> None:
    releasing.release(cache, filled.ACTOR)


def _bare_draft(cache: Cache, raw: Any) -> float:
    drafts, batches = bare.rows(cache, DRAFT), bare.rows(cache, BATCH)
    overlays = _overlays(cache)

    def work() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(bare.insert(DRAFT), drafts)
        raw.executemany(OVERLAY, overlays)
        raw.executemany(bare.insert(BATCH), batches)
        raw.execute("COMMIT")

    return seconds(work)


def _bare_release(cache: Cache, raw: Any) -> float:
    out, overlays = bare.rows(cache, OUTBOX), _overlays(cache)
    keys = [(row[1],) for row in out]

    def work() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(bare.insert(OUTBOX), out)
        raw.executemany("DELETE FROM draft WHERE id = ?", keys)
        raw.executemany(OVERLAY, overlays)
        raw.execute("COMMIT")

    return seconds(work)


def _receive(cache: Cache, raw: Any) -> tuple[float, float]:
    """Page by page as the loop does; numbering and the making of answers are not counted."""
    ours = limit = 0.0
    cursor = 10**6
    while page := sending.next_page(cache, datetime.now(UTC)):
        cursor += len(page)
        answer = _granted(cache, page, cursor)
        raw.executemany("UPDATE outbox SET n = ? WHERE id = ?", [(o.n, str(o.id)) for o in page])
        ours += seconds(_absorbing(cache, answer))
        limit += _bare_receive(cache, raw, page, answer)
    return ours, limit


def _absorbing(cache: Cache, answer: Answer) -> Callable[[], object]:
    return lambda: absorb(cache, answer, filled.ACTOR)


def _granted(cache: Cache, page: Sequence[Operation], cursor: int) -> Answer:
    """Everything accepted, each change in the same answer."""
    with cache.read() as db:
        known = reading.records(db, "person", [one.subject.id for one in page])
    verdicts, changes = [], []
    for one in page:
        person: Any = known[one.subject.id]
        version = person.version + 1
        person = replace(person, review=PersonReview.PASSED, version=version)
        verdicts.append(VerdictAccepted(id=one.id, seq=cursor, version=version))
        changes.append(PersonChange(seq=cursor, id=person.id, record=person))
    return filled.answer(changes, cursor=cursor, verdicts=verdicts)


def _persons(answer: Answer) -> list[PersonChange]:
    return [one for one in answer.changes if isinstance(one, PersonChange)]


def _overlays(cache: Cache) -> list[tuple[Any, ...]]:
    columns = (PERSON.c.pending_review, PERSON.c.pending_lane, PERSON.c.pending_stage, PERSON.c.id)
    with cache.read() as db:
        found = db.execute(select(*columns).where(PERSON.c.pending_stage.is_not(None)))
        return [tuple(row) for row in found]


def _bare_receive(cache: Cache, raw: Any, page: Sequence[Operation], answer: Answer) -> float:
    ids = [one.subject.id for one in page]
    narrow, bodies = bare.rows(cache, PERSON, ids), bare.rows(cache, PERSON_BODY, ids)
    delivered = [
        row for row in bare.rows(cache, DELIVERED) if row[0] in {str(one.id) for one in page}
    ]
    said = [(change.id, bare.tokens(change.record)) for change in _persons(answer)]
    progress = bare.rows(cache, PROGRESS)
    search = SEARCH["person"]

    def work() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(
            "UPDATE outbox SET verdict = ? WHERE id = ?", [(r[4], r[0]) for r in delivered]
        )
        raw.executemany(bare.upsert(PERSON), narrow)
        raw.executemany(bare.upsert(PERSON_BODY), bodies)
        raw.executemany(f"INSERT OR REPLACE INTO {search}(rowid, said) VALUES (?, ?)", said)
        raw.executemany(bare.upsert(PROGRESS, ("name",)), progress)
        raw.executemany(bare.insert(DELIVERED), delivered)
        raw.executemany("DELETE FROM outbox WHERE id = ?", [(row[0],) for row in delivered])
        raw.execute("COMMIT")

    return seconds(work)
