"""The measures on portraits of real people, where there are some: CIIE_PORTRAITS names a folder.

Each is cut to a fit badge photo, then spoilt in a few ways. Not part of the source: a face in a
repository is one too many.
"""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter, ImageOps

from ciie_admin.photos.detection import detect, halved
from ciie_admin.photos.mesh import measure
from ciie_admin.photos.models_folder import lacking, models_folder
from tests.photos.pictures import WITH_NETS, jpeg, masked, moved, nets, rules

FOLDER = os.environ.get("CIIE_PORTRAITS", "")
pytestmark = [
    WITH_NETS,
    pytest.mark.skipif(not FOLDER, reason="CIIE_PORTRAITS names no folder of portraits"),
]
READY = bool(FOLDER) and not lacking(models_folder())
FILES = sorted(Path(FOLDER).glob("*.jpg")) if READY else []


AROUND = 200
"""Px that a portrait is continued by on each side: some faces fill theirs."""


def fit(file: Path) -> Image.Image:
    """3:4 around the face, its oval a quarter of the picture."""
    with Image.open(file) as opened:
        narrow = np.asarray(opened.convert("RGB"))
    pixels = np.pad(narrow, ((AROUND, AROUND), (AROUND, AROUND), (0, 0)), mode="edge")
    face = detect(nets(), halved(pixels))[0]
    oval = measure(nets(), pixels, face).oval
    wide = float(np.ptp(oval[:, 0])) * 1.82
    left = float(oval[:, 0].mean()) - wide / 2
    top = float(oval[:, 1].min() + 0.36 * np.ptp(oval[:, 1])) - 0.43 * wide * 4 / 3
    box = (left, top, left + wide, top + wide * 4 / 3)
    return Image.fromarray(pixels).resize((480, 640), Image.Resampling.LANCZOS, box=box)


PORTRAITS = [fit(file) for file in FILES]


def share_named(rule: str, pictures: list[Image.Image]) -> float:
    return sum(rule in rules(jpeg(one)) for one in pictures) / len(pictures)


def test_fit_portraits_have_no_finding() -> None:
    flagged = [rules(jpeg(one)) for one in PORTRAITS]
    assert sum(map(bool, flagged)) <= 0.05 * len(flagged)


@pytest.mark.parametrize("deviation", [2.0, 3.0, 5.0])
def test_blur_is_named(deviation: float) -> None:
    blurred = [one.filter(ImageFilter.GaussianBlur(deviation)) for one in PORTRAITS]
    assert share_named("sharpness", blurred) >= 0.95


def test_shaking_is_named() -> None:
    assert share_named("sharpness", [moved(one) for one in PORTRAITS]) >= 0.9


def test_darkness_and_glare_are_named() -> None:
    dark = [one.point(lambda value: value * 0.25) for one in PORTRAITS]
    bright = [one.point(lambda value: min(255, value * 2.2 + 20)) for one in PORTRAITS]
    assert share_named("exposure", dark) >= 0.95
    assert share_named("exposure", bright) >= 0.95


def test_masks_are_named() -> None:
    assert share_named("occlusion", [masked(one.copy()) for one in PORTRAITS]) >= 0.9


@pytest.mark.parametrize("part", [0.78, 1.28])
def test_a_clear_stretch_is_named(part: float) -> None:
    pulled = [ImageOps.fit(one.resize((round(480 * part), 640)), (480, 640)) for one in PORTRAITS]
    assert share_named("stretched", pulled) >= 0.9
