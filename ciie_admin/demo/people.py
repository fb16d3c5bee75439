"""Made-up persons: identity documents with right (and now and then wrong) check digits, forms."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from stdnum.cn import ric

from ciie_admin.demo.names import given_name, person_name, surname
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.persons import PersonForm
from ciie_admin.domain.states import IdKind, RegionType, UnitClass

OVERSEAS_CLASSES = frozenset(one for one in UnitClass if one.value.startswith("overseas"))
BIRTHPLACES = (
    "210202", "210203", "210204", "210211", "210212", "310101", "310104", "310105", "310115",
    "320102", "320106", "320505", "330102", "330106", "340102", "350102", "350203", "370102",
    "370202", "410102", "420102", "420106", "430102", "440103", "440305", "450102", "500103",
    "510104", "520102", "530102", "610102", "620102", "650102", "110101", "110105", "110108",
    "120101", "130102", "140105", "150102", "220102", "230103", "360102", "640104",
)  # fmt: skip
"""GB/T 2260 counties with a holder anywhere in the country."""
OLDEST, YOUNGEST = date(1958, 1, 1), date(2004, 12, 31)
DELIVERY = {
    RegionType.MAINLAND: (("express", "collection"), (72, 28)),
    RegionType.HMT: (("collection", "on_site", "express"), (70, 26, 4)),
    RegionType.OVERSEAS: (("on_site", "collection", "express"), (80, 17, 3)),
}
"""The express entries outside the mainland are mistakes a pre-check finds."""


@dataclass(frozen=True, slots=True)
class Document:
    kind: IdKind
    number: str


def region_of(unit_class: UnitClass, rng: Random) -> RegionType:
    mix = (2, 6, 92) if unit_class in OVERSEAS_CLASSES else (964, 16, 20)
    return rng.choices(tuple(RegionType), mix)[0]


def document(region: RegionType, title: str, rng: Random) -> Document:
    """A document of the right kind for the region; one in fifty numbers is mistyped."""
    if region is RegionType.MAINLAND:
        made = Document(IdKind.ID_CARD, _card(rng.choice(BIRTHPLACES), title, rng))
    elif region is RegionType.HMT:
        made = _permit(title, rng)
    elif rng.random() < 0.08:
        number = _card(f"9{rng.randint(11, 65)}{rng.randint(100, 999)}", title, rng)
        made = Document(IdKind.PERMANENT_RESIDENT, number)
    else:
        made = Document(IdKind.PASSPORT, f"{rng.choice('CEGKNPX')}{rng.randint(10**7, 10**8 - 1)}")
    slip = rng.random()
    if slip < 0.016:
        return Document(made.kind, _swapped(made.number, rng))
    return Document(made.kind, made.number[:-1]) if slip < 0.02 else made


def mistyped(document: Document) -> Document:
    """A resident's number with another serial of the same day and sex; others as they are."""
    if document.kind is not IdKind.ID_CARD or len(document.number) != 18:
        return document
    front, serial = document.number[:14], int(document.number[14:17])
    number = f"{front}{(serial + 2) % 1000:03}"
    return Document(document.kind, number + ric.calc_check_digit(number + "0"))


def form_of(
    name: str, title: str, region: RegionType, kind: IdKind, wish: "Wish", rng: Random
) -> PersonForm:
    ways, weights = DELIVERY[region]
    return PersonForm(
        name=name,
        title=title,
        region_type=region,
        id_kind=kind,
        label=wish.label,
        entry_date=wish.entry_date,
        area=wish.area,
        delivery=rng.choices(ways, weights)[0],
        reuse=wish.reuse,
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person chose from the edition's lists."""

    label: str
    entry_date: str
    area: str
    reuse: bool


def wish_of(edition: Edition, favourite: str, reusing: bool, rng: Random) -> Wish:
    """Mostly the paid label and the first date; `favourite` is the area of the unit's trade."""
    free = [one.id for one in edition.labels if one.free]
    paid = next(one.id for one in edition.labels if not one.free)
    chosen = rng.choice(free) if free and rng.random() < 0.06 else paid
    dates = [one.id for one in edition.entry_dates]
    later = len(dates) > 1 and rng.random() < 0.15
    areas = [one.id for one in edition.areas]
    area = favourite if favourite in areas and rng.random() < 0.7 else rng.choice(areas)
    return Wish(chosen, rng.choice(dates[1:]) if later else dates[0], area, reusing)


def named(region: RegionType, rng: Random) -> tuple[str, str]:
    """Name and title."""
    return person_name(rng, "mr" if rng.random() < 0.56 else "ms", region)


def contact_name(rng: Random) -> tuple[str, str]:
    title = "ms" if rng.random() < 0.6 else "mr"
    return surname(rng) + given_name(rng, title), title


def phone(rng: Random) -> str:
    """Eleven digits in one block, so that no pattern of real numbers is copied."""
    return f"1900{rng.randrange(10**7):07}"


def _card(region: str, title: str, rng: Random) -> str:
    """GB 11643: region, date of birth, serial (odd for men), check digit."""
    born = OLDEST + timedelta(days=rng.randrange((YOUNGEST - OLDEST).days))
    serial = rng.randrange(1, 500) * 2 - (1 if title == "mr" else 0)
    number = f"{region}{born:%Y%m%d}{serial:03}"
    return number + ric.calc_check_digit(number + "0")


def _permit(title: str, rng: Random) -> Document:
    turn = rng.randrange(10)
    if turn < 6:
        return Document(IdKind.HM_PERMIT, f"{rng.choice('HM')}{rng.randint(10**7, 10**8 - 1)}")
    if turn < 9:
        return Document(IdKind.TW_PERMIT, str(rng.randint(10**7, 10**8 - 1)))
    region = rng.choice(("810000", "820000", "830000"))
    return Document(IdKind.RESIDENCE_PERMIT, _card(region, title, rng))


def _swapped(number: str, rng: Random) -> str:
    """One digit off, as fingers do."""
    at = rng.randrange(len(number) - 4, len(number) - 1)
    return f"{number[:at]}{(int(number[at]) + rng.randint(1, 9)) % 10}{number[at + 1 :]}"
