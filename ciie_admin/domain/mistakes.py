"""常见问题: which reasons a record was ever given, whatever became of it since."""

from ciie_admin.domain.persons import Person
from ciie_admin.domain.photo_rules import PHOTO_EVENTS
from ciie_admin.domain.units import Unit

TAKEN_BACK = frozenset({"withdraw_unit", "withdraw_person"})


def named_reasons(record: Unit | Person) -> frozenset[str]:
    """Of all verdicts that were not taken back; each reason once."""
    given: list[tuple[str, ...]] = []
    for event in record.history:
        if event.what in PHOTO_EVENTS:
            continue  # nothing was asked of anybody by it
        if event.reasons:
            given.append(event.reasons)
        elif event.what in TAKEN_BACK and given and given[-1]:
            given.pop()
        elif event.what.startswith(("pass_", "reopen_")):
            given.append(())  # what is withdrawn after it is this one
    return frozenset(code for reasons in given for code in reasons).union(record.reasons)
