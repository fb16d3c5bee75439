"""A unit (单位) as it travels and as the rules read it."""

from dataclasses import dataclass
from datetime import datetime

from ciie_admin.domain.evidence import Evidence
from ciie_admin.domain.findings import Finding
from ciie_admin.domain.history import Event
from ciie_admin.domain.states import UnitClass, UnitReview


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """Uploaded licence image and what was (in the simulator: pretended to be) read from it."""

    digest: str
    name: str
    code: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """拟进口商品或服务 for one area; `publish` is the unit's own consent (同意公布)."""

    area: str
    goods: str
    publish: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitForm:
    """What the registrant typed (seed 000, part 5). Amounts in whole yuan and US dollars.

    Screens and sheets show 万元 and 万美元; the registrant's unit mistakes are found by `findings`.
    """

    credit_code: str
    name_zh: str
    name_en: str
    address: str
    capital_yuan: int
    nature: str
    industry: str
    """GB/T 4754-2017 section letter and division, such as `C35`."""
    listed_code: str = ""
    turnover_usd: int
    imports_usd: int
    imports_3y_usd: int
    import_modes: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    contact_name: str
    contact_title: str
    contact_phone: str
    categories: tuple[str, ...] = ()
    wishes: tuple[Wish, ...] = ()
    licence: Licence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitBefore:
    """The unit as it was judged when it was last returned, when and by whom."""

    at: datetime
    by: str = ""
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    count_place: int
    referral_code: str = ""
    form: UnitForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit. `review_place` decides, `count_place` is where it counts (seed 003 II)."""

    id: int
    version: int
    seen: str
    """Keyed fingerprint of what a reviewer judges: the form and the licence, never a status."""
    unit_class: UnitClass
    review_place: int
    count_place: int
    referral_code: str = ""
    returning: bool = False
    created_at: datetime
    submitted_at: datetime | None
    review: UnitReview
    automatic: bool = False
    """The present verdict was the system's own (seed 000: 系统自动无感审核)."""
    looked_at: datetime | None = None
    """When a person looked at the automatic pass and found nothing (抽查)."""
    looked_name: str = ""
    first_by: int | None = None
    decided_by: int | None = None
    decided_name: str = ""
    decided_at: datetime | None = None
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    """What the reasons of the present verdict rest on."""
    before: UnitBefore | None = None
    assigned_to: int | None = None
    """Account a head gave it to (分办); never part of what is judged."""
    assigned_name: str = ""
    persons: int = 0
    persons_unsubmitted: int = 0
    persons_unpaid: int = 0
    persons_paid: int = 0
    persons_passed: int = 0
    persons_failed: int = 0
    findings: tuple[Finding, ...] = ()
    apart: tuple[int, ...] = ()
    """Records in the caller's sight that look like it and were found to be others."""
    history: tuple[Event, ...] = ()
    form: UnitForm
