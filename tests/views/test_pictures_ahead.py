"""Photos of a queue are there before anyone has scrolled to them."""

from sqlalchemy import func, select

from ciie_admin.models.tables import THUMBNAIL
from ciie_admin.server import pictures
from ciie_admin.sync.loop import Told
from ciie_admin.views.pictures import Pictures
from ciie_admin.views.pictures_ahead import PicturesAhead
from tests.fixtures.editions import JINPU, small_edition
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.registrants import photo
from tests.fixtures.server import Server
from tests.fixtures.sheets import Faces, digest
from tests.fixtures.windows import Hands

PERSONS = 60
"""One a unit: no card shows them together."""


def test_a_queue_has_its_photos_before_anyone_scrolls(hands: Hands, server: Server) -> None:
    edition = small_edition()
    with server.engine.begin() as db:
        taken = [pictures.read_photo(photo(shade), edition) for shade in range(PERSONS)]
        pictures.keep(db, taken)
        for number, one in enumerate(taken, 1):
            unit = plant_unit(db, number, place=JINPU)
            plant_person(db, unit, number, photo=one.digest)
    window = hands.work()
    PicturesAhead(hands.desk, window, quiet_ms=0)
    hands.desk.sync_now()

    def kept() -> int:
        with hands.desk.entered.cache.read() as db:
            return int(db.execute(select(func.count()).select_from(THUMBNAIL)).scalar_one())

    hands.until(lambda: kept() == PERSONS)


def test_what_could_not_be_had_is_asked_for_again(faces: Faces, server: Server) -> None:
    made = Pictures(faces.desk, faces.window)
    server.stop()
    assert made.thumb(digest(0)) is None
    faces.until(lambda: made._was_offline)
    server.start()
    faces.desk.told.emit(Told("online"))
    faces.until(lambda: made.thumb(digest(0)) is not None)
