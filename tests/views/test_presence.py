"""某某正在办理 in the window: said in card and row, claimed after a moment, let go by all else."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from ciie_admin.domain.commands import PassUnit
from ciie_admin.domain.states import Step
from ciie_admin.server.presence import PRESENCE
from ciie_admin.sync import http, loop
from ciie_admin.views import presence, presence_said
from ciie_admin.views.cells import SPOKEN_ROLES
from ciie_admin.wire.messages import Subject
from tests.fixtures.clerks import Clerk
from tests.fixtures.server import Server
from tests.fixtures.windows import CTRL, PATIENCE_MS, Hands, locking


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record counts as open after a moment of 100 ms, and others hear of it as soon. Leaving
    waits until it has been heard.
    """
    monkeypatch.setattr(http, "LEAVE_SECONDS", PATIENCE_MS / 1_000)
    monkeypatch.setattr(loop, "LULL", 0.1)
    monkeypatch.setattr(presence, "STANDS_MS", 100)


def claimed(server: Server, login: str = "dalian.clerk") -> tuple[str, int] | None:
    with server.engine.connect() as db:
        mine = PRESENCE.c.account_id == server.account(login).id
        columns = (PRESENCE.c.subject_kind, PRESENCE.c.subject_id)
        row = db.execute(select(*columns).where(mine)).one_or_none()
    return None if row is None else (row.subject_kind, row.subject_id)


def said(hands: Hands) -> list[str]:
    """Every line in the head of the card."""
    layout = hands.page.application._card._words
    found = []
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner = item.layout() if item is not None else None
        first = inner.itemAt(0) if inner is not None else item
        widget = first.widget() if first is not None else None
        if widget is not None:
            found.append(widget.accessibleName() or getattr(widget, "text", str)())
    return found


def spoken(hands: Hands, number: int) -> str:
    row = hands.list.model.row_of(number)
    return str(hands.list.model.index(row, 1).data(SPOKEN_ROLES[1]))


@pytest.mark.usefixtures("window")
def test_a_colleague_at_work_and_what_he_decides_appear_by_themselves(hands: Hands) -> None:
    first, second = hands.list.model.keys[:2]
    hands.until(lambda: "尚无人办理" in said(hands))
    hands.settle()
    counted: list[object] = []
    hands.desk.tallied.connect(counted.append)
    colleague = Clerk(hands.server, "dalian.second")
    colleague.opens(Subject(kind="unit", id=first))
    hands.until(lambda: "赵复核 正在办理 · 刚刚" in said(hands))
    assert "尚无人办理" not in said(hands)
    hands.settle()
    assert not counted, "nothing is counted for a colleague's step"
    assert spoken(hands, first).endswith("赵复核 正在办理 · 刚刚")
    assert "正在办理" not in spoken(hands, second)
    hands.key(Qt.Key.Key_F6)
    hands.until_drafted(1)
    hands.list.go_to(first)
    colleague.insists("unit", first, PassUnit(step=Step.FIRST))
    hands.until(lambda: any("赵复核" in line and "决定" in line for line in said(hands)))
    hands.server.stop()
    hands.desk.sync_now()
    hands.until(lambda: hands.desk.last_told.state == "offline")
    assert presence_said.at_work(hands.desk, "unit", first) == "", "offline nobody is anywhere"
    assert "正在办理" not in "".join(said(hands))


@pytest.mark.usefixtures("window")
def test_what_is_open_here_is_claimed_and_let_go(hands: Hands) -> None:
    first, second = hands.list.model.keys[:2]
    hands.until(lambda: claimed(hands.server) == ("unit", first))
    hands.key(Qt.Key.Key_Down)
    hands.until(lambda: claimed(hands.server) == ("unit", second))
    hands.persons()
    hands.until(lambda: claimed(hands.server) == ("person", hands.list.current))
    hands.key(Qt.Key.Key_3, CTRL)
    hands.until(lambda: claimed(hands.server) is None)
    hands.key(Qt.Key.Key_1, CTRL)
    hands.until(lambda: claimed(hands.server) == ("unit", hands.list.current))
    locking(hands, lambda: hands.key(Qt.Key.Key_L, CTRL))
    hands.until(lambda: claimed(hands.server) == ("unit", hands.list.current))
    hands.program.stop()
    assert claimed(hands.server) is None
