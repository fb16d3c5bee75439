"""A professional visitor (专业观众) as it travels and as the rules read it."""

from dataclasses import dataclass
from datetime import datetime

from ciie_admin.domain.evidence import Evidence
from ciie_admin.domain.findings import Finding
from ciie_admin.domain.history import Event
from ciie_admin.domain.photo_word import PhotoWord
from ciie_admin.domain.states import (
    Badge,
    Check,
    FreePlace,
    IdKind,
    Payment,
    PersonReview,
    RegionType,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonForm:
    """What the registrant typed (seed 000, part 6), without the document number."""

    name: str
    title: str
    """`mr` or `ms` (先生/女士)."""
    region_type: RegionType
    id_kind: IdKind
    label: str
    entry_date: str
    area: str
    """最想参观的展区, printed on the badge."""
    delivery: str
    """`express`, `collection` (by the mission) or `on_site`."""
    reuse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBefore:
    """The person as judged when last returned; the number masked here as everywhere."""

    at: datetime
    by: str = ""
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    number_masked: str
    number_key: str
    """Two numbers may look alike masked: their keys tell whether it was changed."""
    photo: str = ""
    form: PersonForm


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerBadge:
    """What a person had at an earlier edition of the fair, as far as it is on file."""

    edition: int
    number: str = ""
    """证件编号 printed on it; empty where it is not known."""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One applicant. Four state fields with one owner each: review, payment, check, badge."""

    id: int
    version: int
    seen: str
    unit_id: int
    review_place: int
    count_place: int
    created_at: datetime
    submitted_at: datetime | None
    review: PersonReview
    payment: Payment = Payment.NONE
    check: Check = Check.NONE
    badge: Badge = Badge.NONE
    badge_number: str = ""
    """证件编号, printed on the badge; empty until there is one."""
    first_by: int | None = None
    decided_by: int | None = None
    decided_name: str = ""
    decided_at: datetime | None = None
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    before: PersonBefore | None = None
    assigned_to: int | None = None
    """Account a head gave it to (分办); never part of what is judged."""
    assigned_name: str = ""
    added_late: bool = False
    """Added after the unit had been reviewed."""
    fee_fen: int = 0
    free_place: FreePlace = FreePlace.NONE
    quota: int = 0
    """The account the place is of, or is waited for at; 0 for none."""
    rank: int = 0
    """Of who waits: set by hand, lower ones first, before all without one (0)."""
    number_masked: str
    number_key: str
    """Keyed hash of the document number: equal numbers, equal keys; says nothing else."""
    photo: str = ""
    """SHA-256 of the badge photo, empty without one."""
    former_photo: str = ""
    """That of the badge of an earlier edition it is compared with (server/card_faces.py)."""
    former_badge: FormerBadge | None = None
    """That badge itself."""
    photo_word: PhotoWord | None = None
    photo_checked: bool = False
    """Whether the checker has seen this photo. Under new rules it stays true until it is seen anew.
    """
    eyes: tuple[int, ...] = ()
    """Of the upright photo, x and y of the eye at its left, then of the one at its right, in
    thousandths of its width and height; nothing while unknown.
    """
    findings: tuple[Finding, ...] = ()
    apart: tuple[int, ...] = ()
    """Records in the caller's sight that look like it and were found to be others."""
    history: tuple[Event, ...] = ()
    form: PersonForm
