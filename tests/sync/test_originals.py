"""One photo as it was uploaded, over the line: ours, another's, a hostile server's."""

import socket
import threading
from contextlib import closing
from hashlib import sha256

import pytest
from sqlalchemy import text

from ciie_admin.errors import Mishap, Offline
from ciie_admin.models import originals, sealed_files
from ciie_admin.server import pictures
from ciie_admin.server.packing import MAX_UPLOAD
from ciie_admin.sync import wiping
from ciie_admin.sync.cycle import drain
from ciie_admin.sync.entering import Entered
from ciie_admin.sync.http import Office
from ciie_admin.wire.codec import dump, pack
from ciie_admin.wire.messages import Fault
from ciie_admin.wire.transport import MAX_PICTURE, PACKED
from tests.fixtures.client import Enter
from tests.fixtures.editions import JINPU, SHANGHAI, small_edition
from tests.fixtures.records import plant_person, plant_unit
from tests.fixtures.registrants import photo
from tests.fixtures.server import Server
from tests.sync.strangers import Talk, answering, endless, stranger

PHOTO = photo(3)
DIGEST = sha256(PHOTO).hexdigest()
"""Of a person in 金普; the one in 上海 has another."""
THEIRS = photo(4)


@pytest.fixture
def pictured(server: Server) -> Server:
    with server.engine.begin() as db:
        taken = [pictures.read_photo(one, small_edition()) for one in (PHOTO, THEIRS)]
        pictures.keep(db, taken)
        for number, place in enumerate((JINPU, SHANGHAI)):
            unit = plant_unit(db, number + 1, place=place)
            plant_person(db, unit, number + 1, photo=taken[number].digest)
    return server


def test_a_photo_in_sight_comes_and_is_kept(pictured: Server, entering: Enter) -> None:
    clerk = entering("jinpu.clerk")
    with closing(clerk.office()) as office:
        content = office.original(DIGEST)
    assert content == PHOTO
    assert originals.keep(clerk.cache, DIGEST, content)
    clerk.leave()
    pictured.stop()
    again = entering("jinpu.clerk", synced=False)
    assert not again.online
    assert originals.read(again.cache, DIGEST) == PHOTO
    pictured.start()


@pytest.mark.parametrize("what", ["another's", "nobody's", "no digest", "a path"])
def test_nothing_else_comes(pictured: Server, entering: Enter, what: str) -> None:
    del pictured
    digest = {
        "another's": sha256(THEIRS).hexdigest(),
        "nobody's": "0" * 64,
        "no digest": "",
        "a path": "../sign-out",
    }[what]
    clerk = entering("jinpu.clerk")
    with closing(clerk.office()) as office:
        with pytest.raises(Mishap) as caught:
            office.original(digest)
        assert caught.value.code == "no_such_record"
        assert office.original(DIGEST) == PHOTO


def test_a_token_that_has_run_out_is_renewed(pictured: Server, entering: Enter) -> None:
    clerk = entering("jinpu.clerk")
    with pictured.engine.begin() as db:
        db.execute(text("UPDATE session SET access_until = now() - interval '1 second'"))
    with closing(clerk.office()) as office:
        assert office.original(DIGEST) == PHOTO


def names(clerk: Entered) -> list[str]:
    folder = clerk.profile.originals
    assert folder == sealed_files.folder_of(clerk.cache)
    return [one.name for one in folder.iterdir()] if folder.exists() else []


def test_a_photo_goes_with_its_person(pictured: Server, entering: Enter) -> None:
    clerk = entering("jinpu.clerk")
    originals.keep(clerk.cache, DIGEST, PHOTO)
    assert len(names(clerk)) == 1
    with pictured.engine.begin() as db:
        away = text("UPDATE account SET place_id = :to WHERE login = 'jinpu.clerk'")
        db.execute(away, {"to": SHANGHAI})
    with closing(clerk.office()) as office:
        drain(clerk.cache, office, clerk.actor)
    assert names(clerk) == []
    assert originals.read(clerk.cache, DIGEST) is None


