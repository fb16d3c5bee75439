"""Files made to harm, in real workers: each is a finding, none costs more than it may."""

import io
import multiprocessing
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest
from PIL import Image

from ciie_admin.photos import tasks
from ciie_admin.photos.worker import Begin, Bounds
from ciie_admin.photos.workers import Workers
from tests.fixtures.editions import small_edition
from tests.photos.strange import (
    declared_jpeg,
    declared_png,
    endless_png,
    jpeg,
    png,
    saved,
    unpacking_png,
    zip_bomb,
)

LIMITS = small_edition().photo
MAX_BYTES = 2 * 2**20
MOST = 300 * 1024
"""KiB a worker may ever have had."""
KINDS: dict[str, tuple[Begin, Bounds]] = {
    "badge": (partial(tasks.badge, LIMITS), tasks.BADGE),
    "licence": (partial(tasks.licence, MAX_BYTES), tasks.LICENCE),
}


def progressive() -> bytes:
    """48 megapixels that need 300 MB to be decoded, in half a megabyte."""
    out = io.BytesIO()
    page = Image.new("RGB", (6_000, 8_000), "#ccc")
    page.save(out, "JPEG", quality=5, progressive=True, subsampling=0)
    return out.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "empty": bytes,
    "zeros": lambda: bytes(100_000),
    "zip bomb": zip_bomb,
    "declared jpeg": declared_jpeg,
    "declared png": declared_png,
    "unpacking png": unpacking_png,
    "endless png": endless_png,
    "progressive": progressive,
    "cut jpeg": lambda: jpeg()[:-3_000],
    "cut png": lambda: png()[:-100],
    "head only": lambda: jpeg()[:40],
    "two pictures": lambda: jpeg() + jpeg(),
    "gif": lambda: saved(Image.new("L", (480, 640)), "GIF"),
    "html": lambda: b"<!DOCTYPE html><script>alert(1)</script>",
}
EXPECTED: dict[str, dict[str, set[str]]] = {
    "badge": {
        "declared jpeg": {"bomb"},
        "declared png": {"format"},
        "zip bomb": {"format"},
        "html": {"format"},
        "cut jpeg": {"corrupt"},
    },
    "licence": {
        "declared jpeg": {"bomb"},
        "declared png": {"bomb"},
        "unpacking png": set(),
        "zip bomb": {"format"},
        "cut jpeg": {"corrupt"},
        "cut png": {"corrupt"},
    },
}
HARMLESS = {"two pictures", "unpacking png"}


@cache
def made() -> list[tuple[str, bytes]]:
    """To make them takes longer than to judge them."""
    return [(name, make()) for name, make in FILES.items()]


def most_memory(pid: int | None) -> int:
    """KiB, the highest it has ever been."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM:")))


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_a_finding_and_no_worker_is_lost(kind: str) -> None:
    begin, bounds = KINDS[kind]
    with Workers(begin, count=1, bounds=bounds) as workers:
        judged = {one.key: one.findings for one in workers.judge(made())}
        (worker,) = multiprocessing.active_children()
        if sys.platform == "linux":
            assert most_memory(worker.pid) < MOST
    assert set(judged) == set(FILES)
    for name, findings in judged.items():
        rejected = {one.rule for one in findings if one.severity == "reject"}
        assert rejected or name in HARMLESS, name
        assert EXPECTED[kind].get(name, set()) <= rejected, name
        assert not {one.measured for one in findings} & {"worker: crash", "worker: time"}, name


@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_a_licence_cut_anywhere_is_damaged(cut: int) -> None:
    check = tasks.licence(MAX_BYTES)
    for whole in (png(), jpeg()):
        content = whole[: len(whole) * cut // 100]
        assert [one.severity for one in check(content).findings] == ["reject"]
