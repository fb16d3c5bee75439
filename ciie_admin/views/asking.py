"""What a person asks the server by hand: off the UI thread, each on a line of its own."""

from collections.abc import Callable
from contextlib import closing
from typing import TypeVar

from PySide6.QtCore import QObject

from ciie_admin.errors import Mishap
from ciie_admin.sync import wiping
from ciie_admin.sync.http import Office
from ciie_admin.views.desk import Desk

T = TypeVar("T")
REACHED = frozenset({"online", "syncing", "paused"})


def is_online(desk: Desk) -> bool:
    """Whether the server answered the last time it was asked."""
    return desk.entered.online and desk.last_told.state in REACHED


def ask(
    desk: Desk,
    question: Callable[[Office], T],
    then: Callable[[T], None],
    *,
    failed: Callable[[Mishap], None],
    asker: QObject,
    key: str = "",
) -> None:
    """`then` or `failed` on the UI thread. That this computer is revoked is the whole window's."""

    def work() -> T:
        with closing(desk.entered.office()) as office:
            return question(office)

    def refused(mishap: Mishap) -> None:
        if wiping.is_revoked(mishap):
            desk.mishap.emit(mishap)
        else:
            failed(mishap)

    desk.questions.run(work, then, asker=asker, key=key, failed=refused)
