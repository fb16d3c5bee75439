"""Paused: the server wants to take far too much away, and a person is asked in the window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import text

from ciie_admin.models import brake
from ciie_admin.server import feed
from ciie_admin.server.feed import Moved
from ciie_admin.sync import http
from ciie_admin.wire.messages import Answer, Exchange
from tests.fixtures.editions import EDITION, JINPU, SHANGHAI, ZHONGSHAN
from tests.fixtures.windows import Hands


def said(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def state(hands: Hands) -> str:
    return hands.window.top._buttons["sync"].state.text


@pytest.fixture
def taken_away(hands: Hands, planted: list[int], monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """At work, and then a fault of the server: five of six units are nobody's here any more."""
    monkeypatch.setattr(brake, "LEAST", 3)
    hands.work()
    gone = planted[:5]
    with hands.server.engine.begin() as db:
        away = "UPDATE unit SET review_place = :to, count_place = :to WHERE id = ANY(:ids)"
        db.execute(text(away), {"to": SHANGHAI, "ids": gone})
        left = [Moved(place, "unit", n, gone=True) for n in gone for place in (JINPU, ZHONGSHAN)]
        feed.announce(db, EDITION, left)
    hands.until(hands.window.paused.isVisible)
    return gone


def test_nothing_goes_before_a_person_agrees(hands: Hands, taken_away: list[int]) -> None:
    bar = hands.window.paused
    assert state(hands) == "同步已暂停"
    assert "服务器要移除大量记录" in said(bar.callout)
    assert "移除 5 条记录" in said(bar.callout)
    assert bar.accept.text() == "移除这 5 条"
    assert not bar.retry.isVisible()
    assert len(hands.list.model.keys) == 6
    hands.press(bar.leave)
    assert not bar.isVisible()
    assert state(hands) == "同步已暂停"
    hands.key(Qt.Key.Key_F5)
    hands.until(bar.isVisible)
    assert len(hands.list.model.keys) == 6
    hands.press(bar.accept)
    hands.until(lambda: len(hands.list.model.keys) == 1)
    hands.until(lambda: state(hands).startswith("在线 "))
    assert not bar.isVisible()
    assert set(taken_away).isdisjoint(hands.list.model.keys)


def test_the_question_stays_when_the_window_is_built_anew(
    hands: Hands, taken_away: list[int]
) -> None:
    del taken_away
    hands.program.change_language("en")
    hands.until(hands.window.paused.isVisible)
    assert hands.window.paused.accept.text() == "Remove the 5 records"
    hands.program.change_language("zh")


@pytest.mark.usefixtures("window")
def test_a_server_that_makes_no_sense_is_asked_again_when_a_person_says_so(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Real answers, bent on their way: the same place for ever."""
    honest = http.Office.exchange

    def bent(office: http.Office, request: Exchange) -> Answer:
        answer = honest(office, request)
        return replace(answer, cursor=request.cursor, changes=(), remaining=7)

    bar = hands.window.paused
    with monkeypatch.context() as bending:
        bending.setattr(http.Office, "exchange", bent)
        hands.key(Qt.Key.Key_F5)
        hands.until(bar.isVisible)
    assert "服务器的答复有误" in said(bar.callout)
    assert not bar.accept.isVisible()
    hands.press(bar.retry)
    hands.until(lambda: state(hands).startswith("在线 "))
    assert not bar.isVisible()
