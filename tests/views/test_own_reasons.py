"""Several ticked records, each returned for what its own checks found."""

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from ciie_admin.domain.commands import ReturnUnit
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.models.pending import load_pending
from ciie_admin.models.precious import DRAFT
from ciie_admin.server import records
from ciie_admin.views.components.reasons import ReasonRow
from ciie_admin.views.own_reasons import OWN
from tests.fixtures.records import plant_unit
from tests.fixtures.windows import CTRL, Hands

DIFFERS = Finding(rule="licence_address_differs", severity=Severity.LOOK)


@pytest.fixture
def found(hands: Hands) -> list[int]:
    """Four units; the checks found something a reason is bound to on the second, and something
    no reason is bound to on the third. All are ticked.
    """
    other = Finding(rule="amount_scale", severity=Severity.LOOK)
    findings = {2: (DIFFERS,), 3: (other,)}
    with hands.server.engine.begin() as db:
        units = [
            plant_unit(db, number, findings=records.as_json(findings.get(number, ())))
            for number in range(1, 5)
        ]
    hands.work()
    hands.key(Qt.Key.Key_A, CTRL)
    return units


def arm(hands: Hands) -> None:
    hands.key(Qt.Key.Key_F7)
    hands.until(lambda: "3 无" in hands.page.box.own.row().text)


def drafted(hands: Hands) -> dict[int, tuple[str, ...]]:
    with hands.desk.entered.cache.read() as db:
        wishes = [load_pending(body) for body in db.execute(select(DRAFT.c.body)).scalars()]
    commands = {one.subject.id: one.command for one in wishes}
    return {n: c.reasons for n, c in commands.items() if isinstance(c, ReturnUnit)}


def test_the_ticked_reasons_are_for_those_that_have_none(hands: Hands, found: list[int]) -> None:
    box = hands.page.box
    arm(hands)
    hands.key(Qt.Key.Key_0)
    assert box._chosen == {OWN}
    assert "请为其勾选原因" in box.rail._message_text.text()
    place = [one.id for one in box._offered].index("licence_unclear") + 1
    hands.key(Qt.Key(Qt.Key.Key_0 + place))
    assert "用已勾选的原因" in box.rail._message_text.text()
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(4)
    common = ("licence_unclear",)
    assert drafted(hands) == {
        number: ("address_differs",) if number == found[1] else common for number in found
    }


def test_without_a_common_reason_the_others_stay(hands: Hands, found: list[int]) -> None:
    arm(hands)
    hands.key(Qt.Key.Key_0)
    hands.key(Qt.Key.Key_Return)
    pane = hands.page.checking.pane
    hands.judged()
    assert pane.button.text() == "退回修改 1 家"
    hands.key(Qt.Key.Key_Escape)
    assert hands.page.box._chosen == {OWN}
    hands.key(Qt.Key.Key_Return)
    hands.judged()
    hands.key(Qt.Key.Key_Return)
    hands.until_drafted(1)
    assert drafted(hands) == {found[1]: ("address_differs",)}


@pytest.mark.usefixtures("found")
def test_a_single_record_has_its_proposals_ticked_already(hands: Hands) -> None:
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_F7)
    hands.key(Qt.Key.Key_0)
    assert OWN not in hands.page.box._chosen
    shown = {row.reason.key for row in hands.page.box.rail.reasons.findChildren(ReasonRow)}
    assert shown
    assert OWN not in shown
