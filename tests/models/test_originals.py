"""Photos as they were uploaded, sealed beside the cache: kept, used, lost."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import product, starmap
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from ciie_admin.errors import CacheUnreadable
from ciie_admin.models import losing, opening, originals, sealed_files
from ciie_admin.models.engine import Cache, open_cache
from ciie_admin.models.tables import ORIGINAL
from ciie_admin.wire.transport import MAX_PICTURE
from tests.domain.samples import person, unit
from tests.fixtures.local import Local
from tests.fixtures.pages import holding
from tests.fixtures.registrants import photo

OVERHEAD = sealed_files.NONCE_BYTES + sealed_files.TAG_BYTES
KEY = bytes(range(32))
PHOTO = photo(7)
DIGEST = sha256(PHOTO).hexdigest()


def content(number: int, size: int = 100) -> bytes:
    """Another picture for each number, of so many bytes."""
    return number.to_bytes(4, "big") * (size // 4)


def digest(number: int, size: int = 100) -> str:
    return sha256(content(number, size)).hexdigest()


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Local]:
    """Sees one person, whose photo is PHOTO."""
    cache = open_cache(tmp_path / "cache.db", KEY)
    opening.prepare(cache)
    local = Local(cache)
    local.start(unit(id=1), person(id=2, photo=DIGEST))
    yield local
    cache.close()


def files(cache: Cache) -> list[Path]:
    folder = sealed_files.folder_of(cache)
    return sorted(folder.iterdir()) if folder.exists() else []


def rows(cache: Cache) -> list[str]:
    """Digests of what is kept, the least lately used first."""
    with cache.read() as db:
        return list(db.execute(select(ORIGINAL.c.digest).order_by(ORIGINAL.c.used)).scalars())


def only_file(cache: Cache) -> Path:
    (file,) = files(cache)
    return file


def test_a_picture_comes_back_as_it_was_and_stands_nowhere_in_the_clear(clerk: Local) -> None:
    assert originals.read(clerk.cache, DIGEST) is None
    assert originals.keep(clerk.cache, DIGEST, PHOTO)
    assert originals.read(clerk.cache, DIGEST) == PHOTO
    file = only_file(clerk.cache)
    raw = file.read_bytes()
    assert len(raw) == len(PHOTO) + OVERHEAD
    assert not any(PHOTO[at : at + 16] in raw for at in range(0, len(PHOTO) - 16, 16))
    with clerk.cache.read() as db:
        lock = AESGCM(db.execute(select(ORIGINAL.c.key)).scalar_one())
    assert lock.decrypt(raw[:12], raw[12:], DIGEST.encode()) == PHOTO
    with pytest.raises(InvalidTag):
        lock.decrypt(raw[:12], raw[12:], b"")
    assert DIGEST[:8] not in file.name
    assert sha256(DIGEST.encode()).hexdigest()[:8] not in file.name
    if os.name == "posix":
        assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_the_same_picture_again_has_another_key_and_takes_the_place(clerk: Local) -> None:
    originals.keep(clerk.cache, DIGEST, PHOTO)
    before = only_file(clerk.cache)
    once = before.read_bytes()
    originals.keep(clerk.cache, DIGEST, PHOTO)
    again = only_file(clerk.cache)
    assert again.name != before.name
    assert again.read_bytes()[sealed_files.NONCE_BYTES :] != once[sealed_files.NONCE_BYTES :]
    assert originals.read(clerk.cache, DIGEST) == PHOTO


Damage = Callable[[Path], object]
DAMAGES: dict[str, Damage] = {
    "one bit of the picture": lambda file: _flip(file, 40),
    "one bit of the nonce": lambda file: _flip(file, 3),
    "one bit of the tag": lambda file: _flip(file, -1),
    "cut": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "cut to the nonce": lambda file: file.write_bytes(file.read_bytes()[:12]),
    "nothing": lambda file: file.write_bytes(b""),
    "longer": lambda file: file.write_bytes(file.read_bytes() + b"x"),
    "endless": lambda file: file.write_bytes(bytes(MAX_PICTURE + 100)),
    "the picture itself": lambda file: file.write_bytes(PHOTO),
    "gone": Path.unlink,
}


def _flip(file: Path, at: int) -> None:
    raw = bytearray(file.read_bytes())
    raw[at] ^= 1
    file.write_bytes(raw)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_file_that_was_touched_is_as_if_not_there(clerk: Local, damage: str) -> None:
    originals.keep(clerk.cache, DIGEST, PHOTO)
    DAMAGES[damage](only_file(clerk.cache))
    assert originals.read(clerk.cache, DIGEST) is None
    assert (rows(clerk.cache), files(clerk.cache)) == ([], [])
    assert originals.keep(clerk.cache, DIGEST, PHOTO)
    assert originals.read(clerk.cache, DIGEST) == PHOTO


def test_one_picture_is_not_shown_as_another(clerk: Local) -> None:
    """Whoever can write the files cannot exchange them, and nobody can by the rows either."""
    clerk.hears(person(id=3, photo=digest(3)))
    originals.keep(clerk.cache, DIGEST, PHOTO)
    originals.keep(clerk.cache, digest(3), content(3))
    first, second = files(clerk.cache)
    swapped = first.read_bytes()
    shutil.copy(second, first)
    second.write_bytes(swapped)
    assert originals.read(clerk.cache, DIGEST) is None
    assert originals.read(clerk.cache, digest(3)) is None

    originals.keep(clerk.cache, DIGEST, PHOTO)
    with clerk.cache.write() as db:
        db.execute(text("UPDATE original SET digest = :other"), {"other": digest(3)})
    assert originals.read(clerk.cache, digest(3)) is None


def test_what_is_not_what_its_digest_was_made_from_is_not_shown(clerk: Local) -> None:
    originals.keep(clerk.cache, DIGEST, PHOTO + b"another")
    assert originals.read(clerk.cache, DIGEST) is None
    assert files(clerk.cache) == []


ACTS = st.lists(
    st.tuples(st.sampled_from(["keep", "read"]), st.integers(0, 11), st.sampled_from([40, 100])),
    max_size=25,
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS, cap=st.integers(70, 600))
def test_the_least_lately_used_goes_first_and_the_cap_holds(
    clerk: Local, acts: list[tuple[str, int, int]], cap: int
) -> None:
    """Beside a list of digests in order of use."""
    cache = clerk.cache
    with cache.write() as db:
        db.execute(ORIGINAL.delete())
    losing.sweep(cache)
    photos = starmap(digest, product(range(12), (40, 100)))
    clerk.hears(*(person(id=100 + n, photo=one) for n, one in enumerate(photos)))
    order: dict[str, int] = {}
    for act, number, size in acts:
        one = digest(number, size)
        if act == "read":
            got = originals.read(cache, one)
            assert got == (content(number, size) if one in order else None)
            if one in order:
                order[one] = order.pop(one)
            continue
        assert originals.keep(cache, one, content(number, size), cap)
        order.pop(one, None)
        order[one] = size + OVERHEAD
        while sum(order.values()) > cap and len(order) > 1:
            order.pop(next(iter(order)))
        assert rows(cache) == list(order)
        on_disk = [file.stat().st_size for file in files(cache)]
        assert sorted(on_disk) == sorted(order.values())
        assert sum(on_disk) <= cap or len(on_disk) == 1
    assert rows(cache) == list(order)


def leaves_by_removal(clerk: Local) -> None:
    clerk.hears(gone=[("person", 2)])


def leaves_with_another_photo(clerk: Local) -> None:
    clerk.hears(person(id=2, version=2, photo=digest(1)))


def leaves_with_the_rights(clerk: Local) -> None:
    clerk.start(unit(id=1), restart=True)


def leaves_with_the_account(clerk: Local) -> None:
    losing.forget_everything(clerk.cache)


LEAVING = [
    leaves_by_removal,
    leaves_with_another_photo,
    leaves_with_the_rights,
    leaves_with_the_account,
]


@pytest.mark.parametrize("leaves", LEAVING)
def test_I24_what_left_ones_sight_has_no_file_and_no_key(
    clerk: Local, leaves: Callable[[Local], None]
) -> None:
    originals.keep(clerk.cache, DIGEST, PHOTO)
    with clerk.cache.read() as db:
        secret = db.execute(select(ORIGINAL.c.key)).scalar_one()
    assert holding(clerk.cache.path, KEY, secret) == [secret], "else nothing could be missed"
    leaves(clerk)
    assert (rows(clerk.cache), files(clerk.cache)) == ([], [])
    assert holding(clerk.cache.path, KEY, secret) == []
    assert not originals.keep(clerk.cache, DIGEST, PHOTO), "asked for before it was lost"
    assert files(clerk.cache) == []


def test_a_photo_another_person_shows_stays(clerk: Local) -> None:
    clerk.hears(person(id=3, photo=DIGEST))
    originals.keep(clerk.cache, DIGEST, PHOTO)
    leaves_by_removal(clerk)
    assert originals.read(clerk.cache, DIGEST) == PHOTO


def test_the_photo_of_an_earlier_badge_stays_as_long_as_a_person_is_compared(clerk: Local) -> None:
    clerk.hears(person(id=3, former_photo=DIGEST))
    leaves_by_removal(clerk)
    assert originals.keep(clerk.cache, DIGEST, PHOTO)
    assert originals.read(clerk.cache, DIGEST) == PHOTO
    clerk.hears(person(id=3, version=2))
    assert (rows(clerk.cache), files(clerk.cache)) == ([], [])


def test_I24_files_a_crash_left_go_at_the_next_wipe(
    clerk: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the rows went, before the files did."""
    originals.keep(clerk.cache, DIGEST, PHOTO)
    with monkeypatch.context() as killed:
        killed.setattr(losing, "wipe", lambda _cache: False)
        leaves_by_removal(clerk)
    assert len(files(clerk.cache)) == 1
    assert losing.wipe(clerk.cache)
    assert files(clerk.cache) == []


