"""Free places as persons need them: what is left for each, once those before it have theirs.

An account is taken as it stands with one's own moves. Who waits and is to be passed needs a place
of it; of several each has its turn, as they were released and then drafted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, func, literal, select, union_all

from ciie_admin.domain.cases import Case, PersonCase
from ciie_admin.domain.edition import free_labels
from ciie_admin.domain.free_places import TAKING
from ciie_admin.domain.quotas import Quota, QuotaNode, drawn_on, quota_id, spend, within
from ciie_admin.domain.states import FreePlace, Step
from ciie_admin.models.ground import Ground
from ciie_admin.models.pending import among
from ciie_admin.models.precious import DRAFT, OUTBOX
from ciie_admin.models.quota_book import QuotaBook, open_book
from ciie_admin.models.quota_leases import usable
from ciie_admin.models.quota_tables import QUOTA_OVERLAY
from ciie_admin.models.tables import PERSON

WAITING = FreePlace.WAITING.value


@dataclass(slots=True)
class Turns:
    """Who uses a place of which account, in order: persons by account."""

    users: dict[int, list[int]] = field(default_factory=dict)

    def before(self, account: int, person: int) -> int:
        """How many have theirs before this one; all of them, if it has no turn yet."""
        line = self.users.get(account, [])
        return line.index(person) if person in line else len(line)

    def add(self, account: int, person: int) -> None:
        line = self.users.setdefault(account, [])
        if person not in line:
            line.append(person)


def after_uses(quota: Quota, count: int, lease: UUID | None) -> Quota:
    """The account once so many more persons use a place of it, as far as there are any."""
    taken = min(count, within(quota, lease))
    spent = spend(quota, taken, lease)
    return quota if spent is None else replace(spent, used=spent.used + taken)


def turns(db: Connection) -> Turns:
    """Of the persons who wait and have a pass under way."""
    ways = [
        select(table.c.subject_id, PERSON.c.quota, order.label("turn"), literal(way).label("way"))
        .join(PERSON, PERSON.c.id == table.c.subject_id)
        .where(table.c.subject_kind == "person", PERSON.c.free_place == WAITING, *_passes(table))
        for table, order, way in ((OUTBOX, OUTBOX.c.place, 0), (DRAFT, DRAFT.c.act, 1))
    ]
    both = union_all(*ways).subquery()
    found = Turns()
    rows = db.execute(select(both).order_by(both.c.way, both.c.turn, both.c.subject_id))
    for person, account, *_ in rows:
        found.add(account, person)
    return found


@dataclass(slots=True)
class Serving:
    """Places that go while several persons are judged in one act, each after those before it."""

    known: frozenset[int]
    """Who has a pass under way already."""
    taken: dict[int, int] = field(default_factory=dict)

    def at_turn(self, case: Case) -> Case:
        if not isinstance(case, PersonCase) or case.quota is None:
            return case
        count = self.taken.get(case.quota.id, 0)
        return replace(case, quota=after_uses(case.quota, count, case.lease)) if count else case

    def take(self, case: Case, reached: Case) -> None:
        if isinstance(case, PersonCase) and isinstance(reached, PersonCase):
            before, after = case.person, reached.person
            new = after.free_place is FreePlace.USED and before.free_place not in TAKING
            if new and after.id not in self.known:
                self.taken[after.quota] = self.taken.get(after.quota, 0) + 1


def standing(db: Connection, on: Ground, accounts: Iterable[int]) -> dict[int, Quota]:
    """Accounts that have a row or a move under way, with what one's own moves add to each."""
    return dict(_book(db, on, accounts).accounts)


def serving(db: Connection, cases: Iterable[Case]) -> Serving:
    drawing = any(isinstance(one, PersonCase) and one.quota is not None for one in cases)
    users = turns(db).users if drawing else {}
    return Serving(frozenset(person for line in users.values() for person in line))


def with_places(
    db: Connection, found: Mapping[int, PersonCase], on: Ground
) -> dict[int, PersonCase]:
    """The cases, each of a free label with its account as it stands at its turn."""
    numbers = {one.id: one.number for one in free_labels(on.edition)}
    drawing = {n: one for n, one in found.items() if one.person.form.label in numbers}
    if not drawing:
        return dict(found)
    pairs = {n: _accounts(one, numbers[one.person.form.label]) for n, one in drawing.items()}
    book = _book(db, on, {account for pair in pairs.values() for account in pair})
    line = turns(db)
    filled = dict(found)
    for number, (of_unit, of_place) in pairs.items():
        place = book.account(of_place)
        if place is not None:
            quota = drawn_on(book.accounts.get(of_unit), place)
            lease = usable(quota, book.leases, on.edition, on.now)
            quota = after_uses(quota, line.before(quota.id, number), lease)
            filled[number] = replace(found[number], quota=quota, lease=lease)
    return filled


def together(db: Connection, ids: Sequence[int]) -> list[int]:
    """With those whose draft may need a place that a draft of one of these takes or leaves."""
    return [*dict.fromkeys([*ids, *waiting_with_drafts(db)])]


def waiting_with_drafts(db: Connection) -> set[int]:
    query = (
        select(DRAFT.c.subject_id)
        .join(PERSON, PERSON.c.id == DRAFT.c.subject_id)
        .where(DRAFT.c.subject_kind == "person", PERSON.c.free_place == WAITING)
    )
    return set(db.execute(query).scalars())


def _accounts(case: PersonCase, label: int) -> tuple[int, int]:
    """The unit's, and that of the place which reviews."""
    of_unit = quota_id(QuotaNode.UNIT, case.person.unit_id, label)
    return of_unit, quota_id(QuotaNode.PLACE, case.person.review_place, label)


def _book(db: Connection, on: Ground, accounts: Iterable[int]) -> QuotaBook:
    """With what one's own moves under way add to each."""
    wanted = {*accounts}
    book = open_book(db, on, wanted)
    added = select(QUOTA_OVERLAY.c.id, QUOTA_OVERLAY.c.received, QUOTA_OVERLAY.c.allotted)
    for number, received, allotted in db.execute(added.where(among(QUOTA_OVERLAY.c.id, wanted))):
        quota = book.account(number)
        if quota is not None:
            more = quota.received + received
            book.put((replace(quota, received=more, allotted=quota.allotted + allotted),))
    return book


def _passes(table: Table) -> tuple[Any, ...]:
    kind = func.json_extract(table.c.body, "$.command.kind") == "pass_person"
    return kind, func.json_extract(table.c.body, "$.command.step") == Step.FINAL.value
