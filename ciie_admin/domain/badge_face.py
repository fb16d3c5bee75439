"""The face of a badge (卡面): a badge may be used again only while it stays the same (seed 003)."""

from dataclasses import dataclass, fields

from ciie_admin.domain.persons import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What must be unchanged. The area of interest is printed too, but does not count."""

    name: str
    unit: str
    mission: int
    """The sub-mission or mission where the person counts."""
    label: str
    photo: str
    entry_date: str


def face(person: Person, unit_name: str) -> Face:
    form = person.form
    return Face(
        name=form.name,
        unit=unit_name,
        mission=person.count_place,
        label=form.label,
        photo=person.photo,
        entry_date=form.entry_date,
    )


def changed(before: Face, now: Face) -> tuple[str, ...]:
    """Names of the fields that differ, in the order of the card."""
    names = (field.name for field in fields(Face))
    return tuple(name for name in names if getattr(before, name) != getattr(now, name))
