"""`ciie-admin demo`: server and window on this computer, signed in and synced."""

import os
import sys
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from ciie_admin.demo import tour
from ciie_admin.demo.driver import MakeProgram
from ciie_admin.demo.stage import PASSWORD, Stage, open_stage
from ciie_admin.words import Language, sentence

LOGIN = "linlan"


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
) -> int:
    """The window until it is closed; without a display the tour instead."""
    if not has_display():
        say("demo", "no_display", language, {"out": "build/tour"})
        return tour.run(
            make_program=make_program,
            units=units,
            persons=persons,
            seed=seed,
            folder=folder,
            size=size,
            scheme=scheme,
            language=language,
            out=Path("build/tour"),
        )
    stage = make_stage(folder, units, persons, seed, language)
    try:
        say("demo", "signed_in", language, {"login": LOGIN, "password": PASSWORD, "url": stage.url})
        return _show(stage, make_program, size, scheme, language)
    finally:
        stage.stop()


def make_stage(
    folder: Path | None, units: int, persons: int, seed: int, language: Language
) -> Stage:
    """Build or reopen the demo's world, telling on stderr how far it is."""
    place = folder or _default_folder()

    def progress(what: str, number: int) -> None:
        say("demo", what, language, {"count": str(number)})

    return open_stage(
        place, units=units, persons=persons, seed=seed, durable=True, progress=progress
    )


def has_display() -> bool:
    """Windows and macOS always have one; elsewhere a display server, or a platform asked for."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def say(group: str, key: str, language: Language, facts: dict[str, str]) -> None:
    """One line for the person at the terminal."""
    sys.stderr.write(sentence(group, key, facts, language) + "\n")


def _show(
    stage: Stage,
    make_program: MakeProgram,
    size: tuple[int, int] | None,
    scheme: str | None,
    language: Language,
) -> int:
    program: Any = make_program(stage.folder / "profiles")
    program.choose(language, scheme or "light")
    program.size = size or program.size
    program.sign_in(stage.url, LOGIN, PASSWORD)
    return int(program.run())


def _default_folder() -> Path:
    """Root's own data folder is closed to the database's unprivileged user."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/tmp/ciie-admin-demo")  # noqa: S108 - kept between runs, owned by root
    return Path(user_data_path("ciie-admin")) / "demo"
