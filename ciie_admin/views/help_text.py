"""One page of the manual on screen: Markdown in our type, keys as caps, what was looked for marked.

HelpText()
  show_pages({topic: Markdown});  open_topic(topic);  mark(text)
  signal turned(topic): a link or Alt+Left led to another page
"""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextLength,
    QTextListFormat,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from ciie_admin.views.theme import current, signals
from ciie_admin.views.theme_values import TYPE

SUFFIX = ".md"
SIDE = 24
"""px beside the text."""
INDENT, FIRST = 22, 300
"""px of a list; of the first column of a table."""
MOST_MARKS = 40
CODE = int(QTextFormat.Property.UserProperty) + 1
"""Of a character format: the letters are a key (True), or to be typed."""
GAP = "\N{NO-BREAK SPACE}"
"""Between a bullet and its text; Qt leaves none."""
TYPED = "="
"""What is to be typed begins so."""
SPACE = {0: (0, 6), 1: (0, 10), 2: (14, 4)}
"""px above and below, by the level of the heading; 0 is other text."""


class HelpText(QTextBrowser):
    turned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._pages: Mapping[str, str] = {}
        self._topic = self._marked = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(SIDE)
        self.document().setIndentWidth(INDENT)
        self.document().setDefaultFont(current().font())
        self.sourceChanged.connect(self._turn)
        signals().changed.connect(self._dress)

    # ---- pages

    def show_pages(self, pages: Mapping[str, str]) -> None:
        self._pages = pages

    def open_topic(self, topic: str) -> None:
        """Without a word to anybody; nothing happens if it is shown already."""
        if topic != self._topic:
            self._topic = topic
            self.setSource(QUrl(topic + SUFFIX))
            self.clearHistory()

    def topic(self) -> str:
        return self._topic

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """From memory: the pages were read before."""
        del kind
        named = name if isinstance(name, str) else name.toString()
        text = self._pages.get(named.removesuffix(SUFFIX), "")
        return text.replace("\n- ", f"\n- {GAP}")

    def mark(self, text: str) -> None:
        """Ground behind every place that holds it, and the first of them in sight."""
        self._marked = text.strip()
        wanted = QTextCharFormat()
        wanted.setBackground(current().colour("found"))
        marks = []
        for place in self._places(self._marked):
            one = QTextEdit.ExtraSelection()
            one.cursor, one.format = place, wanted
            marks.append(one)
        self.setExtraSelections(marks)
        bar = self.verticalScrollBar()
        bar.setValue(0)
        if marks:
            below = self.cursorRect(marks[0].cursor).bottom()
            bar.setValue(max(0, below - self.viewport().height() + SIDE))

    def _places(self, text: str) -> Iterator[QTextCursor]:
        found = self.document().find(text) if text else QTextCursor()
        for _ in range(MOST_MARKS):
            if found.isNull():
                return
            yield found
            found = self.document().find(text, found)

    def _turn(self, url: QUrl) -> None:
        """Called before `source()` says so."""
        topic, was = url.toString().removesuffix(SUFFIX), self._topic
        self._topic = topic
        self._dress()
        if topic != was:
            self.turned.emit(topic)

    # ---- how it looks

    def _dress(self) -> None:
        document = self.document()
        document.setLayoutEnabled(False)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for table in _tables(document):
            _dress_table(table)
        block = document.begin()
        while block.isValid():
            _dress_block(block)
            block = block.next()
        cursor.endEditBlock()
        document.setLayoutEnabled(True)
        document.setModified(False)
        self.mark(self._marked)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Caps below the letters printed on them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current().colour("ctl"), 1))
        painter.setBrush(current().colour("surface"))
        for rect in self._caps():
            if rect.intersects(QRectF(event.rect())):
                painter.drawRoundedRect(rect, 3, 3)
        painter.end()
        super().paintEvent(event)

    def _caps(self) -> Iterator[QRectF]:
        up = self.verticalScrollBar().value()
        layout = self.document().documentLayout()
        metrics = QFontMetricsF(current().font("key"))
        block = self.document().begin()
        while block.isValid():
            at = layout.blockBoundingRect(block).topLeft()
            for piece in _pieces(block):
                if piece.charFormat().boolProperty(CODE):
                    yield _cap(block, piece, metrics).translated(at.x(), at.y() - up)
            block = block.next()


def _pieces(block: QTextBlock) -> list[QTextFragment]:
    """All of them before any is changed: to change one ends the walk."""
    pieces, walk = [], block.begin()
    while not walk.atEnd():
        pieces.append(walk.fragment())
        walk += 1
    return pieces


def _cap(block: QTextBlock, piece: QTextFragment, metrics: QFontMetricsF) -> QRectF:
    start = piece.position() - block.position()
    line = block.layout().lineForTextPosition(start)
    left = float(line.cursorToX(start)[0])  # type: ignore[index]
    base = line.y() + line.ascent()
    width = metrics.horizontalAdvance(piece.text())
    top = round(base - metrics.capHeight() / 2 - 8)
    return QRectF(round(left) + 0.5, top + 0.5, round(width), 15)


def _tables(document: QTextDocument) -> list[QTextTable]:
    return [one for one in document.rootFrame().childFrames() if isinstance(one, QTextTable)]


def _dress_table(table: QTextTable) -> None:
    look = table.format()
    look.setBorder(0)
    look.setCellSpacing(0)
    look.setCellPadding(1)
    look.setTopMargin(0)
    widths = (QTextLength(QTextLength.Type.FixedLength, FIRST), QTextLength())
    look.setColumnWidthConstraints(widths)
    table.setFormat(look)
    if not table.cellAt(0, 0).firstCursorPosition().block().text():
        table.removeRows(0, 1)  # Markdown has no table without a head


def _dress_block(block: QTextBlock) -> None:
    level = block.blockFormat().headingLevel()
    role = "heading" if level == 1 else "body"
    cursor = QTextCursor(block)
    above, below = SPACE[min(level, 2)]
    look = QTextBlockFormat()
    look.setTopMargin(above)
    look.setBottomMargin(0 if cursor.currentTable() else below)
    look.setLineHeight(TYPE[role].line, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    cursor.mergeBlockFormat(look)
    _dress_list(cursor)
    for piece in _pieces(block):
        cursor.setPosition(piece.position())
        cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(_letters(piece, role, bold=level > 0))


def _dress_list(cursor: QTextCursor) -> None:
    listed = cursor.currentList()
    if listed is not None:
        look = QTextListFormat(listed.format())
        look.setIndent(1)
        listed.setFormat(look)


def _letters(piece: QTextFragment, role: str, *, bold: bool) -> QTextCharFormat:
    theme, was = current(), piece.charFormat()
    made = QTextCharFormat(was)
    made.clearProperty(QTextFormat.Property.FontSizeAdjustment)  # it would go before our sizes
    made.setFont(theme.font(role, bold))
    made.setForeground(theme.colour("text"))
    if was.isAnchor():
        made.setForeground(theme.colour("link"))
        made.setFontUnderline(False)
    elif was.fontFixedPitch() or was.hasProperty(CODE):
        typed = piece.text().startswith(TYPED)
        made.setProperty(CODE, not typed)
        if typed:
            made.setBackground(theme.colour("track"))
        else:
            made.setFont(theme.font("key"))
            made.setForeground(theme.colour("text2"))
    return made
