"""超额排序 of an account: its applicants in a chosen order, where the places end, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from ciie_admin.domain.quota_commands import RankApplicants
from ciie_admin.domain.quotas import left
from ciie_admin.domain.ranking import Applicant, Parting, RankKey, cut, explain, ranked
from ciie_admin.domain.states import FreePlace
from ciie_admin.models import quota_applicants, quota_mirror
from ciie_admin.words import Language, parting_words

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchRow:
    """`number` counts from 1 through all; `waits` from 1 below the line, where `why` says what
    parts this one from the last inside.
    """

    who: quota_applicants.Applicant
    number: int
    waits: int = 0
    why: Parting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """`places` are those the applicants hold now and those that are left."""

    places: int
    rows: tuple[BenchRow, ...]
    tag: str = ""

    @property
    def last_inside(self) -> BenchRow | None:
        inside = [one for one in self.rows if not one.waits]
        return inside[-1] if inside else None

    @property
    def command(self) -> RankApplicants:
        """The order as it is sent; of nobody there is none to send."""
        return RankApplicants(persons=tuple(one.who.id for one in self.rows))


def bench(
    db: Connection,
    account: int,
    keys: Sequence[RankKey],
    *,
    tag: str = "",
    by_hand: Mapping[int, int] | None = None,
) -> Bench:
    """`tag` is the local tag of units that RankKey.PRIORITY puts first; `by_hand` are positions by
    person, None: those the server knows. As the server stands with everybody. Read lane.
    """
    people = {one.id: one for one in quota_applicants.applicants(db, account)}
    quota = quota_mirror.accounts(db, [account]).get(account)
    held = sum(one.free_place is FreePlace.RESERVED for one in people.values())
    places = held + (left(quota) if quota else 0)
    entrants = [_entrant(one, tag, by_hand) for one in people.values()]
    parts = cut(ranked(entrants, keys), places)
    last = parts.inside[-1] if parts.inside else None
    inside = [BenchRow(who=people[one.id], number=n) for n, one in enumerate(parts.inside, 1)]
    below = [
        BenchRow(who=people[one.id], number=len(inside) + n, waits=n, why=explain(one, last, keys))
        for n, one in enumerate(parts.waiting, 1)
    ]
    return Bench(places=places, rows=(*inside, *below), tag=tag)


def why_words(one: Bench, row: BenchRow, language: Language) -> str:
    """Why somebody waits, in one sentence; nothing of those inside."""
    if row.why is None:
        return ""
    last = one.last_inside
    names = {"first": last.who.name if last else "", "second": row.who.name, "tag": one.tag}
    return parting_words(row.why, names, language)


def _entrant(
    one: quota_applicants.Applicant, tag: str, by_hand: Mapping[int, int] | None
) -> Applicant:
    return Applicant(
        id=one.id,
        submitted_at=one.submitted_at or NEVER,
        reuse=one.reuse,
        priority=any(name == tag for name, _ in one.marks),
        position=one.rank if by_hand is None else by_hand.get(one.id, 0),
    )
