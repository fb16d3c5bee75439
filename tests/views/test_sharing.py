"""常用查询 of an office: shared here it is at another one; only its author takes it away."""

import pytest

from ciie_admin.domain.commands import ShareQuery
from ciie_admin.models import shared_queries
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.queries import Query
from ciie_admin.models.shared_queries import Shared
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered
from tests.fixtures.client import Enter
from tests.fixtures.local import CLICK
from tests.fixtures.windows import Hands
from tests.views.test_saved_queries import pick, save, search, side_bar


def read(client: Entered, db: Snapshot) -> list[tuple[str, str, bool]]:
    found = shared_queries.shared(db, client.actor)
    return [(one.name, one.by_name, one.pending) for one in found]


def seen(client: Entered) -> list[tuple[str, str, bool]]:
    office = client.office()
    drain(client.cache, office, client.actor)
    office.close()
    with client.cache.read() as db:
        return read(client, db)


def offered(hands: Hands) -> list[str]:
    return [one.text() for one in hands.window.saved.menu(hands.list).actions() if one.text()]


@pytest.mark.usefixtures("window")
def test_shared_here_it_is_at_another_office_and_its_author_takes_it_away(
    hands: Hands, entering: Enter
) -> None:
    search(hands, "第3", 1)
    save(hands, "第三家")
    pick(hands, "共享给本团")
    hands.until(lambda: len(side_bar(hands)) == 2)
    hands.until_done()
    below, far = entering("jinpu.clerk", "two"), entering("shanghai.clerk", "three")
    hands.until(lambda: seen(below) == [("第三家", "李经办", False)])
    assert seen(far) == [], "nothing of another mission"
    (mine,) = hands.window.saved.own
    hands.window.saved._remove(mine)
    hands.until(lambda: side_bar(hands) == [("第三家", "1")])
    hands.list.ask(Query(kind="unit"))
    hands.settle()
    key = next(key for key in hands.window.nav._buttons if key.startswith("saved:"))
    assert "李经办 共享" in hands.window.nav._buttons[key].accessibleName()
    hands.window.nav.chosen.emit(key)
    hands.until(lambda: len(hands.list.model.keys) == 1)
    button = hands.window.saved.buttons["unit"]
    assert button.text().startswith("第三家")
    search(hands, "x", 0)
    assert offered(hands) == ["重新共享", "恢复为已保存", "另存为", "取消共享"]
    hands.list.ask(hands.window.saved.known[0].query)
    hands.settle()
    pick(hands, "取消共享")
    hands.until(lambda: side_bar(hands) == [])
    hands.until(lambda: seen(below) == [])


@pytest.mark.usefixtures("window")
def test_what_the_server_refuses_is_told_once(hands: Hands, entering: Enter) -> None:
    """Two offices of one place share under the same name: the first one keeps it."""
    desk = hands.desk
    assert desk._loop is not None
    desk._loop.stop()
    search(hands, "第3", 1)
    save(hands, "同名")
    pick(hands, "共享给本团")
    hands.until(lambda: len(side_bar(hands)) == 2)
    other = entering("dalian.second", "two")
    wish = ShareQuery(name="同名", of="unit", terms="finding:any")
    assert shared_queries.wish(other.cache, wish, other.actor, CLICK) is None
    assert seen(other) == [("同名", "赵复核", False)]
    desk._loop = None
    desk.begin_sync()
    said = hands.window.messages._callouts["bad"]
    hands.until(lambda: "赵复核" in said.accessibleName())
    assert "同名" in said.accessibleName()
    hands.until(lambda: [text for text, _ in side_bar(hands)] == ["同名", "同名"])
    mine, theirs = hands.window.saved.known
    assert mine in hands.window.saved.own
    assert isinstance(theirs, Shared)
    assert (theirs.by_name, theirs.pending) == ("赵复核", False)
    with hands.desk.entered.cache.read() as db:
        assert not shared_queries.has_refusals(db)
