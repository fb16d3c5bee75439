"""A whole made-up fair from a seed: units with their persons and how far each has come.

The same arguments give the same plan. Nothing is stored here and nothing downloaded.
"""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

from ciie_admin.demo import crowd, people
from ciie_admin.demo.badges import badge_before
from ciie_admin.demo.fates import DRAFT, PersonFate, UnitFate, person_fate, unit_fate
from ciie_admin.demo.forms import unit_form
from ciie_admin.demo.people import Document
from ciie_admin.demo.portraits import PHOTO_FAULTS, PLAIN
from ciie_admin.demo.sites import site_of
from ciie_admin.domain.edition import Edition, free_labels, reason
from ciie_admin.domain.persons import PersonForm
from ciie_admin.domain.places import Place, PlaceKind
from ciie_admin.domain.states import RegionType, UnitClass, UnitReview
from ciie_admin.domain.units import UnitForm

CLASSES = {
    UnitClass.ENTERPRISE: 660,
    UnitClass.GOVERNMENT: 120,
    UnitClass.INSTITUTION: 80,
    UnitClass.ASSOCIATION: 100,
    UnitClass.INDIVIDUAL: 12,
    UnitClass.OVERSEAS_ENTERPRISE: 20,
    UnitClass.OVERSEAS_GOVERNMENT: 2,
    UnitClass.OVERSEAS_ASSOCIATION: 4,
    UnitClass.OVERSEAS_OTHER: 2,
}
AT_HOME = 0.93
"""Share of the domestic units that belong below the home place."""
INDUSTRIAL, PARTNER = 0.02, 0.05
"""Shares of units with a referral code of an industrial mission, or of a partner."""
TWICE = 0.006
"""Share of persons who are already in another unit."""
MISTYPED = 3
"""Every so-manieth of them with another document number."""
NAMESAKE = 60
"""Every so-manieth unit has the name of the one before, as units that lost their login do."""
UNDECIDED = (UnitReview.WAITING, UnitReview.FIRST_PASSED)
BACK = 5
"""Every so-manieth unit that waits had been returned before, for its address."""
LOOKED = 20
"""Every so-manieth unit was spot-checked if it had passed automatically."""
REUSES = 0.4
"""Share of persons of a returning unit who want their former badge made valid again."""
PARTNER_CODES = tuple(f"HZ{number}" for number in range(2001, 2007))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlan:
    """`number` in full; `photo_kind` of demo.portraits, empty without a photo. Ages before now."""

    form: PersonForm
    number: str
    photo_kind: str
    photo_seed: int
    former_kind: str
    former_seed: int
    """Likewise the photo of the badge of an earlier fair; empty without one."""
    fate: PersonFate
    added_late: bool
    submitted_ago: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPlan:
    """`review_place` decides, `count_place` is where the unit counts. Ages before now."""

    login: str
    """The credit code where the class has one, else made up."""
    unit_class: UnitClass
    review_place: int
    count_place: int
    referral_code: str
    form: UnitForm
    phone: str
    returning: bool
    fate: UnitFate
    created_ago: timedelta
    submitted_ago: timedelta
    persons: tuple[PersonPlan, ...]

    @property
    def email(self) -> str:
        return f"{self.login.lower()}@example.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What every unit of one plan is drawn from."""

    edition: Edition
    places: Mapping[int, Place]
    near: tuple[Place, ...]
    far: tuple[Place, ...]
    root: int
    industrial: Mapping[str, int]
    rng: Random
    crowd: float = 0
    """Share of the persons at the over-asked place who want a free badge too."""
    known: deque[tuple[str, str, RegionType, Document]] = field(
        default_factory=lambda: deque(maxlen=400)
    )
    """Persons of earlier units, some of whom turn up again."""
    names: dict[UnitClass, tuple[str, str]] = field(default_factory=dict)
    """Of the last unit of each class."""


@dataclass(frozen=True, slots=True)
class _Origin:
    """The unit a person comes from."""

    unit_class: UnitClass
    fate: UnitFate
    favourite: str
    submitted: timedelta
    returning: bool
    crowded: bool
    """At the place where too many want a free badge, and nobody has judged that yet."""


