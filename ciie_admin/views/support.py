"""The support card (来电查询): what a clerk tells somebody who calls for a unit."""

from PySide6.QtCore import Signal

from ciie_admin import words
from ciie_admin.errors import Mishap
from ciie_admin.models import support
from ciie_admin.models.cards import AnyCard
from ciie_admin.models.support import Standing
from ciie_admin.views import asking, support_said
from ciie_admin.views.actions import QT_TRANSLATE_NOOP, action
from ciie_admin.views.application import ApplicationPane
from ciie_admin.views.components.fact_list import FactList
from ciie_admin.views.components.findings import FindingList
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.labels import fill, label
from ciie_admin.views.components.panes import Pane, Scroller, Section
from ciie_admin.views.components.steps import StepList
from ciie_admin.views.desk import Desk
from ciie_admin.wire.support import UnitAccount


class SupportPane(Pane):
    """What is missing comes from the cache at once; the account is asked of the server."""

    opened = Signal()
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(least=280)
        self._desk = desk
        self._unit = 0
        self.head = PaneHead(self.tr("A caller asks"), page=False)
        self.head.add_close()
        self.head.closed.connect(self.close_it)
        self._name = label("", "body", wrap=True)
        self.missing = FindingList()
        self.account = FactList()
        self._trouble = label("", "caption", hue="text2", wrap=True)
        self.notices = StepList()
        self._told = Section(label(self.tr("Messages to the unit"), "caption"), self.notices)
        body = Scroller(
            Section(self._name),
            Section(label(self.tr("What is still missing"), "caption"), self.missing),
            Section(label(self.tr("Account"), "caption"), self.account, self._trouble),
            self._told,
        )
        fill(self.column, (self.head, body), 0, (0, 0, 0, 0))
        self.column.setStretch(1, 1)
        self.hide()

    def open_it(self, card: AnyCard | None) -> None:
        """Of the unit, or of a person's unit; the same key closes it."""
        unit = card.unit if card is not None else None
        if self.close_it() or unit is None:
            return
        self._unit = unit.id
        self._name.setText(unit.form.name_zh)
        self.account.set_facts([])
        self.missing.set_findings([])
        self._told.hide()
        self.opened.emit()
        self._desk.read(
            lambda db: support.standing(db, self._unit), self._show, asker=self, key="support"
        )
        self._ask()

    def close_it(self) -> bool:
        """False if it was not open."""
        was, self._unit = bool(self._unit), 0
        if was:
            self.closed.emit()
        return was

    def _ask(self) -> None:
        number = self._unit
        if not asking.is_online(self._desk):
            self._trouble.setText(
                self.tr("Only the server knows it: connect to the network first.")
            )
            self._trouble.show()
            return
        self._trouble.setText(self.tr("Asking the server"))
        self._trouble.show()
        asking.ask(
            self._desk,
            lambda office: office.unit_account(number),
            lambda account: self._show_account(number, account),
            failed=lambda mishap: self._failed(number, mishap),
            asker=self,
            key="support",
        )

    def _show(self, found: Standing | None) -> None:
        on = self._desk.ground
        if found is None or on is None or found.unit.id != self._unit:
            return
        lines = support_said.missing_lines(found.missing, on.edition, self._desk.language)
        self.missing.set_findings(lines)

    def _show_account(self, number: int, account: UnitAccount) -> None:
        if number != self._unit:
            return
        language = self._desk.language
        self._trouble.hide()
        self.account.set_facts(support_said.account_facts(account, language))
        self.notices.set_steps(support_said.notice_lines(account, language))
        self._told.setVisible(bool(account.notices))

    def _failed(self, number: int, mishap: Mishap) -> None:
        if number == self._unit:
            said = words.sentence("mishap", mishap.code, mishap.facts, self._desk.language)
            self._trouble.setText(said)


class SupportDeeds:
    """Part of ReviewPage."""

    application: ApplicationPane
    support: SupportPane
    _card: AnyCard | None

    def join_support(self) -> None:
        """To be called once everything is built."""
        self.application.column.addWidget(self.support, 1)
        self.support.opened.connect(lambda: self.application.cover(self.support))
        self.support.closed.connect(self._close_support)

    @action("support", QT_TRANSLATE_NOOP("Actions", "What to tell a caller"), "Shift+F4", "Q")
    def tell_caller(self) -> None:
        self.support.open_it(self._card)

    def _close_support(self) -> None:
        self.support.hide()
        self.application.close_licence()
