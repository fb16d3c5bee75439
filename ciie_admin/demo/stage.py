"""The whole world on one computer: PostgreSQL, server, a made-up edition, accounts."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from ciie_admin.demo import licences
from ciie_admin.demo.allotted import allotted
from ciie_admin.demo.by_http import HttpDoor
from ciie_admin.demo.plan import plan, referral_codes
from ciie_admin.demo.portraits import FACES, cut_anew, portrait
from ciie_admin.demo.wishes import Wishes
from ciie_admin.domain.actors import Role
from ciie_admin.domain.places import Place
from ciie_admin.server import postgres
from ciie_admin.server.central import Central, NewAccount, open_central
from ciie_admin.server.editions import read_edition
from ciie_admin.server.filling_plans import Material
from ciie_admin.server.photo_judge import PhotoJudge
from ciie_admin.server.places_file import read_places
from ciie_admin.server.postgres import PrivatePostgres
from ciie_admin.server.referrals import Referral
from ciie_admin.server.serve import Running
from ciie_admin.sync.registrant import IntakeLine

PASSWORD = "demo-2026"
HOME = "大连交易团"
DATABASE = "ciie"
BY_HTTP = 2_000
"""Up to so many persons come in over HTTP: some four minutes for 400 units on two cores."""
"""Different portraits; drawing one takes 20 ms."""
ACCOUNTS = (
    ("linlan", "林岚", Role.REVIEWER, HOME),
    ("jiangbo", "姜波", Role.REVIEWER, HOME),
    ("zhouming", "周明", Role.HEAD, HOME),
    ("hexin", "何欣", Role.VIEWER, HOME),
    ("jinpu", "宋佳", Role.REVIEWER, "金普新区分团"),
    ("centre1", "主办方甲", Role.ADMIN, "主办方"),
    ("centre2", "主办方乙", Role.ADMIN, "主办方"),
)
Progress = Callable[[str, int], None]
"""Told what is going on and how many persons are there."""


@dataclass(slots=True)
class Stage:
    """Everything that runs; `stop` ends it, what it holds stays in the folder."""

    cluster: PrivatePostgres
    running: Running
    central: Central
    folder: Path
    judge: PhotoJudge

    @property
    def url(self) -> str:
        return self.running.url

    def stop(self) -> None:
        self.judge.stop()
        self.running.stop()
        self.central.close()
        self.cluster.stop()


def open_stage(
    folder: Path, wishes: Wishes, *, durable: bool, judged: bool, progress: Progress
) -> Stage:
    """Start what is in the folder, or make it: the same wishes on the same day are kept.

    Its photos are judged when this returns, or from then on.
    """
    units, persons, seed = wishes.units, wishes.persons, wishes.seed
    asked = {"units": units, "persons": persons, "seed": seed, "day": f"{datetime.now(UTC):%F}"}
    made = folder / "stage.json"
    kept = made.exists() and json.loads(made.read_text()) == asked
    if not kept:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # the database's own user must get through
    progress("postgres", 0)
    cluster = postgres.start(folder / "postgres", durable=durable)
    if not kept:
        cluster.create_database(DATABASE)
    central = open_central(cluster.url(DATABASE), folder / "secret")
    stage = Stage(cluster, central.run(), central, folder, central.photo_judge())
    if not kept:
        try:
            _fill(stage, wishes, progress)
        except BaseException:
            stage.stop()
            raise
        made.write_text(json.dumps(asked))
    if judged:
        stage.judge.catch_up()
    else:
        stage.judge.start()
    return stage


def _fill(stage: Stage, wishes: Wishes, progress: Progress) -> None:
    """Small fairs come in as registrants do, over HTTP; large ones by the same calls in process."""
    now = datetime.now(UTC)
    edition, places = read_edition("demo", now.date()), read_places()
    accounts = [
        NewAccount(login=login, password=PASSWORD, name=name, role=role, place=place)
        for login, name, role, place in ACCOUNTS
    ]
    stage.central.seed(edition, places, accounts, _codes(places))
    home = next(place.id for place in places if place.name_zh == HOME)
    material = Material(
        photo=_photo if wishes.persons > BY_HTTP else _own_photo,
        licences=[licences.licence(number) for number in range(licences.VARIANTS)],
        password=PASSWORD,
        progress=lambda done: progress("persons", done),
    )
    plans = list(plan(edition, places, wishes.units, wishes.persons, wishes.seed, home))
    quota = allotted(edition, places, plans, home)
    if wishes.persons > BY_HTTP:
        stage.central.fill(plans, now, material, allotment=quota)
        return
    line = IntakeLine(stage.url)
    try:
        door = HttpDoor(line, edition, now, material)
        stage.central.fill(plans, now, material, door, quota)
    finally:
        line.close()


def _codes(places: list[Place]) -> list[Referral]:
    return [
        Referral(
            code=code,
            issuer="合作单位",
            kind="industry" if leads_to else "partner",
            place=leads_to,
        )
        for code, leads_to in referral_codes(places).items()
    ]


def _own_photo(seed: int, kind: str) -> bytes:
    """Another one for each person. A large fair has not the room for that."""
    return cut_anew(_photo(seed, kind), seed)


@lru_cache(maxsize=4_000)
def _photo(seed: int, kind: str) -> bytes:
    """From a small pool of faces: a seed keeps its sex, a fault stays a fault."""
    face = seed % FACES
    return portrait(face - face % 2 + seed % 2, kind)
