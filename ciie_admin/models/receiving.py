"""absorb(): one answer, one transaction: verdicts, changes, cursor, and what is still pending."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from ciie_admin.domain.actors import Actor
from ciie_admin.models import (
    brake,
    forking,
    held,
    losing,
    mirroring,
    opening,
    quota_falling,
    quota_persons,
    quota_replay,
)
from ciie_admin.models.engine import Cache
from ciie_admin.models.ground import ground
from ciie_admin.models.pending import DECIDED, KINDS, RECORDS, among, dump_pending, load_pending
from ciie_admin.models.precious import DELIVERED, DRAFT, OUTBOX, TRAY
from ciie_admin.models.replay import clear_lost, refresh
from ciie_admin.models.setwise import write_all
from ciie_admin.models.tables import BODY, EDITION, NARROW, PERSON, UNIT
from ciie_admin.models.touched import Touched, of_records, touched
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import (
    Answer,
    Change,
    PersonChange,
    Removal,
    SubjectKind,
    UnitChange,
    Verdict,
    VerdictAccepted,
    record_kind,
)

SHARED = ("id", "subject_kind", "subject_id", "body")
"""Columns every precious table has."""
MANY = 2_000
"""Above so many changed records the lists simply look again."""


def absorb(cache: Cache, answer: Answer, actor: Actor) -> Touched:
    """Store one answer whole or not at all, so that rows and cursor always move together.

    Runs on the sync loop's thread. The same answer a second time changes nothing. Raises
    CacheUnreadable; then the answer must be asked for again.
    """
    with cache.write() as db:
        brake.check(db, answer)
        if answer.restart:
            _begin_anew(db, answer)
        began_whole = opening.is_whole(db)
        pairs = _verdicts(db, answer.verdicts, answer.time.isoformat())
        pairs |= take_in(db, answer.changes)
        _advance(db, answer)
        pairs |= _let_overlays_fall(db, answer)
        ended = opening.is_whole(db) and not began_whole
        if ended:
            _forget_lost(db)
        pairs |= show_again(db, pairs, actor, everything=answer.restart or ended)
    losing.wipe(cache)
    if answer.restart or len(pairs) > MANY:
        return Touched(everything=True)
    return touched(pairs)


def take_in(db: Connection, changes: Sequence[Change]) -> set[tuple[str, int]]:
    """Changes into the mirror; returns what they concerned."""
    _keep_bases(db, changes)
    pairs = mirroring.store(db, changes)
    for kind in RECORDS:
        gone = [c.id for c in changes if isinstance(c, Removal) and c.of == kind]
        if gone:
            losing.forget_judged(db, kind, gone)
            losing.mark(db)
    return pairs


def show_again(
    db: Connection, pairs: set[tuple[str, int]], actor: Actor, *, everything: bool = False
) -> set[tuple[str, int]]:
    """What the screen shows of these records; with `everything`, of all that have wishes. Returns
    what was looked at: also accounts that one's own moves now lead elsewhere.
    """
    waiting = _with_wishes(db, pairs, everything=everything)
    kinds = {kind for kind, _ in pairs}
    moves = everything or quota_replay.concerned(db, pairs)
    if everything or moves or "quota" in kinds:
        waiting |= {("person", number) for number in quota_persons.waiting_with_drafts(db)}
    more: set[tuple[str, int]] = set()
    if (waiting or moves) and db.execute(select(EDITION.c.id)).first():
        on = ground(db, actor)
        more = {("quota", number) for number in quota_replay.refresh(db, on)} if moves else more
        for kind in RECORDS:
            mine = [number for k, number in waiting if k == kind]
            more |= {(kind, number) for number in refresh(db, kind, mine, on)}
            clear_lost(db, kind, _lost(db, kind, mine) if opening.is_whole(db) else ())
    return more


def _begin_anew(db: Connection, answer: Answer) -> None:
    """Another server history, or other rights: everything the server ever said is dropped."""
    known = opening.progress(db)
    forgot = known.get("epoch", answer.epoch) != answer.epoch
    if forgot or int(known.get("cursor", "0")) > answer.head:
        opening.set_preference(db, opening.RECONCILE, answer.epoch)
    opening.drop_mirror(db)
    opening.make_mirror(db)
    if known:
        losing.mark(db)


def _forget_lost(db: Connection) -> None:
    """After a new start: which records are gone is known once all that are left have come."""
    for kind in RECORDS:
        losing.forget_judged(db, kind, _lost(db, kind, losing.subjects(db, kind)))


def _verdicts(db: Connection, verdicts: Sequence[Verdict], at: str) -> set[tuple[str, int]]:
    """Accepted operations wait for their change; the others move to the tray."""
    copied = forking.of_a_copy(verdicts)
    forking.keep_unsent(db, copied)
    said = {str(one.id): one for one in verdicts if one not in copied}
    rows = db.execute(
        select(OUTBOX.c.id, OUTBOX.c.subject_kind, OUTBOX.c.subject_id, OUTBOX.c.body).where(
            among(OUTBOX.c.id, said), OUTBOX.c.verdict.is_(None)
        )
    ).all()
    accepted, trayed = [], []
    for row in rows:
        verdict = said[row.id]
        text = adapter(Verdict).dump_json(verdict).decode()
        if isinstance(verdict, VerdictAccepted):
            accepted.append({"key": row.id, "said": text})
        else:
            kept_row = {name: getattr(row, name) for name in SHARED}
            trayed.append({**kept_row, "verdict": text, "at": at})
    if accepted:
        quotas = {row.id for row in rows if row.subject_kind == "quota"}
        quota_falling.tell(db, [one["key"] for one in accepted if one["key"] in quotas])
        kept = update(OUTBOX).where(OUTBOX.c.id == bindparam("key"))
        write_all(db, kept.values(verdict=bindparam("said")), accepted)
    if trayed:
        db.execute(insert(TRAY), trayed)
        db.execute(delete(OUTBOX).where(among(OUTBOX.c.id, [one["id"] for one in trayed])))
    return {(row.subject_kind, row.subject_id) for row in rows}


def _keep_bases(db: Connection, changes: Sequence[Change]) -> None:
    """Before a judged record is overwritten, its pending wishes keep what was judged."""
    incoming = {
        ("unit" if isinstance(change, UnitChange) else "person", change.id): change.record.seen
        for change in changes
        if isinstance(change, UnitChange | PersonChange)
    }
    for table in (DRAFT, OUTBOX, TRAY):
        wished = set(map(tuple, db.execute(select(table.c.subject_kind, table.c.subject_id))))
        for kind in RECORDS:
            ids = [number for k, number in wished & incoming.keys() if k == kind]
            rows = db.execute(
                select(table.c.id, table.c.body, BODY[kind].c.body.label("record"))
                .join(BODY[kind], BODY[kind].c.id == table.c.subject_id)
                .where(table.c.subject_kind == kind, among(table.c.subject_id, ids))
            ).all()
            for key, body, record in rows:
                wish = load_pending(body)
                if wish.base is None and incoming[kind, wish.subject.id] != wish.seen:
                    kept = dump_pending(replace(wish, base=record))
                    db.execute(update(table).where(table.c.id == key).values(body=kept))


def _advance(db: Connection, answer: Answer) -> None:
    known = opening.progress(db)
    time = max(known.get("time", ""), answer.time.isoformat())
    values = {
        "cursor": str(answer.cursor),
        "head": str(answer.head),
        "epoch": answer.epoch,
        "grants": answer.grants,
        "remaining": str(answer.remaining),
        "time": time,
    }
    if answer.remaining == 0:
        values["whole"] = "1"
    opening.set_progress(db, values)


def _let_overlays_fall(db: Connection, answer: Answer) -> set[tuple[str, int]]:
    """An accepted operation is delivered once the mirror shows it, has lost the record, or is as
    far as the server. A page that merely passed its number is not enough: the record may have moved
    to a later number since, and its row would go back until then. What is about no record shows
    nowhere.
    """
    at_head = answer.remaining == 0
    rows = db.execute(select(OUTBOX).where(OUTBOX.c.verdict.is_not(None))).mappings().all()
    fallen = [dict(row) for row in rows if row["subject_kind"] not in KINDS]
    quotas = [row for row in rows if row["subject_kind"] == "quota"]
    fallen += quota_falling.shown(db, quotas, at=answer.cursor if at_head else None)
    for kind in DECIDED:
        mine = [row for row in rows if row["subject_kind"] == kind]
        versions = _versions(db, record_kind(kind), [row["subject_id"] for row in mine])
        for row in mine:
            verdict: VerdictAccepted = adapter(Verdict).validate_json(row["verdict"])
            version = versions.get(row["subject_id"])
            lost = version is None and opening.is_whole(db)
            arrived = version is not None and version >= verdict.version
            if lost or arrived or (at_head and answer.cursor >= verdict.seq):
                fallen.append(dict(row))
    if fallen:
        shared = ("id", "subject_kind", "subject_id", "body", "verdict")
        at = answer.time.isoformat()
        kept = [{**{name: row[name] for name in shared}, "at": at} for row in fallen]
        write_all(db, insert(DELIVERED), kept)
        places = [int(str(row["place"])) for row in fallen]
        db.execute(delete(OUTBOX).where(among(OUTBOX.c.place, places)))
        quota_falling.forget(db, [str(row["id"]) for row in fallen])
    return {(str(row["subject_kind"]), int(str(row["subject_id"]))) for row in fallen}


def _versions(db: Connection, kind: SubjectKind, ids: Sequence[int]) -> dict[int, int]:
    table = NARROW[kind]
    rows = db.execute(select(table.c.id, table.c.version).where(among(table.c.id, ids)))
    return {row.id: row.version for row in rows}


def _with_wishes(
    db: Connection, pairs: set[tuple[str, int]], *, everything: bool
) -> set[tuple[str, int]]:
    """The touched records that have drafts or operations or are put aside, or were until now.

    With `everything` all that have any: some may have no record any more.
    """
    shown = {(kind, n) for kind, stage in STAGES for n in _staged(db, kind, stage)}
    pairs, wished = of_records(pairs), of_records(_wished(db))
    return wished | (pairs & shown) if everything else pairs & (wished | shown)


STAGES: tuple[tuple[SubjectKind, Any], ...] = (
    ("unit", UNIT.c.pending_stage),
    ("person", PERSON.c.pending_stage),
    ("person", PERSON.c.photo_stage),
)


def _staged(db: Connection, kind: SubjectKind, stage: Any) -> Iterable[int]:
    return db.execute(select(NARROW[kind].c.id).where(stage.is_not(None))).scalars()


def _wished(db: Connection) -> set[tuple[str, int]]:
    found = held.subjects(db)
    for table in (DRAFT, OUTBOX):
        found.update(map(tuple, db.execute(select(table.c.subject_kind, table.c.subject_id))))
    return found


def _lost(db: Connection, kind: SubjectKind, ids: Sequence[int]) -> list[int]:
    there = set(_versions(db, kind, ids))
    return [number for number in ids if number not in there]
