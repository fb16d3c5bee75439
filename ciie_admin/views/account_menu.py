"""The menu under the account's name: acts of the window, how it looks, when it locks."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from ciie_admin.views import theme
from ciie_admin.views.actions import letters_on
from ciie_admin.views.idle import CHOICES

if TYPE_CHECKING:  # it opens this menu
    from ciie_admin.views.main_window import MainWindow

T = TypeVar("T", str, int, bool)
ACTS = (
    "go_to",
    "keys",
    "help",
    "export",
    "sync",
    "attention",
    "stop",
    "second_person",
    "computers",
    "lock",
)
translate = QCoreApplication.translate


def account_menu(window: "MainWindow") -> QMenu:
    """Whatever is chosen is asked of the window by its signals."""
    desk, menu = window.desk, QMenu(window)
    menu.addActions([window.actions_by_name[name] for name in ACTS])
    menu.addSeparator()
    for key, text in (("zh", "中文"), ("en", "English")):
        _add_choice(menu, text, desk.language == key, key, window.language_asked.emit)
    menu.addSeparator()
    scheme = theme.current().scheme
    for key, text in (("light", translate("Bars", "Light")), ("dark", translate("Bars", "Dark"))):
        _add_choice(menu, text, scheme == key, key, window.scheme_asked.emit)
    menu.addSeparator()
    text = translate("Bars", "Letter keys act by themselves")
    _add_choice(menu, text, letters_on(), not letters_on(), window.letters_asked.emit)
    menu.addSeparator()
    for minutes in CHOICES:
        text = translate("Bars", "Lock after {0} minutes").format(minutes)
        chosen = minutes == window.idle_minutes
        _add_choice(menu, text, chosen, minutes, partial(_choose_idle, window))
    if not desk.entered.in_keyring:
        menu.addAction(only_password()).setEnabled(False)
    menu.addSeparator()
    leave = menu.addAction(translate("Bars", "Sign out"))
    leave.triggered.connect(lambda _on: window.leave_asked.emit())
    return menu


def only_password() -> str:
    """Said where the system keeps no half of the key."""
    return translate("Bars", "No system key store here: the password alone protects the records")


def _choose_idle(window: "MainWindow", minutes: int) -> None:
    window.idle_minutes = minutes
    window.idle_asked.emit(minutes)


def _add_choice(menu: QMenu, text: str, chosen: bool, key: T, choose: Callable[[T], None]) -> None:
    entry = menu.addAction(text)
    entry.setCheckable(True)
    entry.setChecked(chosen)
    entry.triggered.connect(lambda _on: choose(key))
