"""Moves of free places where drafts, refusals and consequences are listed."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.quota_commands import MoveQuota
from ciie_admin.domain.quotas import QuotaAct
from ciie_admin.models.naming import Named
from ciie_admin.models.pending import Pending
from ciie_admin.models.quota_effects import LabelEffect, QuotaEffect, by_label
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.views import quota_said, speech
from ciie_admin.views.cells import ChipCell
from ciie_admin.views.components.fact_list import Fact
from ciie_admin.views.components.findings import Consequence
from ciie_admin.views.desk import Desk
from ciie_admin.views.ledger_said import SIGNS
from ciie_admin.views.quota_said import ARROW
from ciie_admin.views.signs import SECTIONS, Sign
from ciie_admin.views.text import grouped
from ciie_admin.views.theme_values import Hue
from ciie_admin.words import Language, join, word

translate = QCoreApplication.translate


def chip(wish: Pending, language: Language) -> ChipCell:
    """What kind of move, and how many places."""
    command = wish.command
    if not isinstance(command, MoveQuota):
        kind = wish.command.kind
        return ChipCell(Sign(SECTIONS["quota"], Hue.WAIT), word("command", kind, language))
    act = QuotaAct.ALLOT if command.count > 0 else QuotaAct.RECALL
    act = QuotaAct.SHIFT if command.other is not None else act
    said = f"{word('quota_act', act, language)} {grouped(abs(command.count))}"
    return ChipCell(SIGNS[act], said)


def totals(wish: Pending) -> str:
    """88 → 96."""
    command = wish.command
    if not isinstance(command, MoveQuota):
        return ""
    return f"{grouped(command.was)}{ARROW}{grouped(command.was + command.count)}"


def consequences(
    effects: Iterable[QuotaEffect], labels: Mapping[str, str], language: Language
) -> list[Consequence]:
    """One line a label: how many go down and come back, and what is left where they come from."""
    effects = list(effects)
    names = {one.other: _called(one.other_name, language) for one in effects}
    return [_of_label(one, labels, names, language) for one in by_label(effects)]


def _of_label(
    one: LabelEffect, labels: Mapping[str, str], names: Mapping[int | None, str], language: Language
) -> Consequence:
    parts = []
    if one.given:
        parts.append(f"{word('quota_act', 'allot', language)} {grouped(one.given)}")
    if one.taken:
        parts.append(f"{word('quota_act', 'recall', language)} {grouped(one.taken)}")
    left = translate("QuotaSaid", "left with {0}: {1}")
    rest = [left.format(names.get(n, ""), grouped(rest)) for n, rest in one.left.items()]
    sign = Sign(SECTIONS["quota"], Hue.WAIT)
    name = translate("QuotaSaid", "{0} places").format(labels.get(one.label, one.label))
    return Consequence(sign, name, join(parts, language), join(rest, language))


def _called(named: Named, language: Language) -> str:
    return named.english[0] or named.name if language == "en" else named.name


def refused_facts(wish: Pending, node: QuotaRow | None, desk: Desk) -> list[Fact]:
    """What was wanted of an account, and how it stands now."""
    language = desk.language
    when = translate("Tray", "{0}, on this computer")
    said = f"{word('command', wish.command.kind, language)} {totals(wish)}".strip()
    now = translate("Tray", "no longer in your sight")
    if node is not None:
        label = speech.label_name(
            desk.ground.edition if desk.ground else None, node.account.label, language
        )
        now = f"{label} {quota_said.counters(node.account, language)}"
    return [
        Fact(translate("Tray", "You wanted"), said),
        Fact(translate("Tray", "Decided on"), when.format(speech.prose_time(wish.at, language))),
        Fact(translate("Tray", "Now"), now),
    ]
