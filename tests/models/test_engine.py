"""The file on disk: nobody reads it without its key, and no fault of it loses what was kept."""

import os
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from sqlalchemy import text

from ciie_admin.domain.commands import ReturnUnit
from ciie_admin.domain.states import UnitClass
from ciie_admin.errors import CacheUnreadable
from ciie_admin.models import opening, reading
from ciie_admin.models.engine import Cache, open_cache
from ciie_admin.models.releasing import release
from ciie_admin.words import sentence
from tests.domain.samples import person, unit
from tests.fixtures.local import ACTOR, Local
from tests.fixtures.records import person_form, unit_form

KEY = bytes(range(32))
NAMES = ("独一无二进出口公司", "欧阳珍稀")
MASKED, NUMBER_KEY = "210***********4321", "0123456789abcdefkeyed"
SECRETS = (*NAMES, MASKED, NUMBER_KEY, "0411-7654321", "请补交唯一的材料")
ROOT = Path(__file__).parents[2]


def filled(local: Local) -> None:
    local.start(
        unit(
            unit_class=UnitClass.ASSOCIATION,
            form=unit_form(name_zh=NAMES[0], contact_phone="0411-7654321"),
        ),
        person(
            form=person_form(name=NAMES[1]),
            number_masked=MASKED,
            number_key=NUMBER_KEY,
        ),
        *(unit(id=n, unit_class=UnitClass.ASSOCIATION) for n in range(3, 60)),
    )
    command = ReturnUnit(reasons=("address_differs",), message="请补交唯一的材料")
    local.decides(command, 1, 3, 4)


def mishap(act: Callable[[], object]) -> str:
    """Its code; both sentences can be said and quote nothing that was kept."""
    with pytest.raises(CacheUnreadable) as caught:
        act()
    found = caught.value
    for language in ("zh", "en"):
        said = sentence("mishap", found.code, found.facts, language)
        assert "—" not in said
        assert not any(secret in said for secret in SECRETS)
    assert found.__suppress_context__
    return found.code


def test_nothing_can_be_read_in_any_file(local: Local) -> None:
    filled(local)
    place = local.cache.path
    files = [place, place.with_name(f"{place.name}-wal")]
    with local.cache.read() as db:
        assert db.execute(text("SELECT count(*) FROM unit")).scalar() == 58
        for file in files:
            content = file.read_bytes()
            assert len(content) >= 4096, file.name
            for secret in SECRETS:
                assert secret.encode() not in content
                assert secret.encode("utf-16-le") not in content
            assert b"CREATE TABLE" not in content
    local.cache.close()
    assert not place.read_bytes().startswith(b"SQLite format 3")
    assert {one.name for one in place.parent.iterdir()} <= {
        f"{place.name}{end}" for end in ("", "-wal", "-shm")
    } | {"xdg_cache_home", "xdg_config_home", "xdg_data_home", "xdg_state_home"}


