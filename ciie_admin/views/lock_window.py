"""The screen of a locked computer: nothing of the records, only what waits and who may unlock."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin import words
from ciie_admin.errors import Mishap
from ciie_admin.views import bars
from ciie_admin.views.account_menu import only_password
from ciie_admin.views.chips import StateChip
from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.fields import PasswordField
from ciie_admin.views.components.labels import boxed, column_of, fill, row_of
from ciie_admin.views.components.notices import Callout
from ciie_admin.views.components.start import SmallPrint, StartHead, StartPage
from ciie_admin.views.desk import Desk
from ciie_admin.views.signs import STAGES, Sign
from ciie_admin.views.text import grouped
from ciie_admin.views.work import WorkLane
from ciie_admin.words import Language

if TYPE_CHECKING:  # loaded on the lane, as at the first sign-in
    from ciie_admin.sync.entering import Entered


@dataclass(frozen=True, slots=True)
class Locked:
    """What is known of a desk while it is closed. Holds nothing of its records."""

    url: str
    login: str
    who: str
    pending: int
    drafted: int
    hotline: str
    in_keyring: bool


def locked(desk: Desk) -> Locked:
    role = words.word("role", desk.actor.role, desk.language)
    who = (desk.actor.name, bars.whose(desk)[1], role)
    return Locked(
        url=desk.entered.url,
        login=desk.entered.login,
        who=" · ".join(filter(None, who)),
        pending=desk.tally.pending if desk.tally else 0,
        drafted=desk.tally.drafted if desk.tally else 0,
        hotline=desk.ground.edition.hotline if desk.ground else "",
        in_keyring=desk.entered.in_keyring,
    )


class LockWindow(QWidget):
    entered = Signal(object)
    offline = Signal(str, str)
    """Opened without asking the server: login and password for when it answers."""
    leave_asked = Signal()

    def __init__(self, desk: Locked, language: Language, root: Path | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._language: Language = language
        self._root = root
        self._lane = WorkLane("lock")
        self._lane.failed.connect(self._show_mishap)
        self.setWindowTitle(self.tr("Trade mission desk"))
        hotline = self.tr("Hotline {0}").format(desk.hotline) if desk.hotline else ""
        page = StartPage(hotline, (), language)
        fill(QVBoxLayout(self), (page,), 0, (0, 0, 0, 0))
        self.password = PasswordField(self.tr("Password"))
        self.password.field.returnPressed.connect(self.unlock)
        self.callout = Callout("bad")
        self.callout.hide()
        self.button = Button(self.tr("Unlock"), kind="primary", wide=True, height=36)
        self.button.clicked.connect(self.unlock)
        self.leave = Button(self.tr("Sign out"), kind="quiet")
        self.leave.clicked.connect(self.leave_asked)
        page.put(self._form())
        self.password.field.setFocus()

    def _form(self) -> QWidget:
        head = StartHead(self.tr("Locked"), self._desk.who)
        waits = (("pending", self._desk.pending), ("draft", self._desk.drafted))
        chips = [
            StateChip(
                STAGES[key] if number else Sign(STAGES[key].icon, "text3"),
                f"{words.word('stage', key, self._language)} {grouped(number)}",
            )
            for key, number in waits
        ]
        form = QWidget()
        parts = (head, boxed(row_of(*chips, None, gap=16)), 16, self.password)
        buttons = (16, self.callout, 12, self.button, 8, boxed(row_of(None, self.leave)))
        form.setLayout(column_of(*parts, *buttons, 12, SmallPrint(self._print())))
        return form

    def _print(self) -> str:
        kept = self.tr("Drafts and unsent decisions are kept encrypted on this computer.")
        stop = "。" if self._language == "zh" else "."
        return kept if self._desk.in_keyring else f"{kept}\n{only_password()}{stop}"

    def unlock(self) -> None:
        """With the password alone: the server is asked once the records are open."""
        password = self.password.field.text()
        if not self.button.isEnabled() or not password:
            self.password.field.setFocus()
            return
        self.callout.hide()
        self.button.allow(False, self.tr("Unlocking"))
        desk, root = self._desk, self._root

        def work() -> "Entered":
            from ciie_admin.sync.entering import enter

            return enter(desk.url, desk.login, password, root, ask=False)

        self._lane.run(
            work, lambda entered: self._hand_over(entered, password), asker=self, key="enter"
        )

    def _hand_over(self, entered: "Entered", password: str) -> None:
        self.password.field.clear()
        self.entered.emit(entered)
        if not entered.online:
            self.offline.emit(self._desk.login, password)

    def _show_mishap(self, mishap: Mishap) -> None:
        self.button.allow(True)
        self.callout.show_words(*words.mishap_words(mishap, self._language))
        self.callout.show()
        self.password.field.selectAll()
        self.password.field.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._lane.close(wait=False)
        super().closeEvent(event)
