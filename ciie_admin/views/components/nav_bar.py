"""NavBar: sections with icon, word and count; 168 px, or 48 px with icons alone when compact.

NavBar(name)
  set_groups([NavGroup(title, (NavItem(key, icon, text, count), ...))])
  choose(key), set_account(name)      signals chosen(key), account_asked(QPoint)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ciie_admin.views.components.buttons import IconButton, Painted
from ciie_admin.views.components.labels import clear, fill, hairline, label
from ciie_admin.views.components.panes import ground
from ciie_admin.views.paint import draw_icon, draw_text, fill_round, text_width
from ciie_admin.views.signs import ACTS
from ciie_admin.views.text import grouped
from ciie_admin.views.theme_values import NORMAL, Sizes


@dataclass(frozen=True, slots=True)
class NavItem:
    key: str
    icon: str
    text: str
    count: int | None = None
    note: str = ""
    """Said as tooltip and by screen readers."""


@dataclass(frozen=True, slots=True)
class NavGroup:
    title: str
    items: tuple[NavItem, ...]


class NavButton(Painted):
    def __init__(self, item: NavItem) -> None:
        super().__init__()
        self.setCheckable(True)
        self._compact = False
        self.show_item(item)
        self.set_sizes(NORMAL)

    def show_item(self, item: NavItem) -> None:
        self.item = item
        self.count = "" if item.count is None else grouped(item.count)
        self.setAccessibleName(f"{item.note or item.text} {self.count}".strip())
        self.update()

    def set_sizes(self, sizes: Sizes) -> None:
        self._compact = sizes.compact
        self.setFixedHeight(32)
        tip = f"{self.item.note or self.item.text} {self.count}".strip()
        self.setToolTip(tip if sizes.compact else self.item.note)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        chosen = self.isChecked()
        if chosen or self.underMouse():
            fill_round(painter, rect, "sel" if chosen else "track")
        ink = "text" if chosen else "text2"
        if self._compact:
            draw_icon(painter, self.item.icon, ink, rect.adjusted(6, 0, 0, 0), 20)
            return
        draw_icon(painter, self.item.icon, ink, rect.adjusted(8, 0, 0, 0), 18)
        draw_text(
            painter, rect.adjusted(34, 0, -8, 0), self.count,
            "text2" if chosen else "text3", "caption", align="right",
        )  # fmt: skip
        behind = 12 + text_width(self.count, "caption") if self.count else 2
        room = rect.adjusted(34, 0, -behind, 0)
        draw_text(painter, room, self.item.text, ink, bold=chosen)


class NavBar(QWidget):
    chosen = Signal(str)
    account_asked = Signal(QPoint)

    def __init__(self, name: str) -> None:
        super().__init__()
        ground(self, "chrome")
        self.setAccessibleName(name)
        self._buttons: dict[str, NavButton] = {}
        self._titles: list[QLabel] = []
        self._chosen = ""
        self._sizes = NORMAL
        self._groups = QVBoxLayout()
        fill(self._groups, (), 0, (8, 8, 8, 0))
        self._account = NavButton(NavItem("account", ACTS["account"], ""))
        self._account.setCheckable(False)
        self._more = IconButton(ACTS["more"], self.tr("Account and settings"))
        for button in (self._account, self._more):
            button.clicked.connect(self._ask_account)
        inner = QVBoxLayout()
        fill(inner, (self._groups, None, self._foot()), 0, (0, 0, 0, 0))
        fill(QHBoxLayout(self), (inner, hairline(down=True)), 0, (0, 0, 0, 0))
        self.set_sizes(NORMAL)

    def _foot(self) -> QHBoxLayout:
        made = QHBoxLayout()
        fill(made, (self._account, self._more), 0, (8, 0, 12, 14))
        return made

    def set_groups(self, groups: Sequence[NavGroup]) -> None:
        wanted = [item for group in groups for item in group.items]
        if [item.key for item in wanted] != list(self._buttons):
            self._rebuild(groups)
        for item in wanted:
            self._buttons[item.key].show_item(item)
        self.set_sizes(self._sizes)

    def _rebuild(self, groups: Sequence[NavGroup]) -> None:
        clear(self._groups)
        self._buttons, self._titles = {}, []
        for place, group in enumerate(groups):
            title = label(group.title, "caption", hue="text3")
            title.setFixedHeight(36 if place else 24)
            title.setContentsMargins(8, 11 if place else 0, 0, 0)
            self._titles.append(title)
            self._groups.addWidget(title)
            for item in group.items:
                self._groups.addWidget(self._made(item))

    def _made(self, item: NavItem) -> NavButton:
        made = self._buttons[item.key] = NavButton(item)
        made.setChecked(item.key == self._chosen)
        made.clicked.connect(lambda: self._picked(item.key))
        return made

    def choose(self, key: str) -> None:
        """Show a section as chosen without telling anybody."""
        self._chosen = key
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def _picked(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)

    def set_account(self, name: str) -> None:
        self._account.show_item(NavItem("account", ACTS["account"], name))

    def _ask_account(self) -> None:
        self.account_asked.emit(self._account.mapToGlobal(QPoint(0, -4)))

    def set_sizes(self, sizes: Sizes) -> None:
        self._sizes = sizes
        self.setFixedWidth(sizes.side_bar)
        for title in self._titles:
            title.setVisible(not sizes.compact)
        for button in (*self._buttons.values(), self._account):
            button.set_sizes(sizes)
        self._more.setVisible(not sizes.compact)
        side = 8 if not sizes.compact else 7
        self._groups.setContentsMargins(side, 8, side, 0)
        self._groups.setSpacing(4 if sizes.compact else 0)
