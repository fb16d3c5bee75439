"""Sentences of the quota page."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.quotas import Quota, left
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.views.counting import Counting
from ciie_admin.views.quota_tree import Line
from ciie_admin.views.text import DOT, grouped
from ciie_admin.words import Language, word

translate = QCoreApplication.translate
QuotaSaid = Counting("QuotaSaid")
ARROW = "\N{RIGHTWARDS ARROW}"


def name(row: QuotaRow, language: Language) -> str:
    """A unit's name stands in one language."""
    return row.name_en if language == "en" and row.name_en else row.name


def then(lines: Sequence[Line], language: Language) -> str:
    """What the drafts among these nodes come to: 金普新区 88 → 96, 交易团剩余 36 → 28."""
    rows = [line.of for line in lines if isinstance(line.of, QuotaRow)]
    drafted = [row for row in rows if row.typed is not None and not row.problem]
    if not drafted:
        return ""
    givers = {row.account.parent for row in drafted}
    giver = next((row for row in rows if {row.account.id} == givers), None)
    one = drafted[0]
    said = QuotaSaid.tr("{0} totals changed", "", len(drafted)).format(grouped(len(drafted)))
    if len(drafted) == 1:
        was, wished = grouped(one.account.received), grouped(one.received)
        said = f"{name(one, language)} {was}{ARROW}{wished}"
    if giver is None:
        return said
    rest = f"{grouped(left(giver.account))}{ARROW}{grouped(giver.left)}"
    return translate("QuotaSaid", "{0}; left with {1}: {2}").format(
        said, name(giver, language), rest
    )


def counters(account: Quota, language: Language) -> str:
    """总数 45 · 占用 45 · 剩余 0; what is none is left out, but for what there is and is left."""
    figures = [("received", account.received)]
    figures += [
        (name, getattr(account, name))
        for name in ("allotted", "reserved", "used", "leased")
        if getattr(account, name)
    ]
    figures.append(("left", left(account)))
    if account.waiting:
        figures.append(("waiting", account.waiting))
    return DOT.join(f"{word('quota', name, language)} {grouped(n)}" for name, n in figures)
