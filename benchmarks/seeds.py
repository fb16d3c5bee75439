"""The simulator: how long one seed takes, on one core with a PostgreSQL of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Measured, apart, seconds
from ciie_admin.server import postgres, seeding
from ciie_admin.server.database import connect, migrate
from tests.fixtures.editions import small_edition, small_tree
from tests.fixtures.server import LOGINS, PASSWORD
from tests.simulator.run import STEPS, simulate
from tests.simulator.world import Stage

MOST = 1.0
"""Seconds a seed: the sixty of every test run have to fit into a minute."""
MINUTE = 60.0


def measure(count: int) -> Iterator[Measured]:
    found = apart("benchmarks.seeds:run", count=count)
    each = found["seconds"] / count
    yield Measured(
        work=f"simulator: a seed of {STEPS} steps, {count} of them",
        unit="s",
        ours=each,
        most=MOST,
        beside={"seeds a minute": MINUTE / each},
    )


def run(count: int) -> dict[str, float]:
    """As the tests run them: the database is not durable, and made once."""
    folder = postgres.temporary("ciie-seeds-")
    cluster = postgres.start(folder, durable=False)
    try:
        cluster.create_database("seeds")
        engine = connect(cluster.url("seeds"))
        migrate(engine)
        with engine.begin() as db:
            seeding.install(db, small_edition(), small_tree())
            for login, (name, role, place) in LOGINS.items():
                seeding.add_account(db, login, PASSWORD, name, role, place)
        with TemporaryDirectory() as made:
            stage = Stage(engine, Path(made))
            spent = seconds(lambda: [simulate(seed, stage) for seed in range(count)])
        engine.dispose()
        return {"seconds": spent}
    finally:
        cluster.stop()
        shutil.rmtree(folder)
