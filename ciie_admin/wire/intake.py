"""What registrants send to the intake, and what they are shown."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Base64Bytes, Field

from ciie_admin.domain.persons import Person, PersonForm
from ciie_admin.domain.states import UnitClass
from ciie_admin.domain.units import Unit, UnitForm
from ciie_admin.wire.messages import Id

Short = Annotated[str, Field(max_length=200)]
Login = Annotated[str, Field(min_length=1, max_length=64)]
Code = Annotated[str, Field(min_length=1, max_length=12)]
Password = Annotated[str, Field(min_length=8, max_length=256)]
Phone = Annotated[str, Field(pattern=r"^\+?[0-9 -]{5,24}$")]
Email = Annotated[str, Field(pattern=r"^$|^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]
Way = Literal["phone", "email"]
MANY = 200
"""Persons one request may add or submit; with the unit itself all of them are submitted."""
Many = Field(min_length=1, max_length=MANY)
MOMENT = "X-Moment"
"""Header: the UTC time (ISO 8601) a call is to have happened at; only simulators believe it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantCode:
    """A code to a new phone number, or to the address an account already has."""

    phone: Phone | None = None
    login: Login | None = None
    way: Way = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What was read from the licence picture."""

    name: Short
    code: Short
    address: Short


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A licence picture. Without `recognised` the reading is taken to be what was typed."""

    picture: Base64Bytes
    recognised: Recognised | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Class of unit, mission or sub-mission, and referral code."""

    unit_class: UnitClass
    place: Id | None = None
    referral_code: Short = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    standing: Chosen
    credit_code: Short = ""
    name: Short = ""
    phone: Phone
    phone_code: Code
    email: Email = ""
    password: Password


@dataclass(frozen=True, slots=True, kw_only=True)
class ComeBack:
    """One of the three ways: password, or a code by phone or e-mail with a new password."""

    login: Login
    password: Password
    way: Literal["password", "phone", "email"] = "password"
    code: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """`unit` is the record of this edition, None for a former visitor who has none yet."""

    token: str
    login: str
    unit: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Save:
    """`standing` moves the unit to another mission; its class is fixed."""

    form: UnitForm
    licence: Upload | None = None
    standing: Chosen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A person as typed; without a photo the one on file stays.

    With `former`, number and photo of that person stand in for those not given.
    """

    form: PersonForm
    number: Annotated[str, Field(max_length=40)] = ""
    photo: Base64Bytes | None = None
    former: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerPerson:
    """A person the same account brought to an earlier edition; the number is masked."""

    edition: int
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerPersons:
    persons: tuple[FormerPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPersons:
    persons: Annotated[tuple[Entry, ...], Many]
    submit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitPersons:
    persons: Annotated[tuple[Id, ...], Many]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitUnit:
    """`consent` is the version of the privacy text agreed to; `persons` are submitted with it."""

    consent: Short
    persons: Annotated[tuple[Id, ...], Field(max_length=5_000)] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuota:
    """总数, 已申请, 剩余 of one free label (seed 000, step 4). Total and left are 0 for a unit
    without places of its own: its persons draw on what its mission or sub-mission has.
    """

    label: str
    total: int
    applied: int
    """Persons of the unit who have a place, wherever from."""
    left: int
    waiting: int
    """Persons of the unit for whom none was left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnUnit:
    """The registrant's own view. Numbers are masked here too."""

    unit: Unit
    persons: tuple[Person, ...]
    earlier_orders: bool
    """Orders of a former account may be shown (seed 000, part 2)."""
    quotas: tuple[OwnQuota, ...] = ()
    """Of every free label, in the edition's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPhoto:
    """A photo with its faults marked is to be had of this person. `numbers` stand on its flags and
    before the points of the text; without them there is but one point.
    """

    person: Id
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNotice:
    """What the unit is told to correct, as long as it has not handed it in again; else empty."""

    text: str
    photos: tuple[MarkedPhoto, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Simulator: the phone number or mail box to look at."""

    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCode:
    """Simulator: the newest code that was sent there."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """Simulator: an account that registered for the edition before this one, and who came."""

    standing: Chosen
    credit_code: Short = ""
    name: Short = ""
    phone: Phone
    email: Email = ""
    password: Password
    persons: Annotated[tuple[Entry, ...], Field(max_length=MANY)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Simulator: how a former account signs in."""

    login: str
