"""The simulator is known to see faults: each of these is planted, and found within a few seeds."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from ciie_admin.models import mirroring, receiving, releasing, sending
from ciie_admin.models.precious import OUTBOX
from ciie_admin.server import access, deciding, feed
from ciie_admin.server.reception import Reception
from tests.simulator.run import simulate
from tests.simulator.world import Stage

SEEDS = 12
Plant = Callable[[pytest.MonkeyPatch], None]


def removals_are_passed_over(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(mirroring, "_remove", lambda *_: None)


def the_cursor_runs_ahead(patch: pytest.MonkeyPatch) -> None:
    """A page with more behind it counts as if it were the last."""
    advance = receiving._advance

    def ahead(db: Any, answer: Any) -> None:
        advance(db, replace(answer, cursor=answer.head))

    patch.setattr(receiving, "_advance", ahead)


def a_retry_has_other_numbers(patch: pytest.MonkeyPatch) -> None:
    page = sending.next_page

    def renumbered(cache: Any, *rest: Any) -> Any:
        with cache.write() as db:
            db.execute(OUTBOX.update().where(OUTBOX.c.verdict.is_(None)).values(n=None))
        return page(cache, *rest)

    patch.setattr(sending, "next_page", renumbered)


def what_was_sent_is_undone(patch: pytest.MonkeyPatch) -> None:
    page = sending.next_page

    def unstamped(cache: Any, *rest: Any) -> Any:
        found = page(cache, *rest)
        with cache.write() as db:
            db.execute(OUTBOX.update().values(n=None))
        return found

    patch.setattr(sending, "next_page", unstamped)


def an_overlay_falls_with_its_verdict(patch: pytest.MonkeyPatch) -> None:
    """Not when its change has come: the operation is put away at once, the row is not told."""
    patch.setattr(receiving, "show_again", lambda *_, **__: None)


def undo_brings_nothing_back(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(releasing, "_insert_drafts", lambda *_: None)


def the_stamp_says_nothing_of_the_place(patch: pytest.MonkeyPatch) -> None:
    sight = access.sight

    def same(*given: Any) -> Any:
        return replace(sight(*given), stamp="always the same")

    patch.setattr(access, "sight", same)


def an_old_place_is_not_told(patch: pytest.MonkeyPatch) -> None:
    relocate = Reception.relocate

    def quiet(self: Reception, *given: Any) -> None:
        relocate(self, *given)
        self.left.clear()

    patch.setattr(Reception, "relocate", quiet)


def a_change_keeps_its_old_number(patch: pytest.MonkeyPatch) -> None:
    again = "DO UPDATE SET seq = excluded.seq, gone = excluded.gone"
    patch.setattr(feed, "MOVE", text(feed.MOVE.text.replace(again, "DO NOTHING")))


def receipts_are_lost(patch: pytest.MonkeyPatch) -> None:
    """Known ids are decided once more, as if they were new."""
    store = deciding._store

    def forgetful(db: Any, *given: Any) -> None:
        store(db, *given)
        db.execute(text("DELETE FROM operation"))
        db.execute(text("UPDATE device SET last_n = 0"))

    patch.setattr(deciding, "_store", forgetful)


MUTANTS: tuple[Plant, ...] = (
    removals_are_passed_over,
    the_cursor_runs_ahead,
    a_retry_has_other_numbers,
    what_was_sent_is_undone,
    an_overlay_falls_with_its_verdict,
    undo_brings_nothing_back,
    the_stamp_says_nothing_of_the_place,
    an_old_place_is_not_told,
    a_change_keeps_its_old_number,
    receipts_are_lost,
)


@pytest.mark.parametrize("plant", MUTANTS, ids=lambda plant: plant.__name__)
def test_a_fault_is_found(
    database: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plant: Plant
) -> None:
    stage = Stage(database, tmp_path)
    simulate(0, stage, steps=1)
    plant(monkeypatch)
    with pytest.raises(AssertionError, match="seed "):
        _look(stage)


def _look(stage: Stage) -> None:
    for seed in range(SEEDS):
        simulate(seed, stage, name=f"with a fault {seed}")
