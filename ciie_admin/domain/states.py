"""The states of units and persons. Each field has one owner; see docs/architecture.md."""

from enum import StrEnum


class UnitReview(StrEnum):
    """The mission's word on a unit (seed 000, step 3)."""

    WAITING = "waiting"
    FIRST_PASSED = "first_passed"
    PASSED = "passed"
    RETURNED = "returned"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class SpotCheck(StrEnum):
    """Whether somebody has looked at what the system passed (抽查)."""

    NONE = "none"
    """Not a pass of the system's own: somebody has looked anyway."""
    WAITING = "waiting"
    DONE = "done"


class PersonReview(StrEnum):
    """The mission's word on a person's papers (资料预审); never the organiser's check."""

    WAITING = "waiting"
    FIRST_PASSED = "first_passed"
    PASSED = "passed"
    RETURNED = "returned"
    ADVISED_AGAINST = "advised_against"


class Payment(StrEnum):
    """Owned by the system and by central finance."""

    NONE = "none"
    """Not due yet: the unit has not passed, or the person is not submitted."""
    UNPAID = "unpaid"
    OVERDUE = "overdue"
    FINANCE = "finance"
    """A transfer voucher waits for central finance."""
    PAID = "paid"
    FREE = "free"


class Check(StrEnum):
    """The organiser's check of a person (人员审核). No mission command can set it."""

    NONE = "none"
    WAITING = "waiting"
    PASSED = "passed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    """注销: like a failed check it opens the right to a refund (seed 000)."""


class Badge(StrEnum):
    """Owned by the organiser."""

    NONE = "none"
    PRODUCTION = "production"
    READY = "ready"
    IN_DELIVERY = "in_delivery"
    COLLECTED = "collected"
    REUSED = "reused"


class FreePlace(StrEnum):
    """名额: where a person of a free label stands in the quota it draws on."""

    NONE = "none"
    """No free label, not submitted, or the place was released."""
    WAITING = "waiting"
    """候补: submitted, and no place was left."""
    RESERVED = "reserved"
    """占用 since the submission."""
    USED = "used"
    """The mission has passed the person (额度审核)."""


class UnitClass(StrEnum):
    """单位分类: four domestic and four overseas classes (seed 000), and one-person records."""

    ENTERPRISE = "enterprise"
    GOVERNMENT = "government"
    INSTITUTION = "institution"
    ASSOCIATION = "association"
    OVERSEAS_ENTERPRISE = "overseas_enterprise"
    OVERSEAS_GOVERNMENT = "overseas_government"
    OVERSEAS_ASSOCIATION = "overseas_association"
    OVERSEAS_OTHER = "overseas_other"
    INDIVIDUAL = "individual"


DOMESTIC = frozenset(
    {UnitClass.ENTERPRISE, UnitClass.GOVERNMENT, UnitClass.INSTITUTION, UnitClass.ASSOCIATION}
)
"""Classes that must join a trade mission (seed 000)."""


class RegionType(StrEnum):
    """Where a person comes from; decides the kind of identity document."""

    MAINLAND = "mainland"
    HMT = "hmt"
    OVERSEAS = "overseas"


class IdKind(StrEnum):
    """身份证件类型."""

    ID_CARD = "id_card"
    RESIDENCE_PERMIT = "residence_permit"
    HM_PERMIT = "hm_permit"
    TW_PERMIT = "tw_permit"
    PASSPORT = "passport"
    PERMANENT_RESIDENT = "permanent_resident"


class Sight(StrEnum):
    """What of a photo was on the screen when it was judged."""

    ORIGINAL = "original"
    SMALL = "small"
    NONE = "none"


class Step(StrEnum):
    """The mission's review steps; a one-step review knows only the final one."""

    FIRST = "first"
    FINAL = "final"
