"""What the card says of a unit's persons, and the offer to pass them with it."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.history import Event
from ciie_admin.server import pictures, records
from ciie_admin.server.records import as_json
from ciie_admin.views import theme
from ciie_admin.views.components.folds import Fold
from tests.fixtures.bench import plain_jpeg
from tests.fixtures.editions import small_edition
from tests.fixtures.records import LONG_AGO, person_form, plant_person, plant_unit
from tests.fixtures.windows import CTRL, Hands

NOTE = "电话核实：" + "单位地址以营业执照正本为准，" * 6


def passed(hands: Hands) -> int:
    number = hands.list.current
    hands.key(Qt.Key.Key_F6)
    hands.until(hands.page.offer.isVisible)
    return number


def persons_said(hands: Hands) -> list[str]:
    rows = hands.page.application._mini.findChildren(QAbstractButton)
    return [one.accessibleName().split()[-1] for one in rows if one.isVisible()]


@pytest.mark.usefixtures("window")
def test_its_persons_are_offered_never_forced_and_one_undo_takes_just_them(hands: Hands) -> None:
    offer = hands.page.offer
    first = passed(hands)
    assert hands.list.current != first, "the list has gone on"
    assert offer._said.text() == "大连第1贸易有限公司：待审核 2 人"
    assert offer.button.text() == "一并通过 2 人"
    hands.until_drafts({"pass_unit": 1})
    hands.key(Qt.Key.Key_F10)
    hands.until_drafts({"pass_unit": 1, "pass_person": 2})
    assert not offer.isVisible()
    hands.list.step(-1)
    hands.until(lambda: hands.card() == first)
    hands.until(lambda: persons_said(hands) == ["暂存·通过"] * 2)
    hands.key(Qt.Key.Key_Z, CTRL)
    hands.until_drafts({"pass_unit": 1})


@pytest.mark.usefixtures("window")
def test_an_offer_stands_back_while_reasons_are_chosen(hands: Hands) -> None:
    offer = hands.page.offer
    passed(hands)
    hands.key(Qt.Key.Key_F7)
    assert hands.page.box.rail.armed() == "return"
    assert not offer.isVisible()
    hands.key(Qt.Key.Key_Escape)
    assert not hands.page.box.rail.armed()
    assert offer.isVisible()


@pytest.mark.usefixtures("window")
def test_an_offer_goes_with_the_next_decision_with_escape_and_with_undo(hands: Hands) -> None:
    offer = hands.page.offer
    passed(hands)
    hands.key(Qt.Key.Key_Escape)
    assert not offer.isVisible()
    hands.key(Qt.Key.Key_F10)
    hands.settle()
    assert hands.drafts() == {"pass_unit": 1}, "there is nothing to take any more"
    passed(hands)
    assert offer._said.text().startswith("大连第2贸易有限公司")
    hands.until_drafts({"pass_unit": 2})
    hands.key(Qt.Key.Key_Z, CTRL)
    hands.until_drafts({"pass_unit": 1})
    assert not offer.isVisible()
    passed(hands)
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: len(hands.drafts()) == 2)
    assert not offer.isVisible()


def labels(hands: Hands) -> str:
    pane = hands.page.application
    return "\n".join(one.text() for one in pane._notes.findChildren(QLabel))


def test_notes_and_timeline_are_there_in_full(hands: Hands) -> None:
    events = [
        Event(at=LONG_AGO, what="submitted"),
        Event(at=LONG_AGO, what="add_note", by="王负责", note=NOTE),
    ]
    with hands.server.engine.begin() as db:
        plant_unit(db, 1, history=as_json(events))
    hands.work()
    pane = hands.page.application
    assert NOTE in labels(hands)
    assert pane._noted._head.note == "1 条"
    assert pane._timeline._head.note == "2 条"
    texts = [one.text() for one in pane._line.findChildren(QLabel)]
    assert NOTE in texts, "whole, not cut at its end"
    hands.server.stop()
    hands.key(Qt.Key.Key_N)
    hands.type("再打一次电话")
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: "再打一次电话" in labels(hands))
    assert pane._noted._head.note == "2 条"
    hands.server.start()


def _says(fold: Fold, said: str) -> bool:
    return fold._head.note == said


def face_of(hands: Hands) -> Any:
    return hands.page.application._face


def test_the_card_face_is_paper_and_marks_what_breaks_a_reuse(hands: Hands) -> None:
    changed = Finding(rule="card_changed", severity=Severity.LOOK, measured="label photo")
    with hands.server.engine.begin() as db:
        unit = plant_unit(db, 1)
        form = records.as_json(person_form(1, reuse=True))
        pictures.keep(db, [earlier := pictures.read_photo(plain_jpeg(50), small_edition())])
        had = {"photo": "0" * 64, "former_photo": earlier.digest}
        plant_person(db, unit, 1, form=form, findings=as_json([changed]), **had)
        plant_person(db, unit, 2, form=form)
        plant_person(db, unit, 3)
    hands.work()
    hands.persons()
    fold, face = hands.page.application._face_fold, face_of(hands)
    fold.open_it(True)
    theme.apply(hands.program.app, "dark")
    assert fold._head.note == "复用：卡面已变"
    assert [line.text for line in face.lines._lines] == ["人员标签", "照片"]
    paper = face._paper.grab().toImage()
    assert paper.pixelColor(round(paper.width() / 2), paper.height() - 6).name() == "#ffffff"
    assert face._paper.accessibleName().startswith("王二 大连第1贸易有限公司 大连")
    assert face._paper._changed == {"label", "photo"}
    former = face._former
    hands.until(lambda: former.photo._cell.pixmap is not None)
    assert "复用须用同一张照片" in former.words.accessibleName()
    theme.apply(hands.program.app, "light")
    for said, lines in (("证件复用", 1), ("新制证件", 0)):
        hands.key(Qt.Key.Key_J)
        hands.until(partial(_says, fold, said))
        assert len(face.lines._lines) == lines
        assert face._paper._changed == frozenset()
        assert former.isHidden(), "had none"
