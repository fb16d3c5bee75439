"""`ciie-admin tour`: a whole working day in the real windows, by keys, with pictures."""

import os
import shutil
from typing import Any

from ciie_admin.demo.stage import Stage, open_stage
from ciie_admin.demo.tour import steps
from ciie_admin.demo.tour.driver import Driver, MakeProgram
from ciie_admin.demo.wishes import Wishes
from ciie_admin.server import postgres


def run(make_program: MakeProgram, wishes: Wishes) -> int:
    """Numbered pictures, the exported workbook and tour.json; 0 when the server confirmed all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wishes.out.mkdir(parents=True, exist_ok=True)
    for old in wishes.out.glob("*.png"):
        old.unlink()
    place = wishes.folder or postgres.temporary("ciie-tour-")
    stage = open_stage(
        place, wishes, durable=False, judged=True, progress=lambda _what, _count: None
    )
    try:
        return _tour(stage, make_program, wishes)
    finally:
        stage.stop()
        if wishes.folder is None:
            shutil.rmtree(place, ignore_errors=True)


def facts(stage: Stage) -> dict[str, int]:
    """What the server says about itself, by SQL."""
    return stage.central.figures()


def _tour(stage: Stage, make_program: MakeProgram, wishes: Wishes) -> int:
    profiles = stage.folder / "profiles"
    shutil.rmtree(profiles, ignore_errors=True)
    program: Any = make_program(profiles)
    program.choose(wishes.language, wishes.scheme)
    driver = Driver(program.app, program, wishes.out)
    try:
        steps.whole_day(driver, stage, facts, wishes.size or (1440, 900))
    finally:
        driver.write({"server": facts(stage)})
        program.end()
    return 0 if facts(stage)["operations_twice"] == 0 else 1
