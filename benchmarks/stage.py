"""A real server with its database for one run: planted set-wise, started by the shell command."""

import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keyring
import psutil
from keyring.backends.fail import Keyring as NoKeyring
from psycopg.types.json import Jsonb
from sqlalchemy import Engine, Table, create_engine, insert, text, update
from sqlalchemy.dialects.postgresql import JSONB

from benchmarks.people import Household
from ciie_admin.domain.actors import Role
from ciie_admin.domain.persons import Person
from ciie_admin.domain.units import Unit
from ciie_admin.errors import Offline
from ciie_admin.server import postgres, rows, seeding
from ciie_admin.server.database import connect, migrate
from ciie_admin.server.feed import CHANGES, HEADS
from ciie_admin.server.postgres import PrivatePostgres, free_port
from ciie_admin.server.records import PERSONS, UNITS
from ciie_admin.server.signin import ACCOUNTS, hash_password
from ciie_admin.sync.http import Office
from tests.fixtures.editions import DALIAN, EDITION, small_edition, small_tree

PASSWORD = "a long way 7"  # noqa: S105 of a server that lives for one run
TEMPLATE = "planted"
LOGINS = tuple(f"clerk{number}" for number in range(1, 9))
UNIT_COLUMNS = (*rows.WHOLE_UNIT, "edition_id", "credit_code")
PERSON_COLUMNS = (*rows.WHOLE_PERSON, "edition_id", "number")
JSON_COLUMNS = {
    one.name for table in (UNITS, PERSONS) for one in table.c if isinstance(one.type, JSONB)
}
CHANGE_COLUMNS = ("edition_id", "place_id", "kind", "record_id", "seq", "gone")


@dataclass(frozen=True, slots=True)
class Planted:
    """A cluster with a database nobody works in: every run gets a copy of it."""

    cluster: PrivatePostgres
    folder: Path

    @contextmanager
    def database(self, name: str) -> Iterator[str]:
        """URL of a fresh copy."""
        self._do(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        try:
            yield self.cluster.url(name)
        finally:
            self._do(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def server(self, name: str, *, aside: bool = False) -> Iterator[tuple[str, str]]:
        """URLs of the real server over a fresh copy, and of that copy."""
        with self.database(name) as database, self.serving(database, aside=aside) as url:
            yield url, database

    @contextmanager
    def serving(self, database: str, *, aside: bool = False) -> Iterator[str]:
        """`ciie-admin serve` as an administrator starts it, on a free port; yields its URL.

        `aside`: it and its database work only while the client leaves them a processor, as if they
        stood elsewhere.
        """
        port = free_port()
        command = [sys.executable, "-m", "ciie_admin", "serve", "--database", database]
        command += ["--port", str(port), "--secret-file", str(self.folder / "secret")]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for one in (process.pid, self.cluster.process.pid) if aside else ():
            psutil.Process(one).nice(19)
        url = f"http://127.0.0.1:{port}"
        try:
            while not _answers(url):
                if process.poll() is not None:
                    raise RuntimeError("the server did not start")
            yield url
        finally:
            process.terminate()
            process.wait(30)

    def _do(self, statement: str) -> None:
        engine = create_engine(self.cluster.url(), isolation_level="AUTOCOMMIT")
        with engine.connect() as db:
            db.execute(text(statement))
        engine.dispose()


def without_keyring() -> None:
    """As on a computer that has none: nothing of whoever runs this is touched."""
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]


@contextmanager
def planted(made: Iterable[Household]) -> Iterator[Planted]:
    """A durable PostgreSQL as in production, with these records announced in its feed."""
    folder = postgres.temporary("ciie-bench-")
    cluster = postgres.start(folder)
    try:
        stage = Planted(cluster, folder)
        stage._do(f"CREATE DATABASE {TEMPLATE}")  # noqa: SLF001 its own file
        engine = connect(cluster.url(TEMPLATE))
        migrate(engine)
        _seed(engine)
        _plant(engine, made)
        engine.dispose()
        yield stage
    finally:
        cluster.stop()
        subprocess.run(["rm", "-rf", str(folder)], check=True)


def _seed(engine: Engine) -> None:
    with engine.begin() as db:
        seeding.install(db, small_edition(), small_tree())
        password = hash_password(PASSWORD)
        for login in LOGINS:
            row = {"login": login, "password_hash": password, "name": login, "active": True}
            db.execute(insert(ACCOUNTS).values(**row, role=Role.REVIEWER, place_id=DALIAN))


def _plant(engine: Engine, made: Iterable[Household]) -> None:
    units: list[Unit] = []
    people: list[tuple[Person, str]] = []
    for one in made:
        units.append(one.unit)
        people += zip(one.persons, one.numbers, strict=True)
    with engine.begin() as db:
        raw: Any = db.connection.driver_connection
        _copy(raw, UNITS, UNIT_COLUMNS, (_unit_row(unit) for unit in units))
        _copy(raw, PERSONS, PERSON_COLUMNS, (_person_row(*one) for one in people))
        head = _announce(raw, engine, [*units, *(person for person, _ in people)])
        db.execute(update(HEADS).values(head=head))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.execute(text("VACUUM ANALYZE"))


def _announce(raw: Any, engine: Engine, records: Sequence[Unit | Person]) -> int:
    """Units first, as intake announces them; returns the head."""
    with engine.connect() as db:
        head: int = db.execute(HEADS.select()).mappings().one()["head"]
    entries = []
    for record in records:
        kind = "unit" if isinstance(record, Unit) else "person"
        for place in sorted({record.review_place, record.count_place}):
            head += 1
            entries.append((EDITION, place, kind, record.id, head, False))
    _copy(raw, CHANGES, CHANGE_COLUMNS, entries)
    return head


def _unit_row(unit: Unit) -> tuple[Any, ...]:
    return (*_copied(rows.values(unit, rows.WHOLE_UNIT)), EDITION, unit.form.credit_code)


def _person_row(person: Person, number: str) -> tuple[Any, ...]:
    return (*_copied(rows.values(person, rows.WHOLE_PERSON)), EDITION, number)


def _copied(values: dict[str, Any]) -> list[Any]:
    return [Jsonb(value) if name in JSON_COLUMNS else value for name, value in values.items()]


def _copy(raw: Any, table: Table, columns: Sequence[str], made: Iterable[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    with raw.cursor().copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in made:
            copy.write_row(row)


def _answers(url: str) -> bool:
    """The line itself tries again for a second before it gives up."""
    office = Office(url)
    try:
        office.hello()
    except Offline:
        return False
    finally:
        office.close()
    return True
