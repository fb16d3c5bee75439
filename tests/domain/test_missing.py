"""What a caller is told is missing, in the order in which it can be done."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ciie_admin.domain.missing import Lack, Member, Missing, missing
from ciie_admin.domain.states import Payment, PersonReview, UnitReview
from ciie_admin.domain.units import Licence, Unit
from tests.domain.samples import unit
from tests.fixtures.editions import small_edition

EDITION = small_edition()
LICENCE = Licence(digest="0" * 64, name="", code="", address="")
FINE = Member(submitted=True, review="passed", payment="paid", photo=True, finding="")
members = st.builds(
    Member,
    submitted=st.booleans(),
    review=st.sampled_from([*PersonReview]),
    payment=st.sampled_from([*Payment]),
    photo=st.booleans(),
    finding=st.sampled_from(["", "background", "duplicate_number"]),
)


def test_a_unit_that_has_done_its_part_hears_so() -> None:
    assert missing(whole(UnitReview.PASSED), [FINE], EDITION) == (Missing(Lack.NOTHING),)
    for waiting in (UnitReview.WAITING, UnitReview.FIRST_PASSED):
        assert missing(whole(waiting), [FINE], EDITION) == (Missing(Lack.AWAITED),)


def test_what_comes_first_is_told_first() -> None:
    returned = whole(UnitReview.RETURNED, ("unit_name",))
    bare = replace(returned, form=replace(returned.form, licence=None))
    late = replace(FINE, submitted=False, photo=False, payment="unpaid")
    told = missing(bare, [FINE, late, late], EDITION)
    due = EDITION.deadlines
    assert told == (
        Missing(Lack.CORRECT_UNIT, 0, due.registration, ("unit_name",)),
        Missing(Lack.LICENCE, 0, due.registration),
        Missing(Lack.SUBMIT_PERSONS, 2, due.registration),
        Missing(Lack.PHOTOS, 2, due.registration),
        Missing(Lack.PAY, 2, due.pay_online),
    )


def test_for_a_rejected_unit_nothing_is_left_to_do() -> None:
    told = missing(whole(UnitReview.REJECTED, ("no_such",)), [FINE], EDITION)
    assert told == (Missing(Lack.FINAL, reasons=("no_such",)),)


@given(st.lists(members, max_size=5))
def test_every_person_counted_lacks_just_that(them: list[Member]) -> None:
    told = {one.lack: one.count for one in missing(whole(), them, EDITION)}
    assert told
    lacking = [
        one
        for one in them
        if not one.submitted
        or one.review == "returned"
        or one.payment in ("unpaid", "overdue")
        or not one.photo
        or one.finding == "background"
    ]
    assert (Lack.AWAITED in told) == (not lacking)
    assert sum(told.values()) >= len(lacking)
    assert all(count <= len(them) for count in told.values())


def whole(review: UnitReview = UnitReview.WAITING, reasons: tuple[str, ...] = ()) -> Unit:
    made = unit(review, persons=1, reasons=reasons)
    return replace(made, form=replace(made.form, licence=LICENCE))
