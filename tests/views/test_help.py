"""F1: the page of the manual that belongs to where one is, by keys alone, and back again."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from ciie_admin.views import help_places, manual, theme
from ciie_admin.views.components.findings import IconMark
from ciie_admin.views.components.notices import EmptyState
from ciie_admin.views.help_panel import HelpPanel
from ciie_admin.views.manual import Page, Topic
from ciie_admin.views.signs import ACTS
from ciie_admin.views.window_pages import SIDES
from ciie_admin.words import Language
from tests.fixtures.windows import CTRL, SHIFT, Hands

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


def asked(hands: Hands) -> str:
    """The topic F1 opens here; put away again."""
    panel = hands.window.help
    hands.key(Key.Key_F1)
    assert panel.isVisible()
    hands.until(lambda: bool(panel._pages))
    assert panel.field.hasFocus()
    topic = panel.text.topic()
    assert panel.text.toPlainText().startswith(manual.title(panel._topic, hands.desk.language))
    hands.key(Key.Key_Escape)
    assert not panel.isVisible()
    return topic


def reading_threads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Where the pages are read, each time they are."""
    read, found = manual.read_pages, []

    def watched(language: Language) -> tuple[Page, ...]:
        found.append(threading.get_ident())
        return read(language)

    monkeypatch.setattr(manual, "read_pages", watched)
    return found