def referral_codes(places: Sequence[Place]) -> dict[str, int | None]:
    """Every referral code of the demo with the industrial mission it leads to, if one."""
    codes: dict[str, int | None] = dict.fromkeys(PARTNER_CODES)
    for place in places:
        if place.kind is PlaceKind.INDUSTRY:
            codes |= {f"HY{place.id}{number:02}": place.id for number in (1, 2, 3)}
    return codes


def plan(
    edition: Edition, places: Sequence[Place], units: int, persons: int, seed: int, home: int
) -> Iterator[UnitPlan]:
    """`units` units with `persons` persons in all, most of them at or below the place `home`."""
    ground = _ground(edition, places, home, Random(seed))
    ground = replace(ground, crowd=crowd.share(persons * AT_HOME, len(ground.near)))
    classes = ground.rng.choices(tuple(CLASSES), tuple(CLASSES.values()), k=units)
    sizes = _sizes(classes, persons, ground.rng)
    for number, (unit_class, size) in enumerate(zip(classes, sizes, strict=True)):
        yield _unit(ground, unit_class, number, size)


def _ground(edition: Edition, places: Sequence[Place], home: int, rng: Random) -> _Ground:
    codes = referral_codes(places)
    seats = crowd.seats(places)
    return _Ground(
        edition=edition,
        places={place.id: place for place in places},
        near=tuple(place for place in seats if home in place.path),
        far=tuple(place for place in seats if home not in place.path),
        root=places[0].path[0],
        industrial={code: place for code, place in codes.items() if place is not None},
        rng=rng,
    )


def _sizes(classes: Sequence[UnitClass], persons: int, rng: Random) -> list[int]:
    """One person each as far as they go, the rest by a long-tailed draw; individuals are one."""
    sizes = [1 if number < persons else 0 for number in range(len(classes))]
    weights = [
        0.0 if one is UnitClass.INDIVIDUAL else rng.lognormvariate(0, 1.1) for one in classes
    ]
    if persons > len(classes) and any(weights):
        drawn = rng.choices(range(len(classes)), weights, k=persons - len(classes))
        for number, more in Counter(drawn).items():
            sizes[number] += more
    return sizes


def _unit(ground: _Ground, unit_class: UnitClass, number: int, size: int) -> UnitPlan:
    rng, edition = ground.rng, ground.edition
    fate = unit_fate(edition, unit_class, rng) if size else DRAFT
    looked, back = fate.automatic and number % LOOKED == 0, number % BACK == 0
    fate = replace(fate, looked=looked, came_back=_came_back(fate, edition) if back else ())
    seat = _seat(ground, unit_class)
    code, review_place = _referral(ground, seat)
    site = site_of(seat, ground.places, rng)
    wrong_address = "unit_address" in fate.reasons
    form, favourite = unit_form(edition, unit_class, site, number, wrong_address, rng)
    form = _named_before(ground, form, unit_class, number)
    returning = bool(edition.reuse.full) and rng.random() < 0.3
    created, submitted = _ages(rng)
    crowded = bool(ground.near) and review_place == ground.near[0].id
    crowded = crowded and fate.review in (UnitReview.PASSED, *UNDECIDED)
    origin = _Origin(unit_class, fate, favourite, submitted, returning, crowded)
    abroad = unit_class in people.OVERSEAS_CLASSES
    return UnitPlan(
        login=form.credit_code or f"{'JW' if abroad else 'GR'}{number:07}",
        unit_class=unit_class,
        review_place=review_place,
        count_place=seat.id,
        referral_code=code,
        form=form,
        phone=form.contact_phone,
        returning=returning,
        fate=fate,
        created_ago=created,
        submitted_ago=submitted,
        persons=tuple(_person(ground, origin, place == 0) for place in range(size)),
    )


def _came_back(fate: UnitFate, edition: Edition) -> tuple[str, ...]:
    waits = fate.submitted and fate.review in UNDECIDED
    return ("unit_address",) if waits and reason(edition, "unit_address") is not None else ()


