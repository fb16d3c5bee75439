"""First download and catch-up over HTTP from the real server, beside bare inserts of the same rows.

The limit is handed ready rows, bodies and tokens; making them, the server's part and the way over
the network all count as ours.
"""

import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import create_engine, func, update

from benchmarks import bare
from benchmarks.measuring import Measured, apart, seconds, watched
from benchmarks.people import households
from benchmarks.stage import LOGINS, PASSWORD, planted, without_keyring
from ciie_admin.config import profile
from ciie_admin.models import vault
from ciie_admin.models.engine import Cache, open_cache
from ciie_admin.models.tables import PERSON, PERSON_BODY, PROGRESS, SEARCH
from ciie_admin.server import feed
from ciie_admin.server.feed import Moved
from ciie_admin.server.records import PERSONS
from ciie_admin.sync.cycle import exchanges
from ciie_admin.sync.entering import Entered, enter
from ciie_admin.wire.messages import PAGE_CHANGES, PAGE_FIRST
from tests.fixtures.editions import EDITION

LOGIN = LOGINS[0]
PER_UNIT = 5
TARGET, MEGABYTES = 3.0, 150.0


def measure(persons: int, changes: int, rounds: int) -> Iterator[Measured]:
    """`rounds` first downloads, and after the last one a catch-up of so many changes (0: none)."""
    units = persons // PER_UNIT
    with planted(households(units, persons)) as stage, TemporaryDirectory() as made:
        runs, caught = [], None
        for number in range(rounds):
            folder = Path(made) / str(number)
            with stage.server(f"round{number}") as (url, database):
                runs.append(_round(url, folder))
                if changes and number == rounds - 1:
                    caught = _catch_up(url, database, folder, changes)
            shutil.rmtree(folder)
    yield Measured(
        work=f"first download, {persons:,} persons + {units:,} units",
        unit="s",
        ours=median(run["seconds"] for run in runs),
        limit=median(run["limit"] for run in runs),
        times=TARGET,
        beside={"client's processor s": median(run["processor"] for run in runs)},
    )
    megabytes = max(run["megabytes"] for run in runs)
    yield Measured(work="  memory above idle", unit="MB", ours=megabytes, most=MEGABYTES)
    if caught is not None:
        ours, limit = caught["seconds"], caught["limit"]
        work = f"catch-up of {changes:,} changes"
        yield Measured(work=work, unit="s", ours=ours, limit=limit, times=TARGET)


def _round(url: str, folder: Path) -> dict[str, Any]:
    ours = apart("benchmarks.download:first", url=url, folder=str(folder))
    limit = apart("benchmarks.download:bare_first", url=url, folder=str(folder))
    return {**ours, "limit": limit["seconds"]}


def _catch_up(url: str, database: str, folder: Path, changes: int) -> dict[str, Any]:
    shutil.copyfile(profile(url, LOGIN, folder).cache, folder / "before.db")
    place = {"url": url, "folder": str(folder)}
    ours = apart("benchmarks.download:catch_up", **place, database=database, changes=changes)
    limit = apart("benchmarks.download:bare_catch_up", **place, count=changes)
    return {**ours, "limit": limit["seconds"]}


def entered(url: str, folder: str) -> Entered:
    without_keyring()
    return enter(url, LOGIN, PASSWORD, Path(folder))


def first(url: str, folder: str) -> dict[str, float]:
    """Until every record is there and can be found."""
    client = entered(url, folder)
    found, _ = _exchanged(client)
    client.leave()
    return found


def catch_up(url: str, folder: str, database: str, changes: int) -> dict[str, float]:
    """By a program that has exchanged before."""
    client = entered(url, folder)
    _exchanged(client)
    change_persons(database, changes)
    found, received = _exchanged(client)
    client.leave()
    if received < changes:
        raise ValueError(f"only {received} changes came")
    return found


def _exchanged(client: Entered) -> tuple[dict[str, float], int]:
    office = client.office()
    with watched() as watch:
        received = sum(one.received for one in exchanges(client.cache, office, client.actor))
    office.close()
    return asdict(watch), received


def bare_first(url: str, folder: str) -> dict[str, float]:
    cache, _ = _opened(url, folder)
    ready = bare.read(cache)
    cache.close()
    path = Path(folder) / "bare.db"
    bare.empty_cache(path).close()
    return {"seconds": seconds(lambda: bare.fill(path, ready, PAGE_FIRST))}


def bare_catch_up(url: str, folder: str, count: int) -> dict[str, float]:
    """The changed rows into the cache as it stood before, in transactions of a page each."""
    cache, key = _opened(url, folder)
    numbers = range(1, count + 1)
    narrow, bodies = (bare.rows(cache, one, numbers) for one in (PERSON, PERSON_BODY))
    ready = bare.Ready({"person": narrow}, {"person": bodies})
    tokens, progress = bare.said(ready, "person"), bare.rows(cache, PROGRESS)
    raw = bare.raw(Path(folder) / "before.db", key)
    search = f"INSERT OR REPLACE INTO {SEARCH['person']}(rowid, said) VALUES (?, ?)"

    def work() -> None:
        for at in range(0, count, PAGE_CHANGES):
            raw.execute("BEGIN IMMEDIATE")
            raw.executemany(bare.upsert(PERSON), narrow[at : at + PAGE_CHANGES])
            raw.executemany(bare.upsert(PERSON_BODY), bodies[at : at + PAGE_CHANGES])
            raw.executemany(search, tokens[at : at + PAGE_CHANGES])
            raw.executemany(bare.upsert(PROGRESS, ("name",)), progress)
            raw.execute("COMMIT")

    return {"seconds": seconds(work)}


def _opened(url: str, folder: str) -> tuple[Cache, bytes]:
    without_keyring()
    place = profile(url, LOGIN, Path(folder))
    key = vault.open_vault(place.vault, PASSWORD).key
    return open_cache(place.cache, key), key


def change_persons(database: str, count: int) -> dict[str, int]:
    """As if so many registrants had chosen another area; announced like any other change."""
    engine = create_engine(database)
    moved = update(PERSONS).where(PERSONS.c.id <= count)
    form = func.jsonb_set(PERSONS.c.form, ["area"], func.to_jsonb("cars"))
    changed = moved.values(version=PERSONS.c.version + 1, form=form)
    with engine.begin() as db:
        rows = db.execute(
            changed.returning(PERSONS.c.id, PERSONS.c.review_place, PERSONS.c.count_place)
        )
        entries = {Moved(place, "person", row[0]) for row in rows for place in row[1:]}
        head = feed.announce(db, EDITION, sorted(entries))
    engine.dispose()
    return {"head": head}
