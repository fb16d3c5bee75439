"""Actions are declared where they are done; menus, keys, the key sheet and tests read them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

F = TypeVar("F", bound=Callable[..., None])
CONTEXT = "Actions"
PRINTED = {"Return": "↵", "Space": "␣", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person can do here: a name, English text, keys (portable text), most used first.

    `group` is its place on the key sheet. With `stays`, Shift and the key do the same but leave
    the record in front. `inborn` keys are obeyed by the list itself.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    group: str = ""
    stays: bool = False
    inborn: tuple[str, ...] = ()

    def acting(self) -> tuple[str, ...]:
        """Keys that act as letters are switched on or off now."""
        return tuple(key for key in self.keys if _letters.on or not is_character(key))

    def staying(self) -> tuple[str, ...]:
        """Keys that do it and stay on the record."""
        return tuple(f"Shift+{key}" for key in self.acting()) if self.stays else ()

    def printed(self) -> tuple[str, ...]:
        """Every key that does it now, as caps; letters stand last."""
        keys = sorted((*self.inborn, *self.acting()), key=is_character)
        return tuple(spoken_key(key) for key in keys)


class Emitting(Protocol):
    """A signal without arguments, for the parts of a widget that hold its actions."""

    def emit(self) -> None: ...


@dataclass(slots=True)
class _Letters:
    on: bool = True


_letters = _Letters()


def letters_on() -> bool:
    """Whether keys that also write a character act by themselves (WCAG 2.1.4)."""
    return _letters.on


def choose_letters(on: bool) -> None:
    """For widgets installed and caps asked for from now on."""
    _letters.on = on


def is_character(key: str) -> bool:
    """A letter or a mark without Ctrl: what somebody who dictates or slips may type by accident."""
    return len(key) == 1 and not key.isdigit()


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:
    """Qt's marker by its own name, which the extraction of texts looks for, but with a type."""
    del context
    return source


def action(
    name: str,
    text: str,
    *keys: str,
    group: str = "",
    stays: bool = False,
    inborn: tuple[str, ...] = (),
) -> Callable[[F], F]:
    """Mark a method as an action of its widget. The text is translated in context `Actions`.

    A method that `stays` takes `stay=True` for it.
    """

    def mark(method: F) -> F:
        method.deed = Deed(name, text, keys, group, stays, inborn)  # type: ignore[attr-defined]
        return method

    return mark


def deeds(owner: type) -> Iterator[tuple[str, Deed]]:
    """Method names and deeds of a class, in the order they are written."""
    for base in reversed(owner.__mro__):
        for attribute, member in vars(base).items():
            deed = getattr(member, "deed", None)
            if isinstance(deed, Deed):
                yield attribute, deed


def install(widget: QWidget) -> dict[str, QAction]:
    """Make the widget's actions work by their keys while focus is inside it."""
    made: dict[str, QAction] = {}
    for attribute, deed in deeds(type(widget)):
        method: Any = getattr(widget, attribute)
        made[deed.name] = _add(widget, deed.name, deed, deed.acting(), method)
        if deed.stays:
            staying = partial(method, stay=True)
            _add(widget, f"{deed.name}_stay", deed, deed.staying(), staying)
    return made


def said(deed: Deed) -> str:
    """Its text in the window's language."""
    return QCoreApplication.translate(CONTEXT, deed.text)


def _add(
    widget: QWidget, name: str, deed: Deed, keys: Sequence[str], method: Callable[[], None]
) -> QAction:
    one = QAction(said(deed), widget)
    one.setObjectName(name)
    one.setShortcuts([QKeySequence(key) for key in keys])
    one.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    one.triggered.connect(_without_checked(method))
    widget.addAction(one)
    return one


def caps(widget_type: type, name: str) -> tuple[str, ...]:
    """The keys of an action as caps beside its button."""
    for _, deed in deeds(widget_type):
        if deed.name == name:
            return tuple(spoken_key(key) for key in deed.acting())
    return ()


def spoken_key(key: str) -> str:
    """A key as it is printed on a cap."""
    *before, last = key.split("+")
    return "+".join((*before, PRINTED.get(last, last)))


def _without_checked(method: Callable[[], None]) -> Callable[[bool], None]:
    def call(_checked: bool = False) -> None:
        method()

    return call