@pytest.mark.usefixtures("window")
def test_from_the_persons_to_a_topic_and_back(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = reading_threads(monkeypatch)
    hands.persons()
    assert asked(hands) == "persons"
    panel = hands.window.help
    hands.key(Key.Key_F1)
    assert len(panel.list.topics()) == len(manual.TOPICS)
    hands.type("plbl")
    assert panel.list.topics() == ["batches"], "by initials"
    hands.key(Key.Key_Return)
    assert panel.text.hasFocus()
    assert panel.text.topic() == "batches"
    said = " ".join(panel.text.toPlainText().split())
    assert "按 Ctrl+4 看每一批" in said
    assert "Ctrl+R 重新办理未成功的" in said
    hands.key(Key.Key_A)
    hands.settle()
    assert hands.drafted() == 0, "what lies below does not act"
    hands.key(Key.Key_Escape)
    assert hands.list.table.hasFocus()
    assert threads, "read"
    assert len(threads) == 1, "once"
    assert threads[0] != threading.get_ident(), "never where the window works"


@pytest.mark.usefixtures("window")
def test_it_opens_where_one_is(hands: Hands) -> None:
    assert asked(hands) == "units"
    hands.key(Key.Key_F7)
    assert asked(hands) == "deciding", "reasons are open"
    assert hands.page.box.rail.armed() == "return"
    hands.key(Key.Key_Escape)
    pages: list[tuple[Key, Topic]] = [
        (Key.Key_3, "tray"), (Key.Key_4, "batches"), (Key.Key_5, "spot-checks"),
        (Key.Key_6, "mistakes"), (Key.Key_F, "finding"), (Key.Key_K, "keys"),
    ]  # fmt: skip
    for key, topic in pages:
        hands.key(key, CTRL)
        assert asked(hands) == topic
    assert hands.window.go_to.field.hasFocus(), "what was open stays open"
    hands.key(Key.Key_Escape)
    hands.key(Key.Key_S, CTRL | SHIFT)
    assert asked(hands) == "safety"
    assert {type(getattr(hands.window, name)) for name in SIDES} == set(help_places.TOPIC_OF)


@pytest.mark.usefixtures("window")
def test_a_panel_below_the_help_keeps_what_was_typed(hands: Hands) -> None:
    hands.key(Key.Key_T)
    hands.until(lambda: hands.page.tagging.panel is not None)
    panel = hands.page.tagging.panel
    assert panel is not None
    hands.type("key")
    assert asked(hands) == "tags"
    assert panel.isVisible()
    assert panel.search.hasFocus()
    assert panel.search.text() == "key"
    hands.key(Key.Key_F1)
    hands.key(Key.Key_1, CTRL)
    assert not panel.isVisible(), "who leaves the help by another way leaves the panel, too"


def in_front(panel: HelpPanel) -> tuple[str, str]:
    """The topic of the text, and of the row beside it."""
    return panel.text.topic(), panel.list.topics()[panel.list.currentRow()]


@pytest.mark.usefixtures("window")
def test_links_and_topics_by_keys(hands: Hands) -> None:
    hands.key(Key.Key_F1)
    panel = hands.window.help
    hands.until(lambda: bool(panel._pages))
    hands.key(Key.Key_Down)
    assert panel.text.topic() == "persons"
    hands.key(Key.Key_Up)
    hands.key(Key.Key_Return)
    hands.key(Key.Key_Tab)
    hands.key(Key.Key_Return)
    assert in_front(panel) == ("deciding", "deciding"), "the first link"
    hands.key(Key.Key_Left, ALT)
    assert in_front(panel) == ("units", "units")
    hands.key(Key.Key_Backtab, SHIFT)
    assert panel.field.hasFocus()
    hands.type("zzzz")
    assert panel.list.topics() == []
    assert panel.nothing.isVisible()
    assert panel.text.toPlainText(), "the page stays"
    hands.key(Key.Key_F1)
    assert hands.list.table.hasFocus(), "the same key closes it"


@pytest.mark.usefixtures("window")
def test_empty_states_lead_to_the_help(hands: Hands) -> None:
    hands.key(Key.Key_F, CTRL)
    hands.type("zzzz")
    hands.until(lambda: not hands.list.model.keys)
    hands.key(Key.Key_Return)
    hands.settle()
    found = [_last_step(hands)]
    assert hands.list.empty.findChildren(QAbstractButton)[0].accessibleName() == "去掉筛选"
    assert hands.list.empty.findChildren(IconMark)[0]._sign.icon == ACTS["search"]
    for key in (Key.Key_3, Key.Key_4, Key.Key_6):
        hands.key(key, CTRL)
        hands.settle()
        found.append(_last_step(hands))
    assert found == ["finding", "tray", "batches", "mistakes"]


def _last_step(hands: Hands) -> str:
    """The topic that the last step of the empty state in front opens by Enter."""
    (empty,) = [one for one in hands.window.findChildren(EmptyState) if one.isVisible()]
    step = [one for one in empty.findChildren(QAbstractButton) if one.isVisible()][-1]
    assert step.accessibleName().startswith("如何")
    assert step.accessibleDescription() == manual.KEY
    step.setFocus()
    hands.key(Key.Key_Return)
    panel = hands.window.help
    assert panel.isVisible()
    hands.until(lambda: bool(panel._pages))
    topic = panel.text.topic()
    assert asked_again(hands) == topic, "F1 says the same"
    return topic


def asked_again(hands: Hands) -> str:
    hands.key(Key.Key_Escape)
    return asked(hands)


def caps(panel: HelpPanel) -> int:
    return len(list(panel.text._caps()))


@pytest.mark.usefixtures("window")
def test_keys_are_drawn_as_caps_in_both_themes(hands: Hands) -> None:
    hands.key(Key.Key_F1)
    panel = hands.window.help
    hands.until(lambda: bool(panel._pages))
    panel.open_at("keys")
    number = caps(panel)
    assert number > 60, "every action of every page"
    first = next(panel.text._caps())
    at = (int(first.left()) + 4, int(first.top()))
    before = panel.text.viewport().grab().toImage().pixelColor(*at)
    assert before == theme.current().colour("ctl")
    hands.program.change_scheme("dark")
    assert caps(panel) == number
    after = panel.text.viewport().grab().toImage().pixelColor(*at)
    assert after == theme.current().colour("ctl") != before
    letters = panel.text.document().begin().begin().fragment().charFormat()
    assert letters.foreground().color() == theme.current().colour("text")
    hands.program.change_scheme("light")
