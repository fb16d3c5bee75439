"""帮助: the manual over the window, at the page that belongs to where one is.

HelpPanel(desk, over, registry, keys)
  turn(topic)      open there, or put it away
  open_at(topic)   open there, or turn to it
Typing narrows the topics, up and down choose, Enter goes into the text, Tab goes round.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ciie_admin.views import manual
from ciie_admin.views.components.fields import SearchField
from ciie_admin.views.components.labels import boxed, column_of, fill, hairline, label, row_of
from ciie_admin.views.components.overlay import Overlay
from ciie_admin.views.desk import Desk
from ciie_admin.views.help_text import HelpText
from ciie_admin.views.manual import TOPICS, Page, Registry, Topic
from ciie_admin.views.paint import draw_text, fill_round
from ciie_admin.views.theme import restyle

TOPICS_WIDTH, WIDTH, HEIGHT = 216, 856, 680
"""px: the text is 640 wide."""
ROW, RING = 28, 4
"""px; the latter is room for the focus ring of the text."""
TOPIC_ROLE = int(Qt.ItemDataRole.UserRole)
KEYS = "{keys}"
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate


class _TopicPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, view = QRectF(option.rect), self.parent()
        here = isinstance(view, TopicList) and index.row() == view.currentRow()
        if here:
            fill_round(painter, rect.adjusted(8, 0, -8, 0), "sel")
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        draw_text(painter, rect.adjusted(18, 0, -12, 0), text, bold=here)


class TopicList(QListWidget):
    """Without the keyboard: that stays in the field above."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_TopicPainter(self))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        restyle(self, ground="clear")

    def show_topics(self, named: Sequence[tuple[Topic, str]]) -> None:
        self.blockSignals(True)  # nothing was chosen
        self.clear()
        for topic, title in named:
            item = QListWidgetItem(title, self)
            item.setData(TOPIC_ROLE, topic)
        self.blockSignals(False)

    def topics(self) -> list[Topic]:
        return [self.item(row).data(TOPIC_ROLE) for row in range(self.count())]


class HelpPanel(Overlay):
    """Pages are read when it is first opened, in the file lane."""

    only_read = True

    def __init__(
        self, desk: Desk, over: QWidget, registry: Registry, keys: Callable[[], str]
    ) -> None:
        super().__init__(over, translate("Manual", "Help"), WIDTH)
        self._desk, self._registry, self._keys = desk, registry, keys
        self._pages: tuple[Page, ...] = ()
        self._topic: Topic = TOPICS[0]
        self.field = SearchField(translate("Manual", "Search the help"), height=32)
        self.list = TopicList(translate("Manual", "Topics"))
        self.text = HelpText()
        self.nothing = label(translate("Manual", "Nothing found"), hue="text2")
        self.nothing.setContentsMargins(18, 0, 18, 0)
        above = boxed(row_of(self.field, margins=(12, 12, 12, 8)))
        left = boxed(column_of(above, self.nothing, self.list))
        left.setFixedWidth(TOPICS_WIDTH)
        body = QHBoxLayout()
        right = boxed(row_of(self.text, margins=(RING, RING, RING, RING)))
        fill(body, (left, hairline(down=True), right), 0, (1, 1, 1, 1))
        self.column.addLayout(body)
        self.field.textChanged.connect(self._narrow)
        self.field.returnPressed.connect(self._go_in)
        self.list.currentRowChanged.connect(self._choose)
        self.text.turned.connect(self._follow_link)

    def first(self) -> QWidget:
        return self.field

    def wanted_height(self) -> int:
        return HEIGHT

    def turn(self, topic: Topic) -> None:
        if self.isHidden():
            self.open_at(topic)
        else:
            self.put_away()

    def open_at(self, topic: Topic) -> None:
        self._topic = topic
        self.field.clear()
        if not self._pages:
            language = self._desk.language
            read = self._desk.files.run
            read(lambda: manual.read_pages(language), self._loaded, asker=self, key="manual")
        self.open_over()
        self._narrow()

    # ---- topics

    def _loaded(self, pages: tuple[Page, ...]) -> None:
        language, registry = self._desk.language, self._registry
        self._pages = tuple(
            Page(one.topic, one.title, manual.filled(one.text, registry, language), one.sounds)
            for one in pages
        )
        keys = self._keys()
        self.text.show_pages({one.topic: one.text.replace(KEYS, keys) for one in self._pages})
        self._narrow()

    def _narrow(self, _typed: str = "") -> None:
        """The topic stays in front where nothing is looked for; else the first that fits."""
        typed = self.field.text()
        found: list[tuple[Topic, str]] = [
            (one.topic, one.title) for one in manual.fitting(self._pages, typed)
        ]
        if not self._pages:
            found = [(one, manual.title(one, self._desk.language)) for one in TOPICS]
        self.list.show_topics(found)
        topics = self.list.topics()
        self.nothing.setVisible(not topics)
        if topics:
            here = self._topic if self._topic in topics and not typed.strip() else topics[0]
            self._show(here)

    def _choose(self, row: int) -> None:
        if row >= 0:
            self._show(self.list.topics()[row])

    def _follow_link(self, topic: str) -> None:
        """A link led away from what was looked for."""
        known = next((one for one in TOPICS if one == topic), None)
        if known is not None:
            self._topic = known
            self.field.clear()
            self._narrow()

    def _show(self, topic: Topic) -> None:
        self._topic = topic
        self.list.blockSignals(True)  # it follows
        self.list.setCurrentRow(self.list.topics().index(topic))
        self.list.blockSignals(False)
        self.field.setAccessibleDescription(manual.title(topic, self._desk.language))
        if self._pages:
            self.text.open_topic(topic)
            self.text.mark(self.field.text())

    # ---- keys

    def _go_in(self) -> None:
        if self.list.count():
            self.text.setFocus(Qt.FocusReason.TabFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        """Field and text in turn."""
        other = self.text if self.field.hasFocus() else self.field
        other.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None or not self.field.hasFocus():
            super().keyPressEvent(event)
        elif self.list.count():
            row = self.list.currentRow() + step
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
