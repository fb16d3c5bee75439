"""Persons of free labels take places (名额) of the accounts in a book, wait and give them back."""

from dataclasses import replace
from datetime import datetime

from ciie_admin.domain.free_places import TAKING, asked, place_event, released, wants_place
from ciie_admin.domain.history import Event
from ciie_admin.domain.persons import Person
from ciie_admin.domain.quotas import QuotaNode, whose
from ciie_admin.domain.states import FreePlace, UnitReview
from ciie_admin.server.quota_book import QuotaBook


def followed(book: QuotaBook, person: Person, unit_review: UnitReview) -> Person:
    """The person with what becomes of the place now that unit and record stand so: the same one
    where it may stay. Both accounts must be open in the book, which is not changed.
    """
    if not wants_place(person, unit_review, book.edition):
        lost = released(person)
        return replace(person, **lost) if lost else person
    quota = book.drawn_on(person)
    if quota is None or _stays(person, quota.id):
        return person
    return replace(person, **asked(person, quota))


def told(before: Person, after: Person, at: datetime) -> Person:
    """With a line of history where the place has changed and no verdict says so."""
    what = place_event(before, after)
    return replace(after, history=(*after.history, Event(at=at, what=what))) if what else after


def since(person: Person, at: datetime) -> datetime:
    """That moment, but never before what last happened to the person."""
    return max((at, *(one.at for one in person.history[-1:])))


def _stays(person: Person, drawn: int) -> bool:
    """A place that is taken stays where it is, as long as it is of the unit's own account or of
    that of the place which reviews it; who waits goes where one draws now.
    """
    if person.free_place not in TAKING:
        return person.free_place is FreePlace.WAITING and person.quota == drawn
    node, number, label = whose(person.quota)
    own = person.unit_id if node is QuotaNode.UNIT else person.review_place
    return number == own and label == whose(drawn)[2]
