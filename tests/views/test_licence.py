"""The licence beside what was typed: small on the card, large over the pane."""

import io
from hashlib import sha256

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ciie_admin.domain.units import Licence
from ciie_admin.models import originals
from ciie_admin.server import pictures, records
from ciie_admin.views.components.compared import MarkedText
from ciie_admin.views.licence import LicenceViewer
from ciie_admin.views.main_window import MainWindow
from tests.fixtures.editions import small_edition
from tests.fixtures.records import plant_unit, unit_form
from tests.fixtures.server import Server
from tests.fixtures.windows import Hands

SIZE = (900, 640)


def scan(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", SIZE, colour).save(out, "PNG")
    return out.getvalue()


SCANS = [scan("#c03020"), scan("#2040c0")]
DIGESTS = [sha256(one).hexdigest() for one in SCANS]


@pytest.fixture
def at_work(hands: Hands, server: Server) -> Hands:
    """Two units with licences, the address of the first mistyped; a third without."""
    with server.engine.begin() as db:
        pictures.keep(db, [pictures.read_licence(one, small_edition()) for one in SCANS])
        for number, digest in enumerate((*DIGESTS, ""), 1):
            form = unit_form(number)
            read = Licence(
                digest=digest,
                name=form.name_zh,
                code="",
                address="大连市金普新区12号" if number == 1 else form.address,
            )
            licensed = unit_form(number, licence=read if digest else None)
            plant_unit(db, number, form=records.as_json(licensed))
    hands.work()
    return hands


def colour(viewer: LicenceViewer) -> str:
    middle = viewer.canvas.rect().center()
    return viewer.canvas.grab().toImage().pixelColor(middle).name()


def opened(hands: Hands) -> LicenceViewer:
    viewer = hands.page.application.viewer
    if not viewer.isVisible():
        hands.key(Qt.Key.Key_L)
    hands.until(lambda: viewer.canvas.image is not None)
    return viewer


def go(hands: Hands, key: Qt.Key) -> None:
    before = hands.list.current
    hands.key(key)
    hands.until(lambda: hands.list.current != before and hands.card() == hands.list.current)


def test_the_card_shows_what_differs_between_licence_and_form(at_work: Hands) -> None:
    hands, box = at_work, at_work.page.application.licence
    hands.until(lambda: box.preview.pixmap is not None)
    pixmap = box.preview.pixmap
    assert pixmap is not None
    assert pixmap.size() == QSize(120, 86) * hands.window.devicePixelRatioF()
    assert [line.value for line in box._lines._lines] == ["一致", "未识别", "不一致"]
    marked = [
        "".join(letter for letter, differs in one._parts if differs)
        for one in box._differing.findChildren(MarkedText)
    ]
    assert marked == ["", "2"], "form, then licence"
    go(hands, Qt.Key.Key_J)
    assert [line.value for line in box._lines._lines] == ["一致", "未识别", "一致"]
    assert box._differing.isHidden()
    go(hands, Qt.Key.Key_J)
    assert box.isHidden()


def test_it_opens_large_and_stays_from_unit_to_unit(at_work: Hands) -> None:
    hands, pane = at_work, at_work.page.application
    widths = hands.page.splitter.sizes()
    viewer = opened(hands)
    assert not pane._body.isVisible()
    assert pane.width() > widths[1]
    assert hands.page.splitter.sizes()[2] == widths[2], "the verdicts keep their place"
    image = viewer.canvas.image
    assert image is not None
    assert (image.width(), image.height()) == SIZE
    assert colour(viewer) == "#c03020"
    whole = viewer.canvas.share()
    hands.key(Qt.Key.Key_Plus)
    assert viewer.canvas.share() > whole
    closer = viewer.canvas.share()
    centre = QPointF(viewer.canvas.rect().center())
    wheel = QWheelEvent(
        centre, viewer.canvas.mapToGlobal(centre), QPoint(), QPoint(0, 240),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(viewer.canvas, wheel)
    assert viewer.canvas.share() > closer
    hands.key(Qt.Key.Key_0)
    assert viewer.canvas.share() == whole
    go(hands, Qt.Key.Key_J)
    hands.until(lambda: viewer.canvas.image is not None and colour(viewer) == "#2040c0")
    hands.key(Qt.Key.Key_Escape)
    assert not viewer.isVisible()
    assert pane._body.isVisible()
    assert hands.page.splitter.sizes() == widths
    assert hands.list.table.hasFocus()
    go(hands, Qt.Key.Key_J)
    hands.key(Qt.Key.Key_L)
    assert not viewer.isVisible(), "this one has none"


def test_a_click_opens_it_and_without_the_server_it_is_still_there(at_work: Hands) -> None:
    hands = at_work
    cache = hands.desk.entered.cache
    hands.until(lambda: all(originals.read(cache, one) is not None for one in DIGESTS))
    hands.program.stop()
    hands.server.stop()
    hands.sign_in()
    hands.until(lambda: isinstance(hands.program.window, MainWindow))
    hands.ready()
    assert not hands.desk.entered.online
    pane = hands.page.application
    QTest.mouseClick(pane.licence.preview, Qt.MouseButton.LeftButton)
    assert pane.viewer.isVisible()
    hands.until(lambda: pane.viewer.canvas.image is not None)
    assert colour(opened(hands)) == "#c03020"
    hands.server.start()
