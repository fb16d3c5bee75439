"""At the end of a visit at the registration desk: places of the quota for those who want one now,
and back from those who do not any more. Nothing of it is decided before everything is locked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from ciie_admin.domain.edition import is_free
from ciie_admin.domain.free_places import released
from ciie_admin.domain.persons import Person
from ciie_admin.server import placing, quota_book, quota_moves
from ciie_admin.server.quota_book import QuotaBook
from ciie_admin.server.reception import Reception


def settle(desk: Reception) -> QuotaBook:
    """Gives back first, then asks in the order in which people came. The units must be written:
    accounts hang where their units are. The book is still to be written.
    """
    order = _order(desk)
    last = (len(desk.acts), desk.now)
    concerned = sorted(_concerned(desk), key=lambda one: (order.get(one, last)[0], one))
    befores = [desk.found[one] for one in concerned if one in desk.found]
    afters = [desk.persons[one] for one in concerned]
    gone = [desk.found_units[one] for one in sorted(desk.changed_units) if _elsewhere(desk, one)]
    accounts = quota_book.candidates(desk.db, desk.edition, (*befores, *afters))
    accounts |= quota_moves.accounts_of_units(desk.edition, gone)
    book = quota_book.open_book(desk.db, desk.edition, accounts, desk.now)
    moments = {one: order.get(one, last)[1] for one in concerned}
    for number in concerned:
        _give_back(desk, book, number, moments[number])
    for unit in gone:
        quota_moves.leave_behind(book, unit.id, desk.units[unit.id].review_place)
    for number in concerned:
        _ask(desk, book, number, moments[number])
    book.now = desk.now
    return book


def _elsewhere(desk: Reception, unit: int) -> bool:
    return desk.found_units[unit].review_place != desk.units[unit].review_place


def _order(desk: Reception) -> Mapping[int, tuple[int, datetime]]:
    """When something last happened to a person here: how manieth of all, and at what time."""
    acts = enumerate(desk.acts)
    return {number: (n, at) for n, (at, _, kind, number) in acts if kind == "person"}


def _concerned(desk: Reception) -> Iterable[int]:
    for number in desk.new_persons | desk.changed_persons if desk.with_places else ():
        one, before = desk.persons[number], desk.found.get(number)
        asks = one.submitted_at is not None and is_free(desk.edition, one.form.label)
        if asks or one.quota or (before is not None and before.quota):
            yield number


def _give_back(desk: Reception, book: QuotaBook, number: int, at: datetime) -> None:
    """What an act has taken away already; and all of a unit that is reviewed elsewhere now."""
    before, person = desk.found.get(number), desk.persons[number]
    if before is None:
        return
    if before.review_place != person.review_place:
        person = replace(person, **released(person))
    _become(desk, book, person, before, at)


def _ask(desk: Reception, book: QuotaBook, number: int, at: datetime) -> None:
    person = desk.persons[number]
    after = placing.followed(book, person, desk.units[person.unit_id].review)
    _become(desk, book, after, person, at)


def _become(desk: Reception, book: QuotaBook, person: Person, before: Person, at: datetime) -> None:
    if (before.free_place, before.quota) == (person.free_place, person.quota):
        return
    book.now = at
    book.person_moved(before, person)
    desk.put(placing.told(before, person, placing.since(person, at)))
