"""Two computers and their loops: what one opens, the other is told of; at the end all is let go."""

from ciie_admin.sync.entering import Entered
from ciie_admin.sync.loop import Loop, Told
from ciie_admin.sync.standing import Standing
from ciie_admin.wire.messages import Subject
from tests.fixtures.client import Enter
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server
from tests.sync.test_loop import Heard


def names(told: Told) -> list[str] | None:
    """Of the colleagues at work, or None if nothing was said of them."""
    around = told.cycled.around if told.cycled is not None else None
    return None if around is None else [f"{one.name} {one.kind} {one.id}" for one in around.others]


def running(client: Entered, standing: Standing) -> tuple[Loop, Heard]:
    heard = Heard()
    loop = Loop(client.cache, client.actor, client.office, heard, standing)
    loop.start()
    heard.state("online")
    heard.forget()
    return loop, heard


def test_what_one_opens_the_other_hears_of_until_the_first_one_ends(
    server: Server, entering: Enter
) -> None:
    with server.engine.begin() as db:
        unit = plant_unit(db)
    clerk, head = entering("jinpu.clerk", "one"), entering("dalian.head", "two")
    standing = Standing()
    standing.move(Subject(kind="unit", id=unit))
    mine, _ = running(clerk, standing)
    theirs, heard = running(head, Standing())
    try:
        theirs.wake()
        heard.until(lambda told: names(told) == [f"孙经办 unit {unit}"])
        heard.forget()
        standing.move(None)
        heard.until(lambda told: names(told) == [])
        heard.forget()
        standing.move(Subject(kind="unit", id=unit))
        heard.until(lambda told: names(told) == [f"孙经办 unit {unit}"])
        heard.forget()
        mine.stop()
        heard.until(lambda told: names(told) == [])
    finally:
        mine.stop()
        theirs.stop()
