"""A fault of the program itself: a ticket for the person, where it happened for the maintainer."""

import traceback
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from platformdirs import user_data_path

from ciie_admin.config import PACKAGE
from ciie_admin.errors import Mishap

LOG = "faults.log"
MAX_BYTES = 1_000_000
"""A log that has grown beyond this is begun anew."""


def program_fault(error: BaseException, root: Path | None) -> Mishap:
    """Writes kinds and places of the error to the log below `root`, never its texts or values."""
    ticket = uuid4().hex[:8]
    folder = root if root is not None else user_data_path("ciie-admin")
    lines = [f"{datetime.now(UTC).isoformat(timespec='seconds')} ticket {ticket}", *_places(error)]
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / LOG
        mode = "w" if path.exists() and path.stat().st_size > MAX_BYTES else "a"
        with path.open(mode, encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
    except OSError:
        pass  # the person still gets the ticket; there is nowhere left to say more
    return Mishap("program_fault", {"ticket": ticket})


def _places(error: BaseException) -> list[str]:
    """Kind and frames of the error and of what it came from, the first cause last."""
    said: list[str] = []
    while True:
        said.append(f"  {type(error).__module__}.{type(error).__qualname__}")
        frames = traceback.extract_tb(error.__traceback__)
        said += [f"    {_short(one.filename)}:{one.lineno} {one.name}" for one in frames]
        before = error.__cause__ or error.__context__
        if before is None or len(said) > 200:
            return said
        error = before


def _short(name: str) -> str:
    """Below the package, or only the file's name: folders may name a person."""
    path = Path(name)
    inside = path.is_relative_to(PACKAGE)
    return path.relative_to(PACKAGE).as_posix() if inside else path.name
