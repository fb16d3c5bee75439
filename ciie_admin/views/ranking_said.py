"""Rows and sentences of the over-quota ranking."""

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.ranking import RankKey
from ciie_admin.models.quota_bench import Bench, BenchRow
from ciie_admin.views import ledger_said
from ciie_admin.views.cells import ChipCell, CutCell, TextCell, name_cell, number_cell
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.counting import Counting
from ciie_admin.views.signs import STATES
from ciie_admin.views.steady_list import Row
from ciie_admin.views.text import grouped
from ciie_admin.words import Language, word

translate = QCoreApplication.translate
Ranking = Counting("Ranking")
LINE = "cut"


def columns(language: Language) -> tuple[Column, ...]:
    wide = 16 if language == "en" else 0
    return (
        Column(key="rank", title=translate("Ranking", "Rank"), width=36, right=True),
        Column(key="name", title=translate("Ranking", "Name"), width=84, compact=64),
        Column(key="unit", title=translate("Ranking", "Unit"), stretch=True),
        Column(key="submitted", title=translate("Ranking", "Submitted"), width=80, compact=76),
        Column(key="reuse", title=translate("Ranking", "Reuse"), width=40, compact=0),
        Column(
            key="result",
            title=translate("Ranking", "Result"),
            width=104 + wide,
            compact=92 + wide,
        ),
    )


def rows(found: Bench, language: Language) -> list[Row]:
    """Those inside, the line, those who wait."""
    made = [_row(one, language) for one in found.rows]
    below = sum(one.waits > 0 for one in found.rows)
    if below:
        inside = len(made) - below
        text = translate("Ranking", "The places end here: {0}").format(grouped(inside))
        note = Ranking.tr("{0} below wait and are served in this order", "", below)
        made.insert(inside, (LINE, (CutCell(text, note.format(grouped(below))),)))
    return made


def _row(one: BenchRow, language: Language) -> Row:
    who = one.who
    state = ChipCell(STATES["passed"], translate("Ranking", "Within quota"))
    if one.waits:
        said = translate("Ranking", "Waiting, place {0}").format(grouped(one.waits))
        state = ChipCell(STATES["waitlist"], said)
    at = ledger_said.moment(who.submitted_at) if who.submitted_at else "—"
    cells = (
        number_cell(grouped(one.number)),
        name_cell(who.name),
        TextCell(who.unit_name),
        TextCell(at, caption=True),
        TextCell(word("answer", "yes" if who.reuse else "no", language), ink="text2"),
        state,
    )
    return who.id, cells


def key_name(key: RankKey, tag: str, language: Language) -> str:
    return tag if key is RankKey.PRIORITY and tag else word("rank_key", key, language)
