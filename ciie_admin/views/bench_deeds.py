"""What a person can do on the photo bench, each with its keys; the page itself does the rest."""

from collections.abc import Callable
from functools import partial

from ciie_admin.models.held import STAGE
from ciie_admin.views.actions import QT_TRANSLATE_NOOP, Emitting, action
from ciie_admin.views.bench_list import BenchList
from ciie_admin.views.bench_photo import BenchPhoto
from ciie_admin.views.checking import Checking
from ciie_admin.views.deciding import DecisionBox
from ciie_admin.views.desk import Desk
from ciie_admin.views.review_deeds import DECIDE, MOVE


class BenchDeeds:
    """Part of BenchPage."""

    list: BenchList
    photo: BenchPhoto
    box: DecisionBox
    checking: Checking
    _desk: Desk
    release_asked: Emitting

    def decide(
        self, verdict: str, reasons: tuple[str, ...], message: str, note: str, stay: bool = False
    ) -> None:
        raise NotImplementedError

    def at_card(self, act: Callable[[], None]) -> None:
        raise NotImplementedError

    def in_turn(self, act: Callable[[], None]) -> None:
        raise NotImplementedError

    @property
    def awaits_card(self) -> bool:
        raise NotImplementedError

    def forget_keys(self) -> None:
        raise NotImplementedError

    def open_card(self) -> None:
        raise NotImplementedError

    def confirm_page(self) -> None:
        raise NotImplementedError

    def return_all_unfit(self) -> None:
        raise NotImplementedError

    def turn_marks(self) -> None:
        raise NotImplementedError

    def turn_window(self) -> None:
        raise NotImplementedError

    def lay_beside(self) -> None:
        raise NotImplementedError

    def end_comparing(self) -> bool:
        raise NotImplementedError

    def hold_close(self, on: bool) -> None:
        raise NotImplementedError

    @action("pass", QT_TRANSLATE_NOOP("Actions", "Photo fit"), "F6", "A", group=DECIDE, stays=True)
    def pass_it(self, stay: bool = False) -> None:
        self.in_turn(partial(self.box.press, "pass", stay))

    @action(
        "return",
        QT_TRANSLATE_NOOP("Actions", "Photo unfit, with reasons"),
        *("F7", "R"),
        group=DECIDE,
        stays=True,
    )
    def return_it(self, stay: bool = False) -> None:
        self.at_card(partial(self.box.press, "return", stay))

    @action(
        "hold",
        QT_TRANSLATE_NOOP("Actions", "Hold, or take up again"),
        *("F9", "H"),
        group=DECIDE,
        stays=True,
    )
    def hold(self, stay: bool = False) -> None:
        self.in_turn(partial(self.box.press, "hold", stay))

    @action(
        "confirm",
        QT_TRANSLATE_NOOP("Actions", "Confirm the reasons, or open the person"),
        *("Return", "Enter"),
        group=DECIDE,
    )
    def confirm(self) -> None:
        """Enter goes on: from the check of a batch, with the armed verdict, else to the card."""
        if self.checking.go_on():
            return
        if self.awaits_card:
            self.in_turn(self.box.confirm)
        elif self.box.rail.armed() or self.box.rail.note.hasFocus():
            self.box.confirm()
        else:
            self.open_card()

    @action(
        "confirm_page",
        QT_TRANSLATE_NOOP("Actions", "Find all fit on this page that have no finding"),
        *("Shift+Return", "Shift+Enter"),
        group=DECIDE,
    )
    def confirm_this_page(self) -> None:
        self.confirm_page()

    @action("clear", QT_TRANSLATE_NOOP("Actions", "Clear the verdict"), "U", "Delete", group=DECIDE)
    def clear(self) -> None:
        row = self.list.model.known(self.list.current)
        if row is not None and row.photo_stage == STAGE and not self.list.model.ticked:
            self.hold(stay=True)
        else:
            self._desk.discard("photo", self.list.chosen())

    @action(
        "withdraw",
        QT_TRANSLATE_NOOP("Actions", "Withdraw a verdict"),
        "Ctrl+Shift+Z",
        group=DECIDE,
    )
    def withdraw(self) -> None:
        self.decide("withdraw", (), "", "")

    @action("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), "Ctrl+Z", group=DECIDE)
    def undo(self) -> None:
        self._desk.undo()

    @action("release", QT_TRANSLATE_NOOP("Actions", "Release"), "Ctrl+Return", group=DECIDE)
    def release(self) -> None:
        self.release_asked.emit()

    @action(
        "return_unfit",
        QT_TRANSLATE_NOOP("Actions", "Return the persons with unfit photos"),
        *("F10", "P"),
        group=DECIDE,
    )
    def return_unfit(self) -> None:
        self.return_all_unfit()

    @action("down", QT_TRANSLATE_NOOP("Actions", "Next"), "J", group=MOVE, inborn=("Right",))
    def go_on(self) -> None:
        self.list.step(1)

    @action("up", QT_TRANSLATE_NOOP("Actions", "Previous"), "K", group=MOVE, inborn=("Left",))
    def go_back(self) -> None:
        self.list.step(-1)

    @action("next", QT_TRANSLATE_NOOP("Actions", "Next undecided"), "Ctrl+Right", group=MOVE)
    def next_undecided(self) -> None:
        self.list.next_undecided()

    @action(
        "tick", QT_TRANSLATE_NOOP("Actions", "Tick"), "X", "Ctrl+T", group=MOVE, inborn=("Space",)
    )
    def tick(self) -> None:
        self.list.tick_current()

    @action(
        "tick_all", QT_TRANSLATE_NOOP("Actions", "Tick all in this filter"), "Ctrl+A", group=MOVE
    )
    def tick_all(self) -> None:
        self.list.tick_everything()

    @action("close_up", QT_TRANSLATE_NOOP("Actions", "Look closely, while held"), "Z", "F11")
    def look_closely(self) -> None:
        """The key's own release ends it."""
        self.hold_close(True)

    @action(
        "compare",
        QT_TRANSLATE_NOOP("Actions", "Compare with an earlier photo, or one that looks alike"),
        *("F2", "D"),
    )
    def compare(self) -> None:
        self.lay_beside()

    @action("marks", QT_TRANSLATE_NOOP("Actions", "Show or hide the marks"), "V", "F4")
    def marks(self) -> None:
        self.turn_marks()

    @action("align", QT_TRANSLATE_NOOP("Actions", "Eyes on one line, or whole photos"), "L", "F8")
    def align(self) -> None:
        self.list.turn_aligned()

    @action("second_window", QT_TRANSLATE_NOOP("Actions", "Photo in a second window"), "W", "F12")
    def second_window(self) -> None:
        self.turn_window()

    @action("note", QT_TRANSLATE_NOOP("Actions", "Write an internal note"), "N", "Ctrl+N")
    def note(self) -> None:
        self.box.rail.begin_note()

    @action(
        "open_row",
        QT_TRANSLATE_NOOP("Actions", "Open the record the check names"),
        *("O", "Ctrl+O"),
    )
    def open_row(self) -> None:
        if self.checking.is_open:
            self.checking.pane.ask_record()
        else:
            self.open_card()

    @action("escape", QT_TRANSLATE_NOOP("Actions", "Put down, or back to the list"), "Esc")
    def escape(self) -> None:
        """One step back: the check of a batch, the armed verdict, the comparison, what is being
        sent, the ticks.
        """
        self.forget_keys()
        if self.checking.abandon():
            return
        if self.box.rail.armed():
            self.box.put_down()
        elif self.end_comparing():
            pass
        elif self._desk.sending:
            self._desk.take_back()
        elif self.list.model.ticked:
            self.list.untick()
        self.list.focus()
