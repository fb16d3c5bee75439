"""The photo bench: faces after the question, and how long the window stands still while paging, or
while a list of unfit photos is written.

A real cache with photos as uploaded and small, the main window with the bench in front, no server.
The limit of the first row decodes and paints the same thumbnails and does nothing else. The peer is
what is usually written: an icon view of the same toolkit that decodes where it is asked.
"""

import hashlib
import io
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image, ImageDraw
from sqlalchemy import select, update

from benchmarks import bare, filled, unfit
from benchmarks.measuring import Measured, apart
from ciie_admin.demo.portraits import portrait
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.persons import Person
from ciie_admin.models import mirroring, originals, reading, thumbnails
from ciie_admin.models.engine import Cache, open_cache
from ciie_admin.models.tables import PERSON
from ciie_admin.wire.messages import PersonChange

FIRST, LONGEST = 300.0, 50.0
"""Milliseconds."""
ROUNDS = 9
DRAWN = 24
"""Different faces; each photo is numbered, so that no two are alike."""
THUMBNAIL = (192, 256)
EYES = "400,405,600,405"
FAULTS = (
    Finding(
        rule="face_small",
        severity=Severity.REJECT,
        measured="9.1%",
        limit="15%",
        where=(120, 160, 360, 480),
    ),
    Finding(rule="pixels", severity=Severity.REJECT, measured="300×400", limit="480×640"),
)
MADE = 4.5
"""Persons made for each who is to wait with a photo: somewhat less than a quarter do."""
TOGETHER = 500
FEW = 4
"""The shorter list of unfit photos is shorter by this."""
REPEAT_MS = 33
"""Of a key held down."""
NOTCH_MS = 16
RUNS = ("first", "paging", "wheel", "large", "peer")
PASSES = {
    "paging": "longest gap of the window, a page at a time through all",
    "wheel": "  with the wheel",
    "large": "  with the wheel, at 200 %",
}


def measure(persons: int, listed_unfit: int) -> Iterator[Measured]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as made:
        path = str(filled.fill(Path(made) / "cache.db", round(persons * MADE)))
        listed = photographed(path)
        found = {name: apart(f"benchmarks.bench:{name}", path=path) for name in RUNS}
        written = [*unfit.measure(path, listed_unfit // FEW, listed_unfit)]
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
    yield from written


def photographed(path: str) -> int:
    """Give everybody on the first list of the bench a photo with faults, as it was uploaded and
    small; how many they are.
    """
    cache = open_cache(Path(path), bare.KEY)
    with cache.read() as db:
        wanted = select(PERSON.c.id).where(PERSON.c.photo_lane == "open")
        ids = list(db.execute(wanted).scalars())
    faces = [portrait(seed, "plain") for seed in range(DRAWN)]
    for start in range(0, len(ids), TOGETHER):
        some = ids[start : start + TOGETHER]
        photos = [_numbered(faces[n % DRAWN], n) for n in range(start, start + len(some))]
        by_digest = {hashlib.sha256(one).hexdigest(): one for one in photos}
        _give(cache, dict(zip(some, by_digest, strict=True)))
        thumbnails.keep(cache, {one: _small(photo) for one, photo in by_digest.items()})
        for one, photo in by_digest.items():
            originals.keep(cache, one, photo)
    with cache.write() as db:
        db.execute(update(PERSON).where(PERSON.c.photo_lane == "open").values(eyes=EYES))
    cache.close()
    return len(ids)


def _give(cache: Cache, photos: Mapping[int, str]) -> None:
    """By person, a photo in which faults were found."""
    with cache.write() as db:
        known = reading.records(db, "person", [*photos])
        people = [one for one in known.values() if isinstance(one, Person)]
        faulty = [
            replace(one, photo=photos[one.id], findings=(*one.findings, *FAULTS)) for one in people
        ]
        mirroring.store(db, [PersonChange(seq=1, id=one.id, record=one) for one in faulty])


def _numbered(face: bytes, number: int) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(face)) as copy:
        ImageDraw.Draw(copy).text((4, 4), str(number), fill="black")
        copy.save(out, "JPEG", quality=90)
    return out.getvalue()


def _small(photo: bytes) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(photo)) as picture:
        picture.thumbnail(THUMBNAIL, Image.Resampling.LANCZOS)
        picture.save(out, "JPEG", quality=85)
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