def test_what_a_crash_left_is_cleared_away_at_the_next_start(
    pictured: Server, entering: Enter
) -> None:
    del pictured
    clerk = entering("jinpu.clerk")
    originals.keep(clerk.cache, DIGEST, PHOTO)
    (mine,) = names(clerk)
    for strange in ("f" * 32, f"{'e' * 32}.new"):
        (clerk.profile.originals / strange).write_bytes(b"half a photo")
    clerk.leave()
    again = entering("jinpu.clerk", synced=False)
    assert names(again) == [mine]
    assert originals.read(again.cache, DIGEST) == PHOTO


def test_the_photos_of_a_revoked_computer_go_with_its_files(
    pictured: Server, entering: Enter
) -> None:
    del pictured
    clerk = entering("jinpu.clerk")
    originals.keep(clerk.cache, DIGEST, PHOTO)
    wiping.destroy_key(clerk.profile, clerk.cache)
    clerk.leave()
    wiping.remove_files(clerk.profile)
    assert not clerk.profile.originals.exists()
    wiping.remove_files(clerk.profile)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nConnection: close\r\n"


REFUSED = pack(dump(Fault(code="server_busy")))
HOSTILE: dict[str, tuple[Talk, str]] = {
    "another picture": (answering(THEIRS, "image/jpeg"), "cut_off"),
    "half of it": (answering(PHOTO[:-20], "image/jpeg"), "cut_off"),
    "cut on the way": (answering(PHOTO[:-20], "image/jpeg", length=len(PHOTO)), "cut_off"),
    "nothing": (answering(b"", "image/jpeg"), "cut_off"),
    "more than a picture has": (answering(bytes(MAX_PICTURE + 1), "image/jpeg"), "cut_off"),
    "without end": (endless(HEAD), "cut_off"),
    "a login page": (answering(b"<html>sign in</html>", "text/html"), "not_our_server"),
    "as a page": (answering(PHOTO, "text/html"), "not_our_server"),
    "as a drawing": (answering(PHOTO, "image/svg+xml"), "not_our_server"),
    "without a type": (answering(PHOTO), "not_our_server"),
    "packed": (answering(pack(PHOTO), PACKED), "cut_off"),
    "packed and true": (answering(pack(b"null"), PACKED), "not_our_server"),
    "elsewhere": (
        answering(PHOTO, "image/jpeg", "302 Found", more="Location: http://127.0.0.1:1/x"),
        "not_our_server",
    ),
    "a part": (answering(PHOTO, "image/jpeg", "206 Partial Content"), "not_our_server"),
    "nothing at all": (answering(b"", status="204 No Content"), "not_our_server"),
    "a gateway": (answering(b"<html>", "text/html", "502 Bad Gateway"), "unreachable"),
    "busy": (answering(REFUSED, PACKED, "503 Service Unavailable"), "server_busy"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_other_bytes_are_taken_for_a_photo(name: str) -> None:
    talk, code = HOSTILE[name]
    with stranger(talk) as there, closing(Office(there.url, "secret")) as office:
        with pytest.raises(Offline) as caught:
            office.original(DIGEST)
        assert (caught.value.code, len(there.requests)) == (code, 1)


def test_the_same_bytes_are_taken_from_whoever_has_them() -> None:
    """Else everything above might be refused for another reason."""
    with (
        stranger(answering(PHOTO, "image/jpeg")) as there,
        closing(Office(there.url, "secret")) as office,
    ):
        assert office.original(DIGEST) == PHOTO
    (asked,) = there.requests
    assert asked.startswith(f"GET /photos/{DIGEST} ".encode())


def test_a_photo_nobody_waits_for_any_more_is_let_go() -> None:
    """The rest never comes: only asking in between can end this."""
    over = threading.Event()

    def slowly(line: socket.socket) -> None:
        line.sendall(HEAD + b"Content-Length: 3000000\r\n\r\n")
        line.sendall(bytes(100_000))
        over.wait(30)

    asked: list[int] = []

    def wanted() -> bool:
        asked.append(1)
        return len(asked) < 3

    with stranger(slowly) as there, closing(Office(there.url, "secret")) as office:
        with pytest.raises(Offline):
            office.original(DIGEST, wanted)
        over.set()
    assert len(asked) == 3


def test_whatever_may_be_uploaded_may_be_fetched() -> None:
    assert MAX_UPLOAD * 3 // 4 <= MAX_PICTURE
