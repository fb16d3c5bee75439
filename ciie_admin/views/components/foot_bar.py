"""FootBar: what is selected, undo, and what can be done with it; bottom of the list.

FootBar()
  set_selected("已选 3", "3")          text and the part of it that is bold; "" shows nothing
  set_all("选中本筛选全部 318", "全部 318")   link; signal all_asked()
  set_undo("撤销：退回 陈雨桐", "Ctrl+Z", short="撤销")   quiet; signal undo_asked(); "" hides it
                                       short words when room is short, the whole as tooltip
  batch: Button (hidden until set_batch(text)); signal batch_asked(); add(button) for others
  set_note(text)                       plain text instead of a selection
  fit()                                after one of the others changed: no word is cut short; first
                                       keys go, then long words, at last what is selected
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ciie_admin.views.components.buttons import Button
from ciie_admin.views.components.labels import boxed, fill, hairline, label
from ciie_admin.views.signs import ACTS
from ciie_admin.views.text import strong
from ciie_admin.views.theme_values import NORMAL, Sizes

GAP = 8


class FootBar(QWidget):
    all_asked = Signal()
    undo_asked = Signal()
    batch_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._selected = label("", rich=True)
        self._dot = label("\N{BULLET}", "caption", hue="text3")
        self.all_link = Button("", "link")
        self.undo = Button("", "quiet", icon=ACTS["undo"], hue="text2", height=28)
        self.batch = Button("", "outline", icon=ACTS["tick"], hue="ok", height=28)
        self._compact = False
        self._texts: dict[Button, tuple[str, str]] = {}
        self._row = QHBoxLayout()
        items = (self._selected, self._dot, self.all_link, None, self.undo, self.batch)
        fill(self._row, items, GAP, (0, 0, 0, 0))
        outer = QVBoxLayout(self)
        fill(outer, (hairline(), boxed(self._row)), 0, (0, 0, 0, 0))
        for widget in (self._selected, self._dot, self.all_link, self.undo, self.batch):
            widget.hide()
        self.all_link.clicked.connect(self.all_asked)
        self.undo.clicked.connect(self.undo_asked)
        self.batch.clicked.connect(self.batch_asked)
        self.set_sizes(NORMAL)

    def set_sizes(self, sizes: Sizes) -> None:
        self._compact = sizes.compact
        self.setFixedHeight(sizes.foot_bar)
        self._row.setContentsMargins(sizes.pad, 0, sizes.pad, 0)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """The longest words there is room for."""
        self._selected.setVisible(bool(self._selected.text()))
        for button, (text, short) in self._texts.items():
            self._show(button, text, short, shortened=self._compact and button is not self.batch)
        for button in (self.undo, self.all_link, self.batch):
            if button in self._texts and self._needed() > self.width():
                self._show(button, *self._texts[button], shortened=True)
        if self._needed() > self.width() and self.batch.text():
            self._selected.hide()
        self._part()

    def _needed(self) -> int:
        """Px of all that is shown, without keys."""
        items = (self._row.itemAt(place) for place in range(self._row.count()))
        widgets = (item.widget() for item in items if item is not None)
        shown = [one for one in widgets if one is not None and not one.isHidden()]
        wide = (
            (one.minimumSizeHint() if isinstance(one, Button) else one.sizeHint()).width()
            for one in shown
        )
        margins = self._row.contentsMargins()
        return sum(wide) + GAP * len(shown) + margins.left() + margins.right()

    def set_selected(self, text: str, number: str = "") -> None:
        said = strong(text, number) if number else strong(text)
        self._selected.setText(said if text else "")
        self.fit()

    def set_note(self, text: str) -> None:
        self.set_selected(text)

    def _say(self, button: Button, text: str, short: str) -> None:
        self._texts[button] = (text, short)
        self._show(button, text, short, shortened=False)
        button.setVisible(bool(text))
        self.fit()

    def _show(self, button: Button, text: str, short: str, *, shortened: bool) -> None:
        shortened = shortened and bool(text)
        said = short if shortened else text
        if button.text() != said:
            button.show_text(said)
        button.setToolTip(text if shortened else "")
        button.setAccessibleName(text)

    def set_all(self, text: str, short: str = "") -> None:
        self._say(self.all_link, text, short or text)

    def _part(self) -> None:
        """The dot stands between two texts, never before one."""
        self._dot.setVisible(not self._selected.isHidden() and not self.all_link.isHidden())

    def set_undo(self, text: str, cap: str = "", *, short: str = "") -> None:
        self._say(self.undo, text, short or text)
        self.undo.show_caps(*([cap] if cap else []))

    def set_batch(
        self, text: str, icon: str = ACTS["tick"], hue: str = "ok", *, short: str = ""
    ) -> None:
        self._say(self.batch, text, short or text)
        self.batch.show_icon(icon, hue)

    def add(self, widget: QWidget) -> None:
        """Another act, at the right of the batch button."""
        self._row.addWidget(widget)
