"""At the server's own shell: how far the photos are judged."""

from ciie_admin.server.photo_judge import PhotoJudge
from tests.cli.test_keeping import kept
from tests.fixtures.editions import EDITION
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.server import Server
from tests.server.photographed import WITH_NETS, digest

pytestmark = WITH_NETS


def test_how_many_are_judged(server: Server) -> None:
    with server.engine.begin() as db:
        unit = plant_unit(db)
        plant_person(db, unit, 1, photo=digest())
        plant_person(db, unit, 2)
    (said,) = kept(server, "photos", "--json").objects
    assert (said["edition"], said["photos"], said["judged"]) == (EDITION, 1, 0)
    PhotoJudge(server.engine).catch_up()
    done = kept(server, "photos", "--lang", "en")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("Edition 7: of 1 persons with a photo 1 are judged")