def test_another_key_does_not_open_it(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    cache = open_cache(path, KEY)
    opening.prepare(cache)
    cache.close()
    before = path.read_bytes()
    assert mishap(lambda: open_cache(path, KEY[::-1])) == "cache_corrupt"
    assert path.read_bytes() == before
    assert str(path) not in [one.path for one in psutil.Process().open_files()]
    open_cache(path, KEY).close()


def test_a_plain_database_is_not_taken_for_ours(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    code = f"import sqlite3; sqlite3.connect({str(path)!r}).execute('CREATE TABLE unit (id)')"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert path.read_bytes().startswith(b"SQLite format 3")
    assert mishap(lambda: open_cache(path, KEY)) in ("cache_plain", "cache_corrupt")


def test_a_file_that_was_cut_or_changed_is_called_damaged(
    local: Local, tmp_path: Path, computers: Callable[[str], Local]
) -> None:
    """Wherever the byte lies: a clear mishap, or every record as it was."""
    filled(local)
    local.cache.close()
    content = local.cache.path.read_bytes()
    assert not Path(f"{local.cache.path}-wal").exists()
    damage = random.Random(7)
    places = [0, 15, 16, 100, 4095, len(content) - 1]
    places += [damage.randrange(len(content)) for _ in range(30)]
    codes = set()
    for place in places:
        changed = bytearray(content)
        changed[place] ^= 0xFF
        codes |= {looked(bytes(changed), local.cache.path, computers)}
    for length in (0, 1, 100, 4096, len(content) // 2, len(content) - 1):
        codes |= {looked(content[:length], local.cache.path, computers)}
    assert codes <= {"cache_corrupt", "whole", "empty"}
    assert "cache_corrupt" in codes
    assert looked(content, local.cache.path, computers) == "whole"


def looked(content: bytes, path: Path, computers: Callable[[str], Local]) -> str:
    """Opens a file of this content and reads all of it."""
    path.write_bytes(content)
    for end in ("-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    local = None
    try:
        local = computers(path.stem)
        with local.cache.read() as db:
            found = [reading.unit(db, number) for number in (1, *range(3, 60))]
            db.execute(text("SELECT * FROM draft")).all()
    except CacheUnreadable as fault:
        return fault.code
    finally:
        if local is not None:
            local.cache.close()
    known = [one for one in found if one is not None]
    assert len(known) in (0, 58)
    return "whole" if known else "empty"


def test_a_full_disk_keeps_what_was_there_and_goes_on_when_there_is_room(local: Local) -> None:
    filled(local)
    before = local.kept()
    with local.cache.write() as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar_one()
    limited(local, pages)
    many = [unit(id=n) for n in range(1000, 3000)]
    assert mishap(lambda: local.hears(*many)) == "cache_full"
    assert local.kept() == before
    limited(local, 2**32 - 2)
    local.hears(*many)
    assert local.unit(2999) == ("waiting", None)


def limited(local: Local, pages: int) -> None:
    """A property of the connection, of which one thread has one."""
    with local.cache.engine.connect() as db:
        assert db.exec_driver_sql(f"PRAGMA max_page_count = {pages}").scalar() == pages


FILLING = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from ciie_admin.errors import CacheUnreadable
from ciie_admin.models.engine import open_cache
from ciie_admin.models.opening import set_preference
cache = open_cache(Path(sys.argv[1]), bytes(range(32)))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
kept = 0
try:
    while kept < 10_000:
        with cache.write() as db:
            set_preference(db, f"kept {kept}", "x" * 2_000)
        kept += 1
except CacheUnreadable as fault:
    print(kept, fault.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes there")
@pytest.mark.parametrize("room", [100_000, 300_000])
def test_a_disk_that_fills_up_under_us(tmp_path: Path, room: int) -> None:
    """The operating system refuses the write: what was said to be kept is kept."""
    path = tmp_path / "cache.db"
    cache = open_cache(path, KEY)
    opening.prepare(cache)
    cache.close()
    limit = path.stat().st_size + room
    done = subprocess.run(
        [sys.executable, "-c", FILLING, str(path), str(limit)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    kept, code = done.stdout.split()
    assert code in ("cache_full", "cache_disk")
    assert int(kept) > 10
    cache = open_cache(path, KEY)
    opening.prepare(cache)
    with cache.write() as db:
        assert db.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        for number in range(int(kept)):
            assert opening.preference(db, f"kept {number}") == "x" * 2_000
        assert opening.preference(db, f"kept {kept}") is None
        opening.set_preference(db, "room again", "yes")
    cache.close()


def test_a_stranger_who_holds_the_file_is_named(local: Local) -> None:
    filled(local)
    with local.cache.write():
        with local.cache.engine.connect() as other:
            other.exec_driver_sql("PRAGMA busy_timeout = 1")
            other.rollback()
        command = ReturnUnit(reasons=("address_differs",))
        assert mishap(lambda: local.decides(command, 5)) == "cache_locked"
    assert local.decides(command, 5).drafted == (5,)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert mishap(lambda: open_cache(tmp_path / "cache.db", KEY)) == "cache_readonly"


def test_a_place_where_no_file_can_be(tmp_path: Path) -> None:
    (tmp_path / "cache.db").mkdir()
    assert mishap(lambda: open_cache(tmp_path / "cache.db", KEY)) == "cache_readonly"
    assert mishap(lambda: open_cache(tmp_path / "none" / "cache.db", KEY)) == "cache_readonly"


def test_a_reader_sees_one_moment_while_another_writes(local: Local) -> None:
    filled(local)
    with local.cache.read() as db:
        before = db.execute(text("SELECT count(*) FROM draft")).scalar()
        release(local.cache, ACTOR)
        assert db.execute(text("SELECT count(*) FROM draft")).scalar() == before == 3
    assert local.numbers()["draft"] == 0


def test_each_connection_is_kept_safe(local: Local) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "temp_store": 2, "trusted_schema": 0}
    with local.cache.read() as db:
        for name, value in wanted.items():
            assert db.exec_driver_sql(f"PRAGMA {name}").scalar() == value


def test_opening_reads_no_more_than_it_needs(tmp_path: Path) -> None:
    """A cache of gigabytes must not be loaded to see that it is encrypted."""
    path = tmp_path / "cache.db"
    cache: Cache = open_cache(path, KEY)
    opening.prepare(cache)
    cache.close()
    with path.open("r+b") as file:
        file.truncate(2**28)
    tracemalloc.start()
    with suppress(CacheUnreadable):
        open_cache(path, KEY).close()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2**20
