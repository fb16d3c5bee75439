"""`ciie-admin demo`: server and window on this computer, signed in and synced."""

import os
import sys
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from ciie_admin.demo import tour
from ciie_admin.demo.stage import PASSWORD, Stage, open_stage
from ciie_admin.demo.tour.driver import MakeProgram
from ciie_admin.demo.wishes import Wishes
from ciie_admin.words import Language, sentence

LOGIN = "linlan"


def run(make_program: MakeProgram, wishes: Wishes) -> int:
    """The window until it is closed; without a display the tour instead."""
    language = wishes.language
    if not has_display():
        say("demo", "no_display", language, {"out": str(wishes.out)})
        return tour.run(make_program, wishes)

    def progress(what: str, number: int) -> None:
        say("demo", what, language, {"count": str(number)})

    place = wishes.folder or _default_folder()
    stage = open_stage(place, wishes, durable=True, judged=False, progress=progress)
    try:
        say("demo", "signed_in", language, {"login": LOGIN, "password": PASSWORD, "url": stage.url})
        return _show(stage, make_program, wishes)
    finally:
        stage.stop()


def has_display() -> bool:
    """Windows and macOS always have one; elsewhere a display server, or a platform asked for."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def say(group: str, key: str, language: Language, facts: dict[str, str]) -> None:
    """One line for the person at the terminal."""
    sys.stderr.write(sentence(group, key, facts, language) + "\n")


def _show(stage: Stage, make_program: MakeProgram, wishes: Wishes) -> int:
    program: Any = make_program(stage.folder / "profiles")
    program.choose(wishes.language, wishes.scheme)
    program.size = wishes.size or program.size
    program.sign_in(stage.url, LOGIN, PASSWORD)
    return int(program.run())


def _default_folder() -> Path:
    """Root's own data folder is closed to the database's unprivileged user."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/tmp/ciie-admin-demo")  # noqa: S108 - kept between runs, owned by root
    return Path(user_data_path("ciie-admin")) / "demo"
