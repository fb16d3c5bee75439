"""An export in a process of its own that is killed when the file is whole and not yet there.

`python -m tests.journeys.exporter URL ROOT LOGIN FILE`: the entry is owed, the file has no name.
"""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from ciie_admin.exports import workbook
from ciie_admin.models.queries import Query
from ciie_admin.models.roster import export_roster
from ciie_admin.sync.entering import enter
from tests.fixtures.server import PASSWORD


def die(part: Path, path: Path) -> None:
    del part, path
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    url, root, login, path = sys.argv[1:]
    workbook._put = die
    client = enter(url, login, PASSWORD, Path(root), ask=False)
    export_roster(
        client.cache,
        Query(kind="unit"),
        Path(path),
        actor=client.actor,
        language="zh",
        at=datetime.now(UTC),
        progress=lambda _: None,
        cancelled=lambda: False,
    )


if __name__ == "__main__":
    main()
