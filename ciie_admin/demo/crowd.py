"""The one sub-mission of a made-up fair where more want a free badge than there are places."""

from collections.abc import Sequence
from math import expm1
from zlib import crc32

from ciie_admin.domain.edition import Edition, free_labels
from ciie_admin.domain.persons import PersonForm
from ciie_admin.domain.places import Place, PlaceKind

APPLICANTS = 60
MOST = 0.3
"""Share of the persons there, at most."""
NEARER = 3.2
"""How much larger the first sub-missions at home are than the last."""


def seats(places: Sequence[Place]) -> list[Place]:
    """Where units can belong: missions without sub-missions, and those."""
    above = {place.path[-2] for place in places if len(place.path) > 1}
    leaves = [place for place in places if place.id not in above]
    return [one for one in leaves if one.kind is not PlaceKind.INDUSTRY and len(one.path) > 1]


def scarce(edition: Edition, places: Sequence[Place], home: int) -> tuple[int, int]:
    """Id of that sub-mission, the first at home, and number of the label, the first free one."""
    first = next((one.id for one in seats(places) if home in one.path), 0)
    return first, next((one.number for one in free_labels(edition)), 0)


def share(persons: float, near: int) -> float:
    """Of its persons, so that about `APPLICANTS` ask; `persons` belong to `near` sub-missions."""
    here = persons * -expm1(-NEARER / max(1, near))
    return min(MOST, APPLICANTS / here) if here else 0.0


def asks(edition: Edition, form: PersonForm, number: str, wanted: float) -> bool:
    """Drawn from the document number, so that all else of a plan stays as it is."""
    labels = free_labels(edition)
    drawn = crc32(number.encode()) / 2**32 < wanted
    return bool(labels) and (drawn or form.label == labels[0].id)
