"""Photo checks: one picture beside its decoding and the three nets; many over all cores."""

import io
import multiprocessing
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from cv2.dnn import Net
from PIL import Image

from benchmarks.measuring import MEGABYTE, Measured, apart
from ciie_admin.demo.portraits import portrait
from ciie_admin.photos import tasks
from ciie_admin.photos.checking import check_badge
from ciie_admin.photos.coarse import likeness_of
from ciie_admin.photos.models_folder import models_folder
from ciie_admin.photos.nets import load
from ciie_admin.photos.workers import Workers, cores
from ciie_admin.server.known_likenesses import KnownLikenesses
from tests.fixtures.editions import small_edition

LIMITS = small_edition().photo
DRAWN = 12
"""Different faces."""
OTHERS, COMPARED, DIFFERING, SEED = 500_000, 200, 0.12, 7
NEAR = 5.0
"""Milliseconds."""
TIMES, MILLISECONDS, MEGABYTES, LOSS = 1.5, 80.0, 300.0, 1.25


def measure(photos: int) -> Iterator[Measured]:
    one = apart("benchmarks.photos:singly")
    work = "photo check, 480x640, CPU: decode and the three nets"
    yield Measured(work=work, unit="ms", ours=one["ours"], limit=one["limit"], times=TIMES)
    yield Measured(work="  of it at most", unit="ms", ours=one["ours"], most=MILLISECONDS)
    near = apart("benchmarks.photos:alike")
    work = f"  compared with {OTHERS:,} others, CPU"
    yield Measured(work=work, unit="ms", ours=near["ours"], most=NEAR)
    many = apart("benchmarks.photos:together", photos=photos)
    work = f"  {photos:,} photos by {cores()} workers, times {cores()}: by one"
    spent_by = {f"CPU by {name}": many[f"cpu_{name}"] for name in ("one", "all")}
    yield Measured(
        work=work, unit="s", ours=many["all"], limit=many["one"], times=LOSS, beside=spent_by
    )
    work = "  highest memory of a worker"
    yield Measured(work=work, unit="MB", ours=many["megabytes"], most=MEGABYTES)


def alike() -> dict[str, float]:
    """Median milliseconds of CPU, among faces as far apart as people."""
    rng = np.random.default_rng(SEED)
    drawn_bits = np.array([np.unpackbits(np.frombuffer(_coarse(one), np.uint8)) for one in drawn()])
    faces = drawn_bits[rng.integers(0, DRAWN, OTHERS)]
    faces ^= (rng.random(faces.shape) < DIFFERING).astype(np.uint8)
    rows = np.packbits(faces, axis=1)
    known = KnownLikenesses(rows.tobytes())

    def compare(one: bytes) -> object:
        return [*known.near(one)]

    return {"ours": median(spent(compare, one.tobytes()) for one in rows[:COMPARED])}


def _coarse(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as picture:
        return likeness_of(np.asarray(picture.convert("RGB")))


def singly() -> dict[str, float]:
    """Median milliseconds of CPU, in turns."""
    nets = load(models_folder())
    bare = [(nets.full_range, 192), (nets.mesh, 192), (nets.segmentation, 256)]

    def ours(content: bytes) -> object:
        return check_badge(content, LIMITS, nets)

    def limit(content: bytes) -> object:
        with Image.open(io.BytesIO(content)) as picture:
            shown = np.asarray(picture.convert("RGB"))
        return [forward(net, side) for net, side in bare], shown

    faces = drawn()
    for content in faces:
        ours(content)
    pairs = [(spent(ours, content), spent(limit, content)) for _ in range(5) for content in faces]
    return {"ours": median(a for a, _ in pairs), "limit": median(b for _, b in pairs)}


def forward(net: Net, side: int) -> object:
    net.setInput(np.zeros((1, 3, side, side), np.float32))
    return net.forward(net.getUnconnectedOutLayersNames())


def spent(work: Callable[[bytes], object], content: bytes) -> float:
    """Milliseconds of CPU."""
    start = time.process_time()
    work(content)
    return (time.process_time() - start) * 1_000


def together(photos: int) -> dict[str, Any]:
    """Seconds on the clock by one worker, and by all times their number; MB of the largest."""
    found: dict[str, Any] = {"megabytes": 0.0}
    for name, count in (("one", 1), ("all", cores())):
        faces = drawn()
        with Workers(partial(tasks.badge, LIMITS), count=count, bounds=tasks.BADGE) as workers:
            list(workers.judge(enumerate(faces)))  # started and warm
            start = time.perf_counter()
            pictures = ((number, faces[number % DRAWN]) for number in range(photos))
            times = [one.ms for one in workers.judge(pictures)]
            if len(times) != photos:
                raise RuntimeError("pictures were lost")
            found[name] = (time.perf_counter() - start) * count
            found[f"cpu_{name}"] = sum(times) / 1_000
            found["megabytes"] = max(found["megabytes"], *map(highest, pids()))
    return found


def pids() -> list[int | None]:
    return [0, *(one.pid for one in multiprocessing.active_children())]


def highest(pid: int | None) -> float:
    """MB a process has ever had; 0 where the system does not say."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    lines = dict(line.split(":", 1) for line in status.read_text("ascii").splitlines())
    return int(lines["VmHWM"].split()[0]) * 1024 / MEGABYTE


def drawn() -> list[bytes]:
    return [portrait(seed, "plain") for seed in range(DRAWN)]
