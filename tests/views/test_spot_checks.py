"""抽查 by keys: opened from anywhere, narrowed by its share, passed, returned, released."""

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt

from ciie_admin.domain.sampling import in_sample
from ciie_admin.domain.states import UnitReview
from tests.fixtures.clerks import Clerk
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server
from tests.fixtures.windows import CTRL, Hands

PASSED: dict[str, Any] = {"review": UnitReview.PASSED, "automatic": True}


def plant(server: Server) -> list[int]:
    """Forty automatic passes nobody has looked at, one somebody has, and one that waits."""
    with server.engine.begin() as db:
        made = [plant_unit(db, n, **PASSED) for n in range(1, 41)]
        plant_unit(db, 41, looked_at=datetime.now(UTC), looked_name="同事", **PASSED)
        plant_unit(db, 42)
    return made


def counted(hands: Hands) -> str:
    return hands.window.nav._buttons["spot_checks"].count


def tabs(hands: Hands) -> list[tuple[str, int | None]]:
    return [(tab.lane.text, tab.lane.count) for tab in hands.list.top.tabs._tabs]


def shows(hands: Hands, number: int) -> None:
    hands.until(lambda: len(hands.list.model.keys) == number)
    hands.ready()


def another_share(hands: Hands, by: int) -> None:
    """From the chosen tab so many to the right, with the keyboard alone."""
    next(tab for tab in hands.list.top.tabs._tabs if tab.isChecked()).setFocus()
    for _ in range(by):
        hands.key(Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_Return)


def pass_and_return(hands: Hands) -> tuple[int, int]:
    """The first two of the list; both drafted."""
    looked, returned = hands.list.model.keys[:2]
    hands.key(Qt.Key.Key_F6)
    hands.until(lambda: hands.card() == returned)
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_F7)
    hands.until_drafts({"pass_unit": 1, "return_unit": 1})
    return looked, returned


def test_a_share_of_what_the_system_passed_is_looked_at(hands: Hands, server: Server) -> None:
    made = plant(server)
    some, more = ([n for n in made if in_sample(n, share)] for share in (10, 20))
    assert 1 < len(some) < len(more) < 40
    hands.work()
    hands.until(lambda: counted(hands) == str(len(some)))
    hands.key(Qt.Key.Key_5, CTRL)
    shows(hands, len(some))
    assert sorted(hands.list.model.keys) == some
    assert hands.window.nav._buttons["spot_checks"].isChecked()
    wanted = [("10\u2009%", len(some)), ("20\u2009%", len(more))]
    hands.until(lambda: tabs(hands)[1:3] == wanted)
    another_share(hands, 1)
    shows(hands, len(more))
    hands.until(lambda: counted(hands) == str(len(more)))
    assert hands.page.box.rail.button("pass").text() == "抽查无异常"
    looked, returned = pass_and_return(hands)
    hands.until(lambda: counted(hands) == str(len(more) - 2))
    assert len(hands.list.model.keys) == len(more), "decided rows keep their place"
    hands.desk.release()
    hands.until_done()
    there = Clerk(server, "dalian.second").sees("unit")
    assert {n for n in made if getattr(there[n], "looked_name", "") == "李经办"} == {looked}
    assert {n for n in made if there[n].review == "returned"} == {returned}


def test_the_way_there_and_back(hands: Hands, server: Server) -> None:
    plant(server)
    hands.work()
    hands.key(Qt.Key.Key_5, CTRL)
    hands.until(lambda: hands.list.top.head._title.text() == "抽查")
    hands.key(Qt.Key.Key_1, CTRL)
    shows(hands, 1)
    assert hands.window.nav._buttons["units"].isChecked()
    assert hands.page.box.rail.button("pass").text() == "通过"
