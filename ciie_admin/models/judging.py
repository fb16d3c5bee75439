"""What rules say to a wish on each of many records: the one judgement of dry run and record()."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from ciie_admin.domain.cases import Case
from ciie_admin.domain.commands import Command, is_drafted
from ciie_admin.domain.decide import after, decide
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.outcome import Refused
from ciie_admin.models import quota_persons
from ciie_admin.models.cases import cases
from ciie_admin.models.ground import Ground
from ciie_admin.models.pending import drafts, outgoing
from ciie_admin.models.replay import replay
from ciie_admin.wire.messages import DecidedKind, record_kind

Choose = Callable[[Case, Edition], Command | Refused]
"""Which command a record gets, or why it is left alone; the pass button asks each record for its
own step. A photo is shown to it with one's own draft.
"""


@dataclass(frozen=True, slots=True)
class Possible:
    """`case` is the record as the server said it, `reached` as it stands once this is true."""

    id: int
    case: Case
    command: Command
    reached: Case


@dataclass(frozen=True, slots=True)
class Impossible:
    """`command` is None for a record that is not in sight, or was left alone."""

    id: int
    why: Refused
    command: Command | None = None


def judged(
    db: Connection, kind: DecidedKind, ids: Sequence[int], choose: Choose, on: Ground
) -> Iterator[Possible | Impossible]:
    """Each record by itself, in the order of `ids`; earlier drafts of one's own do not count, but
    those on photos where persons are judged.
    """
    found, released = cases(db, kind, ids, on), outgoing(db, record_kind(kind), ids)
    photos = drafts(db, "photo", ids) if kind != "unit" else {}
    places = quota_persons.serving(db, found.values())
    for number in ids:
        case = found.get(number)
        if case is None:
            yield Impossible(number, Refused("no_such_record"))
        else:
            beside = [photos[number]] if number in photos else []
            now = replay(places.at_turn(case), released.get(number, ()), on)
            shown = replay(now, beside, on)
            said = _judged(number, case, now if kind == "photo" else shown, shown, choose, on)
            if isinstance(said, Possible):
                places.take(case, said.reached)
            yield said


def _judged(
    number: int, case: Case, now: Case, shown: Case, choose: Choose, on: Ground
) -> Possible | Impossible:
    command = choose(shown, on.edition)
    if isinstance(command, Refused):
        return Impossible(number, command)
    outcome = decide(now, command, on.actor, on.edition, on.now)
    if isinstance(outcome, Refused):
        return Impossible(number, outcome, command)
    if not outcome.changes and is_drafted(command):
        return Impossible(number, Refused("already_so"), command)
    return Possible(number, case, command, after(now, outcome))
