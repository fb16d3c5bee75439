"""Cold start: from the start of the process to the sign-in window, and from there to a full list.

The limit is a process that shows an empty window of the same toolkit. Typing a password is left
out; that it is stretched (Argon2id, here and on the server) is not.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.measuring import Measured
from benchmarks.stage import LOGINS, PASSWORD

ROUNDS = 5
TIMES = 2.0


def measure(url: str, folder: Path, persons: int) -> Iterator[Measured]:
    """`folder` holds the profile of the first clerk, downloaded whole."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    empty, signing, full = [], [], []
    for _ in range(ROUNDS):
        empty += _started("empty")
        first, last = _started("ours", url, LOGINS[0], PASSWORD, str(folder))
        signing.append(first)
        full.append(last)
    limit = median(empty)
    ours = median(signing)
    yield Measured(
        work="cold start to the sign-in window", unit="s", ours=ours, limit=limit, times=TIMES
    )
    ours = median(full)
    work = f"cold start to the list, {persons:,} cached, signing in"
    yield Measured(work=work, unit="s", ours=ours, limit=limit, times=TIMES)


def _started(*arguments: str) -> list[float]:
    """Seconds from before the process began to each moment it tells of."""
    command = [sys.executable, "-m", "benchmarks.window", *arguments]
    begun = time.monotonic()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return [float(said) - begun for said in done.stdout.split()]
