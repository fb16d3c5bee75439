"""The photo that goes with a message, marked, beside the text before it is sent."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from sqlalchemy import delete, update

from ciie_admin.demo.portraits import portrait
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.models import originals
from ciie_admin.models.tables import ORIGINAL
from ciie_admin.photos.marking import AMBER
from ciie_admin.server import pictures, records
from ciie_admin.server.editions import read_edition
from ciie_admin.server.tables import EditionRow
from ciie_admin.views import verdicts
from ciie_admin.views.components.marked import PLACE
from ciie_admin.views.letter_box import LetterBox
from tests.fixtures.editions import JINPU, small_edition
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.windows import CTRL, Hands

REAL = read_edition("07", date(2024, 9, 1))
BOX = (120, 160, 360, 480)
FOUND = (
    Finding(rule="background", severity=Severity.LOOK),
    Finding(rule="face_small", severity=Severity.REJECT, where=BOX),
)
PHOTO = pictures.read_photo(portrait(2, "plain"), small_edition())


def plant(hands: Hands) -> int:
    edition = small_edition(reasons=REAL.reasons, notices=REAL.notices)
    with hands.server.engine.begin() as db:
        db.execute(update(EditionRow).values(body=records.as_json(edition)))
        pictures.keep(db, [PHOTO])
        found = records.as_json_list(FOUND)
        unit = plant_unit(db, 1, place=JINPU)
        return plant_person(db, unit, 1, photo=PHOTO.digest, findings=found)


def amber(image: QImage, x: int, y: int) -> bool:
    """`x` and `y` in px of a picture of 480x640."""
    scale = image.width() / 480
    found = image.pixelColor(round(x * scale), round(y * scale))
    parts = (found.red(), found.green(), found.blue())
    return max(abs(a - b) for a, b in zip(parts, AMBER, strict=True)) < 60


def test_the_photo_stands_marked_beside_the_text(hands: Hands) -> None:
    person = plant(hands)
    hands.work("dalian.head")
    hands.persons()
    reasons = ("photo_background", "photo_face_small", "photo_old")
    chosen = verdicts.choice("person", "return", reasons, "", "")
    hands.desk.decide("person", [person], chosen, lambda _done: None)
    hands.until_drafted(1)
    cache = hands.desk.entered.cache
    hands.until(lambda: originals.peek(cache, PHOTO.digest) is not None)
    with cache.write() as db:
        db.execute(delete(ORIGINAL))
    hands.key(Qt.Key.Key_Return, CTRL)
    box = hands.window.release_page.letter
    hands.until(lambda: bool(box.photos.shown) and "缩略图" not in box._note.text())
    (one,) = box.photos.shown
    assert f"2. {one.name}·面部过小" in box.text.text(), "the numbers of the flags"
    assert one.said == "1 照片背景不是纯色, 2 面部占比过小, 3 照片过旧"
    assert one.image is not None
    assert one.image.size() == PLACE * hands.window.devicePixelRatioF()
    assert amber(one.image, BOX[0], 320)
    assert amber(one.image, BOX[2], 320)
    assert amber(one.image, 1, 320)
    assert not amber(one.image, 240, 330)
    assert "已标出问题" in box._note.text()
    assert originals.peek(cache, PHOTO.digest) == PHOTO.original, "fetched for it, and kept"
    read_to_its_end(hands, box)


def read_to_its_end(hands: Hands, box: LetterBox) -> None:
    """Without a mouse, where it is below what is on the screen."""
    hands.window.resize(1093, 614)
    assert box.photos.visibleRegion().isEmpty(), "below what is on the screen"
    for _ in range(2):
        hands.key(Qt.Key.Key_Backtab)
    assert box._title.hasFocus()
    for _ in range(2):
        hands.key(Qt.Key.Key_PageDown)
    shown = box.photos.visibleRegion().boundingRect()
    assert shown.bottom() == box.photos.rect().bottom(), "not read to its end"
