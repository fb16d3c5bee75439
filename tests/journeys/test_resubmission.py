"""Returned with two reasons, one field corrected at the registrant's browser, passed by a key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ciie_admin.domain.units import Unit
from ciie_admin.models.cards import UnitCard
from ciie_admin.server import records
from ciie_admin.views.components.compared import MarkedText
from ciie_admin.views.signs import AGAIN
from tests.fixtures.registrants import (
    act,
    credit_code,
    handed_in,
)
from tests.fixtures.registrants import unit_form as typed
from tests.fixtures.server import Server
from tests.fixtures.windows import CTRL, NONE, SHIFT, Hands, plant

NUMBER = 42
OLD, NEW = "大连市金普新区金马路2号", "大连市金普新区金马路1号"
CODE = credit_code(NUMBER, "government")


def stored(server: Server, unit: int) -> Unit:
    with server.engine.connect() as db:
        return records.units(db, [unit])[unit]


def texts(box: QWidget) -> list[str]:
    """What stands in full, with the characters that differ marked."""
    return [one.accessibleName() for one in box.findChildren(MarkedText) if one.isVisible()]


def test_only_what_changed_is_looked_at_and_one_key_passes_it(hands: Hands, server: Server) -> None:
    plant(server, units=2)
    registrant = handed_in(server, NUMBER, OLD, NEW)
    unit = registrant.own().unit.id
    hands.work("jinpu.clerk")
    hands.list.go_to(unit)
    hands.until(lambda: hands.card() == unit)
    message = return_it(hands)
    sent = act(server, "send", {})["messages"]
    assert {one["text"] for one in sent} == {message}, "read before it left, word for word"
    registrant.save(typed(CODE, address=NEW))
    registrant.submit()
    came_back(hands, unit)
    pane = hands.page.application
    assert pane.changes.isVisible()
    hands.until(lambda: texts(pane.changes) == [OLD, NEW])
    said = [one.accessibleName() for one in pane.changes.findChildren(QWidget)]
    assert any("要求修改，未改" in one and "证照" in one for one in said), "and what was not done"
    facts = [one.accessibleName() for one in pane._facts.findChildren(QWidget)]
    assert any(one.startswith("单位性质") and one.endswith("上次已核对") for one in facts)
    only_what_is_seen(hands)
    hands.key(Qt.Key.Key_F3)
    hands.until_drafted(1)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until(hands.window.release_page.button.isEnabled)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until_done()
    last = stored(server, unit).history[-1]
    assert (last.what, last.changed) == ("pass_unit", ("address",))


def in_sight(hands: Hands) -> bool:
    """All that changed stands in the pane."""
    pane = hands.page.application
    box, view = pane.changes, pane._body.viewport()
    shown = box.visibleRegion().boundingRect()
    return box.isVisible() and view.isVisible() and shown.contains(box._rest.geometry())


def only_what_is_seen(hands: Hands) -> None:
    """Whatever stands over the card, or scrolled away: the first press brings the changes back."""
    pane = hands.page.application
    bar, line = pane._body.verticalScrollBar(), pane.changes._again
    assert line.isHidden()
    hands.window.resize(1093, 614)
    hands.until(lambda: bar.maximum() > pane.changes.height())
    for over in (pane.viewer, hands.page.support, None):
        if over is None:
            bar.setValue(bar.maximum())
        else:
            hands.key(Qt.Key.Key_F4, NONE if over is pane.viewer else SHIFT)
        hands.until(lambda: not in_sight(hands))
        assert over is None or over.isVisible()
        hands.key(Qt.Key.Key_F3)
        hands.until(lambda: in_sight(hands))
        assert line.isVisible()
        assert line.text() == "请先看改动，再按一次 F3"
        assert over is None or not over.isVisible()
        assert hands.list.table.hasFocus()
        hands.settle()
        assert hands.drafted() == 0

    page_by_page(hands)


def page_by_page(hands: Hands) -> None:
    """More than the pane has room for: each press goes on, to the last word."""
    pane = hands.page.application
    bar, box, seen = pane._body.verticalScrollBar(), pane.changes, pane._body.viewport().height()
    box._rows.setMinimumHeight(2 * seen)
    hands.until(lambda: box._rest.y() > 2 * seen)
    bar.setValue(0)
    places = [0]
    while not box.visibleRegion().boundingRect().contains(box._rest.geometry()):
        hands.key(Qt.Key.Key_F3)
        hands.until(lambda: bar.value() > places[-1])
        places.append(bar.value())
    assert len(places) > 3
    hands.settle()
    assert hands.drafted() == 0


def return_it(hands: Hands) -> str:
    """With the proposed reason and a second one; what the unit would read."""
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_2)
    message = hands.page.box.rail._message_text.text()
    assert "1. 原因：address_differs" in message
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(1)
    hands.key(Qt.Key.Key_Return, CTRL)
    page = hands.window.release_page
    hands.until(lambda: page.button.isEnabled() and page.letter.text.text() == message)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until_done()
    return message


def marks(hands: Hands, unit: int) -> list[object]:
    """Beside the words of its row, once the row is here."""
    row = hands.list.model.known(unit)
    return (
        [] if row is None else [getattr(one, "mark", None) for one in hands.list.model._cells(row)]
    )


def came_back(hands: Hands, unit: int) -> None:
    """Found by its filter, marked in its row, in front."""
    hands.desk.sync_now()
    hands.until(lambda: unit in hands.list.model.keys)
    hands.settle()
    query = hands.list.query
    hands.window.units.list.ask(type(query)(kind="unit", resubmitted=True))
    hands.until(lambda: list(hands.list.model.keys) == [unit])
    hands.until(lambda: hands.card() == unit)
    card = hands.page._card
    assert isinstance(card, UnitCard)
    hands.until(lambda: AGAIN in marks(hands, unit))
    hands.list.table.setFocus()
