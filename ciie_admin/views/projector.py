"""会议投影: the cases one by one, in type for the far end of a room. Nothing is decided here."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ciie_admin.domain.identifiers import masked
from ciie_admin.exports.approvals import Decision, branch, remarks
from ciie_admin.exports.columns import spoken
from ciie_admin.models.projecting import Projected, projected
from ciie_admin.models.queries import Query
from ciie_admin.views.actions import QT_TRANSLATE_NOOP, action, caps, install
from ciie_admin.views.components.facts import Photo
from ciie_admin.views.components.labels import Item, boxed, clear, fill, hairline, label, row_of
from ciie_admin.views.components.panes import ground
from ciie_admin.views.desk import Desk
from ciie_admin.views.icons import paint_icon
from ciie_admin.views.originals import Originals
from ciie_admin.views.signs import FINDINGS, STATES, Sign
from ciie_admin.views.speech import verdict_sign
from ciie_admin.views.text import grouped
from ciie_admin.words import join, word

PHOTO, WIDE_PHOTO = 300, 420
"""px across; a photo is 3:4."""
WIDE = 1_000
"""px of height from which everything is larger."""
MARK = 28
EDGE = 48


class Projector(QWidget):
    """A window of its own, on the second screen where there is one; goes with the main window.

    Page 0 counts what there is; every other page is a case. Read once: a meeting does not see
    things move.
    """

    def __init__(self, desk: Desk, query: Query | None, over: QWidget) -> None:
        """`query` None: the drafts."""
        super().__init__(over, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("At the meeting"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ground(self, "surface")
        self._desk, self._query = desk, query
        self._found: Projected | None = None
        self.place = 0
        self._wide = False
        self._originals = Originals(desk, self)
        self._originals.arrived.connect(self._show_photo)
        self._photo = Photo(PHOTO)
        self._head = QHBoxLayout()
        self._words = QVBoxLayout()
        keys = " ".join(caps(Projector, one)[0] for one in ("previous", "next"))
        hint = self.tr("{0} other cases · Home overview · Esc ends").format(keys)
        self._foot = label(hint, hue="text3")
        self._lay_out()
        self.actions_by_name = install(self)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        fill(side, (self._photo, None), 0, (0, 0, 0, 0))
        body = QHBoxLayout()
        fill(body, (side, self._words), EDGE, (EDGE, EDGE // 2, EDGE, 0))
        body.setStretch(1, 1)
        foot = boxed(row_of(self._foot, None, margins=(EDGE, 8, EDGE, 16)))
        fill(self._head, (), 16, (EDGE, 16, EDGE, 16))
        fill(self._words, (), 0, (0, 0, 0, 0))
        fill(QVBoxLayout(self), (self._head, hairline(), body, foot), 0, (0, 0, 0, 0))
        self._photo.hide()

    def open_page(self) -> None:
        others = [one for one in QGuiApplication.screens() if one is not self.screen()]
        if others:
            self.setGeometry(others[0].geometry())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        actor, language, query = self._desk.actor, self._desk.language, self._query
        self._desk.read(
            lambda db: projected(db, query, actor, language), self._show, asker=self, lane="whole"
        )

    # ---- actions

    @action("next", QT_TRANSLATE_NOOP("Actions", "Next case"), "Right", "PgDown", "Space")
    def next_case(self) -> None:
        self._go(self.place + 1)

    @action("previous", QT_TRANSLATE_NOOP("Actions", "Previous case"), "Left", "PgUp")
    def previous_case(self) -> None:
        self._go(self.place - 1)

    @action("overview", QT_TRANSLATE_NOOP("Actions", "Overview"), "Home")
    def overview(self) -> None:
        self._go(0)

    @action("end", QT_TRANSLATE_NOOP("Actions", "End the showing"), "Esc")
    def end(self) -> None:
        self.close()

    # ---- showing

    @property
    def case(self) -> Decision | None:
        """The one in front; None on the overview."""
        found = self._found
        return found.cases[self.place - 1] if found is not None and self.place else None

    def _show(self, found: Projected) -> None:
        self._found = found
        self._go(self.place)

    def _go(self, place: int) -> None:
        found = self._found
        if found is None:
            return
        self.place = max(0, min(place, len(found.cases)))
        count = len(found.cases)
        self._wide = self.height() >= WIDE
        self._photo.resize_to(WIDE_PHOTO if self._wide else PHOTO)
        clear(self._words)
        if self.case is None:
            self._show_head(self.tr("Overview"), "")
            self._show_overview(found)
        else:
            first = self.place <= found.special
            group = self.tr("To be explained") if first else self.tr("Others")
            self._show_head(group, f"{self.place} / {count}")
            self._show_case(self.case, found)
        self._show_photo()

    def _show_overview(self, found: Projected) -> None:
        drafts = self.tr("To be released: {0}").format(grouped(len(found.cases)))
        listed = self.tr("On the list: {0}").format(grouped(len(found.cases)))
        self._add(
            label(drafts if self._query is None else listed, self._role("wall"), wrap=True), 24
        )
        language = self._desk.language
        for kind, number in sorted(found.verdicts.items()):
            self._add(
                self._line(verdict_sign(kind), word("command", kind, language), grouped(number))
            )
        special = self.tr("To be explained, shown first")
        self._add(self._line(FINDINGS["look"], special, grouped(found.special)))
        if found.more:
            text = self.tr("{0} more are not shown; narrow the list.").format(grouped(found.more))
            self._add(label(text, self._role("told"), hue="text2", wrap=True))
        self._words.addStretch(1)

    def _show_case(self, one: Decision, found: Projected) -> None:
        on, language = found.on, self._desk.language
        person = one.kind == "person"
        self._add(label(one.name, self._role("wall"), wrap=True))
        if person:
            self._add(label(one.beside, self._role("told"), hue="text2", wrap=True))
        state = STATES.get(one.lane, Sign("", "wait"))
        if one.verdict:
            said = word("command", one.verdict, language)
            self._add(self._line(verdict_sign(one.verdict), said), 24)
        elif one.lane:
            self._add(self._line(state, word("lane", one.lane, language)), 24)
        facts = {
            "id_number" if person else "credit_code": masked(one.number) if person else one.beside,
            "submission": branch(one, on),
            "unit_class": spoken("unit_class", one.unit_class, on) if one.unit_class else "",
            "remark": join(remarks(one, on), language),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (key, text) in enumerate((k, t) for k, t in facts.items() if t):
            name = label(word("column", key, language), self._role("told"), hue="text3")
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(text, self._role("told"), wrap=True), row, 1)
        self._words.addLayout(grid)
        self._words.addStretch(1)

    def _show_head(self, group: str, position: str) -> None:
        clear(self._head)
        told = self._role("told")
        items = (
            label(self.tr("At the meeting"), told, bold=True),
            label(group, told, hue="text2"),
            None,
            label(position, told, hue="text2"),
        )
        fill(self._head, items, 16, (EDGE, 16, EDGE, 16))

    def _role(self, name: str) -> str:
        return f"wide_{name}" if self._wide else name

    def _line(self, shown: Sign, text: str, number: str = "") -> QWidget:
        """Icon, word, and how many."""
        told = self._role("told")
        said = label(text, told, hue=shown.hue)
        made = boxed(row_of(_Mark(shown), said, label(number, told, bold=True), None, gap=12))
        made.setAccessibleName(f"{text} {number}".strip())
        return made

    def _add(self, item: Item, gap: int = 8) -> None:
        if isinstance(item, QWidget):
            self._words.addWidget(item)
            self._words.addSpacing(gap)

    def _show_photo(self) -> None:
        one = self.case
        person = one is not None and one.kind == "person"
        self._photo.setVisible(person)
        if one is not None and person:
            place = self._photo.size()
            picture = self._originals.sharp(one.photo, place, self.devicePixelRatioF())
            self._photo.show_photo(picture, one.name)


class _Mark(QWidget):
    def __init__(self, shown: Sign) -> None:
        super().__init__()
        self._sign = shown
        self.setFixedSize(MARK, MARK)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self._sign.icon, self._sign.hue, 0, 0, MARK)
