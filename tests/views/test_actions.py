"""Every action by every key it has: what is declared beside a method is what the key does."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ciie_admin.views.actions import CONTEXT, Deed, deeds
from ciie_admin.views.batches_page import BatchesPage
from ciie_admin.views.bench_page import BenchPage
from ciie_admin.views.computers_page import ComputersPage
from ciie_admin.views.main_window import MainWindow
from ciie_admin.views.mistakes_page import MistakesPage
from ciie_admin.views.projector import Projector
from ciie_admin.views.quota_page import QuotaPage
from ciie_admin.views.release_page import ReleasePage
from ciie_admin.views.review_page import ReviewPage
from ciie_admin.views.tray_page import TrayPage
from tests.fixtures.approval_effects import APPROVAL_EFFECTS
from tests.fixtures.batch_effects import BATCH_EFFECTS
from tests.fixtures.bench_effects import BENCH_EFFECTS
from tests.fixtures.effects import (
    asking_for_a_number,
    asking_for_two,
    asking_to_assign,
    choosing_columns,
    closing_the_computers,
    ending_a_sign_in,
    exporting,
    filtering_a_column,
    going_anywhere,
    going_to_spot_checks,
    laying_side_by_side,
    naming_a_query,
    opening_a_licence,
    passing_its_persons,
    putting_aside,
    showing_the_keys,
    syncing,
    telling_a_caller,
    telling_apart,
    turning_to_the_other,
)
from tests.fixtures.finding_effects import FINDING
from tests.fixtures.mistake_effects import MISTAKE_EFFECTS
from tests.fixtures.photo_effects import PHOTO_EFFECTS
from tests.fixtures.quota_effects import QUOTA_EFFECTS
from tests.fixtures.tray_effects import TRAY_EFFECTS, draft_one
from tests.fixtures.windows import CTRL, Hands, locking

PAGES: tuple[type, ...] = (
    MainWindow,
    ReviewPage,
    ReleasePage,
    TrayPage,
    ComputersPage,
    BatchesPage,
    MistakesPage,
    BenchPage,
    Projector,
    QuotaPage,
)
Effect = Callable[[Hands, Callable[[], None]], None]
"""Brings the window where the action makes sense, presses, and insists on what must follow."""


@dataclass(frozen=True, slots=True)
class Case:
    page: type
    deed: Deed
    key: str

    def __str__(self) -> str:
        return f"{self.page.__name__}-{self.deed.name}-{self.key}"


def cases() -> Iterator[Case]:
    for page in PAGES:
        for _, deed in deeds(page):
            for key in (*deed.inborn, *deed.keys):
                yield Case(page, deed, key)


def press(hands: Hands, key: str) -> None:
    pressed: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]
    hands.key(pressed.key(), pressed.keyboardModifiers())


# ---- what each action must do


def release_page(hands: Hands) -> None:
    draft_one(hands)
    hands.key(Qt.Key.Key_Return, CTRL)
    hands.until(hands.window.release_page.button.isEnabled)


def released(hands: Hands) -> int:
    """One unit passed and accepted by the server."""
    first = draft_one(hands)
    hands.desk.release()
    hands.until_done()
    hands.until(lambda: hands.stage(first) is None)
    return first


def passing(hands: Hands, act: Callable[[], None]) -> None:
    first, second = hands.list.model.keys[:2]
    act()
    hands.until_drafted(1)
    hands.until(lambda: hands.stage(first) == "draft")
    hands.until(lambda: hands.list.current == second)
    assert hands.drafts() == {"pass_unit": 1}


def arming(verdict: str, command: str) -> Effect:
    def effect(hands: Hands, act: Callable[[], None]) -> None:
        act()
        assert hands.page.box.rail.armed() == verdict
        assert hands.drafted() == 0
        hands.key(Qt.Key.Key_1)
        act()
        hands.until_drafted(1)
        assert hands.drafts() == {command: 1}

    return effect


def confirming(hands: Hands, act: Callable[[], None]) -> None:
    hands.key(Qt.Key.Key_F7)
    act()
    assert hands.page.box.rail.armed() == "return", "without a reason there is nothing to confirm"
    hands.key(Qt.Key.Key_2)
    act()
    hands.until_drafted(1)


def clearing(hands: Hands, act: Callable[[], None]) -> None:
    first = draft_one(hands)
    hands.list.go_to(first)
    act()
    hands.until_drafted(0)
    hands.until(lambda: hands.stage(first) is None)


def withdrawing(hands: Hands, act: Callable[[], None]) -> None:
    first = released(hands)
    hands.list.go_to(first)
    act()
    hands.until_drafted(1)
    assert hands.drafts() == {"withdraw_unit": 1}


def undoing(hands: Hands, act: Callable[[], None]) -> None:
    draft_one(hands)
    act()
    hands.until_drafted(0)


def releasing(hands: Hands, act: Callable[[], None]) -> None:
    draft_one(hands)
    act()
    assert hands.window.stack.currentWidget() is hands.window.release_page
    hands.until(hands.window.release_page.button.isEnabled)
    assert hands.drafted() == 1, "the page comes before anything leaves"


def moving(by: int) -> Effect:
    def effect(hands: Hands, act: Callable[[], None]) -> None:
        hands.list.table.go_to(2)
        act()
        assert hands.list.table.current_row() == 2 + by
        hands.until(lambda: hands.card() == hands.list.current)

    return effect


def to_the_next_undecided(hands: Hands, act: Callable[[], None]) -> None:
    for row in (1, 2):
        hands.list.table.go_to(row)
        number = hands.list.current
        hands.until(lambda: hands.card() == hands.list.current)
        hands.key(Qt.Key.Key_F6)
        hands.until_drafted(row)
        hands.until(lambda number=number: hands.stage(number) == "draft")  # type: ignore[misc]
    hands.list.table.go_to(0)
    act()
    assert hands.list.table.current_row() == 3


def ticking(hands: Hands, act: Callable[[], None]) -> None:
    act()
    assert hands.list.model.ticked == {hands.list.current}
    act()
    assert not hands.list.model.ticked


def ticking_all(hands: Hands, act: Callable[[], None]) -> None:
    act()
    assert hands.list.model.ticked == set(hands.list.model.keys)


def noting(hands: Hands, act: Callable[[], None]) -> None:
    act()
    note = hands.page.box.rail.note
    assert note.hasFocus()
    hands.type("arf6")
    assert note.text() == "arf6"
    assert hands.drafted() == 0


def escaping(hands: Hands, act: Callable[[], None]) -> None:
    hands.list.tick_everything()
    hands.key(Qt.Key.Key_F7)
    act()
    assert not hands.page.box.rail.armed()
    assert hands.list.model.ticked
    act()
    assert not hands.list.model.ticked
    hands.page.box.rail.note.setFocus()
    act()
    assert hands.list.table.hasFocus()


def going(page: str) -> Effect:
    def effect(hands: Hands, act: Callable[[], None]) -> None:
        hands.key(Qt.Key.Key_2 if page == "units" else Qt.Key.Key_1, CTRL)
        act()
        assert hands.window.stack.currentWidget() is getattr(hands.window, page)

    return effect


def searching(hands: Hands, act: Callable[[], None]) -> None:
    act()
    assert hands.window.top.search.hasFocus()
    hands.type("第3")
    hands.until(lambda: len(hands.list.model.keys) == 1)
    hands.key(Qt.Key.Key_Return)
    assert hands.list.table.hasFocus()


def stopping(hands: Hands, act: Callable[[], None]) -> None:
    """What was released but has not left is a draft again."""
    draft_one(hands)
    assert hands.desk._loop is not None
    hands.desk._loop.stop()
    hands.desk.release()
    hands.until_drafted(0)
    act()
    hands.until_drafted(1)


def releasing_now(hands: Hands, act: Callable[[], None]) -> None:
    release_page(hands)
    act()
    hands.until(lambda: hands.window.stack.currentWidget() is hands.page)
    hands.until_done()


def closing_release(hands: Hands, act: Callable[[], None]) -> None:
    release_page(hands)
    act()
    assert hands.window.stack.currentWidget() is hands.page
    assert hands.drafted() == 1


def dropping_a_draft(hands: Hands, act: Callable[[], None]) -> None:
    release_page(hands)
    hands.window.release_page.table.go_to(1)
    hands.window.release_page.table.setFocus()
    act()
    hands.until_drafted(0)


EFFECTS: dict[tuple[type, str], Effect] = {
    (ReviewPage, "pass"): passing,
    (ReviewPage, "return"): arming("return", "return_unit"),
    (ReviewPage, "against"): arming("against", "reject_unit"),
    (ReviewPage, "confirm"): confirming,
    (ReviewPage, "clear"): clearing,
    (ReviewPage, "hold"): putting_aside,
    (ReviewPage, "licence"): opening_a_licence,
    (ReviewPage, "support"): telling_a_caller,
    (ReviewPage, "persons_too"): passing_its_persons,
    (ReviewPage, "withdraw"): withdrawing,
    (ReviewPage, "undo"): undoing,
    (ReviewPage, "release"): releasing,
    (ReviewPage, "down"): moving(1),
    (ReviewPage, "up"): moving(-1),
    (ReviewPage, "next"): to_the_next_undecided,
    (ReviewPage, "tick"): ticking,
    (ReviewPage, "tick_all"): ticking_all,
    (ReviewPage, "note"): noting,
    (ReviewPage, "escape"): escaping,
    (MainWindow, "units"): going("units"),
    (MainWindow, "persons"): going("persons"),
    (MainWindow, "attention"): going("tray"),
    (MainWindow, "spot_checks"): going_to_spot_checks,
    (MainWindow, "second_person"): asking_for_two,
    (ReviewPage, "compare"): laying_side_by_side,
    (ReviewPage, "not_duplicate"): telling_apart,
    (ReviewPage, "other_side"): turning_to_the_other,
    (MainWindow, "search"): searching,
    (MainWindow, "go_to"): going_anywhere,
    (MainWindow, "keys"): showing_the_keys,
    (MainWindow, "sync"): syncing,
    (MainWindow, "export"): exporting,
    (MainWindow, "stop"): stopping,
    (MainWindow, "lock"): locking,
    (ReleasePage, "release_now"): releasing_now,
    (ReleasePage, "close"): closing_release,
    (ReleasePage, "drop"): dropping_a_draft,
    **TRAY_EFFECTS,
    (ReviewPage, "reveal"): asking_for_a_number,
    (ReviewPage, "assign"): asking_to_assign,
    (ReviewPage, "filter_column"): filtering_a_column,
    (ReviewPage, "save_query"): naming_a_query,
    (ReviewPage, "columns"): choosing_columns,
    (MainWindow, "computers"): going("computers"),
    (ComputersPage, "end"): ending_a_sign_in,
    (ComputersPage, "close"): closing_the_computers,
    **APPROVAL_EFFECTS,
    **BATCH_EFFECTS,
    **FINDING,
    **MISTAKE_EFFECTS,
    **BENCH_EFFECTS,
    **PHOTO_EFFECTS,
    **QUOTA_EFFECTS,
}


def test_every_action_is_among_them() -> None:
    declared = {(page, deed.name) for page in PAGES for _, deed in deeds(page)}
    assert set(EFFECTS) == declared
    elsewhere = [
        kind.__name__
        for kind in subclasses(QWidget)
        if kind.__module__.startswith("ciie_admin") and kind not in PAGES and any(deeds(kind))
    ]
    assert not elsewhere


def subclasses(kind: type) -> Iterator[type]:
    found: list[type] = kind.__subclasses__()
    for one in found:
        yield one
        yield from subclasses(one)


@pytest.mark.parametrize("case", list(cases()), ids=str)
@pytest.mark.usefixtures("window")
def test_the_key_does_it(hands: Hands, case: Case) -> None:
    EFFECTS[case.page, case.deed.name](hands, lambda: press(hands, case.key))


@pytest.mark.parametrize("page", PAGES[1:])
def test_no_two_actions_within_reach_share_a_key(page: type) -> None:
    """The window's own keys work on every page, so they count there too."""
    keys = [
        QKeySequence(key).toString()
        for owner in (MainWindow, page)
        for _, deed in deeds(owner)
        for key in (*deed.keys, *deed.staying())
    ]
    assert len(keys) == len(set(keys))
    assert all(keys), "a key Qt does not know"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_action_has_a_text(hands: Hands, language: str) -> None:
    hands.program.choose("en" if language == "en" else "zh", "light")
    texts = {
        deed.text: QCoreApplication.translate(CONTEXT, deed.text)
        for page in PAGES
        for _, deed in deeds(page)
    }
    assert all(texts.values())
    same = [text for text, said in texts.items() if text == said]
    assert same == (list(texts) if language == "en" else [])
