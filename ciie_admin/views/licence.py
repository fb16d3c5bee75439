"""The licence of a unit: small on the card beside what was typed, large over the whole pane."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ciie_admin.domain.licence import Reading, readings
from ciie_admin.domain.units import Unit
from ciie_admin.models import originals
from ciie_admin.sync.entering import Entered
from ciie_admin.views import asking
from ciie_admin.views.cells import ThumbCell
from ciie_admin.views.components.buttons import Button, IconButton, Painted
from ciie_admin.views.components.canvas import PictureCanvas
from ciie_admin.views.components.compared import Compared, ComparedList
from ciie_admin.views.components.findings import FindingLine, FindingList
from ciie_admin.views.components.labels import column_of, fill, label, row_of
from ciie_admin.views.components.panes import Section
from ciie_admin.views.delegates_paint import draw_photo
from ciie_admin.views.desk import Desk
from ciie_admin.views.originals import Originals
from ciie_admin.views.portraits import whole
from ciie_admin.views.signs import ACTS, FINDINGS, Sign

translate = QCoreApplication.translate
PREVIEW = QSize(120, 86)
SHARPEST = 2_400
"""Pixels of the longer side: enough for the small print of a scanned page."""
UNREAD = Sign("mdi6.minus", "text3")


def compared(one: Reading) -> Compared:
    names = {
        "name": translate("Licence", "Name"),
        "code": translate("Licence", "Code"),
        "address": translate("Licence", "Address"),
    }
    if not one.read:
        sign, said = UNREAD, translate("Licence", "Not readable")
    elif one.differs:
        sign, said = FINDINGS["look"], translate("Licence", "Differs")
    else:
        sign, said = FINDINGS["clear"], translate("Licence", "Same")
    return Compared(names[one.field], one.typed, one.read, not one.differs, sign, said)


def fill_rows(shown: ComparedList, rows: list[Compared]) -> None:
    typed, read = translate("Licence", "Form"), translate("Licence", "Scan")
    shown.set_rows(rows, typed=typed, read=read)
    shown.setVisible(bool(rows))


class _Preview(Painted):
    def __init__(self) -> None:
        super().__init__()
        self._pixmap: QPixmap | None = None
        self.setFixedSize(PREVIEW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_picture(self, pixmap: QPixmap | None) -> None:
        self._pixmap = pixmap
        self.update()

    @property
    def pixmap(self) -> QPixmap | None:
        return self._pixmap

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_photo(QPainter(self), self.rect(), ThumbCell(self._pixmap))


class LicenceBox(Section):
    """Preview, one line a field, and in full what differs. Hidden without a licence."""

    opened = Signal()

    def __init__(self, sharp: Originals, key: str) -> None:
        super().__init__(gap=8)
        self._originals = sharp
        self._digest = ""
        self.preview = _Preview()
        self._lines = FindingList()
        self._differing = ComparedList()
        self.button = Button(translate("Licence", "Enlarge"), "link", height=20)
        said = translate("Licence", "Show the licence")
        self.preview.setAccessibleName(said)
        for one in (self.preview, self.button):
            one.setToolTip(f"{said} · {key}")
            one.clicked.connect(self.opened)
        caption = label(translate("Licence", "Licence"), "caption", hue="text3")
        words = column_of(self._lines, None)
        beside = row_of(self.preview, words, gap=16)
        beside.setStretch(1, 1)
        beside.setAlignment(self.preview, Qt.AlignmentFlag.AlignTop)
        for line in (row_of(caption, None, self.button), beside):
            self.inside.addLayout(line)
        self.inside.addWidget(self._differing)
        self.hide()

    def show_unit(self, unit: Unit | None) -> None:
        licence = unit.form.licence if unit is not None else None
        self.setVisible(licence is not None)
        self._digest = licence.digest if licence is not None else ""
        if unit is None or licence is None:
            return
        rows = [compared(one) for one in readings(unit.form)]
        self._lines.set_findings([FindingLine(one.sign, one.label, one.word) for one in rows])
        fill_rows(self._differing, [one for one in rows if not one.same])
        self.sharpen()

    def sharpen(self) -> None:
        """As it was uploaded, once that is here."""
        if self._digest:
            ratio = self.devicePixelRatioF()
            self.preview.show_picture(self._originals.sharp(self._digest, PREVIEW, ratio))


class LicenceViewer(QWidget):
    """Stays open from unit to unit, so that licences can be gone through, until Esc."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._digest = ""
        self.canvas = PictureCanvas(translate("Licence", "Licence"))
        self.canvas.zoomed.connect(self._say_share)
        self._share = label("", "caption", hue="text2")
        self._rows = ComparedList()
        bar = row_of(self._share, None, *self._buttons(), gap=4, margins=(16, 4, 12, 4))
        below = Section(self._rows, line=False)
        fill(QVBoxLayout(self), (bar, self.canvas, below), 0, (0, 0, 0, 0))
        self.hide()

    def _buttons(self) -> list[IconButton]:
        fit = IconButton("mdi6.fit-to-page-outline", translate("Licence", "Whole picture") + " · 0")
        closer = IconButton("mdi6.magnify-plus-outline", translate("Licence", "Closer") + " · +")
        away = IconButton("mdi6.magnify-minus-outline", translate("Licence", "Further") + " · -")
        close = IconButton(ACTS["close"], translate("Licence", "Close") + " · Esc")
        fit.clicked.connect(self.canvas.fit)
        closer.clicked.connect(lambda: self.canvas.zoom(1))
        away.clicked.connect(lambda: self.canvas.zoom(-1))
        close.clicked.connect(self.closed)
        return [away, closer, fit, close]

    def show_unit(self, unit: Unit | None) -> None:
        """The same picture again keeps its place and size."""
        licence = unit.form.licence if unit is not None else None
        digest = licence.digest if licence is not None else ""
        rows = [compared(one) for one in readings(unit.form)] if unit is not None else []
        fill_rows(self._rows, rows)
        if digest != self._digest:
            self._digest = digest
            none = "" if digest else translate("Licence", "This unit has uploaded no licence.")
            self.canvas.show_image(None, none)
        self.look()

    def look(self) -> None:
        """From its sealed file, if it is there by now."""
        if self._digest and self.canvas.image is None:
            work = partial(_whole, self._desk.entered, self._digest)
            then = partial(self._take, self._digest)
            self._desk.files.run(work, then, asker=self, key="licence")

    def _take(self, digest: str, got: tuple[bool, QImage | None]) -> None:
        here, image = got
        if digest != self._digest:
            return
        if here:
            unreadable = translate("Licence", "This picture cannot be shown.")
            self.canvas.show_image(image, unreadable)
        elif asking.is_online(self._desk):
            self.canvas.show_image(None, translate("Licence", "Fetching the licence…"))
        else:
            only = translate("Licence", "Only on the server: connect to the network first.")
            self.canvas.show_image(None, only)

    def _say_share(self) -> None:
        shown = self.canvas.image is not None
        self._share.setText(f"{self.canvas.share()} %" if shown else "")


def _whole(entered: Entered, digest: str) -> tuple[bool, QImage | None]:
    """On the file lane: whether the file is here, and the picture in it."""
    content = originals.read(entered.cache, digest)
    return (False, None) if content is None else (True, whole(content, SHARPEST))
