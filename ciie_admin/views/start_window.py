"""The first window: sign in. Everything that takes time happens on a lane of its own."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin import words
from ciie_admin.errors import Mishap
from ciie_admin.views.components.buttons import Button, CheckBox
from ciie_admin.views.components.fields import LabelledField, PasswordField
from ciie_admin.views.components.labels import boxed, column_of, fill
from ciie_admin.views.components.notices import Callout
from ciie_admin.views.components.start import SmallPrint, StartHead, StartPage
from ciie_admin.views.signs import STATES, SYNC
from ciie_admin.views.start_anew import StartAnew
from ciie_admin.views.work import WorkLane
from ciie_admin.words import Language

if TYPE_CHECKING:  # this window stands before what it calls is loaded
    from ciie_admin.sync.entering import Entered
    from ciie_admin.wire.messages import Hello

TYPING_PAUSE_MS = 400


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the form begins with."""

    server: str = ""
    login: str = ""


class StartWindow(QWidget):
    entered = Signal(object)
    offline = Signal(str, str)
    """Entered without the server: login and password for when it answers again."""
    language_asked = Signal(str)

    def __init__(
        self, remembered: Remembered, language: Language, root: Path | None = None
    ) -> None:
        super().__init__()
        self._language: Language = language
        self._root = root
        self._lane = WorkLane("start", workers=2)
        self._lane.failed.connect(self.show_mishap)
        self.setWindowTitle(self.tr("Trade mission desk"))
        self.page = StartPage("", (("zh", "中文"), ("en", "English")), language)
        self.page.language_asked.connect(self.language_asked)
        fill(QVBoxLayout(self), (self.page,), 0, (0, 0, 0, 0))
        self._make_form(remembered)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._typing.timeout.connect(self._ask_server)
        self.server.field.textChanged.connect(lambda _text: self._typing.start())
        if remembered.server:
            self._ask_server()

    def _make_form(self, remembered: Remembered) -> None:
        self.head = StartHead(self.tr("Trade mission desk"), " ")
        self.server = LabelledField(self.tr("Server"))
        self.login = LabelledField(self.tr("Account"))
        self.password = PasswordField(self.tr("Password"))
        self.server.field.setText(remembered.server)
        self.login.field.setText(remembered.login)
        self.remember = CheckBox(self.tr("Remember the account on this computer"))
        self.remember.setChecked(True)
        self.callout = Callout("bad")
        self.callout.hide()
        self.button = Button(self.tr("Sign in"), kind="primary", wide=True, height=36)
        self.button.clicked.connect(self.sign_in)
        self.anew = StartAnew(self._language)
        self.anew.agreed.connect(self.start_anew)
        for field in (self.server, self.login, self.password):
            field.field.returnPressed.connect(self.sign_in)
        self.print = SmallPrint(
            self.tr(
                "Data is kept encrypted on this computer. Of document numbers only a mask and the"
                " last four digits are here; seeing a full number needs the network and is logged."
            )
        )
        fields = (self.server, 14, self.login, 14, self.password, 12, self.remember)
        typed = boxed(column_of(*fields, 16, self.callout, 12, self.button))
        for part in (typed, self.print):
            self.anew.explained.connect(part.setHidden)
        form = QWidget()
        form.setLayout(column_of(self.head, typed, self.anew, 20, self.print))
        self.page.put(form)
        first = self.password if remembered.login else self.server
        first.field.setFocus()

    # ---- acting

    def sign_in(self) -> None:
        """Opens vault and cache, and the session if the server answers. Once at a time."""
        self._enter(anew=False)

    def start_anew(self) -> None:
        """As sign_in(), but a cache whose key is lost gives way to a new one."""
        self._enter(anew=True)

    def _enter(self, *, anew: bool) -> None:
        if not self.button.isEnabled():
            return
        server, login = self.server.field.text().strip(), self.login.field.text().strip()
        password = self.password.field.text()
        for part in (self.server, self.login, self.password):
            if not part.field.text().strip():
                part.field.setFocus()
                return
        self.anew.put_away()
        self.callout.hide()
        self.button.allow(False, self.tr("Signing in"))
        root = self._root

        def work() -> "Entered":
            from ciie_admin.sync.entering import enter

            return enter(server, login, password, root, anew=anew)

        self._lane.run(
            work,
            lambda entered: self._hand_over(entered, login, password),
            asker=self,
            key="enter",
            failed=self.show_mishap,
        )

    def _hand_over(self, entered: "Entered", login: str, password: str) -> None:
        self.password.field.clear()
        self.entered.emit(entered)
        if not entered.online:
            self.offline.emit(login, password)

    def remembered(self) -> Remembered:
        if not self.remember.isChecked():
            return Remembered(server=self.server.field.text().strip())
        return Remembered(self.server.field.text().strip(), self.login.field.text().strip())

    def _ask_server(self) -> None:
        """Says beside the address whether somebody answers there."""
        typed = self.server.field.text().strip()
        if not typed:
            return

        def work() -> "Hello":
            from ciie_admin.sync.http import Office

            office = Office(typed)
            try:
                return office.hello()
            finally:
                office.close()

        self._lane.run(work, self._greet, asker=self, key="hello", failed=self._nobody_there)

    def _greet(self, hello: "Hello") -> None:
        name = hello.edition if self._language == "zh" else hello.edition_en
        self.head.show_words(self.tr("Trade mission desk"), name)
        self.server.show_state(STATES["passed"], self.tr("Connected"))
        self.page.show_foot(self.tr("Hotline {0}").format(hello.hotline))

    def _nobody_there(self, _mishap: Mishap) -> None:
        self.server.show_state(SYNC["offline"], self.tr("Not reached"))

    def show_mishap(self, mishap: Mishap) -> None:
        self.button.allow(True)
        self.callout.show_words(*words.mishap_words(mishap, self._language))
        self.anew.offer(mishap)
        self.callout.show()
        self.password.field.selectAll()
        self.password.field.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._lane.close(wait=False)
        super().closeEvent(event)
