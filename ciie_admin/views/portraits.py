"""A photo of any size and kind, read for one place on the screen. On any thread but the UI's."""

from PySide6.QtCore import QBuffer, QIODevice, QLoggingCategory, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter

FORMATS = frozenset({b"jpeg", b"png", b"gif", b"bmp"})
"""What registrants may upload; nothing else is tried, whatever a server sends."""
MAX_PIXELS = 50_000_000
"""As the server takes them in; a larger picture is not unpacked."""
TURNED = QImageIOHandler.Transformation.TransformationRotate90
QLoggingCategory.setFilterRules("qt.gui.imageio.jpeg.warning=false")  # a finding says it to people


def portrait(content: bytes, place: QSize) -> QImage | None:
    """The whole picture upright on white, in just so many pixels; None if it cannot be read.

    Scaled while it is read: a large photo never stands whole in memory where its format allows it.
    """
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    picture = _read(buffer, place)
    buffer.close()
    return None if picture is None or picture.isNull() else _on_white(picture, place)


def _read(buffer: QBuffer, place: QSize, *, enlarge: bool = True) -> QImage | None:
    """The reader has to go before what it reads from: readers of some formats look at it then."""
    kind = QImageReader.imageFormat(buffer)
    if bytes(kind.data()) not in FORMATS:
        return None
    reader = QImageReader(buffer, kind)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or not 0 < size.width() * size.height() <= MAX_PIXELS:
        return None
    turned = bool(reader.transformation() & TURNED)
    upright = size.transposed() if turned else size
    longest = max(upright.width(), upright.height())
    room = place if enlarge else place.boundedTo(QSize(longest, longest))
    fitted = upright.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    reader.setScaledSize(fitted.transposed() if turned else fitted)
    return reader.read()


def _on_white(picture: QImage, place: QSize) -> QImage:
    page = QImage(place, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    left, top = (place.width() - picture.width()) // 2, (place.height() - picture.height()) // 2
    painter = QPainter(page)
    painter.drawImage(QPoint(left, top), picture)
    painter.end()
    return page


def whole(content: bytes, most: int) -> QImage | None:
    """The picture upright, at most so many pixels on its longer side and never enlarged."""
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    picture = _read(buffer, QSize(most, most), enlarge=False)
    buffer.close()
    return None if picture is None or picture.isNull() else picture
