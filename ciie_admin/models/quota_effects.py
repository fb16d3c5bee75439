"""What moves of free badges do once they are released: who has how many then, and who gives."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from ciie_admin.domain.outcome import Refused
from ciie_admin.domain.quota_commands import MoveQuota
from ciie_admin.domain.quotas import Quota, left
from ciie_admin.models import quota_replay
from ciie_admin.models.ground import Ground
from ciie_admin.models.naming import Named, named
from ciie_admin.models.pending import Pending


@dataclass(frozen=True, slots=True)
class QuotaEffect:
    """One move: the total of its account before and after, and on the other side (who gives, or the
    other of a 调剂) what is left there. `other` is None at the root.
    """

    label: str
    account: int
    name: Named
    was: int
    becomes: int
    other: int | None
    other_name: Named
    left_was: int
    left_becomes: int

    @property
    def count(self) -> int:
        return self.becomes - self.was


@dataclass(frozen=True, slots=True)
class LabelEffect:
    """All moves of one label: places that go down and come back, and what is then left where they
    come from.
    """

    label: str
    given: int
    taken: int
    left: Mapping[int, int]
    """By the account on the other side."""


def foreseen(
    db: Connection, wishes: Sequence[Pending], on: Ground
) -> tuple[tuple[QuotaEffect, ...], dict[UUID, Refused]]:
    """In the order they go out, after all that is under way; and why some of them cannot."""
    moves = quota_replay.moves_of(wishes)
    if not moves:
        return (), {}
    outgoing = quota_replay.released(db)
    book = quota_replay.book_of(db, on, [*outgoing, *moves])
    quota_replay.follow(db, book, outgoing)
    others = {one.account: _other(book.account(one.account), one.command) for one in moves}
    names = named(db, "quota", [*others, *(n for n in others.values() if n)])
    effects: list[QuotaEffect] = []
    problems: dict[UUID, Refused] = {}
    for one in quota_replay.in_order(book, moves):
        other = others[one.account]
        before = book.account(one.account), book.account(other) if other else None
        why = quota_replay.tried(book, one.wish, one.command)
        if why is not None:
            problems[one.wish.id] = why
            continue
        after = book.account(one.account), book.account(other) if other else None
        effects.append(_effect(one.account, other, before, after, names))
    return tuple(effects), problems


def by_label(effects: Iterable[QuotaEffect]) -> list[LabelEffect]:
    """In the order the labels come up."""
    found: dict[str, list[QuotaEffect]] = {}
    for one in effects:
        found.setdefault(one.label, []).append(one)
    return [
        LabelEffect(
            label,
            sum(max(one.count, 0) for one in those),
            sum(max(-one.count, 0) for one in those),
            {one.other: one.left_becomes for one in those if one.other is not None},
        )
        for label, those in found.items()
    ]


Both = tuple[Quota | None, Quota | None]


def _effect(
    account: int, other: int, before: Both, after: Both, names: Mapping[int, Named]
) -> QuotaEffect:
    (mine, theirs), (mine_after, theirs_after) = before, after
    nobody = Named("", "")
    return QuotaEffect(
        mine.label if mine else "",
        account,
        names.get(account, nobody),
        mine.received if mine else 0,
        mine_after.received if mine_after else 0,
        other or None,
        names.get(other, nobody),
        left(theirs) if theirs else 0,
        left(theirs_after) if theirs_after else 0,
    )


def _other(quota: Quota | None, command: MoveQuota) -> int:
    if command.other is not None:
        return command.other
    return quota.parent if quota is not None else 0
