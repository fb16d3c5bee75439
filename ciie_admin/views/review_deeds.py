"""What a person can do on a review page, each with its keys; the page itself does the rest."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from ciie_admin.models.cards import AnyCard
from ciie_admin.models.held import STAGE
from ciie_admin.views.actions import QT_TRANSLATE_NOOP, Emitting, action
from ciie_admin.views.alike import SideBySide
from ciie_admin.views.application import ApplicationPane
from ciie_admin.views.assigning import Assigning
from ciie_admin.views.checking import Checking
from ciie_admin.views.deciding import DecisionBox
from ciie_admin.views.desk import Desk
from ciie_admin.views.list_pane import ListPane
from ciie_admin.views.persons_offer import PersonsOffer
from ciie_admin.views.support import SupportPane
from ciie_admin.views.tagging import Tagging
from ciie_admin.wire.messages import SubjectKind

DECIDE, MOVE = "decide", "move"
"""Groups of the key sheet."""


class ReviewDeeds:
    """Part of ReviewPage."""

    kind: SubjectKind
    list: ListPane
    application: ApplicationPane
    box: DecisionBox
    offer: PersonsOffer
    alike: SideBySide
    support: SupportPane
    checking: Checking
    assigning: Assigning
    tagging: Tagging
    _desk: Desk
    _card: AnyCard | None
    release_asked: Emitting

    def _decide(
        self, verdict: str, reasons: tuple[str, ...], message: str, note: str, stay: bool = False
    ) -> None:
        raise NotImplementedError

    def _acted_on(self) -> Sequence[int]:
        """What the box shows: one of two laid side by side, else what is ticked or in front."""
        return self.alike.chosen or self.list.chosen()

    def _pass_persons(self, persons: tuple[int, ...]) -> None:
        raise NotImplementedError

    @action("pass", QT_TRANSLATE_NOOP("Actions", "Pass"), "F6", "A", group=DECIDE, stays=True)
    def pass_it(self, stay: bool = False) -> None:
        self.box.press("pass", stay)

    @action("return", QT_TRANSLATE_NOOP("Actions", "Return"), "F7", "R", group=DECIDE, stays=True)
    def return_it(self, stay: bool = False) -> None:
        self.box.press("return", stay)

    @action(
        "against",
        QT_TRANSLATE_NOOP("Actions", "Reject or advise against"),
        *("F8", "B"),
        group=DECIDE,
        stays=True,
    )
    def turn_down(self, stay: bool = False) -> None:
        self.box.press("against", stay)

    @action(
        "hold",
        QT_TRANSLATE_NOOP("Actions", "Hold, or take up again"),
        *("F9", "H"),
        group=DECIDE,
        stays=True,
    )
    def hold(self, stay: bool = False) -> None:
        self.box.press("hold", stay)

    @action(
        "confirm",
        QT_TRANSLATE_NOOP("Actions", "Confirm the reasons"),
        *("Return", "Enter"),
        group=DECIDE,
        stays=True,
    )
    def confirm(self, stay: bool = False) -> None:
        """Enter goes on: from the check of a batch, or with the armed verdict."""
        if not self.checking.go_on():
            self.box.confirm(stay)

    @action(
        "rest",
        QT_TRANSLATE_NOOP("Actions", "Pass: changes seen, the rest confirmed"),
        *("F3", "C"),
        group=DECIDE,
        stays=True,
    )
    def confirm_rest(self, stay: bool = False) -> None:
        """One record at a time, and only with its changes in sight: else they are shown first,
        which is said beside them, and the next press decides.
        """
        if self._card is None or self._card.row.id != self.list.current:
            return  # another record's changes are still on the screen
        alone = not self.list.model.ticked
        self.list.untick()
        seen = self.application.look_at_changes(alone)
        beside, asked = self.alike.close_it(), self.support.close_it()
        if seen and alone and not (beside or asked):
            self.box.pass_rest(stay)
        else:
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @action("clear", QT_TRANSLATE_NOOP("Actions", "Clear the verdict"), "U", "Delete", group=DECIDE)
    def clear(self) -> None:
        beside = self.alike.card
        row = beside.row if beside is not None else self.list.model.known(self.list.current)
        alone = beside is not None or not self.list.model.ticked
        if row is not None and row.stage == STAGE and alone:
            self.hold(stay=True)
        else:
            self._desk.discard(self.kind, self._acted_on())

    @action(
        "withdraw",
        QT_TRANSLATE_NOOP("Actions", "Withdraw a verdict"),
        "Ctrl+Shift+Z",
        group=DECIDE,
    )
    def withdraw(self) -> None:
        self._decide("withdraw", (), "", "")

    @action("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), "Ctrl+Z", group=DECIDE)
    def undo(self) -> None:
        self._desk.undo()

    @action("release", QT_TRANSLATE_NOOP("Actions", "Release"), "Ctrl+Return", group=DECIDE)
    def release(self) -> None:
        self.release_asked.emit()

    @action("down", QT_TRANSLATE_NOOP("Actions", "Next"), "J", group=MOVE, inborn=("Down",))
    def go_down(self) -> None:
        self.list.step(1)

    @action("up", QT_TRANSLATE_NOOP("Actions", "Previous"), "K", group=MOVE, inborn=("Up",))
    def go_up(self) -> None:
        self.list.step(-1)

    @action("next", QT_TRANSLATE_NOOP("Actions", "Next undecided"), "Space", group=MOVE)
    def next_undecided(self) -> None:
        self.list.next_undecided()

    @action("tick", QT_TRANSLATE_NOOP("Actions", "Tick"), "X", "Ctrl+T", group=MOVE)
    def tick(self) -> None:
        self.list.tick_current()

    @action(
        "tick_all", QT_TRANSLATE_NOOP("Actions", "Tick all in this filter"), "Ctrl+A", group=MOVE
    )
    def tick_all(self) -> None:
        self.list.tick_everything()

    @action(
        "open_row",
        QT_TRANSLATE_NOOP("Actions", "Open the record the check names"),
        *("O", "Ctrl+O"),
    )
    def open_row(self) -> None:
        if self.checking.is_open:
            self.checking.pane.ask_record()

    @action("tick_unit", QT_TRANSLATE_NOOP("Actions", "Tick the unit"), "G", "Ctrl+G", group=MOVE)
    def tick_unit(self) -> None:
        self.list.units.tick(self.list.units.unit_here())

    @action("fold", QT_TRANSLATE_NOOP("Actions", "Fold or unfold the unit"), "F", "F11", group=MOVE)
    def fold(self) -> None:
        self.list.units.turn(self.list.units.unit_here())

    @action(
        "fold_all",
        QT_TRANSLATE_NOOP("Actions", "Fold or unfold all units"),
        "Shift+F11",
        group=MOVE,
    )
    def fold_all(self) -> None:
        self.list.units.turn_all()

    @action("filter_column", QT_TRANSLATE_NOOP("Actions", "Filter by a column"), "Alt+Down")
    def filter_column(self) -> None:
        self.list.heads.open()

    @action("save_query", QT_TRANSLATE_NOOP("Actions", "Save this filter"), "Ctrl+S")
    def save_query(self) -> None:
        self.list.save_asked.emit()

    @action("columns", QT_TRANSLATE_NOOP("Actions", "Choose columns"), "Ctrl+Shift+C")
    def choose_columns(self) -> None:
        self.list.chooser.open()

    @action("note", QT_TRANSLATE_NOOP("Actions", "Write an internal note"), "N", "Ctrl+N")
    def note(self) -> None:
        self.box.rail.begin_note()

    @action("assign", QT_TRANSLATE_NOOP("Actions", "Assign to a colleague"), "E", "F12")
    def assign(self) -> None:
        self.assigning.open(self._acted_on())

    @action("tag", QT_TRANSLATE_NOOP("Actions", "Local tags"), "T", "Ctrl+Shift+T")
    def tag(self) -> None:
        self.tagging.open(self._acted_on())

    @action("reveal", QT_TRANSLATE_NOOP("Actions", "Show the full document number"), "V", "Ctrl+D")
    def reveal(self) -> None:
        self.application.number.open()

    @action("licence", QT_TRANSLATE_NOOP("Actions", "Show the licence"), "F4", "L")
    def show_licence(self) -> None:
        self.alike.close_it()
        self.application.open_licence()

    @action(
        "persons_too",
        QT_TRANSLATE_NOOP("Actions", "Pass the unit's waiting persons too"),
        *("F10", "P"),
        group=DECIDE,
    )
    def pass_persons_too(self) -> None:
        """One act of its own: undo takes back just these."""
        persons = self.offer.take()
        if persons:
            self._pass_persons(persons)

    @action("escape", QT_TRANSLATE_NOOP("Actions", "Put down, or back to the list"), "Esc")
    def escape(self) -> None:
        """One step back: the check of a batch, a full number, the armed verdict, what is being
        sent, then the ticks.
        """
        if self.checking.abandon():
            return
        if (
            self.application.number.put_down()
            or self.alike.close_it()
            or self.support.close_it()
            or self.application.close_licence()
        ):
            pass
        elif self.box.rail.armed():
            self.box.put_down()
        elif self.offer.put_down():
            pass
        elif self._desk.sending:
            self._desk.take_back()
        elif self.list.model.ticked:
            self.list.untick()
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
