"""The tour: the real program drives its own windows through a whole day."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image

PICTURES = 60
SMALLEST = (1093, 614)
SECOND = ("photo-second-window", (480, 640))
"""The window for a second monitor holds one photo."""


@pytest.mark.soak
def test_a_whole_day_in_the_windows(tmp_path: Path) -> None:
    out = tmp_path / "tour"
    command = ["tour", "--lang", "zh", "--out", str(out)]
    done = subprocess.run(
        [sys.executable, "-m", "ciie_admin", *command],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    pictures = sorted(out.glob("*.png"))
    assert len(pictures) >= PICTURES
    for picture in pictures:
        width, height = SECOND[1] if SECOND[0] in picture.stem else SMALLEST
        with Image.open(picture) as image:
            assert image.width >= width
            assert image.height >= height
    told = json.loads((out / "tour.json").read_text(encoding="utf-8"))
    assert told["server"]["operations_twice"] == 0
    assert told["server"]["operations"] > 0
    for name in ("persons.xlsx", "unfit-photos.xlsx"):
        assert load_workbook(out / name, read_only=True).sheetnames
    assert list((out / "photos").glob("*/*.jpg"))
