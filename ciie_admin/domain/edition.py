"""What varies from one edition of the fair to the next: data, never code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ciie_admin.domain.states import IdKind, RegionType, UnitClass

DOCUMENTS: Mapping[RegionType, tuple[IdKind, ...]] = {
    RegionType.MAINLAND: (IdKind.ID_CARD,),
    RegionType.HMT: (IdKind.HM_PERMIT, IdKind.TW_PERMIT, IdKind.RESIDENCE_PERMIT),
    RegionType.OVERSEAS: (IdKind.PASSPORT, IdKind.PERMANENT_RESIDENT),
}
"""Of an edition that says nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One thing said in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDate:
    """One option of 入场日期 and what it costs."""

    id: str
    name: Text
    fee_fen: int
    reuse_fee_fen: int
    reusable: bool = True
    """Whether a badge of this date class may be reused later (visitors of the last days: no)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """人员标签. A free one may be given only inside a quota (seed 000)."""

    id: str
    name: Text
    free: bool
    number: int = 0
    """Of a free one: 1 to 127, never another one's in the same edition. Ids of quota accounts are
    made of it.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseLimits:
    """额度预留. The values here hold for an edition that says nothing else."""

    days: int = 14
    """How long one may last."""
    grace_hours: int = 48
    """How long after its end the device may still bring what it has spent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoLimits:
    """证件照 rules (seed 000). Sizes in pixels and bytes, shares in percent of the picture."""

    formats: tuple[str, ...]
    ratio_width: int
    ratio_height: int
    max_bytes: int
    min_width: int
    min_height: int
    face_min: int
    face_max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountLimits:
    """From where an amount of a unit looks entered in 元 where 万元 was asked for. The values
    here hold for an edition that says nothing else.
    """

    factor: int = 1_000
    """How far two amounts of one form may lie apart. A wrong unit is a factor of 10,000 (万);
    honest ratios of turnover to capital stay below this.
    """
    yuan_per_dollar: float = 7
    """For comparing capital with turnover; roughly is enough."""
    capital_yuan: int = 2_000_000_000_000
    """Above the largest registered capital in the country."""
    turnover_usd: int = 1_000_000_000_000
    """About twice what the largest company of the country turns over in a year."""
    imports_usd: int = 1_000_000_000_000
    """Of one year; three times as much in three years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPlan:
    """Who reviews what in how many steps."""

    automatic: frozenset[UnitClass]
    """Classes the system passes without a person looking (7th: enterprises, institutions)."""
    unit_steps: Mapping[UnitClass, int]
    """Mission steps per class, 1 or 2; a class not named takes one."""
    person_steps: int
    person_gates_payment: bool
    """True: a person pays only after the mission passed the papers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    id: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """展区 with its second level."""

    id: str
    name: Text
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One entry of the reason dictionary. `fixable` reasons return, final ones reject."""

    id: str
    subject: str
    """`unit` or `person`."""
    fixable: bool
    name: Text
    advice: Text
    """What the registrant is told to do."""
    finding: str = ""
    """The pre-check rule that proposes this reason, if one does."""
    fields: tuple[str, ...] = ()
    """What the registrant is asked to correct: fields of the form, `photo`, `number` and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoTick:
    """What no checker can prove of a photo: for a person to see, and the reason it leads to."""

    reason: str
    name: Text


PHOTO_TICKS = (
    PhotoTick(
        reason="photo_old", name=Text(zh="不像近六个月内拍摄", en="Looks older than six months")
    ),
    PhotoTick(reason="photo_retouched", name=Text(zh="看得出修图或美颜", en="Looks retouched")),
    PhotoTick(
        reason="photo_makeup", name=Text(zh="妆容影响辨认", en="Make-up hides what one looks like")
    ),
)
"""Of an edition that says nothing else; a reason it does not have is not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """UTC instants; 24:00 Beijing of the day the notice names. Judged by server time only."""

    opens: datetime
    registration: datetime
    pay_online: datetime
    pay_transfer: datetime
    invoice: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """Badges of which former editions may be reused, or made again at a reduced fee (seed 003)."""

    full: tuple[int, ...] = ()
    reduced: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One fair. Synced to every client like any record."""

    id: int
    """Its ordinal: 7 for the seventh fair."""
    name: Text
    short: Text
    year: int
    deadlines: Deadlines
    entry_dates: tuple[EntryDate, ...]
    labels: tuple[Label, ...]
    photo: PhotoLimits
    licence_max_bytes: int
    review: ReviewPlan
    areas: tuple[Area, ...]
    reasons: tuple[Reason, ...]
    reuse: Reuse
    individuals: bool
    """Whether persons without a unit may register (seed 003, XIV)."""
    consent: str
    """Version of the privacy text a registrant agrees to."""
    hotline: str
    notices: Mapping[str, Text] = field(default_factory=dict)
    """Texts of messages to registrants by name, with `{unit}`, `{person}`, `{reasons}` places."""
    closed: bool = False
    amounts: AmountLimits = field(default_factory=AmountLimits)
    documents: Mapping[RegionType, tuple[IdKind, ...]] = field(
        default_factory=lambda: dict(DOCUMENTS)
    )
    """Which ID kinds (身份证件类型) the persons of a region register with."""
    express: tuple[RegionType, ...] = (RegionType.MAINLAND,)
    """Where badges are sent to."""
    photo_ticks: tuple[PhotoTick, ...] = PHOTO_TICKS
    leases: LeaseLimits = field(default_factory=LeaseLimits)
    rules: str = ""
    """Stamp of the limits and reasons that findings follow from; made where the file is read."""


def unit_steps(edition: Edition, unit_class: UnitClass) -> int:
    """How many mission steps a unit of this class takes in this edition."""
    return edition.review.unit_steps.get(unit_class, 1)


def label(edition: Edition, label_id: str) -> Label | None:
    return next((one for one in edition.labels if one.id == label_id), None)


def free_labels(edition: Edition) -> tuple[Label, ...]:
    """Those given only inside a quota, in the edition's order."""
    return tuple(one for one in edition.labels if one.free and one.number)


def is_free(edition: Edition, label_id: str) -> bool:
    chosen = label(edition, label_id)
    return chosen is not None and chosen.free


def entry_date(edition: Edition, entry_id: str) -> EntryDate | None:
    return next((one for one in edition.entry_dates if one.id == entry_id), None)


def reason(edition: Edition, reason_id: str) -> Reason | None:
    return next((one for one in edition.reasons if one.id == reason_id), None)


def rule_version(edition: Edition) -> str:
    """Edition and stamp of its rules, as evidence names them."""
    return f"{edition.id}-{edition.rules}" if edition.rules else str(edition.id)


def fee_fen(edition: Edition, label_id: str, entry_id: str, *, reuse: bool) -> int:
    """What one badge costs, in fen; 0 for a free label."""
    chosen, date = label(edition, label_id), entry_date(edition, entry_id)
    if date is None or (chosen is not None and chosen.free):
        return 0
    return date.reuse_fee_fen if reuse else date.fee_fen
