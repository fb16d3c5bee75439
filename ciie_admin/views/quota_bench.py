"""超额排序: who asks for the places of one account, in a chosen order, and where the places end."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QAbstractItemView, QMenu

from ciie_admin.domain.ranking import RankKey
from ciie_admin.domain.states import FreePlace
from ciie_admin.models import marks, quota_acts, quota_bench
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.quota_acts import Asked
from ciie_admin.models.quota_bench import Bench, BenchRow
from ciie_admin.models.quota_reading import QuotaRow
from ciie_admin.models.recording import Recorded
from ciie_admin.models.touched import Touched
from ciie_admin.views import asking, facts_said, ranking_said, verdicts
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.heads import FilterBar, FilterChip, PaneHead
from ciie_admin.views.components.labels import ElidedLabel, boxed, hairline, row_of
from ciie_admin.views.components.panes import Pane
from ciie_admin.views.components.row_table import RowTable
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import ACTS
from ciie_admin.views.steady_list import SteadyList
from ciie_admin.views.text import grouped

CUT_HEIGHT = 24
"""Logical px."""
Read = tuple[Bench, tuple[str, ...]]
"""Who asks, and the local tags there are."""
NOBODY = Bench(places=0, rows=())


class QuotaBench(Pane):
    """Shown where somebody waits for a place. The order is this window's until it is sent."""

    said = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._node: QuotaRow | None = None
        self._found = NOBODY
        self._tags: tuple[str, ...] = ()
        self._tag = ""
        self._at_line = False
        self.keys: tuple[RankKey, ...] = (RankKey.SUBMITTED,)
        self.head = PaneHead(self.tr("Over quota"), page=False)
        self.bar = FilterBar(self.tr("Sort key"))
        self.bar.removed.connect(self._without)
        self.bar.add_asked.connect(self._offer)
        columns = ranking_said.columns(desk.language)
        self.table = RowTable(columns, self.tr("Over quota"), row="plain")
        self.model = SteadyList(len(columns), self)
        self.table.setModel(self.model)
        self.table.current_row_changed.connect(lambda _row: self._explain())
        self.why = ElidedLabel("", "caption", "text2")
        self.act = Button("", icon=ACTS["confirm_page"], height=28)
        self.act.clicked.connect(self.go_on)
        foot = row_of(self.why, self.act, gap=8, margins=(16, 8, 16, 8))
        foot.setStretch(0, 1)
        parts = (hairline(), self.head, self.bar, self.table, hairline(), boxed(foot))
        for part in parts:
            self.column.addWidget(part)
        self.column.setStretch(3, 1)
        self.hide()
        desk.touched.connect(self._touched)

    def show_node(self, node: QuotaRow | None) -> None:
        before = _id(self._node)
        self._node = node if node is not None and node.account.waiting else None
        self.setVisible(self._node is not None)
        if _id(self._node) != before:
            self._at_line = True
        self._read()

    # ---- reading

    def _read(self) -> None:
        node, tag, keys = self._node, self._tag, self.keys
        if node is None:
            return
        account = node.account.id

        def work(db: Snapshot) -> Read:
            found = quota_bench.bench(db, account, keys, tag=tag)
            return found, tuple(one.name for one in marks.names(db))

        def then(found: Read) -> None:
            if self._node is not None and self._node.account.id == account:
                self._found, self._tags = found
                self._show()

        self._desk.read(work, then, asker=self, key="applicants", lane="whole")

    def _touched(self, changed: Touched) -> None:
        if self._node is not None and (changed.everything or changed.persons or changed.quotas):
            self._read()

    # ---- showing

    def _inside(self) -> list[BenchRow]:
        return [one for one in self._found.rows if not one.waits]

    def _show(self) -> None:
        found = self._found
        self.model.show(ranking_said.rows(found, self._desk.language))
        self.table.set_bands(dict.fromkeys(self.model.bands(), CUT_HEIGHT))
        number = len(found.rows)
        note = self.tr("{0} applicants, {1} places", "", number)
        self.head.set_title(
            self.tr("Over quota"), note.format(grouped(number), grouped(found.places))
        )
        self._show_keys()
        self._show_act()
        self._lead_to_the_line()
        self._explain()

    def _lead_to_the_line(self) -> None:
        """Once for each account: who waits first is in front, with the line above."""
        row = len(self._inside()) + 1
        if self._at_line and row < self.model.rowCount():
            self._at_line = False
            self.table.go_to(row)
            middle = QAbstractItemView.ScrollHint.PositionAtCenter
            self.table.scrollTo(self.model.index(row, 0), middle)

    def _show_keys(self) -> None:
        language = self._desk.language
        chips = [
            FilterChip(key.value, str(n), ranking_said.key_name(key, self._tag, language))
            for n, key in enumerate(self.keys, 1)
        ]
        self.bar.set_chips(chips)

    def _show_act(self) -> None:
        """First the order is the server's, then those inside are passed."""
        number = len(self._inside())
        text = self.tr("Pass {0} by this list…", "", number).format(grouped(number))
        if not self._is_settled():
            text = self.tr("Serve in this order")
        self.act.show_text(text)
        self.act.allow(bool(self._found.rows), self.tr("Nobody asks for a place."))

    def _is_settled(self) -> bool:
        """Whether just those inside hold the places."""
        return all(one.who.free_place is FreePlace.RESERVED for one in self._inside())

    def _explain(self) -> None:
        number = self.model.key(self.table.current_row())
        row = next((one for one in self._found.rows if one.who.id == number), None)
        language = self._desk.language
        self.why.show_text(quota_bench.why_words(self._found, row, language) if row else "")

    # ---- what it goes by

    def _offer(self, at: QPoint) -> None:
        self.menu().exec(at)

    def menu(self) -> QMenu:
        """Keys that are not chosen; a tag of one's own for the units that come first."""
        made, language = QMenu(self), self._desk.language
        for key in (RankKey.REUSE, RankKey.SUBMITTED):
            if key not in self.keys:
                act = made.addAction(ranking_said.key_name(key, "", language))
                act.triggered.connect(lambda _=False, key=key: self.add_key(key))
        for tag in self._tags if RankKey.PRIORITY not in self.keys else ():
            act = made.addAction(tag)
            act.triggered.connect(lambda _=False, tag=tag: self.add_key(RankKey.PRIORITY, tag))
        made.aboutToHide.connect(made.deleteLater)
        return made

    def add_key(self, key: RankKey, tag: str = "") -> None:
        """The latest counts first, but before the order of submission at any rate."""
        rest = [one for one in self.keys if one is not key]
        at = rest.index(RankKey.SUBMITTED) if RankKey.SUBMITTED in rest else len(rest)
        self.keys = (*rest[:at], key, *rest[at:])
        self._tag = tag or self._tag
        self._read()

    def _without(self, key: str) -> None:
        self.keys = tuple(one for one in self.keys if one.value != key) or (RankKey.SUBMITTED,)
        self._read()

    # ---- acts

    def go_on(self) -> None:
        if self._node is None or not self._found.rows:
            return
        if self._is_settled():
            self._pass()
        else:
            self._rank(self._node)

    def _rank(self, node: QuotaRow) -> None:
        if not asking.is_online(self._desk):
            self.said.emit(self.tr("Offline"), self.tr("The order is the server's: connect first."))
            return
        account, command, at = node.account.id, self._found.command, datetime.now(UTC)

        def done(asked: Asked) -> None:
            if asked.refused is None:
                self.said.emit("", "")
                self._desk.sync_now()
                return
            facts, language = dict(asked.refused.facts), self._desk.language
            why = facts_said.refusal(asked.refused.code, facts, language)
            self.said.emit(self.tr("Not ranked"), why)

        self._desk.act(
            lambda cache, actor: quota_acts.ask(cache, account, command, actor, at=at), done
        )

    def _pass(self) -> None:
        """One batch of drafts, to be released like any other."""
        chosen = verdicts.choice("person", "pass", (), "", "")
        ids: Sequence[int] = [one.who.id for one in self._inside()]
        scope = self.tr("Over quota")
        self._desk.decide("person", ids, chosen, self._passed, scope=scope)

    def _passed(self, done: Recorded) -> None:
        if not done.not_possible:
            self.said.emit("", "")
            return
        refusal, language = done.not_possible[0][1], self._desk.language
        why = facts_said.refusal(refusal.code, dict(refusal.facts), language)
        number = len(done.not_possible)
        self.said.emit(self.tr("{0} not possible", "", number).format(grouped(number)), why)


def _id(node: QuotaRow | None) -> int:
    return node.account.id if node is not None else 0
