"""A full document number for one who may see it: never without an entry in the 操作日志."""

from datetime import datetime

from sqlalchemy import Connection, select

from ciie_admin.domain.actors import REVIEWERS
from ciie_admin.domain.revealing import may_reveal
from ciie_admin.server import access, audit, records
from ciie_admin.server.audit import Act
from ciie_admin.server.deciding import Caller
from ciie_admin.server.faults import Fault
from ciie_admin.server.records import PERSONS
from ciie_admin.wire.sessions import Reveal


def reveal(db: Connection, caller: Caller, wish: Reveal, now: datetime) -> str:
    """The number. Raises Fault: 403 not_allowed for roles that do not review and for who only
    counts the person, 404 no_such_record for what is out of sight.
    """
    if caller.actor.role not in REVIEWERS:
        raise Fault(403, "not_allowed")
    query = select(PERSONS.c.number, PERSONS.c.review_place, PERSONS.c.count_place)
    mine = query.where(PERSONS.c.id == wish.person, PERSONS.c.edition_id == caller.edition)
    person = db.execute(mine).one_or_none()
    seen = access.sight(db, caller.actor).places
    if person is None or not {person.review_place, person.count_place} & set(seen):
        raise Fault(404, "no_such_record")
    path = records.places(db, (person.review_place,))[person.review_place].path
    if not may_reveal(caller.actor, path):
        raise Fault(403, "not_allowed")
    who = ("account", caller.actor.account, caller.device, None)
    act = Act(now, *who, "reveal", "person", wish.person, wish.purpose)
    audit.append(db, caller.edition, [act])
    number: str = person.number
    return number
