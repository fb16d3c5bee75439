"""What the palette offers: actions of the page and the window, views, records."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ciie_admin.models import queries, spelling
from ciie_admin.models.engine import Snapshot
from ciie_admin.models.glimpse import Glimpse, glimpse
from ciie_admin.models.queries import Query
from ciie_admin.models.reading import PersonRow, UnitRow
from ciie_admin.views import actions, speech
from ciie_admin.views.actions import deeds
from ciie_admin.views.cells import ChipCell
from ciie_admin.views.saved_queries import KEY
from ciie_admin.views.signs import ACTS, SECTIONS, sign
from ciie_admin.views.text import DOT
from ciie_admin.wire.messages import SubjectKind
from ciie_admin.words import word

if TYPE_CHECKING:  # it owns the palette
    from ciie_admin.views.main_window import MainWindow

GO = "go"
MOST = 6
"""Actions, and views, once something is typed."""
ITSELF = "go_to"
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; `act` is done on the UI thread once the palette is away."""

    text: str
    icon: str
    act: Callable[[], None]
    hue: str = "text2"
    note: str = ""
    caps: tuple[str, ...] = ()
    chip: ChipCell | None = None
    found: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Places of the actions and views whose words fit, and the records found."""

    typed: str
    acts: tuple[int, ...]
    views: tuple[int, ...]
    records: Glimpse


def look(db: Snapshot, typed: str, acts: Sequence[str], views: Sequence[str]) -> Answer:
    """Runs in a lane of reading: spelling and search take their time."""
    return Answer(typed, _fitting(typed, acts), _fitting(typed, views), glimpse(db, typed))


def acts(window: "MainWindow") -> list[Entry]:
    """What can be done on the page in front, then in the window."""
    page = window.stack.currentWidget()
    own = _deeds(page, within=False) if page is not None else iter(())
    return [*own, *_deeds(window, within=False)]


def views(window: "MainWindow") -> list[Entry]:
    """Pages, lanes of both lists, and the states of one's own decisions."""
    language = window.desk.language
    found = list(_deeds(window, within=True))
    kinds: tuple[SubjectKind, ...] = ("unit", "person")
    for kind in kinds:
        title = translate("Bars", "Units") if kind == "unit" else translate("Bars", "Persons")
        for lane in queries.lanes(kind):
            text = title + DOT + word("lane", lane, language)
            act = partial(_show, window, Query(kind=kind, lane=lane))
            found.append(Entry(text, sign(lane).icon, act, sign(lane).hue))
        for stage in queries.VALUES["stage"]:
            text = title + DOT + word("stage", stage, language)
            act = partial(_show, window, Query(kind=kind, stage=stage))
            found.append(Entry(text, sign(stage).icon, act, sign(stage).hue))
    saved = translate("Saved", "Saved queries")
    for one in window.saved.known:
        act = partial(window.nav.chosen.emit, f"{KEY}{one.id}")
        found.append(Entry(saved + DOT + one.name, SECTIONS["saved"], act))
    return found


def records(window: "MainWindow", answer: Answer) -> tuple[list[Entry], list[Entry]]:
    """Units and persons, the hit marked."""
    typed = answer.typed
    units = [_unit(window, row, typed) for row in answer.records.units]
    return units, [_person(window, row, typed) for row in answer.records.persons]


def _unit(window: "MainWindow", row: UnitRow, typed: str) -> Entry:
    chip = speech.state_chip(row.review, row.lane, row.stage, window.desk.language)
    act = partial(window.open_unit, row.id)
    return Entry(row.name, SECTIONS["units"], act, "text2", row.credit_code, (), chip, typed)


def _person(window: "MainWindow", row: PersonRow, typed: str) -> Entry:
    chip = speech.state_chip(row.review, row.lane, row.stage, window.desk.language)
    act = partial(window.open_person, row.id)
    return Entry(row.name, ACTS["account"], act, "text2", row.unit_name, (), chip, typed)


def _deeds(owner: QWidget, *, within: bool) -> Iterator[Entry]:
    """Those that only lead somewhere (`within` the views), or the others."""
    made = {one.objectName(): one for one in owner.actions()}
    for _, deed in deeds(type(owner)):
        one = made.get(deed.name)
        if one is not None and deed.name != ITSELF and (deed.group == GO) == within:
            icon = ACTS["next_page"] if within else ACTS["act"]
            yield Entry(actions.said(deed), icon, _trigger(one), caps=deed.printed())


def _trigger(one: QAction) -> Callable[[], None]:
    return one.trigger


def _show(window: "MainWindow", query: Query) -> None:
    page = window.page_of(query.kind)
    window.show_review(page)
    page.list.ask(replace(query, order=page.list.query.order))


def _fitting(typed: str, texts: Sequence[str]) -> tuple[int, ...]:
    """Texts that hold what was typed, or whose pinyin or initials begin with it."""
    wanted = typed.strip().lower()
    if not wanted:
        return tuple(range(len(texts)))
    found = [place for place, text in enumerate(texts) if _fits(wanted, text)]
    return tuple(found[:MOST])


def _fits(wanted: str, text: str) -> bool:
    said = text.lower()
    spoken = spelling.search_tokens(said).split()
    return wanted in said or any(token.startswith(wanted) for token in spoken)
