"""One seed from the first click to the last check."""

from sqlalchemy import text

from tests.simulator.checks import check
from tests.simulator.events import EVENTS
from tests.simulator.world import Stage, World, open_world

STEPS = 60
WEIGHTS, NAMED = zip(*EVENTS, strict=True)


def simulate(seed: int, stage: Stage, steps: int = STEPS, name: str = "") -> list[str]:
    """The trace. Raises AssertionError with it: ids and counts, never what is in a form."""
    world = open_world(seed, stage, name or str(seed))
    try:
        while len(world.trace) < steps:
            (event,) = world.chance.choices(NAMED, WEIGHTS)
            world.step(event.__name__, event)
        world.quiesce()
        check(world)
        return [*world.trace, *_outcome(world)]
    except BaseException as fault:
        told = "\n".join(world.trace)
        raise AssertionError(f"seed {seed}: {fault}\n{told}") from fault
    finally:
        world.close()


def _outcome(world: World) -> list[str]:
    """How it ended: part of what the same seed must repeat."""
    states = "SELECT '{0}', id, version, review, review_place FROM {0} ORDER BY id"
    photos = "SELECT id, photo_word ->> 'verdict' FROM person ORDER BY id"
    with world.bureau.engine.connect() as db:
        rows = [tuple(row) for kind in ("unit", "person")
                for row in db.execute(text(states.format(kind)))]  # fmt: skip
        rows += map(tuple, db.execute(text(photos)))
    books = [one.ledger for one in world.computers]
    kept = [(len(b.created), len(b.kept.delivered), len(b.kept.tray)) for b in books]
    return [*map(str, rows), str(kept)]
