"""Photos measured for the picture in front: each once, however often it is asked for."""

from collections.abc import Callable
from threading import Event
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ciie_admin.models.engine import Cache
from ciie_admin.views.measuring import Measuring
from tests.fixtures.editions import small_edition
from tests.fixtures.windows import PATIENCE_MS

LIMITS = small_edition().photo


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], Event]:
    """What was begun to be measured, and what ends it."""
    found, go_on = list[str](), Event()

    def measure(_self: Measuring, digest: str, _limits: object) -> object:
        found.append(digest)
        assert go_on.wait(20)
        return object() if digest != "gone" else None

    monkeypatch.setattr(Measuring, "_measure", measure)
    return found, go_on


def test_a_photo_that_is_being_measured_is_not_measured_anew(
    qtbot: QtBot, begun: tuple[list[str], Event]
) -> None:
    """The picture in front asks whenever it looks: at every arriving thumbnail, in two windows."""
    parent = QObject()
    measuring = Measuring(cast("Cache", None), parent)
    found, go_on = begun

    def until(said: Callable[[], Any]) -> None:
        qtbot.waitUntil(lambda: bool(said()), timeout=PATIENCE_MS)

    measuring.wish("a", LIMITS)
    until(lambda: found == ["a"])
    measuring.wish("a", LIMITS)
    go_on.set()
    until(lambda: measuring.of("a"))
    assert found == ["a"]
    measuring.wish("gone", LIMITS)
    until(lambda: not measuring._front)
    measuring.wish("gone", LIMITS)
    until(lambda: found == ["a", "gone", "gone"])
    measuring.close()
