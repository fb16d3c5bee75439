"""The server: its real functions on a real PostgreSQL, at a time of the scheduler's."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import Request
from sqlalchemy import Engine, delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from ciie_admin.domain.actors import Actor, Role
from ciie_admin.errors import Mishap
from ciie_admin.server import deciding, exchange, feed, known_api, records, simulate
from ciie_admin.server.base import Base
from ciie_admin.server.deciding import DEVICES, Caller
from ciie_admin.server.faults import Fault
from ciie_admin.server.feed import Moved
from ciie_admin.server.receiving import receiving
from ciie_admin.server.reception import Reception
from ciie_admin.server.restoring import begin_new_epochs
from ciie_admin.server.signin import ACCOUNTS
from ciie_admin.wire.codec import adapter, dump, load
from ciie_admin.wire.known import AskKnown, Known
from ciie_admin.wire.messages import Answer, Exchange, Verdict, VerdictRefused
from tests.fixtures.editions import DALIAN, EDITION, INDUSTRY, JINPU, SHANGHAI, ZHONGSHAN
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import LOGINS, SECRET

TABLES = Base.metadata.tables
PLACES = (JINPU, JINPU, JINPU, ZHONGSHAN, ZHONGSHAN, DALIAN, JINPU, SHANGHAI)
"""Where the units stand. The seventh is reviewed elsewhere and only counts here."""
SPLIT = 6
CLASSES = ("government", "association")
PERSONS = 12
UNKEPT = frozenset({"device_forked", "id_reused"})
"""Refusals that are not kept: the server does not take the operation into its books."""
EMPTY = """
DELETE FROM notice; DELETE FROM person; DELETE FROM unit; DELETE FROM operation;
DELETE FROM quota_lease; DELETE FROM quota
"""
KEPT = ("unit", "person", "quota", "quota_lease", "operation", "change")
"""Tables whose rows a backup brings back as they were; people and the audit stay as they are."""
RENEW = """
DELETE FROM change WHERE kind IN ('unit', 'person', 'quota');
UPDATE head SET epoch = 'the first', head = (SELECT max(seq) FROM change);
UPDATE device SET last_n = 0;
ALTER SEQUENCE unit_id_seq RESTART; ALTER SEQUENCE person_id_seq RESTART
"""


@dataclass(frozen=True, slots=True)
class Backup:
    """Rows by table, the head, and the numbers the devices had used."""

    rows: dict[str, list[dict[str, Any]]]
    head: int
    numbers: dict[UUID, int]


@dataclass(slots=True)
class Bureau:
    """`verdicts` and `head` remember what was said, to see that it is never unsaid."""

    engine: Engine
    now: datetime
    units: list[int] = field(default_factory=list)
    persons: list[int] = field(default_factory=list)
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    head: int = 0
    backup: Backup | None = None
    restored: bool = False

    def actor(self, login: str) -> Actor:
        """With the rights of this moment, as the server reads them at each request."""
        found = select(ACCOUNTS.c.id, ACCOUNTS.c.name, ACCOUNTS.c.role, records.PLACES.c.path)
        found = found.join(records.PLACES, records.PLACES.c.id == ACCOUNTS.c.place_id)
        with self.engine.connect() as db:
            row = db.execute(found.where(ACCOUNTS.c.login == login)).one()
        return Actor(account=row.id, name=row.name, role=Role(row.role), path=tuple(row.path))

    def regrant(self, login: str, place: int, role: Role) -> None:
        with self.engine.begin() as db:
            changed = update(ACCOUNTS).where(ACCOUNTS.c.login == login)
            db.execute(changed.values(place_id=place, role=role))

    def serve(self, login: str, request: Exchange) -> Answer:
        """As the endpoint does it, over the bytes of the wire. Raises Mishap as the line would."""
        body = load(Exchange, dump(request))
        caller = self._calling(login, body.device)
        try:
            verdicts = deciding.settle(self.engine, caller, body.operations, self.now)
            said = exchange._answer(self.engine, caller, body, verdicts, self.now)
        except Fault as fault:
            raise Mishap(fault.code, fault.facts) from None
        answer: Answer = adapter(Answer).validate_json(said)
        self._remember(answer)
        return answer

    def known(self, login: str, device: UUID, ids: Sequence[UUID]) -> Known:
        """The endpoint itself: which of these the server has."""
        asked = Request({"type": "http", "headers": [(b"accept", b"application/json")]})
        caller = self._calling(login, device)
        with self.engine.begin() as db:
            said = known_api.known(asked, AskKnown(ids=tuple(ids)), caller, db)
        return load(Known, bytes(said.body))

    def _calling(self, login: str, device: UUID) -> Caller:
        """Signed in as this device, which is the account's for ever."""
        actor = self.actor(login)
        with self.engine.begin() as db:
            enrolled = upsert(DEVICES).values(id=device, account_id=actor.account, last_n=0)
            db.execute(enrolled.on_conflict_do_nothing())
        return Caller(actor=actor, device=device, edition=EDITION)

    def _remember(self, answer: Answer) -> None:
        assert answer.head >= self.head, "the head fell"
        assert answer.cursor <= answer.head
        self.head = answer.head
        for one in answer.verdicts:
            if not (isinstance(one, VerdictRefused) and one.code in UNKEPT):
                assert self.verdicts.setdefault(str(one.id), one) == one, "a verdict was changed"

    @contextmanager
    def desk(self) -> Iterator[Reception]:
        with receiving(self.engine, SECRET, self.now, EDITION) as open_desk:
            yield open_desk

    def edit_unit(self, number: int, **changes: Any) -> None:
        with self.desk() as desk:
            desk.open_units((number,))
            unit = desk.units[number]
            form = replace(unit.form, **changes)
            desk.put(replace(unit, form=form, seen=records.fingerprint(SECRET, form)))

    def edit_person(self, number: int, **changes: Any) -> None:
        with self.desk() as desk:
            desk.open_persons((number,))
            person = desk.persons[number]
            form = replace(person.form, **changes)
            seen = records.fingerprint(SECRET, form, str(number))
            desk.entered.add(number)
            desk.put(replace(person, form=form, seen=seen))

    def replace_photo(self, number: int, photo: str) -> None:
        """As the registration desk does it: what was said of the one before is gone."""
        with self.desk() as desk:
            desk.open_persons((number,))
            person = desk.persons[number]
            seen = records.fingerprint(SECRET, person.form, str(number), photo)
            desk.entered.add(number)
            desk.put(replace(person, photo=photo, photo_word=None, seen=seen))

    def move(self, number: int, place: int) -> None:
        """The unit is reviewed and counted elsewhere from now on, its persons with it."""
        with self.desk() as desk:
            desk.open_units((number,))
            for person in desk.persons_of(number):
                desk.entered.add(person.id)
                desk.relocate(person, place, place)
            desk.relocate(desk.units[number], place, place)

    def pay(self, numbers: Sequence[int]) -> None:
        with self.desk() as desk:
            simulate.pay(desk, numbers)

    def judge(self, number: int) -> None:
        with self.desk() as desk:
            simulate.judge(desk, (number,), "passed")

    def back_up(self) -> None:
        with self.engine.connect() as db:
            rows = {
                name: [dict(row) for row in db.execute(select(TABLES[name])).mappings()]
                for name in KEPT
            }
            head = db.execute(select(feed.HEADS.c.head)).scalar_one()
            numbers = dict(map(tuple, db.execute(select(DEVICES.c.id, DEVICES.c.last_n)).all()))
        self.backup = Backup(rows, head, numbers)

    def restore(self, backup: Backup) -> None:
        """All that happened since is forgotten, and the keeper says so to every client."""
        with self.engine.begin() as db:
            db.execute(text("DELETE FROM notice"))
            for name in reversed(KEPT):
                db.execute(delete(TABLES[name]))
            for name in KEPT:
                if backup.rows[name]:
                    db.execute(insert(TABLES[name]), backup.rows[name])
            db.execute(update(feed.HEADS).values(head=backup.head))
            db.execute(update(DEVICES).values(last_n=0))
            for device, last_n in backup.numbers.items():
                db.execute(update(DEVICES).where(DEVICES.c.id == device).values(last_n=last_n))
            begin_new_epochs(db)
        kept = {str(row["id"]) for row in backup.rows["operation"]}
        self.verdicts = {key: one for key, one in self.verdicts.items() if key in kept}
        self.head, self.restored = backup.head, True

    def furnish(self) -> None:
        """Empty the books and plant a handful of records: the same ones every time."""
        with self.engine.begin() as db:
            for statement in f"{EMPTY};{RENEW}".split(";"):
                db.execute(text(statement))
            for login, (_, role, place) in LOGINS.items():
                mine = update(ACCOUNTS).where(ACCOUNTS.c.login == login)
                db.execute(mine.values(role=role, place_id=place))
            for number, place in enumerate(PLACES):
                beside = {"review_place": INDUSTRY} if number == SPLIT else {}
                unit_class = CLASSES[number % 2]
                unit = plant_unit(db, number + 1, place, unit_class=unit_class, **beside)
                self.units.append(unit)
            for number in range(PERSONS):
                unit = self.units[number % len(self.units)]
                self.persons.append(plant_person(db, unit, number + 1, photo=f"{number:064x}"))
            counted = [Moved(JINPU, "person", n) for n in self.persons if self._split(n)]
            moved = [Moved(JINPU, "unit", self.units[SPLIT]), *counted]
            self.head = feed.announce(db, EDITION, moved)

    def _split(self, person: int) -> bool:
        return (self.persons.index(person) % len(self.units)) == SPLIT
