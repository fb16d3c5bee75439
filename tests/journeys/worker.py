"""The program's own parts at work in a process of their own, until somebody kills it.

`python -m tests.journeys.worker LOG URL ROOT LOGIN UNIT...`: decides on all units, releases and
syncs, over and over. LOG gets a line `ready`, then each released operation once it is committed.
"""

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from ciie_admin.domain.cases import Case, UnitCase
from ciie_admin.domain.commands import Command, WithdrawUnit
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.next_step import pass_command
from ciie_admin.domain.states import UnitReview
from ciie_admin.errors import Offline
from ciie_admin.models.recording import record
from ciie_admin.models.releasing import release
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered, enter
from tests.fixtures.server import PASSWORD


def there_and_back(case: Case, edition: Edition) -> Command:
    """What waits is passed, what has passed is withdrawn: there is always something to decide."""
    passed = isinstance(case, UnitCase) and case.unit.review is UnitReview.PASSED
    return WithdrawUnit() if passed else pass_command(case, edition)


def work(client: Entered, units: list[int], log: int) -> None:
    office = client.office()
    while True:
        record(client.cache, "unit", units, there_and_back, client.actor, at=datetime.now(UTC))
        sent = release(client.cache, client.actor).sent
        os.write(log, "".join(f"{key}\n" for key in sent).encode())
        with suppress(Offline):
            drain(client.cache, office, client.actor)


def main() -> None:
    path, url, root, login, *units = sys.argv[1:]
    client = enter(url, login, PASSWORD, Path(root))
    log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for out in (log, sys.stdout.fileno()):
        os.write(out, b"ready\n")
    work(client, [int(unit) for unit in units], log)


if __name__ == "__main__":
    main()
