"""Rows and sentences of the over-quota ranking."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.ranking import Applicant, Cut, RankKey, explain
from ciie_admin.models.applicants import Standing
from ciie_admin.views import ledger_said
from ciie_admin.views.cells import ChipCell, CutCell, TextCell, name_cell, number_cell
from ciie_admin.views.components.row_head import Column
from ciie_admin.views.counting import Counting
from ciie_admin.views.signs import STATES
from ciie_admin.views.steady_list import Row
from ciie_admin.views.text import grouped
from ciie_admin.words import Language, parting_words, word

translate = QCoreApplication.translate
Ranking = Counting("Ranking")
LINE = "cut"


def columns() -> tuple[Column, ...]:
    return (
        Column(key="rank", title=translate("Ranking", "Rank"), width=36, right=True),
        Column(key="name", title=translate("Ranking", "Name"), width=84, compact=64),
        Column(key="unit", title=translate("Ranking", "Unit"), stretch=True),
        Column(key="submitted", title=translate("Ranking", "Submitted"), width=80, compact=76),
        Column(key="reuse", title=translate("Ranking", "Reuse"), width=40, compact=0),
        Column(key="result", title=translate("Ranking", "Result"), width=104, compact=92),
    )


def rows(found: Cut, people: Mapping[int, Standing], language: Language) -> list[Row]:
    """Those inside, the line, those who wait."""
    made = [_row(n, one, people, 0, language) for n, one in enumerate(found.inside, 1)]
    places = len(found.inside)
    if found.waiting:
        text = translate("Ranking", "The places end here: {0}").format(grouped(places))
        below = len(found.waiting)
        note = Ranking.tr("{0} below wait and are served in this order", "", below)
        made.append((LINE, (CutCell(text, note.format(grouped(below))),)))
    waiting = enumerate(found.waiting, 1)
    return [*made, *(_row(places + n, one, people, n, language) for n, one in waiting)]


def _row(
    rank: int, one: Applicant, people: Mapping[int, Standing], waits: int, language: Language
) -> Row:
    standing = people[one.id]
    state = ChipCell(STATES["passed"], translate("Ranking", "Within quota"))
    if waits:
        said = translate("Ranking", "Waiting, place {0}").format(grouped(waits))
        state = ChipCell(STATES["waitlist"], said)
    cells = (
        number_cell(grouped(rank)),
        name_cell(standing.name),
        TextCell(standing.unit_name),
        TextCell(ledger_said.moment(one.submitted_at), caption=True),
        TextCell(word("answer", "yes" if one.reuse else "no", language), ink="text2"),
        state,
    )
    return one.id, cells


def why(
    below: Applicant,
    found: Cut,
    keys: Sequence[RankKey],
    people: Mapping[int, Standing],
    tag: str,
    language: Language,
) -> str:
    """One sentence for whoever waits: what parts them from the last one inside."""
    last = found.inside[-1] if found.inside else None
    names = {"second": people[below.id].name, "tag": tag}
    if last is not None:
        names["first"] = people[last.id].name
    return parting_words(explain(below, last, keys), names, language)


def key_name(key: RankKey, tag: str, language: Language) -> str:
    return tag if key is RankKey.PRIORITY and tag else word("rank_key", key, language)
