"""搁置: records put aside on this computer and taken up again. The server never hears of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from ciie_admin.domain.actors import Actor
from ciie_admin.models import held, opening, releasing
from ciie_admin.models.engine import Cache
from ciie_admin.models.ground import ground
from ciie_admin.models.pending import DECIDED, among
from ciie_admin.models.precious import HELD
from ciie_admin.models.recording import next_act
from ciie_admin.models.releasing import Undone
from ciie_admin.models.replay import refresh
from ciie_admin.models.setwise import write_all
from ciie_admin.models.tables import NARROW, PERSON
from ciie_admin.models.tallies import PHOTO_TO_DO, TO_DO
from ciie_admin.models.touched import Touched, touched
from ciie_admin.models.undoing import latest_acts
from ciie_admin.wire.messages import DecidedKind, record_kind


@dataclass(frozen=True, slots=True)
class Held:
    """What one act put aside, or took up again; neither: nothing there was still to be decided."""

    aside: tuple[int, ...]
    taken_up: tuple[int, ...]
    touched: Touched


def hold(cache: Cache, actor: Actor, kind: DecidedKind, ids: Sequence[int]) -> Held:
    """Put aside what waits to be reviewed and has no decision here; if all of it is put aside
    already, take it up again. One transaction, write lane.
    """
    record = record_kind(kind)
    with cache.write() as db:
        if not opening.is_whole(db):
            return Held((), (), Touched())
        waiting, aside = _sorted_out(db, kind, ids)
        if waiting:
            act = next_act(db)
            rows = [_row(kind, number, act, review) for number, review in waiting.items()]
            write_all(db, insert(HELD), rows)
        else:
            held.forget(db, kind, aside)
        changed = tuple(waiting) or tuple(aside)
        refresh(db, record, changed, ground(db, actor))
    done = touched({(kind, number) for number in changed})
    return Held(changed, (), done) if waiting else Held((), changed, done)


def undo(cache: Cache, actor: Actor) -> Undone:
    """Take back the latest act that is still only ours, putting aside among them."""
    with cache.write() as db:
        act = held.latest_act(db)
        if act > max(latest_acts(db)):
            return Undone("hold", (), _take_up(db, actor, act))
    return releasing.undo(cache, actor)


def _take_up(db: Connection, actor: Actor, act: int) -> Touched:
    found = select(HELD.c.subject_kind, HELD.c.subject_id).where(HELD.c.act == act)
    pairs = set(map(tuple, db.execute(found)))
    on = ground(db, actor)
    for kind in DECIDED:
        mine = [number for k, number in pairs if k == kind]
        held.forget(db, kind, mine)
        refresh(db, record_kind(kind), mine, on)
    return touched(pairs)


def _sorted_out(
    db: Connection, kind: DecidedKind, ids: Sequence[int]
) -> tuple[dict[int, str], list[int]]:
    """Those waiting, with the server's word, and those already put aside; no others."""
    if kind == "photo":
        table, waits = PERSON, PERSON.c.photo_lane.in_(PHOTO_TO_DO)
        states = select(table.c.id, table.c.photo_stage, table.c.photo_verdict, table.c.photo)
    else:
        table = NARROW[kind]
        waits = table.c.shown_lane.in_(TO_DO)
        states = select(table.c.id, table.c.pending_stage, table.c.review)
    rows = db.execute(states.where(among(table.c.id, ids), waits)).all()
    say = held.said_of_photo if kind == "photo" else str
    waiting = {number: say(*said) for number, stage, *said in rows if stage is None}
    return waiting, [number for number, stage, *_ in rows if stage == held.STAGE]


def _row(kind: DecidedKind, number: int, act: int, review: str) -> dict[str, object]:
    body = held.dump(held.Aside(review=review))
    return {"subject_kind": kind, "subject_id": number, "act": act, "body": body}
