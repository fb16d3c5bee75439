"""Stand-ins for bank, central finance and organiser: they act as those would, by the same rules."""

from collections.abc import Callable, Iterable, Mapping

from ciie_admin.domain import settling
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.outcome import Outcome, Refused
from ciie_admin.domain.persons import Person
from ciie_admin.domain.settling import Channel, Judgement
from ciie_admin.domain.states import Badge, Payment, UnitReview
from ciie_admin.server.faults import Fault
from ciie_admin.server.notices import Notice
from ciie_admin.server.reception import Reception

TOLD: Mapping[str, str] = {
    "overdue": "payment_overdue",
    "check_passed": "person_passed",
    "check_failed": "person_rejected",
}
"""Events a registrant hears of, and the text of the edition's notices that says so."""
CANCELLABLE = (UnitReview.WAITING, UnitReview.FIRST_PASSED, UnitReview.RETURNED, UnitReview.PASSED)


def pay(desk: Reception, persons: Iterable[int], channel: Channel = "online") -> None:
    """The fee arrived; after a voucher this is finance's confirmation."""
    wanted = sorted(set(persons))
    desk.open_persons(wanted)
    for number in wanted:
        person = desk.persons[number]
        confirmed = person.payment is Payment.FINANCE
        _act(
            desk,
            person,
            settling.pay(person, desk.edition, "transfer" if confirmed else channel, desk.now),
            "payment_confirmed" if confirmed else "paid",
        )


def give_voucher(desk: Reception, persons: Iterable[int]) -> None:
    """The unit uploaded the voucher of a transfer."""
    _each(
        desk,
        persons,
        lambda one: settling.give_voucher(one, desk.edition, desk.now),
        "voucher_uploaded",
    )


def let_lapse(desk: Reception, persons: Iterable[int]) -> None:
    _each(desk, persons, settling.let_lapse, "overdue")


def judge(desk: Reception, persons: Iterable[int], judgement: Judgement) -> None:
    """The organiser's check of persons, or 注销."""
    what = "cancelled" if judgement == "cancelled" else f"check_{judgement}"
    _each(desk, persons, lambda one: settling.judge(one, judgement), what)


def move_badge(desk: Reception, persons: Iterable[int], badge: Badge) -> None:
    def moved(one: Person) -> Outcome:
        number = badge_number(desk.edition, one.id) if badge is Badge.PRODUCTION else ""
        return settling.move_badge(one, badge, number)

    _each(desk, persons, moved, f"badge_{badge}")


def badge_number(edition: Edition, person: int) -> str:
    """证件编号 as the organiser of a made-up fair gives them."""
    return f"{edition.id:02}{person:07}"


def cancel_unit(desk: Reception, number: int) -> None:
    """注销 of a whole unit, as long as nobody has paid; its persons go with it."""
    desk.open_units((number,))
    unit = desk.units[number]
    if unit.persons_paid:
        raise Fault(409, "persons_have_paid", {"count": str(unit.persons_paid)})
    if unit.review not in CANCELLABLE:
        raise Fault(409, "unit_not_open")
    desk.note(unit, "cancelled", review=UnitReview.CANCELLED, automatic=False)
    judge(desk, [one.id for one in desk.persons_of(number)], "cancelled")


def _each(
    desk: Reception, persons: Iterable[int], rule: Callable[[Person], Outcome], what: str
) -> None:
    wanted = sorted(set(persons))
    desk.open_persons(wanted)
    for number in wanted:
        _act(desk, desk.persons[number], rule(desk.persons[number]), what)


def _act(desk: Reception, person: Person, outcome: Outcome, what: str) -> None:
    if isinstance(outcome, Refused):
        raise Fault(409, outcome.code, outcome.facts)
    if not outcome.changes:
        return
    desk.note(person, what, **outcome.changes)
    if what in TOLD:
        desk.notices.append(
            Notice(
                unit=person.unit_id,
                unit_class=desk.units[person.unit_id].unit_class,
                template=TOLD[what],
                person=person.id,
            )
        )
