"""审批表 from the window: for which drafts, under which name, on paper or as a workbook."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from ciie_admin.domain.commands import verdict_key
from ciie_admin.models.approving import export_approval, listed
from ciie_admin.models.consequences import DraftLine
from ciie_admin.models.scopes import Scope
from ciie_admin.views import approval_paper, speech
from ciie_admin.views.desk import Desk
from ciie_admin.views.export_panel import Writing
from ciie_admin.views.text import grouped
from ciie_admin.words import beijing_stamp, word

translate = QCoreApplication.translate
PAPER = ".pdf"
MOST_BATCHES = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """A scope with the words of its menu entry."""

    scope: Scope
    text: str


def choices(lines: Sequence[DraftLine], scope: Scope, desk: Desk) -> list[Choice]:
    """The drafts in front, and of all of them those of one act; without any that can go: none.
    Verdicts on photos are not listed.
    """
    going = listed(lines)
    if not going:
        return []
    every = translate("Approval", "All drafts · {0}")
    if scope.query is not None:
        every = translate("Approval", "Those of the current list · {0}")
    found = [Choice(scope, every.format(grouped(len(going))))]
    return found if scope.query is not None else [*found, *_batches(going, desk)]


def _batches(going: Sequence[DraftLine], desk: Desk) -> list[Choice]:
    """Newest first; a single click is no batch to speak of."""
    counts = Counter(one.wish.batch for one in going)
    first: dict[UUID, DraftLine] = {}
    for one in going:
        first.setdefault(one.wish.batch, one)
    many = [key for key, number in counts.items() if 1 < number < len(going)]
    many.sort(key=lambda key: first[key].wish.act, reverse=True)
    found = []
    for key in many[:MOST_BATCHES]:
        wish = first[key].wish
        verdict = word("command", verdict_key(wish.command), desk.language)
        at = speech.clock(wish.at)
        text = translate("Approval", "Batch {0} {1} · {2}")
        said = text.format(verdict, at, grouped(counts[key]))
        found.append(Choice(Scope(batch=key), said))
    return found


def writing(desk: Desk, scope: Scope, done: Callable[[], object]) -> Writing:
    """Writes the kind of file its name asks for; `done` is called in the lane that wrote it."""
    cache, actor, language = desk.entered.cache, desk.actor, desk.language

    def write(
        path: Path,
        *,
        at: datetime,
        progress: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> int:
        del progress, cancelled  # a moment's work
        writer = approval_paper.write if path.suffix.lower() == PAPER else None
        rows = export_approval(
            cache, scope, path, actor=actor, language=language, at=at, writer=writer
        )
        done()
        return rows

    return write


def file_name(desk: Desk) -> str:
    at = beijing_stamp(datetime.now(UTC))
    return f"{word('sheet', 'approval', desk.language)}_{at}{PAPER}"


def file_kinds() -> str:
    paper = translate("Approval", "PDF for signing (*.pdf)")
    book = translate("Approval", "Excel workbook (*.xlsx)")
    return f"{paper};;{book}"


def menu(found: Sequence[Choice], chosen: Callable[[Scope], object], parent: QWidget) -> QMenu:
    """One entry a scope; the first is current, so that Enter takes it."""
    made = QMenu(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for one in found:
        entry = made.addAction(one.text)
        entry.triggered.connect(lambda _checked=False, scope=one.scope: chosen(scope))
    made.setActiveAction(made.actions()[0])
    return made
