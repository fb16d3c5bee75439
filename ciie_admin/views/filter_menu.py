"""Entries of a menu of filters: each asks for the query it would make."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QMenu

from ciie_admin.models.queries import VALUES, Query
from ciie_admin.words import Language, word

Ask = Callable[[Query], None]


def add(menu: QMenu, text: str, chosen: bool, then: Query, ask: Ask) -> None:
    entry = menu.addAction(text)
    entry.setCheckable(True)
    entry.setChecked(chosen)
    entry.triggered.connect(lambda: ask(then))


def add_flag(menu: QMenu, query: Query, key: str, text: str, ask: Ask) -> None:
    """Only those, or any."""
    chosen = bool(getattr(query, key))
    value: Any = None if chosen else True
    add(menu, text, chosen, replace(query, **{key: value}), ask)


def add_each(menu: QMenu, query: Query, key: str, group: str, language: Language, ask: Ask) -> None:
    """One of the values, or none."""
    for one in VALUES[key]:
        chosen = getattr(query, key) == one
        value: Any = "" if chosen else one
        add(menu, word(group, one, language), chosen, replace(query, **{key: value}), ask)
