"""Actions are declared where they are done; menus, keys, the key sheet and tests read them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

F = TypeVar("F", bound=Callable[..., None])
CONTEXT = "Actions"


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person can do here: a name, English text, keys (portable text), most used first."""

    name: str
    text: str
    keys: tuple[str, ...] = ()


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:
    """Qt's marker by its own name, which the extraction of texts looks for, but with a type."""
    del context
    return source


def action(name: str, text: str, *keys: str) -> Callable[[F], F]:
    """Mark a method as an action of its widget. The text is translated in context `Actions`."""

    def mark(method: F) -> F:
        method.deed = Deed(name, text, keys)  # type: ignore[attr-defined]
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
        one = QAction(QCoreApplication.translate(CONTEXT, deed.text), widget)
        one.setObjectName(deed.name)
        one.setShortcuts([QKeySequence(key) for key in deed.keys])
        one.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        method: Any = getattr(widget, attribute)
        one.triggered.connect(_without_checked(method))
        widget.addAction(one)
        made[deed.name] = one
    return made


def caps(widget_type: type, name: str) -> tuple[str, ...]:
    """The keys of an action as caps beside its button."""
    for _, deed in deeds(widget_type):
        if deed.name == name:
            return tuple(spoken_key(key) for key in deed.keys)
    return ()


def spoken_key(key: str) -> str:
    """A key as it is printed on a cap."""
    return key.replace("Return", "↵").replace("Space", "␣")


def _without_checked(method: Callable[[], None]) -> Callable[[bool], None]:
    def call(_checked: bool = False) -> None:
        method()

    return call
