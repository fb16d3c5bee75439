"""Seeded worlds: whatever is lost, doubled, late or restored, all agree in the end (I-6, I-11)."""

import os
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.fixtures.soaking import rounds
from tests.simulator.run import simulate
from tests.simulator.world import Stage

SEEDS, GROUP = 30, 10


@pytest.fixture
def stage(database: Engine, tmp_path: Path) -> Stage:
    return Stage(database, tmp_path)


@pytest.mark.parametrize("first", range(0, SEEDS, GROUP))
def test_I06_I11_all_agree_and_no_wish_is_lost(stage: Stage, first: int) -> None:
    for seed in range(first, first + GROUP):
        simulate(seed, stage)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_I06_I11_all_agree_for_long(stage: Stage, part: int) -> None:
    many = rounds(short=5, full=60)
    for seed in range(1_000 + part * many, 1_000 + (part + 1) * many):
        simulate(seed, stage, steps=100)


def test_I36_the_same_seed_leaves_the_same_trace(stage: Stage) -> None:
    """SIMULATOR_SEED=17 looks at another one."""
    seed = int(os.environ.get("SIMULATOR_SEED", "7"))
    once = simulate(seed, stage, name="once")
    again = simulate(seed, stage, name="again")
    assert once == again
    assert simulate(seed + 1, stage) != once
