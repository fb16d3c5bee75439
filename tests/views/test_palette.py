"""Ctrl+K: everything within reach by a part of its name, and back to where one was."""

import pytest
from PySide6.QtCore import Qt

from ciie_admin.domain.lanes import Lane
from ciie_admin.models.glimpse import MOST
from ciie_admin.views import palette_found
from tests.fixtures.windows import CTRL, Hands


def opened(hands: Hands, typed: str = "") -> list[str]:
    """Words of the rows once what was typed is answered."""
    palette = hands.window.go_to
    if not palette.isVisible():
        hands.key(Qt.Key.Key_K, CTRL)
        assert palette.field.hasFocus()
    palette.field.clear()
    hands.type(typed)
    hands.until(lambda: palette._answered)
    return [row.entry.text for row in palette.rows]


def shown(hands: Hands) -> str:
    card = hands.page._card
    return "" if card is None else card.row.name


@pytest.mark.usefixtures("window")
def test_a_record_is_found_and_gone_to(hands: Hands) -> None:
    texts = opened(hands, "王")
    assert len(texts) == MOST
    rows = hands.window.go_to.rows
    assert all(row.entry.found == "王" in row.entry.text for row in rows)
    assert all(row.entry.chip is not None and row.entry.note for row in rows)
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Up)
    assert [row.current for row in rows] == [False, True, False, False, False]
    assert hands.window.go_to.field.accessibleDescription() == rows[1].accessibleName()
    chosen = rows[1].entry.text
    hands.key(Qt.Key.Key_Return)
    assert not hands.window.go_to.isVisible()
    hands.until(lambda: hands.page.kind == "person" and shown(hands) == chosen)
    opened(hands, "第4")
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: hands.page.kind == "unit" and "第4" in shown(hands))


@pytest.mark.usefixtures("window")
def test_actions_print_their_keys_and_act_on_the_page_in_front(hands: Hands) -> None:
    texts = opened(hands)
    rows = {row.entry.text: row.entry for row in hands.window.go_to.rows}
    assert rows["通过"].caps == ("F6", "A")
    assert rows["导出本表"].caps == ("Ctrl+E",)
    assert rows["单位"].caps == ("Ctrl+1",)
    assert "快速前往与操作" not in texts, "not itself"
    assert opened(hands, "tg")[0] == "通过", "by initials"
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(1)
    hands.key(Qt.Key.Key_3, CTRL)
    assert "通过" not in opened(hands)


@pytest.mark.usefixtures("window")
def test_a_lane_is_a_view(hands: Hands) -> None:
    assert "人员 • 退回修改" in opened(hands, "退回")
    rows = hands.window.go_to.rows
    place = [row.entry.text for row in rows].index("人员 • 退回修改")
    for _ in range(place):
        hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Enter)
    hands.until(lambda: hands.page.kind == "person" and hands.list.query.lane is Lane.RETURNED)
    hands.until(lambda: not hands.list.model.keys)


@pytest.mark.usefixtures("window")
def test_escape_leads_back_and_nothing_found_says_so(hands: Hands) -> None:
    note = hands.page.box.rail.note
    note.setFocus()
    assert opened(hands, "zzzz") == []
    hands.key(Qt.Key.Key_Return)
    assert hands.window.go_to.isVisible(), "nothing to go to"
    hands.key(Qt.Key.Key_Escape)
    assert note.hasFocus()
    opened(hands, "第2")
    hands.key(Qt.Key.Key_F, CTRL)
    assert hands.window.top.search.hasFocus()
    assert not hands.window.go_to.isVisible(), "who goes elsewhere needs it no more"


@pytest.mark.usefixtures("window")
def test_enter_before_the_answer_takes_what_comes(hands: Hands) -> None:
    hands.key(Qt.Key.Key_K, CTRL)
    hands.type("第5")
    hands.key(Qt.Key.Key_Return)
    assert hands.window.go_to.isVisible()
    hands.until(lambda: not hands.window.go_to.isVisible())
    hands.until(lambda: hands.page._card is not None and "第5" in hands.page._card.row.name)


def test_words_are_found_by_sound_and_initials() -> None:
    texts = ("提交生效", "通过", "Lock")
    assert palette_found._fitting("tj", texts) == (0,)
    assert palette_found._fitting("tongguo", texts) == (1,)
    assert palette_found._fitting("lo", texts) == (2,)
    assert palette_found._fitting("生", texts) == (0,)
    assert palette_found._fitting(" ", texts) == (0, 1, 2)
