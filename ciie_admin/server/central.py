"""A whole server in one process, for whoever stages it: database, secret, made-up fair."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, text

from ciie_admin.domain.actors import Role
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.places import Place
from ciie_admin.photos.workers import cores
from ciie_admin.server import filling, referrals, seeding
from ciie_admin.server.database import connect, migrate
from ciie_admin.server.filling_plans import Allotment, Door, Material, PlannedUnit
from ciie_admin.server.photo_judge import PhotoJudge
from ciie_admin.server.referrals import Referral
from ciie_admin.server.serve import Running, run_in_thread, secret_from

FIGURES = {
    "units_passed": "SELECT count(*) FROM unit WHERE review = 'passed'",
    "persons_passed": "SELECT count(*) FROM person WHERE review = 'passed'",
    "operations": "SELECT count(*) FROM operation",
    "operations_twice": "SELECT count(*) - count(DISTINCT id) FROM operation",
    "notices": "SELECT count(*) FROM notice",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """`place` is the Chinese name of the place the account works at."""

    login: str
    password: str
    name: str
    role: Role
    place: str


@dataclass(frozen=True, slots=True)
class Central:
    """The server's database and key."""

    engine: Engine
    secret: bytes

    def seed(
        self,
        edition: Edition,
        places: list[Place],
        accounts: Iterable[NewAccount],
        codes: Iterable[Referral],
    ) -> None:
        """Edition, tree, accounts and referral codes, in one transaction."""
        named = {place.name_zh: place.id for place in places}
        with self.engine.begin() as db:
            seeding.install(db, edition, places)
            for one in accounts:
                where = named[one.place]
                seeding.add_account(db, one.login, one.password, one.name, one.role, where)
            for code in codes:
                referrals.issue(db, edition.id, code)

    def fill(
        self,
        plans: Iterable[PlannedUnit],
        now: datetime,
        material: Material,
        door: Door | None = None,
        allotment: Allotment | None = None,
    ) -> int:
        """As filling.fill."""
        return filling.fill(
            self.engine, self.secret, plans, now, material, door=door, allotment=allotment
        )

    def figures(self) -> dict[str, int]:
        """What the database says about itself, by SQL."""
        with self.engine.connect() as db:
            return {name: db.execute(text(query)).scalar_one() for name, query in FIGURES.items()}

    def run(self) -> Running:
        """Serve on a free port of loopback, with the stand-ins for bank and organiser."""
        return run_in_thread(self.engine, self.secret, simulate=True)

    def photo_judge(self) -> PhotoJudge:
        """Of all photos; to be started and stopped."""
        return PhotoJudge(self.engine, cores())

    def close(self) -> None:
        self.engine.dispose()


def open_central(database_url: str, secret_file: Path) -> Central:
    """Raises Mishap not_postgres or database_unreachable."""
    engine = connect(database_url)
    migrate(engine)
    return Central(engine, secret_from(secret_file))
