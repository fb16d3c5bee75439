"""Acts of bank, central finance and organiser on one person. No mission command leads here."""

from datetime import datetime
from typing import Literal

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.free_places import ENDED, released
from ciie_admin.domain.outcome import Accepted, Outcome, Refused
from ciie_admin.domain.persons import Person
from ciie_admin.domain.states import Badge, Check, Payment

Channel = Literal["online", "transfer"]
Judgement = Literal["passed", "failed", "cancelled"]
NEXT_BADGES = {
    Badge.NONE: frozenset({Badge.PRODUCTION, Badge.REUSED}),
    Badge.PRODUCTION: frozenset({Badge.READY}),
    Badge.READY: frozenset({Badge.IN_DELIVERY, Badge.COLLECTED}),
    Badge.IN_DELIVERY: frozenset({Badge.COLLECTED}),
}


def pay(person: Person, edition: Edition, channel: Channel, now: datetime) -> Outcome:
    """Paid online, or confirmed by finance after a voucher; the organiser's check begins.

    Deadlines differ (seed 003, XIII); a transfer counts by the time of its voucher.
    """
    if person.payment is Payment.PAID:
        return Accepted()
    if person.payment not in (Payment.UNPAID, Payment.FINANCE):
        return Refused("not_payable")
    if channel == "online" and now >= edition.deadlines.pay_online:
        return Refused("payment_closed", {"time": edition.deadlines.pay_online.isoformat()})
    return Accepted({"payment": Payment.PAID, "check": Check.WAITING})


def give_voucher(person: Person, edition: Edition, now: datetime) -> Outcome:
    """A voucher of a transfer was uploaded: finance has to confirm (seed 000, step 4)."""
    if person.payment is not Payment.UNPAID:
        return Refused("not_payable")
    if now >= edition.deadlines.pay_transfer:
        return Refused("payment_closed", {"time": edition.deadlines.pay_transfer.isoformat()})
    return Accepted({"payment": Payment.FINANCE})


def let_lapse(person: Person) -> Outcome:
    """The deadline went by without a payment."""
    if person.payment is Payment.OVERDUE:
        return Accepted()
    if person.payment is not Payment.UNPAID:
        return Refused("not_payable")
    return Accepted({"payment": Payment.OVERDUE})


def judge(person: Person, judgement: Judgement) -> Outcome:
    """The organiser's check (人员审核), or 注销 as long as no badge is in production. Either no
    releases a place of the quota.
    """
    check = Check(judgement)
    if person.check is check:
        return Accepted()
    if person.badge is not Badge.NONE:
        return Refused("organiser_has_judged")
    if check is not Check.CANCELLED and person.check is not Check.WAITING:
        return Refused("not_submitted" if person.check is Check.NONE else "organiser_has_judged")
    changes: dict[str, object] = {"check": check}
    if check in ENDED:
        changes |= released(person)
        if person.payment is Payment.FREE or _owes(person, check):
            changes["payment"] = Payment.NONE
    return Accepted(changes)


def _owes(person: Person, check: Check) -> bool:
    """Nobody asks a cancelled person to pay."""
    return check is Check.CANCELLED and person.payment in (Payment.UNPAID, Payment.OVERDUE)


def move_badge(person: Person, badge: Badge, number: str = "") -> Outcome:
    """Production begins after a passed check; a reused badge is only switched on again, and keeps
    the number it has. `number` is what the organiser gives a new one.
    """
    if person.badge is badge:
        return Accepted()
    if person.check is not Check.PASSED or badge not in NEXT_BADGES.get(person.badge, ()):
        return Refused("badge_not_next")
    if badge is Badge.REUSED and not person.form.reuse:
        return Refused("badge_not_next")
    if badge is Badge.REUSED:
        number = person.former_badge.number if person.former_badge is not None else ""
    return Accepted({"badge": badge} | ({"badge_number": number} if number else {}))
