"""Which pass command a record waits for: what the pass button means for this row."""

from ciie_admin.domain.cases import Case, UnitCase
from ciie_admin.domain.commands import Command, PassPerson, PassUnit
from ciie_admin.domain.edition import Edition, unit_steps
from ciie_admin.domain.states import PersonReview, Step, UnitReview


def pass_command(case: Case, edition: Edition, note: str = "") -> Command:
    """First step for a fresh record of a two-step review, else the final one."""
    if isinstance(case, UnitCase):
        steps = unit_steps(edition, case.unit.unit_class)
        fresh = case.unit.review is UnitReview.WAITING
        return PassUnit(step=Step.FIRST if steps > 1 and fresh else Step.FINAL, note=note)
    fresh = case.person.review is PersonReview.WAITING
    two = edition.review.person_steps > 1
    return PassPerson(step=Step.FIRST if two and fresh else Step.FINAL, note=note)
