"""Which pass command a record waits for: what the pass button means for this row."""

from ciie_admin.domain import second_person
from ciie_admin.domain.cases import Case, UnitCase
from ciie_admin.domain.commands import Command, PassPerson, PassUnit
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.states import PersonReview, Step, UnitReview


def pass_command(case: Case, edition: Edition, note: str = "", *, rest: bool = False) -> Command:
    """First step for a fresh record of a two-step review, else the final one.

    `rest`: only what changed since its return was looked at.
    """
    two = second_person.steps(case, edition) > 1
    if isinstance(case, UnitCase):
        fresh = case.unit.review is UnitReview.WAITING
        return PassUnit(step=Step.FIRST if two and fresh else Step.FINAL, note=note, rest=rest)
    fresh = case.person.review is PersonReview.WAITING
    return PassPerson(step=Step.FIRST if two and fresh else Step.FINAL, note=note, rest=rest)
