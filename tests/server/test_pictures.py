"""Thumbnails and originals: who may see them, and what becomes of strange files."""

import io
from hashlib import sha256

import pytest
import requests
from PIL import Image

from ciie_admin.server.access import Sight
from ciie_admin.server.faults import Fault
from ciie_admin.server.pictures import MAX_PIXELS, THUMBNAIL, in_sight, read_licence, read_photo
from ciie_admin.wire.codec import adapter
from ciie_admin.wire.messages import Shown, Thumbnail
from tests.fixtures.clerks import Clerk
from tests.fixtures.editions import INDUSTRY, small_edition
from tests.fixtures.registrants import Registrant, fault, photo
from tests.fixtures.server import Server


def asked(clerk: Clerk, *digests: str) -> tuple[Thumbnail, ...]:
    said = requests.post(
        f"{clerk.server.url}/thumbnails",
        json={"digests": list(digests)},
        headers=clerk.headers,
        timeout=30,
    )
    assert said.status_code == 200, said.text
    shown: Shown = adapter(Shown).validate_json(said.content)
    return shown.thumbnails


def original(clerk: Clerk, digest: str) -> requests.Response:
    url = f"{clerk.server.url}/photos/{digest}"
    return requests.get(url, headers=clerk.headers, timeout=30)


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg))


def test_a_thumbnail_is_a_small_jpeg_under_the_originals_digest(server: Server) -> None:
    (person,) = Registrant(server).whole(1).persons
    assert person.photo == sha256(photo(1)).hexdigest()
    (shown,) = asked(Clerk(server, "jinpu.clerk"), person.photo)
    assert shown.digest == person.photo
    picture = opened(shown.jpeg)
    assert (picture.format, picture.size) == ("JPEG", THUMBNAIL)


def test_the_original_comes_back_byte_by_byte(server: Server) -> None:
    own = Registrant(server).whole(2)
    clerk = Clerk(server, "dalian.head")
    said = original(clerk, own.persons[0].photo)
    assert (said.content, said.headers["Content-Type"]) == (photo(2), "image/jpeg")
    assert "no-store" in said.headers["Cache-Control"]
    licence = own.unit.form.licence
    assert licence is not None
    assert original(clerk, licence.digest).headers["Content-Type"] == "image/png"


def test_I26_pictures_of_others_are_not_shown(server: Server) -> None:
    own = Registrant(server).whole(3)
    licence = own.unit.form.licence
    assert licence is not None
    stranger = Clerk(server, "shanghai.head")
    assert asked(stranger, own.persons[0].photo, licence.digest) == ()
    for digest in (own.persons[0].photo, licence.digest, "0" * 64):
        assert fault(original(stranger, digest)) == (404, "no_such_record")


def test_who_counts_a_unit_sees_its_pictures_too(server: Server) -> None:
    own = Registrant(server).whole(4)
    digest = own.persons[0].photo
    assert len(asked(Clerk(server, "dalian.head"), digest)) == 1
    assert len(asked(Clerk(server, "centre"), digest)) == 1
    assert asked(Clerk(server, "industry.head"), digest) == ()
    assert INDUSTRY not in (own.unit.review_place, own.unit.count_place)


def test_a_page_keeps_the_order_and_leaves_out_the_unknown(server: Server) -> None:
    unit = Registrant(server)
    unit.whole(5)
    first = unit.own().persons[0].photo
    licence = unit.own().unit.form.licence
    assert licence is not None
    shown = asked(Clerk(server, "jinpu.clerk"), licence.digest, "f" * 64, first, first)
    assert [one.digest for one in shown] == [licence.digest, first]


def test_however_many_records_there_are_their_pictures_are_found_by_indexes(
    server: Server,
) -> None:
    seen = Sight((1, 2), (), "")
    with server.engine.connect() as db:
        db.exec_driver_sql("SET enable_seqscan = off")
        query = in_sight(seen, ["0" * 64]).compile(db, compile_kwargs={"literal_binds": True})
        plan = db.exec_driver_sql(f"EXPLAIN {query}").scalars().all()
    found_by = [line for line in plan if "Index Cond" in line]
    assert len(found_by) == 5
    assert all("0" * 64 in line for line in found_by), "not merely narrowed to the places"


def test_too_many_or_strange_addresses_are_refused(server: Server) -> None:
    clerk = Clerk(server, "jinpu.clerk")
    for digests in (["0" * 64] * 201, ["../../etc/passwd"], ["F" * 64]):
        said = requests.post(
            f"{server.url}/thumbnails",
            json={"digests": digests},
            headers=clerk.headers,
            timeout=30,
        )
        assert fault(said) == (422, "malformed")


def test_without_a_session_nothing_is_shown(server: Server) -> None:
    said = requests.get(f"{server.url}/photos/{'0' * 64}", timeout=30)
    assert fault(said) == (401, "session_ended")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7 a document",
        photo(1)[:400],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
        photo(1)[:2] + b"\xff" * 3_000,
    ],
)
def test_broken_files_are_no_pictures(content: bytes) -> None:
    with pytest.raises(Fault, match="photo_no_image"):
        read_photo(content, small_edition())
    with pytest.raises(Fault, match="licence_no_image"):
        read_licence(content, small_edition())


def test_a_picture_with_too_many_pixels_is_not_unpacked() -> None:
    side = int(MAX_PIXELS**0.5) + 10
    bomb = photo(1, (side, side), "PNG")
    assert len(bomb) < 1_000_000
    with pytest.raises(Fault, match="photo_no_image"):
        read_photo(bomb, small_edition())


def test_a_licence_is_no_larger_than_the_edition_says() -> None:
    small = small_edition(licence_max_bytes=500)
    with pytest.raises(Fault, match="licence_no_image"):
        read_licence(photo(1), small)
    with pytest.raises(Fault, match="licence_no_image"):
        read_licence(photo(1, kind="GIF"), small_edition())
    assert read_licence(photo(1), small_edition()).digest


def test_a_turned_photo_is_measured_upright() -> None:
    out = io.BytesIO()
    lying = Image.new("RGB", (640, 480), "white")
    exif = lying.getexif()
    exif[0x0112] = 6
    lying.save(out, "JPEG", exif=exif)
    assert read_photo(out.getvalue(), small_edition()).findings == ()


def test_a_wide_picture_keeps_its_shape_in_the_thumbnail() -> None:
    jpeg = read_licence(photo(40, (800, 400)), small_edition()).thumbnail
    picture = opened(jpeg)
    assert picture.size == THUMBNAIL
    assert picture.getpixel((96, 4)) == (255, 255, 255)
    assert picture.getpixel((96, 128)) != (255, 255, 255)


def test_transparent_pictures_get_a_white_ground() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (480, 640), (0, 0, 0, 0)).save(out, "PNG")
    jpeg = read_photo(out.getvalue(), small_edition()).thumbnail
    assert opened(jpeg).getpixel((48, 64)) == (255, 255, 255)
