"""Icon and hue of every state, stage, step, finding and act: the same everywhere.

Keys are the values of the domain's enums (they agree where they share a spelling) and the stages
draft, pending, effect, attention. Words come from resources/words.toml.
"""

from dataclasses import dataclass

from ciie_admin.domain.findings import DUPLICATE_RULES
from ciie_admin.views.theme_values import Hue


@dataclass(frozen=True, slots=True)
class Sign:
    icon: str
    hue: str


_TODO = Sign("mdi6.circle-outline", Hue.WAIT)
_DONE = Sign("mdi6.check-circle-outline", Hue.OK)
_NO = Sign("mdi6.close-circle-outline", Hue.BAD)
_MADE = Sign("mdi6.card-account-details-outline", Hue.OK)
_LOOK = Sign("mdi6.alert-outline", Hue.WARN)

STATES: dict[str, Sign] = {
    "waiting": _TODO,
    "to_review": _TODO,
    "unsubmitted": Sign("mdi6.circle-edit-outline", Hue.WAIT),
    "none": Sign("mdi6.minus", Hue.WAIT),
    "first_passed": Sign("mdi6.circle-slice-4", Hue.WAIT),
    "unit_first": Sign("mdi6.domain", Hue.WAIT),
    "passed": _DONE,
    "approved": _DONE,
    "returned": Sign("mdi6.arrow-u-left-top", Hue.WARN),
    "rejected": _NO,
    "failed": _NO,
    "advised_against": _NO,
    "cancelled": Sign("mdi6.cancel", Hue.WAIT),
    "unpaid": Sign("mdi6.wallet-outline", Hue.WAIT),
    "overdue": Sign("mdi6.calendar-alert", Hue.BAD),
    "finance": Sign("mdi6.bank-outline", Hue.WAIT),
    "paid": _DONE,
    "free": Sign("mdi6.ticket-percent-outline", Hue.OK),
    "badge_made": _MADE,
    "production": _MADE,
    "ready": Sign("mdi6.hand-back-right-outline", Hue.WAIT),
    "in_delivery": Sign("mdi6.truck-outline", Hue.WAIT),
    "collected": _DONE,
    "reused": Sign("mdi6.recycle", Hue.OK),
    "invoice_first": _LOOK,
    "red_unconfirmed": _LOOK,
    "refund_failed": _NO,
    "refunded": _DONE,
    "waitlist": Sign("mdi6.clock-outline", Hue.WARN),
}
STAGES: dict[str, Sign] = {
    "draft": Sign("mdi6.circle-half-full", Hue.MINE),
    "pending": Sign("mdi6.clock-outline", Hue.MINE),
    "effect": Sign("mdi6.check-all", Hue.OK),
    "attention": Sign("mdi6.alert-circle-outline", Hue.BAD),
    "held": Sign("mdi6.pause-circle-outline", Hue.WAIT),
}
PRESENT = Sign("mdi6.account-edit-outline", Hue.WAIT)
"""Somebody else has the record open."""
SINCE: dict[str, Sign] = {
    "changed": Sign("mdi6.pencil-outline", Hue.MINE),
    "asked": _LOOK,
    "confirmed": Sign("mdi6.check-circle-outline", Hue.OK),
}
"""What became of a field since the record was returned."""
AGAIN = Sign("mdi6.reload", Hue.MINE)
"""Submitted again after a return."""
TAG = Sign("mdi6.tag-outline", Hue.WAIT)
"""A local tag: a word of one's own."""
ASSIGNED = Sign("mdi6.account-arrow-right-outline", Hue.WAIT)
MINE = Sign("mdi6.account-arrow-left-outline", Hue.MINE)
"""Given by a head: to somebody else, or to whoever looks."""
FINDINGS: dict[str, Sign] = {
    "look": _LOOK,
    "reject": Sign("mdi6.alert-outline", Hue.BAD),
    "clear": Sign("mdi6.check", Hue.OK),
    "duplicate": Sign("mdi6.content-duplicate", Hue.WARN),
    **dict.fromkeys(sorted(DUPLICATE_RULES), Sign("mdi6.content-duplicate", Hue.WARN)),
    "same_picture_earlier": Sign("mdi6.recycle", Hue.WARN),
    "not_reusable": Sign("mdi6.link-variant-off", Hue.WARN),
    "hat": Sign("mdi6.hat-fedora", Hue.WARN),
    "dark": Sign("mdi6.brightness-4", Hue.WARN),
    "blurred": Sign("mdi6.blur", Hue.WARN),
    "tilted": Sign("mdi6.rotate-right", Hue.WARN),
    "off_centre": Sign("mdi6.crop-portrait", Hue.WARN),
    "headwear": Sign("mdi6.hat-fedora", Hue.WARN),
    "exposure": Sign("mdi6.brightness-4", Hue.WARN),
    "sharpness": Sign("mdi6.blur", Hue.WARN),
    "pose": Sign("mdi6.rotate-right", Hue.WARN),
    "orientation": Sign("mdi6.rotate-right", Hue.WARN),
    "sunglasses": Sign("mdi6.sunglasses", Hue.WARN),
    "unchecked": Sign("mdi6.clock-outline", Hue.WAIT),
}
PHOTOS: dict[str, Sign] = {
    "fit": Sign("mdi6.image-check-outline", Hue.OK),
    "unfit": Sign("mdi6.image-remove-outline", Hue.WARN),
    "open": Sign("mdi6.image-outline", Hue.WAIT),
}
"""What was said of a badge photo."""
FREE_PLACES: dict[str, Sign] = {
    "waiting": STATES["waitlist"],
    "reserved": Sign("mdi6.account-check-outline", Hue.WAIT),
    "used": Sign("mdi6.ticket-confirmation-outline", Hue.OK),
}
"""Where a person stands in the quota of a free label; `none` is not said."""
SYNC: dict[str, Sign] = {
    "online": Sign("mdi6.cloud-check-outline", Hue.OK),
    "offline": Sign("mdi6.cloud-off-outline", Hue.WAIT),
    "syncing": Sign("mdi6.sync", Hue.MINE),
    "paused": Sign("mdi6.cloud-alert-outline", Hue.BAD),
}
STEPS: dict[str, Sign] = {
    "done": Sign("mdi6.check-circle", "mark"),
    "now": Sign("mdi6.circle-slice-4", "mark"),
    "blocked": Sign("mdi6.alert-circle-outline", Hue.WARN),
    "failed": Sign("mdi6.close-circle", Hue.BAD),
    "ahead": Sign("mdi6.circle-outline", "ctl"),
}
VERDICTS: dict[str, Sign] = {
    "pass": _DONE,
    "return": STATES["returned"],
    "reject": _NO,
    "advise_against": _NO,
    "hold": STAGES["held"],
}
ACTS: dict[str, str] = {
    "release": "mdi6.send-outline",
    "undo": "mdi6.undo-variant",
    "search": "mdi6.magnify",
    "add": "mdi6.plus",
    "sort": "mdi6.sort",
    "ascending": "mdi6.sort-ascending",
    "descending": "mdi6.sort-descending",
    "filter": "mdi6.filter",
    "may_filter": "mdi6.filter-outline",
    "columns": "mdi6.table-column",
    "export": "mdi6.file-excel-outline",
    "print": "mdi6.printer-outline",
    "urge": "mdi6.message-text-outline",
    "call": "mdi6.phone-outline",
    "attach": "mdi6.paperclip",
    "reveal": "mdi6.eye-outline",
    "conceal": "mdi6.eye-off-outline",
    "more": "mdi6.dots-horizontal",
    "previous": "mdi6.chevron-up",
    "next": "mdi6.chevron-down",
    "unfold": "mdi6.chevron-right",
    "fold": "mdi6.chevron-down",
    "close": "mdi6.close",
    "tick": "mdi6.check",
    "confirm_page": "mdi6.check-all",
    "align": "mdi6.view-grid-outline",
    "second_window": "mdi6.monitor-multiple",
    "act": "mdi6.keyboard-outline",
    "next_page": "mdi6.arrow-right",
    "account": "mdi6.account-outline",
    "leave": "mdi6.logout-variant",
    "issue": "mdi6.call-received",
    "allot": "mdi6.call-split",
    "take_back": "mdi6.call-made",
    "move": "mdi6.swap-horizontal",
    "occupy": "mdi6.account-check-outline",
    "free_up": "mdi6.arrow-u-left-top",
    "advice": "mdi6.scale-balance",
}
SECTIONS: dict[str, str] = {
    "units": "mdi6.domain",
    "persons": "mdi6.account-group-outline",
    "photos": "mdi6.image-outline",
    "spot_checks": "mdi6.clipboard-check-outline",
    "quota": "mdi6.ticket-percent-outline",
    "refunds": "mdi6.cash-refund",
    "badges": "mdi6.badge-account-horizontal-outline",
    "figures": "mdi6.chart-box-outline",
    "saved": "mdi6.filter-variant",
    "shared": "mdi6.share-variant-outline",
    "mistakes": "mdi6.format-list-numbered",
    "batches": "mdi6.checkbox-multiple-marked-outline",
}


def sign(key: str) -> Sign:
    """The sign of a state or stage; a stage's name wins. Raises KeyError for an unknown one."""
    return STAGES.get(key) or STATES[key]


def finding_sign(severity: str, kind: str = "") -> Sign:
    """A finding's own icon if it has one, else that of its severity; the severity gives the hue."""
    own = FINDINGS.get(kind)
    base = FINDINGS[severity]
    return Sign(own.icon, base.hue) if own is not None else base
