"""The next card stands the moment one moves to it, and is never an old one."""

import pytest
from PySide6.QtCore import Qt

from ciie_admin.views.cards_ahead import CardsAhead
from tests.fixtures.windows import Hands


def read_ahead(hands: Hands, *numbers: int) -> CardsAhead:
    cards = hands.page._cards
    hands.until(lambda: all(cards.card(number) is not None for number in numbers))
    return cards


@pytest.mark.usefixtures("window")
def test_the_next_card_shows_at_once(hands: Hands) -> None:
    keys = list(hands.list.model.keys)
    read_ahead(hands, *keys[1:])
    for number in keys[1:]:
        hands.key(Qt.Key.Key_J)
        assert hands.card() == number, "without waiting for anything"
    hands.settle()
    assert hands.card() == keys[-1], "no older answer comes after it"


@pytest.mark.usefixtures("window")
def test_what_has_changed_is_read_again(hands: Hands) -> None:
    first, second = hands.list.model.keys[:2]
    cards = read_ahead(hands, second)
    hands.key(Qt.Key.Key_F9)
    hands.until(lambda: hands.card() == second)
    hands.key(Qt.Key.Key_K)
    hands.until(lambda: hands.card() == first)
    shown = hands.page._card
    assert shown is not None
    assert shown.row.stage == "held"
    old = cards.card(second)
    assert old is not None
    hands.desk.hold("unit", [second], lambda _done: None)
    hands.until(lambda: hands.stage(second) == "held")
    fresh = read_ahead(hands, second).card(second)
    assert fresh is not None
    assert fresh.row.stage == "held"
