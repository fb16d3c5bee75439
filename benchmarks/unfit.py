"""The list of unfit photos: how long the window stands still while one with many pictures is
written, by its own button's way, in the main window with the bench in front.
"""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measuring import MEGABYTE, Measured, apart

LONGEST = 50.0
"""Milliseconds."""
QUIET_SECONDS = 2.0
ROUNDS = 3


def measure(path: str, few: int, many: int) -> Iterator[Measured]:
    """The cache's persons have unfit photos; `few` and `many` of them are listed."""
    for count in (few, many):
        found = apart("benchmarks.unfit:run", path=path, count=count)
        yield Measured(
            work=f"list of {count:,} unfit photos: longest gap of the window, worst of {ROUNDS}",
            unit="ms",
            ours=max(found["longest"]),
            most=LONGEST,
            beside={
                "a quiet window": found["quiet"],
                "gaps over 50 ms": sum(found["long"]),
                "seconds": median(found["seconds"]),
                "MB": found["megabytes"],
            },
        )


def run(path: str, count: int) -> dict[str, Any]:
    """In a process with windows."""
    from benchmarks.sheet_stage import Stage
    from benchmarks.ticking import Ticking
    from ciie_admin.models.unfit_sheet import export_unfit

    stage = Stage(path)
    stage.ask()
    stage.until(stage.is_whole)
    written: list[str] = []
    panel, desk = stage.window.export, stage.desk
    panel.written.connect(written.append)
    listed = partial(
        export_unfit,
        desk.entered.cache,
        stage.first(count),
        actor=desk.actor,
        language=desk.language,
    )
    found: list[dict[str, Any]] = []
    with TemporaryDirectory() as folder:
        for turn in range(ROUNDS):
            made = Path(folder) / f"{turn}.xlsx"
            panel.put(listed, made)
            found.append(Ticking(stage.app).until(lambda: len(written) == turn + 1))  # noqa: B023 called at once
            size = made.stat().st_size / MEGABYTE
    begun = time.perf_counter()
    quiet = Ticking(stage.app).until(lambda: time.perf_counter() > begun + QUIET_SECONDS)
    stage.end()
    return {
        **{name: [one[name] for one in found] for name in ("longest", "long", "seconds")},
        "quiet": quiet["longest"],
        "megabytes": size,
    }
