"""Lines of the 额度台账 in words: what happened, to whom, by whom, and why."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.quotas import QuotaAct
from ciie_admin.models.quota_ledger import LedgerLine
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.views import facts_said
from ciie_admin.views.cells import ChipCell, TextCell, number_cell
from ciie_admin.views.counting import Counting
from ciie_admin.views.signs import ACTS, STAGES, Sign
from ciie_admin.views.text import DOT, grouped
from ciie_admin.views.theme_values import Hue
from ciie_admin.words import BEIJING, Language, word

translate = QCoreApplication.translate
Ledger = Counting("Ledger")
SIGNS: dict[QuotaAct, Sign] = {
    QuotaAct.GRANT: Sign(ACTS["issue"], Hue.WAIT),
    QuotaAct.ALLOT: Sign(ACTS["allot"], Hue.WAIT),
    QuotaAct.RECALL: Sign(ACTS["take_back"], Hue.WAIT),
    QuotaAct.SHIFT: Sign(ACTS["move"], Hue.WAIT),
    QuotaAct.RESERVE: Sign(ACTS["occupy"], Hue.WAIT),
    QuotaAct.USE: Sign("mdi6.check-circle-outline", Hue.WAIT),
    QuotaAct.RELEASE: Sign(ACTS["free_up"], Hue.WAIT),
    QuotaAct.LEASE: Sign("mdi6.timer-sand", Hue.WAIT),
    QuotaAct.RETURN: Sign(ACTS["undo"], Hue.WAIT),
}
ABOUT_PLACES = frozenset(SIGNS) - {
    QuotaAct.GRANT, QuotaAct.ALLOT, QuotaAct.RECALL, QuotaAct.SHIFT,
}  # fmt: skip
"""Acts without another account: persons out of sight, and leases."""


def together(found: Iterable[LedgerLine]) -> Iterator[tuple[LedgerLine, ...]]:
    """What happened to several persons of a unit in one moment is one line."""
    for _, those in groupby(found, key=_moment):
        yield tuple(those)


def _moment(one: LedgerLine) -> tuple[object, ...]:
    alone = one.id if not (one.person.name or one.unit.name) else 0
    return one.at, one.act, one.unit, one.by, one.stage, alone


def cells(those: Sequence[LedgerLine], language: Language) -> tuple[object, ...]:
    """One line of the ledger: newest first, so the first says what was left in the end."""
    newest = those[0]
    change = sum(one.change for one in those)
    mine = newest.stage != "effect"
    return (
        TextCell(moment(newest.at), caption=True),
        ChipCell(SIGNS[newest.act], word("quota_act", newest.act, language)),
        TextCell(summary(those, language), ink="text"),
        signed(change),
        number_cell(grouped(newest.left_after), bold=True, ink="mine" if mine else "text"),
        ChipCell(STAGES[newest.stage], word("stage", newest.stage, language)),
    )


def wished(node: QuotaRow) -> int:
    """The total that stands in its cell."""
    return node.received if node.typed is None else node.typed


def why(node: QuotaRow, language: Language) -> str:
    """Why its draft cannot go; nothing where it can."""
    return facts_said.refusal(node.problem, node.facts, language) if node.problem else ""


def moment(at: datetime) -> str:
    local = at.astimezone(BEIJING)
    return f"{local.month}-{local.day} {local:%H:%M}"


def signed(change: int) -> TextCell:
    if not change:
        return number_cell("—", ink="text3")
    return number_cell(f"+{grouped(change)}" if change > 0 else grouped(change))


def summary(those: Sequence[LedgerLine], language: Language) -> str:
    one = those[0]
    said = _about(those) if one.person.name or one.unit.name else _moved(one, language)
    return DOT.join(part for part in (said, one.by, one.why) if part)


def _about(those: Sequence[LedgerLine]) -> str:
    """Persons by name where there is one, else how many."""
    who = those[0].person.name
    if len(those) > 1 or not who:
        who = Ledger.tr("{0} persons", "", len(those)).format(grouped(len(those)))
    return DOT.join(part for part in (those[0].unit.name, who) if part)


def _moved(one: LedgerLine, language: Language) -> str:
    if one.act in ABOUT_PLACES:
        return Ledger.tr("{0} places", "", one.count).format(grouped(one.count))
    other = one.other.english[0] if language == "en" else ""
    other = other or one.other.name or translate("Ledger", "the office above")
    return _way(one).format(other)


def _way(one: LedgerLine) -> str:
    """Which way places went follows from what is left."""
    came = one.change > 0
    if one.act is QuotaAct.SHIFT:
        return translate("Ledger", "In from {0}") if came else translate("Ledger", "Out to {0}")
    if one.act is QuotaAct.RECALL:
        if came:
            return translate("Ledger", "Taken back from {0}")
        return translate("Ledger", "Taken back by {0}")
    return translate("Ledger", "Given by {0}") if came else translate("Ledger", "To {0}")
