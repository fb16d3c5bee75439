"""A person's own wish as it is kept: what becomes an Operation when it is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, bindparam, func, select

from ciie_admin.errors import BadInput
from ciie_admin.models.precious import DRAFT, OUTBOX
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.kinds import OfKind, shown_at
from ciie_admin.wire.messages import (
    DecidedKind,
    Operation,
    Subject,
    SubjectKind,
    TaggedCommand,
    WishKind,
)
from ciie_admin.wire.sound import sound_command

VERSION = 1
DECIDED: tuple[DecidedKind, ...] = ("unit", "photo", "person")
"""Of what is judged, in the order in which drafts go out: a person is passed on a fit photo."""
KINDS: tuple[WishKind, ...] = ("quota", *DECIDED)
"""Of what people want something of: an operation about anything else only tells the server
something. Places are moved before persons are passed on them.
"""
RECORDS: tuple[SubjectKind, ...] = ("unit", "person")
UNDO_STEPS = 50
"""Drafts of one record that were replaced and can still be brought back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """The body of a draft, an outbox row, a tray row. `v` tells later programs how to read it."""

    id: UUID
    subject: Subject
    command: TaggedCommand
    author: int
    at: datetime
    seen: str
    version: int
    """Version of the record that was looked at."""
    batch: UUID
    act: int
    """The click that drafted it."""
    after: tuple[UUID, ...] = ()
    resolves: UUID | None = None
    basis: UUID | None = None
    """The wish that names on whose word this one is made; told before it."""
    base: str | None = None
    """The registrant's fields as judged (JSON), kept once they changed under a pending wish."""
    v: int = VERSION

    @property
    def kind(self) -> WishKind:
        """Of what it wants something: every draft and every entry of the tray says it."""
        for kind in KINDS:
            if kind == self.subject.kind:
                return kind
        raise ValueError("about no record")

    @property
    def of(self) -> OfKind:
        """Kind of its record, or that it is about an account."""
        return shown_at(self.kind)


def dump_pending(one: Pending) -> str:
    return adapter(Pending).dump_json(one).decode()


def load_pending(body: str) -> Pending:
    pending: Pending = adapter(Pending).validate_json(body)
    return pending


def operation(one: Pending, device: UUID, n: int) -> Operation:
    return Operation(
        id=one.id,
        subject=one.subject,
        command=one.command,
        author=one.author,
        device=device,
        n=n,
        at=one.at,
        seen=one.seen,
        batch=one.batch,
        after=one.after,
        resolves=one.resolves,
        basis=one.basis,
    )


def rows_of(one: Pending) -> dict[str, Any]:
    """The columns every precious table shares.

    Raises BadInput("not_storable"): what load_pending() would refuse would hold up all the others.
    """
    try:
        sound_command(one.command)
    except ValueError:
        raise BadInput("not_storable") from None
    return {
        "id": str(one.id),
        "subject_kind": one.subject.kind,
        "subject_id": one.subject.id,
        "body": dump_pending(one),
    }


def among(column: Any, values: Iterable[int | str]) -> Any:
    """`column IN (...)` with one bound value, however many there are."""
    wanted = adapter(list[Any]).dump_json(list(values)).decode()
    return column.in_(select(func.json_each(wanted).table_valued("value").c.value))


def given(column: Any) -> Any:
    """As among(), in a statement that is made once and run with these(values): making one takes
    ten times as long as running it (measured).
    """
    return column.in_(select(func.json_each(bindparam("these")).table_valued("value").c.value))


def these(values: Iterable[int | str]) -> dict[str, str]:
    return {"these": adapter(list[Any]).dump_json(list(values)).decode()}


OUTGOING = (
    select(OUTBOX.c.subject_id, OUTBOX.c.body)
    .where(
        OUTBOX.c.subject_kind.in_([bindparam("kind"), bindparam("other")]),
        given(OUTBOX.c.subject_id),
    )
    .order_by(OUTBOX.c.place)
)
DRAFTED = select(DRAFT.c.subject_id, DRAFT.c.body, DRAFT.c.replaced).where(
    DRAFT.c.subject_kind == bindparam("kind"), given(DRAFT.c.subject_id)
)

STUCK = select(DRAFT.c.subject_id, DRAFT.c.problem).where(
    DRAFT.c.subject_kind == bindparam("kind"),
    given(DRAFT.c.subject_id),
    DRAFT.c.problem.is_not(None),
)


def about(kind: SubjectKind) -> tuple[DecidedKind, ...]:
    """What is decided on a record of this kind."""
    return ("photo", "person") if kind == "person" else (kind,)


def outgoing(db: Connection, kind: SubjectKind, ids: Sequence[int]) -> dict[int, list[Pending]]:
    """Released operations not yet visible in the mirror, per record, oldest first."""
    found: dict[int, list[Pending]] = {}
    kinds = {"kind": kind, "other": about(kind)[0]}
    for number, body in db.execute(OUTGOING, {**kinds, **these(ids)}):
        found.setdefault(number, []).append(load_pending(body))
    return found


def drafts(db: Connection, kind: WishKind, ids: Sequence[int]) -> dict[int, Pending]:
    """The draft of each subject that has one."""
    rows = db.execute(DRAFTED, {"kind": kind, **these(ids)})
    return {number: load_pending(body) for number, body, _ in rows}


def stuck(db: Connection, kind: WishKind, ids: Sequence[int]) -> dict[int, str]:
    """By subject, why a draft cannot be released as it stands."""
    rows = db.execute(STUCK, {"kind": kind, **these(ids)})
    return {int(number): str(why) for number, why in rows}


def stacks(db: Connection, kind: WishKind, ids: Sequence[int]) -> dict[int, list[Pending]]:
    """Each subject's draft with those it took the place of: oldest first, the draft last."""
    rows = db.execute(DRAFTED, {"kind": kind, **these(ids)})
    return {n: [*load_replaced(under), load_pending(body)] for n, body, under in rows}


def draft_row(stack: Sequence[Pending]) -> dict[str, Any]:
    """The row of a draft, which is the last of its stack. An older one returns without its base."""
    *under, top = stack
    kept = [replace(one, base=None) for one in under[-UNDO_STEPS:]]
    said = adapter(list[Pending]).dump_json(kept).decode() if kept else None
    return {**rows_of(top), "act": top.act, "replaced": said, "problem": None}


def load_replaced(said: str | None) -> list[Pending]:
    found: list[Pending] = adapter(list[Pending]).validate_json(said) if said else []
    return found


def count(db: Connection, table: Table, *conditions: Any) -> int:
    return int(db.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())