def test_half_written_and_strange_files_are_swept(clerk: Local) -> None:
    originals.keep(clerk.cache, DIGEST, PHOTO)
    mine = only_file(clerk.cache)
    (mine.parent / f"{'a' * 32}.new").write_bytes(b"half")
    (mine.parent / ("b" * 32)).write_bytes(b"no row")
    assert losing.sweep(clerk.cache)
    assert files(clerk.cache) == [mine]


def test_a_closed_cache_opens_no_picture(clerk: Local) -> None:
    originals.keep(clerk.cache, DIGEST, PHOTO)
    clerk.cache.close()
    with pytest.raises(CacheUnreadable):
        originals.read(clerk.cache, DIGEST)


@pytest.mark.parametrize("when", ["fsync", "replace"])
def test_a_full_disk_keeps_nothing_and_breaks_nothing(
    clerk: Local, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as disk:
        disk.setattr(*((os, "fsync", full) if when == "fsync" else (Path, "replace", full)))
        with pytest.raises(CacheUnreadable) as caught:
            originals.keep(clerk.cache, DIGEST, PHOTO)
    assert caught.value.code == "cache_full"
    assert (rows(clerk.cache), files(clerk.cache)) == ([], [])
    assert originals.keep(clerk.cache, DIGEST, PHOTO)


def test_a_row_that_cannot_be_written_leaves_no_file(clerk: Local) -> None:
    """The database itself says that it is full."""
    with clerk.cache.write() as db:
        db.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON original "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    with pytest.raises(CacheUnreadable):
        originals.keep(clerk.cache, DIGEST, PHOTO)
    assert (rows(clerk.cache), files(clerk.cache)) == ([], [])


def test_what_to_fetch_ahead_comes_in_the_queues_order_without_what_is_here(clerk: Local) -> None:
    others = [person(id=n, photo=digest(n)) for n in (5, 4, 3)]
    clerk.hears(*others, person(id=6, photo=digest(4)), person(id=7, photo=""))
    originals.keep(clerk.cache, digest(3), content(3))
    with clerk.cache.read() as db:
        found = originals.missing(db, "person", [7, 5, 3, 4, 6, 2, 99])
    assert found == [digest(5), digest(4), DIGEST]
