"""分办: who gives a case to whom. It leads nowhere by itself and never changes what is judged."""

from ciie_admin.domain.actors import HEADS, Actor
from ciie_admin.domain.cases import Case, UnitCase
from ciie_admin.domain.commands import Assign
from ciie_admin.domain.outcome import Accepted, Outcome, Refused


def assign(case: Case, command: Assign, by: Actor) -> Outcome:
    """To somebody who may decide there; the same again is accepted without effect."""
    record = case.unit if isinstance(case, UnitCase) else case.person
    if by.role not in HEADS:
        return Refused("head_needed")
    if command.to == record.assigned_to:
        return Accepted()
    if command.to is None:
        return Accepted({"assigned_to": None, "assigned_name": ""})
    chosen = next((one for one in case.people if one.id == command.to), None)
    if chosen is None:
        return Refused("cannot_review_there")
    return Accepted({"assigned_to": chosen.id, "assigned_name": chosen.name})
