"""The private PostgreSQL, also where its user may not look into the checkout."""

import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from ciie_admin.server import postgres


def test_a_copy_of_the_binaries_runs_as_well(tmp_path: Path) -> None:
    """What a start as root does when the wheel lies below /root."""
    binaries = postgres._copied(tmp_path / "copy")
    runner = postgres._Runner(binaries, None, None)
    for name in ("postgres", "initdb", "pg_isready"):
        done = runner.run([runner.binary(name), "--version"])
        assert done.returncode == 0, done.stderr
        assert b"PostgreSQL" in done.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts it as another user")
def test_root_starts_it_from_a_checkout_closed_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`nobody` cannot even see the closed folder, so a readable copy has to do."""
    closed = tmp_path / "closed"
    copied = postgres._copied(closed)
    closed.chmod(0o700)
    monkeypatch.setattr(postgres, "_package", lambda: copied.parents[1])
    folder = postgres.temporary()
    cluster = postgres.start(folder, durable=False)
    try:
        engine = create_engine(cluster.url())
        with engine.connect() as db:
            assert db.execute(text("SELECT 1")).scalar_one() == 1
        engine.dispose()
    finally:
        cluster.stop()
        shutil.rmtree(folder)
