"""One line a finding; what was measured stands beside it, or below it in full."""

from pytestqt.qtbot import QtBot

from ciie_admin.views.components.findings import (
    MOST_LINES,
    ROW,
    SECOND,
    FindingLine,
    FindingList,
)
from ciie_admin.views.signs import FINDINGS

REGION = "Shanghai Trade Mission 3101, chosen: Dalian Trade Mission 2102"


def test_what_was_measured_goes_below_in_full_where_room_is_short(qtbot: QtBot) -> None:
    made = FindingList()
    qtbot.addWidget(made)
    made.resize(280, 100)
    made.set_findings([FindingLine(FINDINGS["look"], "Code region is not the mission's", REGION)])
    (below,) = (made._below(line) for line in made._lines)
    assert "".join(below).replace(" ", "") == REGION.replace(" ", "")
    assert 1 < len(below) <= MOST_LINES
    assert made.height() == ROW + SECOND * len(below)
    made.resize(900, 100)
    made.show()
    qtbot.waitUntil(lambda: made.height() == ROW)
