"""`ciie-admin tour`: a whole working day in the real windows, by keys, with pictures."""

import os
import shutil
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from ciie_admin.demo import tour_steps
from ciie_admin.demo.driver import Driver, MakeProgram
from ciie_admin.demo.stage import Stage, open_stage
from ciie_admin.server import postgres
from ciie_admin.words import Language

def run(
    *,
    make_program: MakeProgram,
    units: int,
    persons: int,
    seed: int,
    folder: Path | None,
    size: tuple[int, int] | None,
    scheme: str | None,
    language: Language,
    out: Path,
) -> int:
    """Numbered pictures, the exported workbook and tour.json in `out`; 0 when all was confirmed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.png"):
        old.unlink()
    place = folder or postgres.temporary("ciie-tour-")
    stage = open_stage(
        place, units=units, persons=persons, seed=seed, durable=False, progress=lambda _w, _n: None
    )
    try:
        return _tour(stage, make_program, language, scheme, size, out)
    finally:
        stage.stop()
        if folder is None:
            shutil.rmtree(place, ignore_errors=True)


def facts(stage: Stage) -> dict[str, int]:
    """What the server says about itself, by SQL."""
    return stage.central.figures()


def _tour(
    stage: Stage,
    make_program: MakeProgram,
    language: Language,
    scheme: str | None,
    size: tuple[int, int] | None,
    out: Path,
) -> int:
    profiles = stage.folder / "profiles"
    shutil.rmtree(profiles, ignore_errors=True)
    program: Any = make_program(profiles)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    program.choose(language, scheme or "light")
    driver = Driver(app, program, out)
    try:
        tour_steps.whole_day(driver, stage, facts, size or (1440, 900))
    finally:
        driver.write({"server": facts(stage)})
        program.stop()
    return 0 if facts(stage)["operations_twice"] == 0 else 1
