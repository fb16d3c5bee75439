"""Builds every object of the client once and connects them."""

import gc
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from ciie_admin.config import hand_over_often, resource
from ciie_admin.errors import Mishap
from ciie_admin.views import actions, theme
from ciie_admin.views.idle import USUAL, Idle
from ciie_admin.views.single import SecondStarts, bring_forward, raise_first
from ciie_admin.views.start_window import Remembered, StartWindow
from ciie_admin.views.work import WorkLane
from ciie_admin.words import Language

if TYPE_CHECKING:  # the sign-in window stands before the rest is loaded
    from ciie_admin.sync.entering import Entered
    from ciie_admin.sync.loop import Told
    from ciie_admin.views.desk import Desk
    from ciie_admin.views.whereabouts import Whereabouts


class Program(QObject):
    """The windows of one run: sign in, first download, work; one of them is shown at a time."""

    def __init__(self, app: QApplication, root: Path | None = None) -> None:
        super().__init__()
        hand_over_often()
        self.app, self._root = app, root
        folder = root if root is not None else user_data_path("ciie-admin")
        self._settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self._translator = QTranslator(self)
        self.language: Language = "en" if self._settings.value("language") == "en" else "zh"
        self._window: QWidget | None = None
        self.size = (1440, 900)
        self.desk: Desk | None = None
        self._was: Whereabouts | None = None
        self._loading: WorkLane | None = None
        self._idle = Idle(app)
        self._idle.choose_kept(self._settings.value("lock_minutes", USUAL))
        self._idle.over.connect(self.lock)
        actions.choose_letters(self._settings.value("letters") != "off")
        theme.apply(app, "dark" if self._settings.value("scheme") == "dark" else "light")
        self._translate()

    @property
    def window(self) -> QWidget:
        if self._window is None:
            raise RuntimeError("no window before start() or sign_in()")
        return self._window

    def choose(self, language: Language, scheme: str) -> None:
        """Language and scheme of this run."""
        self._set_language(language)
        self.change_scheme(scheme)

    def sign_in(self, server: str, login: str, password: str) -> None:
        """Straight to work, without the sign-in window. Raises what entering a profile raises."""
        from ciie_admin.sync.entering import enter

        self.enter(enter(server, login, password, self._root))

    def run(self) -> int:
        """Until the last window is closed."""
        try:
            return self.app.exec()
        finally:
            self.end()

    def come_forward(self) -> None:
        """Somebody started the program again: this is where it is."""
        if self._window is not None:
            bring_forward(self._window)

    def end(self) -> None:
        """Stop, and take the window down while the toolkit still stands: it must not go after."""
        self.stop()
        if self._loading is not None:
            self._loading.close()
        if (window := self._window) is not None:
            self._window = None
            window.close()
            window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.unfreeze()
        gc.collect()

    def start(self, remembered: Remembered | None = None) -> StartWindow:
        """Show the sign-in window."""
        kept = (str(self._settings.value(name, "")) for name in ("server", "login"))
        known = remembered or Remembered(*kept)
        window = StartWindow(known, self.language, self._root)
        window.entered.connect(self.enter)
        window.offline.connect(self._keep_knocking)
        window.language_asked.connect(self._change_start_language)
        self._show(window)
        if self._loading is None:
            self._loading = WorkLane("loading")
            QTimer.singleShot(0, self, self._load_rest)
        return window

    def _load_rest(self) -> None:
        """While the password is typed: what has no windows on a lane, then the windows."""
        lane = self._loading
        if lane is None:
            return

        def load_windows(_loaded: object) -> None:
            import_module("ciie_admin.views.main_window")
            lane.close()

        lane.run(lambda: import_module("ciie_admin.sync.entering"), load_windows)

    def enter(self, entered: "Entered") -> None:
        """Signed in: download first if there is nothing yet, then work."""
        from ciie_admin.views.desk import Desk

        if isinstance(self._window, StartWindow):
            known = self._window.remembered()
            self._settings.setValue("server", known.server)
            self._settings.setValue("login", known.login)
        self.desk = Desk(entered, self.language)
        self.desk.tallied.connect(self._first_count)
        self.desk.told.connect(self._hear)
        self.desk.mishap.connect(self._heed)
        self.desk.start()
        self._idle.watch()

    def _keep_knocking(self, login: str, password: str) -> None:
        if self.desk is not None:
            self.desk.reconnect(login, password)

    def stop(self, *, leaving: bool = False) -> None:
        """End the run: everything unsent stays in the outbox."""
        self._idle.rest()
        desk, self.desk = self.desk, None
        if desk is not None:
            desk.stop()
            if leaving:
                desk.entered.part()

    def lock(self) -> None:
        """Nothing stays on screen, then the key is forgotten; the password brings both back."""
        desk = self.desk
        if desk is None:
            return
        from ciie_admin.views.lock_window import LockWindow, locked

        self._was = self._whereabouts()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        window = LockWindow(locked(desk), self.language, self._root)
        window.entered.connect(self.enter)
        window.offline.connect(self._keep_knocking)
        window.leave_asked.connect(self.leave)
        self._show(window)
        window.repaint()
        self.stop()

    def _hear(self, told: "Told") -> None:
        if told.mishap is not None:
            self._heed(told.mishap)

    def _heed(self, mishap: Mishap) -> None:
        """A revoked computer loses its key at once, then its files, and says why."""
        from ciie_admin.sync import wiping

        if self.desk is None or not wiping.is_revoked(mishap):
            return
        entered = self.desk.entered
        wiping.destroy_key(entered.profile, entered.cache)
        self.stop()
        wiping.remove_files(entered.profile)
        self.start().show_mishap(mishap)

    def _first_count(self) -> None:
        """Whether the mirror is whole decides which window comes first."""
        if self.desk is None:
            return
        self.desk.tallied.disconnect(self._first_count)
        tally = self.desk.tally
        if tally is not None and tally.whole:
            self.work()
        else:
            from ciie_admin.views.download_page import DownloadPage

            page = DownloadPage(self.desk)
            page.finished.connect(self.work)
            page.look_asked.connect(self.work)
            page.cancel_asked.connect(self.leave)
            self._show(page)

    def work(self) -> None:
        """Show the main window."""
        if self.desk is None:
            return
        from ciie_admin.views.main_window import MainWindow

        was, self._was = self._was, None
        window = MainWindow(self.desk, self._idle.minutes)
        window.language_asked.connect(self.change_language)
        window.scheme_asked.connect(self.change_scheme)
        window.idle_asked.connect(self.choose_idle)
        window.letters_asked.connect(self.choose_letters)
        window.lock_asked.connect(self.lock)
        window.leave_asked.connect(self.leave)
        self._show(window)
        if was is not None:
            window.resume(was)
        gc.collect()
        gc.freeze()  # what stands now stays: full collections would stop the window for 100 ms

    def leave(self) -> None:
        """Sign out: the desk ends, the sign-in window comes back."""
        self.stop(leaving=True)
        self._was = None
        self.start()

    def change_language(self, language: str) -> None:
        """The desk goes on; the window is built anew in the other language, at the same place."""
        self._set_language(language)
        if self.desk is not None:
            self.desk.language = self.language
            self._was = self._whereabouts()
            self.work()

    def _whereabouts(self) -> "Whereabouts | None":
        from ciie_admin.views.main_window import MainWindow

        window = self._window
        return window.whereabouts() if isinstance(window, MainWindow) else None

    def choose_idle(self, minutes: int) -> None:
        """How long nobody may touch the computer before it locks."""
        self._settings.setValue("lock_minutes", minutes)
        self._idle.choose(minutes)

    def choose_letters(self, on: bool) -> None:
        self._settings.setValue("letters", "on" if on else "off")
        actions.choose_letters(on)
        self.change_language(self.language)  # the window anew, with the caps that now hold

    def change_scheme(self, scheme: str) -> None:
        self._settings.setValue("scheme", scheme)
        theme.apply(self.app, "dark" if scheme == "dark" else "light")

    def _change_start_language(self, language: str) -> None:
        known = self._window.remembered() if isinstance(self._window, StartWindow) else None
        self._set_language(language)
        self.start(known)

    def _set_language(self, language: str) -> None:
        self.language = "en" if language == "en" else "zh"
        self._settings.setValue("language", self.language)
        self._translate()

    def _translate(self) -> None:
        self.app.removeTranslator(self._translator)
        if self._translator.load(str(resource("translations") / f"ciie_admin_{self.language}.qm")):
            self.app.installTranslator(self._translator)

    def _show(self, window: QWidget) -> None:
        """The new window takes the place and size of the old one."""
        old = self._window
        if old is None:
            window.resize(*self.size)
        else:
            window.setGeometry(old.geometry())
        self._window = window
        window.show()
        if old is not None:
            old.close()
            old.deleteLater()


def make_program(root: Path | None = None) -> Program:
    """The program on the one application object of this process."""
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication([sys.argv[0]])
    app.setApplicationName("ciie-admin")
    return Program(app, root)


def main(root: Path | None = None) -> int:
    """Run the window until it is closed; returns the exit code."""
    program = make_program(root)
    folder = root if root is not None else user_data_path("ciie-admin")
    if raise_first(folder):
        return 0
    SecondStarts(folder, program).heard.connect(program.come_forward)
    program.start()
    return program.run()
