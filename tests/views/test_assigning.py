"""分办 by keys: a head shares cases out, and each clerk finds what is meant for them."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from ciie_admin.domain.commands import Assign
from ciie_admin.models.queries import ME
from ciie_admin.server.records import UNITS
from tests.fixtures.clerks import Clerk
from tests.fixtures.server import Server
from tests.fixtures.windows import Hands
from tests.views.test_presence import said


def given(server: Server) -> dict[int, str]:
    with server.engine.connect() as db:
        rows = db.execute(select(UNITS.c.id, UNITS.c.assigned_name))
        return {number: name for number, name in rows if name}


def opened(hands: Hands) -> list[str]:
    """Colleagues of the panel, as their rows begin."""
    hands.key(Qt.Key.Key_E)
    hands.until(lambda: hands.page.assigning.panel is not None)
    panel = hands.page.assigning.panel
    assert panel is not None
    assert panel.list.hasFocus()
    return [panel.list.item(row).text() for row in range(panel.list.count())]


@pytest.mark.usefixtures("planted")
def test_several_are_shared_out_evenly_and_one_is_taken_back(hands: Hands) -> None:
    hands.work("dalian.head")
    units = [*hands.list.model.keys]
    hands.list.tick_everything()
    rows = opened(hands)
    places = {row.split("  ")[1].split(" ")[0]: row[0] for row in rows[:-1]}
    assert {"王负责", "李经办", "赵复核", "孙经办"} <= {*places}
    hands.type(places["李经办"] + places["赵复核"])
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: len(given(hands.server)) == len(units))
    assert Counter(given(hands.server).values()) == {"李经办": 3, "赵复核": 3}
    assert [given(hands.server)[one] for one in units] == ["李经办", "赵复核"] * 3
    hands.until(lambda: "分给 李经办" in said(hands))
    hands.until(lambda: hands.list.model.known(units[1]).assigned_name == "赵复核")
    assert not hands.list.model.ticked
    assert hands.drafted() == 0, "nothing is decided by it"
    opened(hands)
    hands.key(Qt.Key.Key_End)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: units[0] not in given(hands.server))
    hands.until(lambda: not any("分给" in line for line in said(hands)))


@pytest.mark.usefixtures("window")
def test_the_clerk_finds_what_is_meant_for_them(hands: Hands) -> None:
    """In the side bar, in the list, in the card; without a reload."""
    first, second = hands.list.model.keys[:2]
    assert not hands.window.mine.items()
    head = Clerk(hands.server, "dalian.head")
    head.insists("unit", second, Assign(to=hands.server.account("dalian.clerk").id))
    hands.until(lambda: bool(hands.window.mine.items()))
    (item,) = hands.window.mine.items()
    assert (item.text, item.count) == ("分给我的单位", 1)
    hands.window.nav.chosen.emit(item.key)
    hands.until(lambda: [*hands.list.model.keys] == [second])
    assert hands.list.query.assigned == (ME,)
    assert hands.window._section() == item.key
    hands.until(lambda: "分给我" in said(hands))
    assert first not in hands.list.model.keys
