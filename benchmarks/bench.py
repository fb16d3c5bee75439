"""The contact sheet: faces after the question, and how long the window stands still while paging.

A real cache with thumbnails, the bench's own list, no server. The limit of the
first row decodes and paints the same thumbnails and does nothing else. The peer is what is
usually written: an icon view of the same toolkit that decodes where it is asked for a picture.
"""

import io
import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image, ImageDraw
from sqlalchemy import select, update

from benchmarks import bare, filled
from benchmarks.measuring import Measured, apart
from ciie_admin.demo.portraits import portrait
from ciie_admin.models import thumbnails
from ciie_admin.models.engine import open_cache
from ciie_admin.models.tables import PERSON

FIRST, LONGEST = 300.0, 50.0
"""Milliseconds."""
ROUNDS = 9
DRAWN = 24
"""Different faces; each thumbnail is numbered, so that no two are alike."""
THUMBNAIL = (192, 256)
EYES = "400,405,600,405"
FOURTH = 4
"""Of those in a filled cache so many wait with a photo."""
TOGETHER = 500
REPEAT_MS = 33
"""Of a key held down."""
NOTCH_MS = 16
RUNS = ("first", "paging", "wheel", "large", "peer")
PASSES = {
    "paging": "longest gap of the window, a page at a time through all",
    "wheel": "  with the wheel",
    "large": "  with the wheel, at 200 %",
}


def measure(persons: int) -> Iterator[Measured]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as made:
        path = str(filled.fill(Path(made) / "cache.db", persons * FOURTH))
        listed = photographed(path)
        found = {name: apart(f"benchmarks.bench:{name}", path=path) for name in RUNS}
    one, peer = found["first"], found["peer"]
    yield Measured(
        work=f"contact sheet of {listed:,}: asked -> {one['faces']} faces painted",
        unit="ms",
        ours=one["ours"],
        limit=one["limit"],
        most=FIRST,
        beside={"icon view": peer["first"]},
    )
    for name, said in PASSES.items():
        gaps = found[name]
        beside = {"gaps over 50 ms": gaps["long"], "seconds": gaps["seconds"]}
        if name == "wheel":
            beside["icon view"] = peer["longest"]
        yield Measured(work=said, unit="ms", ours=gaps["longest"], most=LONGEST, beside=beside)


def photographed(path: str) -> int:
    """Give everybody on the first list of the bench a thumbnail with eyes; how many they are."""
    cache = open_cache(Path(path), bare.KEY)
    with cache.write() as db:
        db.execute(update(PERSON).where(PERSON.c.photo_lane == "open").values(eyes=EYES))
        wanted = select(PERSON.c.photo).where(PERSON.c.photo_lane == "open")
        digests = list(db.execute(wanted).scalars())
    faces = [Image.open(io.BytesIO(portrait(seed, "plain"))) for seed in range(DRAWN)]
    for face in faces:
        face.thumbnail(THUMBNAIL, Image.Resampling.LANCZOS)
    for start in range(0, len(digests), TOGETHER):
        some = enumerate(digests[start : start + TOGETHER], start)
        thumbnails.keep(cache, {one: _numbered(faces[n % DRAWN], n) for n, one in some})
    cache.close()
    return len(digests)


def _numbered(face: Image.Image, number: int) -> bytes:
    copy = face.copy()
    ImageDraw.Draw(copy).text((4, 4), str(number), fill="black")
    out = io.BytesIO()
    copy.save(out, "JPEG", quality=85)
    return out.getvalue()


def first(path: str) -> dict[str, Any]:
    """Median milliseconds; in each round the sheet has nothing in memory."""
    from benchmarks.sheet_stage import Stage, bare_faces

    stage = Stage(path)
    times = []
    for _ in range(ROUNDS):
        stage.forget()
        begun = time.perf_counter()
        stage.ask()
        stage.until(stage.is_whole)
        times.append((time.perf_counter() - begun) * 1_000)
    digests = [tile.photo for tile in stage.shown()]
    with stage.desk.entered.cache.read() as db:
        jpegs = list(thumbnails.read(db, digests).values())
    limit = median(bare_faces(jpegs) for _ in range(ROUNDS))
    stage.end()
    return {"ours": median(times), "limit": limit, "faces": len(jpegs)}


def paging(path: str) -> dict[str, float]:
    """PgDn held down from the first face to the last."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from benchmarks.sheet_stage import Stage

    stage = Stage(path)
    found = stage.moved(REPEAT_MS, lambda: QTest.keyClick(stage.sheet, Qt.Key.Key_PageDown))
    stage.end()
    return found


def wheel(path: str) -> dict[str, float]:
    """A notch every 16 ms, to the end."""
    from benchmarks.sheet_stage import Stage, notch

    stage = Stage(path)
    found = stage.moved(NOTCH_MS, partial(notch, stage.sheet))
    stage.end()
    return found


def large(path: str) -> dict[str, float]:
    os.environ["QT_SCALE_FACTOR"] = "2"
    return wheel(path)


def peer(path: str) -> dict[str, float]:
    from benchmarks.sheet_stage import IconView, Stage, notch

    stage = Stage(path)
    begun = time.perf_counter()
    view = IconView(stage.desk)
    view.show()
    stage.app.processEvents()
    view.repaint()
    shown = (time.perf_counter() - begun) * 1_000
    found = stage.watched(NOTCH_MS, partial(notch, view), view, lambda: True)
    stage.end()
    return {**found, "first": shown}
