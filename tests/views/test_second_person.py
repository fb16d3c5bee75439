"""双人审核 by keys: a head says it, the clerk's pass is a first step from then on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import select, update

from ciie_admin.domain.states import UnitClass
from ciie_admin.models.second_person import asked_for
from ciie_admin.server.records import PLACES
from ciie_admin.server.signin import ACCOUNTS
from ciie_admin.views.components.tick_list import NOTE_ROLE
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import DALIAN
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server
from tests.fixtures.windows import CTRL, SHIFT, Hands, unheard


def asked(server: Server) -> list[str]:
    with server.engine.connect() as db:
        found = db.execute(select(PLACES.c.second_person).where(PLACES.c.id == DALIAN))
        return list(found.scalar_one())


def arrived(hands: Hands) -> bool:
    """What the server now says of the place is in this computer's mirror."""
    with hands.desk.entered.cache.read() as db:
        return asked_for(db, hands.desk.actor)[0] == {"association"}


def test_said_by_the_head_it_holds_at_once(hands: Hands, server: Server) -> None:
    with server.engine.begin() as db:
        number = plant_unit(db, unit_class=UnitClass.ASSOCIATION)
    hands.work("dalian.head")
    hands.key(Qt.Key.Key_D, CTRL | SHIFT)
    hands.until(lambda: hands.window.second.panel is not None)
    panel = hands.window.second.panel
    assert panel is not None
    said = [panel.list.item(row) for row in range(4)]
    assert [(one.text(), one.data(NOTE_ROLE)) for one in said][1::2] == [
        ("政府机构", "本届规定"),
        ("社会组织", ""),
    ]
    for key in (*[Qt.Key.Key_Down] * 3, Qt.Key.Key_Space, Qt.Key.Key_Return):
        hands.key(key)
    hands.until(lambda: asked(server) == ["association"])
    hands.until(lambda: arrived(hands))
    hands.list.table.setFocus()
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)
    hands.until(lambda: hands.stage(number) == "draft")
    assert hands.list.model.known(number).lane == "first_passed"
    hands.desk.release()
    hands.until_done()
    passed = Clerk(server, "dalian.second").sees("unit")[number]
    assert (passed.review, passed.first_by) == (
        "first_passed",
        server.account("dalian.head").id,
    )


def choose(hands: Hands) -> None:
    """社会组织, the fourth."""
    hands.key(Qt.Key.Key_D, CTRL | SHIFT)
    hands.until(lambda: hands.window.second.panel is not None)
    for key in (*[Qt.Key.Key_Down] * 3, Qt.Key.Key_Space, Qt.Key.Key_Return):
        hands.key(key)


def test_what_the_server_does_not_grant_is_told_in_its_own_words(
    hands: Hands, planted: list[int]
) -> None:
    """She was the head when she chose it."""
    assert planted
    hands.work("dalian.head")

    def meanwhile() -> None:
        choose(hands)
        hands.settle()
        with hands.server.engine.begin() as db:
            mine = ACCOUNTS.c.login == "dalian.head"
            db.execute(update(ACCOUNTS).where(mine).values(role="reviewer"))

    unheard(hands, meanwhile)
    said = hands.window.messages._callouts["bad"]
    hands.until(lambda: said.accessibleName() != "")
    assert said.accessibleName() == "未能设定双人审核 仍按原来的设定审核：须由负责人办理。"
    assert asked(hands.server) == []


def shown(hands: Hands) -> tuple[str, int]:
    """What the bar above the pages says, and in how many lines."""
    said = hands.window.messages._callouts["warn"]
    if not said.isVisible():
        return "", 0
    lines = {one.mapTo(said, one.rect().center()).y() // 12 for one in said.findChildren(QLabel)
             if one.isVisible() and one.text()}  # fmt: skip
    return said.accessibleName(), len(lines)


def test_a_clerk_is_told_whose_word_it_is_until_the_next_key(
    hands: Hands, planted: list[int]
) -> None:
    assert planted
    hands.work()
    hands.key(Qt.Key.Key_D, CTRL | SHIFT)
    assert hands.window.second.panel is None
    assert shown(hands) == ("不能设定双人审核 须由负责人办理。", 1)
    hands.key(Qt.Key.Key_F12)
    assert shown(hands) == ("不能分办 须由负责人办理。", 1)
    hands.key(Qt.Key.Key_Down)
    assert shown(hands) == ("", 0)
    hands.key(Qt.Key.Key_E)
    assert shown(hands)[1] == 1
    hands.window.nav.chosen.emit("persons")
    assert shown(hands) == ("", 0), "nor on another page"
