"""Photos measured for the picture in front: each once, however often it is asked for."""

from collections.abc import Callable
from hashlib import sha256
from threading import Event
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ciie_admin.models import originals
from ciie_admin.models.engine import Cache
from ciie_admin.photos import tasks
from ciie_admin.views.measuring import Measuring
from tests.domain.samples import person, unit
from tests.fixtures.bench import plain_jpeg
from tests.fixtures.editions import small_edition
from tests.fixtures.local import Local
from tests.fixtures.windows import PATIENCE_MS
from tests.photos.hostile import begin_short_of_memory

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


def test_one_photo_that_fails_ends_nothing_and_several_in_a_row_are_tried_later(
    qtbot: QtBot, local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Real workers, some of which cannot start."""
    photos = {sha256(one).hexdigest(): one for one in map(plain_jpeg, range(5))}
    local.start(unit(), *(person(id=n, photo=one) for n, one in enumerate(photos, 2)))
    for name, content in photos.items():
        assert originals.keep(local.cache, name, content)
    parent = QObject()
    measuring = Measuring(local.cache, parent)

    def measured(digest: str) -> bool:
        measuring.wish(digest, LIMITS)
        there = measuring.of, measuring.has_failed
        qtbot.waitUntil(lambda: any(bool(one(digest)) for one in there), timeout=20_000)
        return measuring.of(digest) is not None

    def short_of_memory(*names: str) -> list[bool]:
        with monkeypatch.context() as short:
            short.setattr(tasks, "badge", begin_short_of_memory)
            return [measured(one) for one in names]

    def given_up() -> bool:
        return measuring.broken

    first, *three, last = photos
    assert short_of_memory(first) == [False]
    assert not given_up()
    assert measured(last)
    measuring.rest()
    assert short_of_memory(*three) == [False] * 3
    assert given_up()
    measuring.rest()
    assert measured(first), "tried anew once somebody comes back"
    measuring.close()
