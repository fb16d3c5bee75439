"""The message a unit gets about what was returned or rejected: one for all of it, numbered.

The same function writes the preview on a reviewer's screen and what the centre sends.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from ciie_admin.domain.edition import Edition, Text, reason
from ciie_admin.domain.evidence import Evidence
from ciie_admin.domain.photo_faults import photo_reasons
from ciie_admin.domain.states import UnitClass
from ciie_admin.domain.units import Unit

BEIJING = timezone(timedelta(hours=8))
"""No summer time since 1991."""
RANGE = re.compile(r"(\d+)-(\d+) ?%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Of one record of the unit: what is wrong with it. `person` is empty for the unit itself."""

    template: str
    """`returned`, `rejected` or `person_returned`: a text of the edition's notices."""
    person: str = ""
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    words: str = ""
    """What the reviewer adds in words of their own."""
    number: int = 0
    """Id of the person whose photo may go with the message."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """A photo that goes with a message: its person, the reasons it shows, and the numbers these
    have in the text (none where there is but one point).
    """

    person: int
    reasons: tuple[str, ...]
    numbers: tuple[int, ...]


def in_english(unit_class: UnitClass) -> bool:
    """The language of the registrant, not of whoever decides."""
    return unit_class.startswith("overseas")


def addressed(unit: Unit) -> str:
    """The unit's name in the language it is written to."""
    form = unit.form
    return (form.name_en if in_english(unit.unit_class) else form.name_zh) or form.name_zh


def letter(
    edition: Edition, unit_name: str, matters: Sequence[Matter], *, english: bool
) -> str | None:
    """Everything about this unit in one text, its own matters before those of its persons.

    None if there is nothing to say, or the edition has no text for it.
    """
    ordered = _in_order(matters)
    if not ordered:
        return None
    said = edition.notices.get(ordered[0].template)
    if said is None:
        return None
    points = [point for one in ordered for point in _points(one, edition, english=english)]
    numbered = points if len(points) < 2 else [f"{n}. {p}" for n, p in enumerate(points, 1)]
    people = list(dict.fromkeys(one.person for one in ordered if one.person))
    facts = {
        "unit": unit_name,
        "person": (", " if english else "、").join(people),
        "reasons": "\n".join(numbered),
        "deadline": _deadline(edition.deadlines.registration, english=english),
        "hotline": edition.hotline,
    }
    return _in(said, english=english).format_map(facts)


def pictured(edition: Edition, matters: Sequence[Matter]) -> tuple[Pictured, ...]:
    """Which photos the letter of these matters is about, in its order."""
    found, count = [], 0
    for one in _in_order(matters):
        known = [code for code in one.reasons if reason(edition, code) is not None]
        shown = set(photo_reasons(known, edition)) if one.number else set()
        points = {code: count + n for n, code in enumerate(known, 1) if code in shown}
        count += len(_points(one, edition, english=False))
        if points:
            found.append(Pictured(one.number, tuple(points), tuple(points.values())))
    return tuple(found if count > 1 else [replace(one, numbers=()) for one in found])


def _in_order(matters: Sequence[Matter]) -> list[Matter]:
    return sorted(matters, key=lambda one: bool(one.person))


def _points(matter: Matter, edition: Edition, *, english: bool) -> list[str]:
    """One a reason: whose, what, what to do, and what was measured."""
    found = {one.reason: one for one in matter.evidence}
    known = [one for code in matter.reasons if (one := reason(edition, code)) is not None]
    points = [
        _whose(matter.person, one.name, english=english)
        + _in(one.advice, english=english)
        + _measured(found.get(one.id), edition, english=english)
        for one in known
    ]
    own = matter.words.strip()
    repeated = ("".join(one.advice.zh for one in known), " ".join(one.advice.en for one in known))
    if own and own not in repeated:  # older programs send the advice along
        points.append(own)
    return points


def _whose(person: str, name: Text, *, english: bool) -> str:
    colon, dot = (": ", ", ") if english else ("：", "·")
    return f"{person}{dot if person else ''}{_in(name, english=english)}{colon}"


def _measured(evidence: Evidence | None, edition: Edition, *, english: bool) -> str:
    """In the words the edition has for this rule; codes no registrant knows are left out."""
    if evidence is None or not evidence.measured:
        return ""
    said = edition.notices.get(f"evidence_{evidence.rule}")
    if said is None:
        return ""
    facts: Mapping[str, str] = {
        "measured": in_prose(evidence.measured, english=english),
        "limit": in_prose(evidence.limit, english=english),
    }
    return (" " if english else "") + _in(said, english=english).format_map(facts)


def in_prose(figure: str, *, english: bool) -> str:
    """A measure as sentences have it: 15%—40%, 15–40%; other words stay as they are."""
    between = r"\1–\2%" if english else r"\1%—\2%"
    return RANGE.sub(between, figure).replace(" %", "%")


def _deadline(at: datetime, *, english: bool) -> str:
    """As notices name it: the end of a Beijing day is its 24:00."""
    local = at.astimezone(BEIJING)
    clock = f"{local:%H:%M}"
    if clock == "00:00":
        local, clock = local - timedelta(days=1), "24:00"
    if english:
        return f"{local.day} {local:%B %Y}, {clock} (Beijing time)"
    return f"{local.year}年{local.month}月{local.day}日 {clock}"


def _in(text: Text, *, english: bool) -> str:
    return text.en if english else text.zh
