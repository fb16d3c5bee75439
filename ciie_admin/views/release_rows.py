"""The drafts before a release, row by row: those that cannot go first."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.commands import verdict_key
from ciie_admin.models.consequences import Consequences, DraftLine, State
from ciie_admin.views import facts_said, quota_moves_said, release_said
from ciie_admin.views.cells import ChipCell, GroupCell, MoreCell, TextCell, name_cell
from ciie_admin.views.signs import FINDINGS, STATES, Sign
from ciie_admin.views.speech import verdict_sign
from ciie_admin.views.text import grouped
from ciie_admin.words import Language, word

translate = QCoreApplication.translate
SHOWN_PER_GROUP = 200
STATES_IN_ORDER: tuple[State, ...] = ("stuck", "look", "ready")
Row = tuple[Any, Sequence[object]]
"""What it stands for (None: a head, or that there are more) and its cells."""


def rows(found: Consequences, chosen: str, language: Language) -> list[Row]:
    """`chosen` is one of the states, or `all`."""
    made: list[Row] = []
    for state in STATES_IN_ORDER:
        lines = [line for line in found.lines if line.state == state]
        if lines and chosen in ("all", state):
            made += _group(state, lines, language)
    return made


def _group(state: State, lines: Sequence[DraftLine], language: Language) -> list[Row]:
    heads = {
        "stuck": (
            translate("ReleasePage", "Cannot go {0}"),
            translate("ReleasePage", "stay drafts, nothing is lost"),
        ),
        "look": (
            translate("ReleasePage", "To look at {0}"),
            translate("ReleasePage", "can go, with a consequence to know"),
        ),
        "ready": (translate("ReleasePage", "Ready {0}"), ""),
    }
    text, note = heads[state]
    made: list[Row] = [(None, (GroupCell(text.format(grouped(len(lines))), note),))]
    made += [(line, _cells(line, language)) for line in lines[:SHOWN_PER_GROUP]]
    if len(lines) > SHOWN_PER_GROUP:
        more = translate("ReleasePage", "{0} more").format(grouped(len(lines) - SHOWN_PER_GROUP))
        made.append((None, (MoreCell(more),)))
    return made


def _cells(line: DraftLine, language: Language) -> Sequence[object]:
    checks = {
        "stuck": ChipCell(STATES["rejected"], translate("ReleasePage", "Cannot go")),
        "look": ChipCell(FINDINGS["look"], translate("ReleasePage", "Look")),
        "ready": ChipCell(Sign("mdi6.check", "wait"), translate("ReleasePage", "Ready")),
    }
    hue = {"stuck": "bad", "look": "warn", "ready": "text2"}[line.state]
    kind, of = verdict_key(line.wish.command), line.wish.of
    verdict = ChipCell(verdict_sign(kind), word("command", kind, language))
    why = facts_said.parted(release_said.why(line, language), language)[0]
    first, second = name_cell(line.name), TextCell(line.unit_name)
    if of == "unit":
        first, second = name_cell(""), name_cell(line.name)
    if of == "quota":
        first, second = name_cell(line.unit_name), name_cell(line.name)
        verdict = quota_moves_said.chip(line.wish, language)
        why = why or quota_moves_said.totals(line.wish)
    return (first, second, verdict, checks[line.state], TextCell(why, ink=hue))
