"""本机标签 by a key: a panel of the tags in use, on the current record or all that are ticked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from ciie_admin.models import marks
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.marks import Marks, Named
from ciie_admin.views.components.tick_list import TickRow
from ciie_admin.views.components.tick_panel import TickPanel
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_pane import ListPane
from ciie_admin.views.signs import ACTS
from ciie_admin.views.text import grouped
from ciie_admin.wire.messages import SubjectKind

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Asked:
    """What the panel is about: the tags there are, and those the records have themselves."""

    known: tuple[Named, ...]
    given: dict[int, Marks]


class TagPanel(TickPanel):
    """Typing finds a tag or makes a new one; without typing the boxes say what is wanted."""

    written = Signal(str)

    def __init__(self, window: QWidget, title: str, rows: Sequence[TickRow], hint: str) -> None:
        super().__init__(window, title, rows, search=hint)
        self.search.setMaxLength(marks.LONGEST_NAME + marks.LONGEST_VALUE + 1)

    def _choose(self) -> None:
        typed = self.search.text().strip()
        if not typed:
            super()._choose()
            return
        found = self.list.currentItem()
        name = found.text() if found is not None and marks.GIVEN not in typed else typed
        self.close_panel()
        self.written.emit(name)


class Tagging(QObject):
    """Of one list. A tag is there at once and needs no release."""

    import_asked = Signal()

    def __init__(self, desk: Desk, pane: ListPane) -> None:
        super().__init__(pane)
        self._desk, self._pane = desk, pane
        self.panel: TagPanel | None = None

    def open(self, ids: Sequence[int]) -> None:
        if ids:
            work = partial(_look, kind=self._pane.kind, ids=ids)
            self._desk.read(work, partial(self._offer, tuple(ids)), asker=self, key="tags")

    def _offer(self, ids: tuple[int, ...], asked: Asked) -> None:
        have = Counter(name for those in asked.given.values() for name, _ in those)
        rows = [_row(one, have[one.name], len(ids)) for one in asked.known]
        hint = translate("Tagging", "Tag, or tag=text")
        panel = TagPanel(self._pane.window(), self._title(len(ids)), rows, hint)
        panel.add_act(
            translate("Tagging", "Import from a table…"), ACTS["attach"], self.import_asked.emit
        )
        if not rows:
            panel.say_empty(translate("Tagging", "No tags yet. Type a name; Enter adds it."))
        all_have = frozenset(row.key for row in rows if row.ticked)
        panel.chosen.connect(partial(self._change, ids, all_have))
        panel.written.connect(partial(self._write, ids))
        panel.closed.connect(self._let_go)
        self.panel = panel
        panel.open_below(self._pane.table)

    def _title(self, number: int) -> str:
        shown = grouped(number)
        if self._pane.kind == "unit":
            return self.tr("Local tags of {0} units", "", number).format(shown)
        return self.tr("Local tags of {0} persons", "", number).format(shown)

    def _change(
        self, ids: tuple[int, ...], before: frozenset[str], ticked: tuple[str, ...]
    ) -> None:
        """Only what was turned: a tag some of them have stays with those if its box was left."""
        kind, new, gone = self._pane.kind, {*ticked} - before, before - {*ticked}
        if new:
            given = [(name, "") for name in sorted(new)]
            self._desk.act(lambda cache, _: marks.put(cache, kind, ids, given), _nothing)
        if gone:
            self._desk.act(lambda cache, _: marks.take(cache, kind, ids, gone), _nothing)

    def _write(self, ids: tuple[int, ...], typed: str) -> None:
        kind, given = self._pane.kind, marks.split(typed)
        if given[0]:
            self._desk.act(lambda cache, _: marks.put(cache, kind, ids, [given]), _nothing)

    def _let_go(self) -> None:
        self.panel = None


def _look(db: Snapshot, kind: SubjectKind, ids: Sequence[int]) -> Asked:
    return Asked(marks.names(db), marks.of(db, kind, ids))


def _row(one: Named, have: int, asked: int) -> TickRow:
    """Ticked where all have it; else how many of them do."""
    some = f"{grouped(have)} / {grouped(asked)}" if 0 < have < asked else ""
    return TickRow(one.name, one.name, some, have == asked)


def _nothing(_outcome: object) -> None:
    """The list has heard of it."""