def _named_before(ground: _Ground, form: UnitForm, unit_class: UnitClass, number: int) -> UnitForm:
    """With the name of an earlier unit of its class, on its licence too."""
    before = ground.names.get(unit_class)
    ground.names[unit_class] = form.name_zh, form.name_en
    if before is None or number % NAMESAKE or unit_class is UnitClass.INDIVIDUAL:
        return form
    read = replace(form.licence, name=before[0]) if form.licence is not None else None
    return replace(form, name_zh=before[0], name_en=before[1], licence=read)


def _seat(ground: _Ground, unit_class: UnitClass) -> Place:
    """Overseas units belong to no mission; among sub-missions the first are the larger ones."""
    rng = ground.rng
    if unit_class in people.OVERSEAS_CLASSES:
        return ground.places[ground.root]
    near, far = ground.near, ground.far
    if not near or (far and rng.random() >= AT_HOME):
        return rng.choice(far) if far else ground.places[ground.root]
    return near[min(int(rng.expovariate(crowd.NEARER / len(near))), len(near) - 1)]


def _referral(ground: _Ground, seat: Place) -> tuple[str, int]:
    """A code, and the place that reviews: an industrial mission if the code is one of its own."""
    drawn = ground.rng.random()
    if drawn < INDUSTRIAL and ground.industrial:
        code = ground.rng.choice(tuple(ground.industrial))
        return code, ground.industrial[code]
    return (ground.rng.choice(PARTNER_CODES) if drawn < PARTNER else ""), seat.id


def _person(ground: _Ground, origin: _Origin, first: bool) -> PersonPlan:
    """`first`: the one whose submission makes that of a submitted unit possible."""
    rng, edition, unit = ground.rng, ground.edition, origin.fate
    name, title, region, document = _somebody(ground, origin.unit_class)
    reusing = origin.returning and rng.random() < REUSES
    wish = people.wish_of(edition, origin.favourite, reusing, rng)
    form = people.form_of(name, title, region, document.kind, wish, rng)
    fate = person_fate(edition, unit, form, first and unit.submitted, rng)
    late = unit.submitted and not first and fate.submitted and rng.random() < 0.06
    kind, seed = _photo_kind(fate, rng), rng.getrandbits(31) * 2 + (title == "mr")
    former_kind, former_seed = badge_before(origin.returning, reusing, kind, seed)
    asks = crowd.asks(edition, form, document.number, ground.crowd)
    if origin.crowded and fate.submitted and asks:
        form, fate = replace(form, label=free_labels(edition)[0].id), PersonFate(True)
    return PersonPlan(
        form=form,
        number=document.number,
        photo_kind=kind,
        photo_seed=seed,
        former_kind=former_kind,
        former_seed=former_seed,
        fate=fate,
        added_late=late,
        submitted_ago=origin.submitted * (rng.random() if late else 1),
    )


def _somebody(ground: _Ground, unit_class: UnitClass) -> tuple[str, str, RegionType, Document]:
    rng = ground.rng
    if ground.known and rng.random() < TWICE:
        name, title, region, document = rng.choice(ground.known)
        odd = sum(map(ord, document.number)) % MISTYPED == 0
        return name, title, region, people.mistyped(document) if odd else document
    region = people.region_of(unit_class, rng)
    name, title = people.named(region, rng)
    somebody = (name, title, region, people.document(region, title, rng))
    if rng.random() < 0.1:
        ground.known.append(somebody)
    return somebody


def _photo_kind(fate: PersonFate, rng: Random) -> str:
    """The fault the mission named, else mostly none; unsubmitted persons may have no photo."""
    named = next((PHOTO_FAULTS[one] for one in fate.reasons if one in PHOTO_FAULTS), None)
    if named is not None:
        return named
    if not fate.submitted and rng.random() < 0.3:
        return ""
    return rng.choice(tuple(PHOTO_FAULTS.values())) if rng.random() < 0.08 else PLAIN


def _ages(rng: Random) -> tuple[timedelta, timedelta]:
    """Most register in the last weeks before the close."""
    created = timedelta(days=58 * rng.betavariate(1.1, 2.6), minutes=rng.randint(30, 1440))
    return created, created * rng.uniform(0.15, 0.98)
