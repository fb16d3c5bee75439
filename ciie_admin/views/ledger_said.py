"""Lines of the 额度台账 in words: what happened, to whom, by whom, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.quotas import QuotaAct, left
from ciie_admin.models import naming
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.naming import Named
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.views import facts_said
from ciie_admin.views.cells import ChipCell, TextCell, number_cell
from ciie_admin.views.counting import Counting
from ciie_admin.views.signs import ACTS, STAGES, Sign
from ciie_admin.views.steady_list import Row
from ciie_admin.views.text import DOT, grouped
from ciie_admin.views.theme_values import Hue
from ciie_admin.wire.quotas import QuotaEntry
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


@dataclass(frozen=True, slots=True)
class Names:
    """What this computer calls whom a ledger names: persons, units by id, nodes by account."""

    persons: Mapping[int, Named] = field(default_factory=dict)
    units: Mapping[int, Named] = field(default_factory=dict)
    nodes: Mapping[int, Named] = field(default_factory=dict)


def names(db: Snapshot, entries: Sequence[QuotaEntry]) -> Names:
    """The ledger itself names nobody. Read lane."""
    return Names(
        naming.named(db, "person", [*{one.person_id for one in entries if one.person_id}]),
        naming.named(db, "unit", [*{one.unit_id for one in entries if one.unit_id}]),
        naming.named(db, "quota", [*{one.other for one in entries if one.other}]),
    )


def together(entries: Iterable[QuotaEntry]) -> Iterator[tuple[QuotaEntry, ...]]:
    """What happened to several persons of a unit in one moment is one line."""
    for _, those in groupby(entries, key=_moment):
        yield tuple(those)


def _moment(one: QuotaEntry) -> tuple[object, ...]:
    alone = one.id if one.person_id is None else 0
    return one.at, one.act, one.unit_id, one.by_name, alone


def cells(those: Sequence[QuotaEntry], names: Names, language: Language) -> tuple[object, ...]:
    """One line of the ledger: newest first, so the first says what was left in the end."""
    newest = those[0]
    change = sum(one.change for one in those)
    return (
        TextCell(moment(newest.at), caption=True),
        ChipCell(SIGNS[newest.act], word("quota_act", newest.act, language)),
        TextCell(summary(those, names, language), ink="text"),
        signed(change),
        number_cell(grouped(newest.left_after), bold=True),
        ChipCell(STAGES["effect"], word("stage", "effect", language)),
    )


def own(node: QuotaRow, language: Language) -> list[Row]:
    """What is one's own and not true yet, on top of the ledger, with what will then be left."""
    below, here = -node.pending_out, node.pending
    if node.typed is not None and node.problem:
        here = node.typed - node.account.received
    after = left(node.account) + below
    rows: list[Row] = []
    if below:
        text = translate("Ledger", "Below this node")
        rows.append(("own-below", _own_cells(node, below, after, text, language)))
    if here:
        text = why(node, language) or translate("Ledger", "Total {0}").format(grouped(wished(node)))
        rows.insert(0, ("own", _own_cells(node, here, after + here, text, language)))
    return rows


def wished(node: QuotaRow) -> int:
    """The total that stands in its cell."""
    return node.received if node.typed is None else node.typed


def why(node: QuotaRow, language: Language) -> str:
    """Why its draft cannot go; nothing where it can."""
    return facts_said.refusal(node.problem, node.facts, language) if node.problem else ""


def _own_cells(
    node: QuotaRow, change: int, balance: int, text: str, language: Language
) -> tuple[object, ...]:
    act = QuotaAct.ALLOT if change > 0 else QuotaAct.RECALL
    if text == translate("Ledger", "Below this node"):
        act = QuotaAct.RECALL if change > 0 else QuotaAct.ALLOT
    stage = "attention" if node.problem else node.stage or "pending"
    return (
        TextCell("—", caption=True),
        ChipCell(SIGNS[act], word("quota_act", act, language)),
        TextCell(text, ink="bad" if node.problem else "text"),
        signed(change),
        number_cell(grouped(balance), bold=True, ink="mine"),
        ChipCell(STAGES[stage], word("stage", stage, language)),
    )


def moment(at: datetime) -> str:
    local = at.astimezone(BEIJING)
    return f"{local.month}-{local.day} {local:%H:%M}"


def signed(change: int) -> TextCell:
    if not change:
        return number_cell("—", ink="text3")
    return number_cell(f"+{grouped(change)}" if change > 0 else grouped(change))


def summary(those: Sequence[QuotaEntry], names: Names, language: Language) -> str:
    one = those[0]
    said = _about(those, names) if one.person_id is not None else _moved(one, names, language)
    by = one.by_name
    parts = [part for part in (said, by, one.why) if part]
    return DOT.join(parts)


def _about(those: Sequence[QuotaEntry], names: Names) -> str:
    """Persons by name where there is one, else how many."""
    found = names.units.get(those[0].unit_id or 0)
    person = names.persons.get(those[0].person_id or 0)
    unit, who = found.name if found else "", person.name if person else ""
    if len(those) > 1 or not who:
        who = Ledger.tr("{0} persons", "", len(those)).format(grouped(len(those)))
    return DOT.join(part for part in (unit, who) if part)


def _moved(one: QuotaEntry, names: Names, language: Language) -> str:
    if one.act in (QuotaAct.LEASE, QuotaAct.RETURN):
        return Ledger.tr("{0} places", "", one.count).format(grouped(one.count))
    found = names.nodes.get(one.other or 0)
    other = "" if found is None else found.name
    if found is not None and language == "en":
        other = found.english[0] or other
    if not other:
        other = translate("Ledger", "a node out of sight")
        if not one.other:
            other = translate("Ledger", "the organiser")
    return _way(one).format(other)


def _way(one: QuotaEntry) -> str:
    if one.act is QuotaAct.SHIFT:
        came = one.received > 0
        return translate("Ledger", "In from {0}") if came else translate("Ledger", "Out to {0}")
    if one.received:
        if one.received > 0:
            return translate("Ledger", "Given by {0}")
        return translate("Ledger", "Taken back by {0}")
    if one.allotted > 0:
        return translate("Ledger", "To {0}")
    return translate("Ledger", "Taken back from {0}")
