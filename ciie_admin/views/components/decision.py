"""DecisionRail: verdicts with keys, reasons, message, note, quota meter, release at the foot.

DecisionRail(title, slim=False)   slim: verdicts alone, no head; its foot is put elsewhere, flat
  set_verdicts([Verdict(key, text, sign, caps)])        signal chosen(key)
  allow(key, ok, reason)                                greyed with the reason, never hidden
  arm(key, [Reason], ticked) / disarm()                 opens the reasons under that verdict
    signals reason_toggled(key, on), more_reasons_asked(QPoint)
  show_quota(share, left, right, bold), show_quotas([...]) / hide_quota()
  show_message(title, text) / hide_message()            what the unit will read
  note: QLineEdit, show_note(title, hint, cap)          internal, never sent; begin_note(),
    end_note(). When room is short message and note are folded away; begin_note unfolds the note.
  show_nobody(text)                                     verdicts give way, release stays
  foot: ReleaseFoot: show_drafts(text, counts, zero), release: Button (kind=primary)
    signals release_asked(), drafts_asked()
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.fields import CappedField
from ciie_admin.views.components.heads import PaneHead
from ciie_admin.views.components.labels import Item, clear, fill, label
from ciie_admin.views.components.meter import Meter
from ciie_admin.views.components.panes import Pane, Scroller, Section
from ciie_admin.views.components.reasons import Reason, ReasonList
from ciie_admin.views.components.release_foot import ReleaseFoot
from ciie_admin.views.signs import Sign
from ciie_admin.views.theme_values import NORMAL, Sizes


@dataclass(frozen=True, slots=True)
class Verdict:
    key: str
    text: str
    sign: Sign
    caps: tuple[str, ...] = ()


class DecisionRail(Pane):
    chosen = Signal(str)
    reason_toggled = Signal(str, bool)
    more_reasons_asked = Signal(QPoint)
    turned = Signal(bool)
    """A verdict was armed, or put down."""

    def __init__(self, title: str, *, slim: bool = False) -> None:
        super().__init__(least=208)
        self._slim = slim
        self.head = PaneHead(title, page=False)
        self.reasons = ReasonList()
        self.reasons.toggled.connect(self.reason_toggled)
        self.reasons.more_asked.connect(self.more_reasons_asked)
        self._buttons: dict[str, Button] = {}
        self._armed = ""
        self._compact = self._told = self._has_note = self._noting = False
        self._make_parts()
        self.foot = ReleaseFoot(flat=slim)
        self.inside = Scroller(
            self._nobody, self._verdict_box, self._quota, self._message, self._note_box
        )
        parts: tuple[Item, ...] = (self.inside,) if slim else (self.head, self.inside, self.foot)
        fill(self.column, parts, 0, (0, 0, 0, 0))
        self.column.setStretch(0 if slim else 1, 1)
        if slim:
            self.head.setParent(self)
            self.head.hide()
        self.set_sizes(NORMAL)

    def _make_parts(self) -> None:
        self._nobody = label("", hue="text2", wrap=True)
        self._verdicts = QVBoxLayout()
        self._verdict_box = Section(top=False)
        fill(self._verdicts, (), 8, (0, 0, 0, 0))
        self._verdict_box.inside.addLayout(self._verdicts)
        self._meters: list[Meter] = []
        self._quota = Section(gap=8)
        self._message_title = label("", "caption", hue="text3")
        self._message_text = label("", "caption", hue="text2", wrap=True)
        self._message = Section(self._message_title, self._message_text, gap=6)
        self._note_title = label("", "caption", hue="text3")
        self.note = CappedField()
        self._note_box = Section(self._note_title, self.note, gap=6, line=False)
        for part in (self._nobody, self._quota, self._message, self._note_box):
            part.hide()

    def set_sizes(self, sizes: Sizes) -> None:
        self._nobody.setContentsMargins(sizes.pad, 0, sizes.pad, 0)
        self._compact = sizes.compact
        self._arrange()

    def _arrange(self) -> None:
        somebody = not self._nobody.text()
        room = not self._compact
        unfolded = self._noting or (room and not self._slim)
        self._nobody.setVisible(not somebody)
        self._verdict_box.setVisible(somebody)
        self._message.setVisible(somebody and self._told and room)
        self._note_box.setVisible(somebody and self._has_note and unfolded)

    def set_verdicts(self, verdicts: Sequence[Verdict]) -> None:
        self.reasons.setParent(self)
        self.reasons.hide()
        clear(self._verdicts)
        self._buttons, self._armed = {}, ""
        for verdict in verdicts:
            self._verdicts.addWidget(self._made(verdict))

    def _made(self, verdict: Verdict) -> Button:
        sign = verdict.sign
        made = Button(verdict.text, icon=sign.icon, hue=sign.hue, caps=verdict.caps, spread=True)
        made.clicked.connect(lambda: self.chosen.emit(verdict.key))
        self._buttons[verdict.key] = made
        return made

    def button(self, key: str) -> Button:
        return self._buttons[key]

    def allow(self, key: str, ok: bool, reason: str = "") -> None:
        self._buttons[key].allow(ok, reason)

    def arm(
        self, key: str, reasons: Sequence[Reason], ticked: Collection[str], *, more: bool = True
    ) -> None:
        self.disarm()
        self._armed = key
        self._buttons[key].arm(True)
        self.reasons.set_reasons(reasons, ticked, more=more)
        place = self._verdicts.indexOf(self._buttons[key])
        self._verdicts.insertWidget(place + 1, self.reasons)
        self.reasons.show()
        self.turned.emit(True)

    def disarm(self) -> None:
        for button in self._buttons.values():
            button.arm(False)
        self._armed = ""
        self._verdicts.removeWidget(self.reasons)
        self.reasons.hide()
        self.turned.emit(False)

    def armed(self) -> str:
        """Key of the verdict whose reasons are open, or an empty text."""
        return self._armed

    def show_quota(self, share: float, left: str, right: str, bold: str = "") -> None:
        self.show_quotas([(share, left, right, bold)])

    def show_quotas(self, found: Sequence[tuple[float, str, str, str]]) -> None:
        """One meter a label; meters are made once and filled anew."""
        while len(self._meters) < len(found):
            self._meters.append(Meter())
            self._quota.inside.addWidget(self._meters[-1])
        for place, meter in enumerate(self._meters):
            meter.setVisible(place < len(found))
            if place < len(found):
                meter.show_share(*found[place])
        self._quota.setVisible(bool(found))

    def hide_quota(self) -> None:
        self._quota.hide()

    def show_message(self, title: str, text: str) -> None:
        self._message_title.setText(title)
        self._message_text.setText(text)
        self._told = True
        self._arrange()

    def hide_message(self) -> None:
        self._told = False
        self._arrange()

    def show_note(self, title: str, hint: str, cap: str = "") -> None:
        self._note_title.setText(title)
        self.note.setPlaceholderText(hint)
        self.note.setAccessibleName(title)
        self.note.show_cap(cap)
        self._has_note = True
        self._arrange()

    def begin_note(self) -> None:
        """Put the keyboard into the note."""
        self._noting = True
        self._arrange()
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end_note(self) -> None:
        """The note went with its decision."""
        self._noting = False
        self.note.clear()
        self._arrange()

    def show_nobody(self, text: str) -> None:
        """An empty text brings the verdicts back."""
        self._nobody.setText(text)
        if text:
            self._quota.hide()
            self._told = False
        self._arrange()
