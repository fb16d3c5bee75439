"""Filling: what bank, finance and organiser did with the persons of a made-up fair."""

from collections.abc import Sequence
from datetime import datetime

from ciie_admin.domain.persons import Person
from ciie_admin.domain.settling import Judgement
from ciie_admin.domain.states import Badge, Check, Payment, UnitReview
from ciie_admin.server import simulate
from ciie_admin.server.filling_plans import Filed, PersonAim
from ciie_admin.server.reception import Reception

JUDGED: dict[Check, Judgement] = {
    Check.PASSED: "passed",
    Check.FAILED: "failed",
    Check.CANCELLED: "cancelled",
}
BADGE_WAYS = {
    Badge.PRODUCTION: (Badge.PRODUCTION,),
    Badge.READY: (Badge.PRODUCTION, Badge.READY),
    Badge.IN_DELIVERY: (Badge.PRODUCTION, Badge.READY, Badge.IN_DELIVERY),
    Badge.COLLECTED: (Badge.PRODUCTION, Badge.READY, Badge.COLLECTED),
    Badge.REUSED: (Badge.REUSED,),
}
PAID_AT, JUDGED_AT, BADGE_AT = 0.3, 0.6, 0.7
"""When things happened, as a share of the time between the unit's approval and now."""
BY_TRANSFER = 7
"""Every so-manieth payment came by transfer."""


def settle(desk: Reception, part: Sequence[Filed], now: datetime) -> None:
    """Bring persons as far as their plans say, once unit and papers have been judged."""
    desk.open_units(one.unit for one in part)
    for filed in part:
        if filed.plan.fate.review is UnitReview.CANCELLED:
            start = _last(desk, filed.unit)
            desk.now = start + (now - start) / 2
            simulate.cancel_unit(desk, filed.unit)
            continue
        for person, number in filed.persons:
            _advance(desk, desk.persons[number], person.fate, now)


def _advance(desk: Reception, person: Person, aim: PersonAim, now: datetime) -> None:
    start = person.history[-1].at
    one = (person.id,)
    if person.payment is Payment.UNPAID:
        desk.now = start + (now - start) * PAID_AT
        _pay(desk, person, aim.payment)
    if aim.check in JUDGED and desk.persons[person.id].check is Check.WAITING:
        desk.now = start + (now - start) * JUDGED_AT
        simulate.judge(desk, one, JUDGED[aim.check])
    for step, badge in enumerate(BADGE_WAYS.get(aim.badge, ())):
        desk.now = start + (now - start) * (BADGE_AT + 0.1 * step)
        simulate.move_badge(desk, one, badge)


def _last(desk: Reception, unit: int) -> datetime:
    """When something last happened to the unit or one of its persons."""
    histories = [desk.units[unit].history, *(one.history for one in desk.persons_of(unit))]
    return max(history[-1].at for history in histories)


def _pay(desk: Reception, person: Person, payment: Payment) -> None:
    one = (person.id,)
    if payment is Payment.OVERDUE:
        simulate.let_lapse(desk, one)
    elif payment in (Payment.FINANCE, Payment.PAID):
        transfer = payment is Payment.FINANCE or person.id % BY_TRANSFER == 0
        if transfer:
            simulate.give_voucher(desk, one)
        if payment is Payment.PAID:
            simulate.pay(desk, one)
