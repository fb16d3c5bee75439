"""What a badge photo's file tells by itself: format, size, shape, wholeness."""

import io
import struct
from random import Random

import pytest
from PIL import Image

from ciie_admin.domain.findings import Severity
from ciie_admin.photos.checking import check_badge
from ciie_admin.photos.file_rules import MAX_PIXELS
from tests.photos.pictures import LIMITS, drawn, jpeg, of_file
from tests.photos.strange import declared_jpeg

SIGNED = {"PNG": "png", "GIF": "gif", "BMP": "bmp", "TIFF": "tiff", "WEBP": "webp"}


def padded(content: bytes, size: int) -> bytes:
    """Comments put behind the first marker until the file has so many bytes."""
    while (lacking := size - len(content)) > 0:
        body = bytes(min(max(lacking - 4, 0), 60_000))
        content = content[:2] + b"\xff\xfe" + struct.pack(">H", len(body) + 2) + body + content[2:]
    return content


def turned(picture: Image.Image, orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return jpeg(picture, exif=exif)


def double(picture: Image.Image) -> bytes:
    """A picture with a second one behind it, as some cameras write."""
    out = io.BytesIO()
    picture.save(out, "MPO", save_all=True, append_images=[picture.resize((240, 320))])
    return out.getvalue()


@pytest.mark.parametrize("options", [
    {}, {"quality": 60}, {"progressive": True}, {"optimize": True}, {"subsampling": 0},
    {"restart_marker_rows": 1}, {"restart_marker_blocks": 7}, {"subsampling": 2, "quality": 97},
])  # fmt: skip
def test_a_jpeg_is_fit_however_it_was_written(options: dict[str, object]) -> None:
    assert of_file(jpeg(drawn(), **options)) == set()  # type: ignore[arg-type]  # any of jpeg()'s


def test_a_picture_of_one_colour_is_whole() -> None:
    for options in ({}, {"optimize": True}, {"progressive": True}):
        assert of_file(jpeg(Image.new("RGB", (960, 1280), "white"), **options)) == set()


def test_two_pictures_of_a_camera_are_one_photo() -> None:
    assert of_file(double(drawn())) == set()
    assert of_file(double(drawn()) + b"more") == {"trailing_data"}


@pytest.mark.parametrize("kind", SIGNED)
def test_another_format_is_named_and_nothing_else(kind: str) -> None:
    out = io.BytesIO()
    drawn().save(out, kind)
    (found,) = check_badge(out.getvalue(), LIMITS, None)
    assert (found.rule, found.measured, found.severity) == (
        "format", SIGNED[kind], Severity.REJECT,
    )  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"\xff\xd8", b"GIF", bytes(4000), b"%PDF-1.7 ..."])
def test_what_is_no_picture_is_of_no_format(content: bytes) -> None:
    assert of_file(content) == {"format"}


def test_size_pixels_and_shape_have_exact_limits() -> None:
    fit, most = jpeg(drawn()), LIMITS.max_bytes
    assert of_file(padded(fit, 999_990)) == set()
    for size, severity in ((most, Severity.LOOK), (most + 1, Severity.REJECT)):
        (large,) = check_badge(padded(fit, size), LIMITS, None)
        assert (large.rule, large.severity) == ("file_size", severity)
    assert of_file(jpeg(drawn().resize((479, 639)))) == {"pixels"}
    assert of_file(jpeg(drawn().resize((600, 803)))) == set()
    assert of_file(jpeg(drawn().resize((600, 804)))) == {"aspect"}
    assert of_file(jpeg(drawn().resize((640, 480)))) == {"pixels", "aspect"}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pixels_count_as_the_picture_is_shown(orientation: int) -> None:
    upright = orientation < 5
    picture = drawn() if upright else drawn().transpose(Image.Transpose.ROTATE_90)
    assert of_file(turned(picture, orientation)) == set()
    lying = drawn().transpose(Image.Transpose.ROTATE_90) if upright else drawn()
    assert of_file(turned(lying, orientation)) == {"pixels", "aspect"}


def test_a_bomb_is_not_decoded() -> None:
    (found,) = check_badge(declared_jpeg(), LIMITS, None)
    assert (found.rule, found.measured) == ("bomb", "50000×50000")
    assert MAX_PIXELS == 50_000_000
    assert of_file(declared_jpeg(7_000)) == {"corrupt", "aspect"}


@pytest.mark.parametrize("part", [0.02, 0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_off_is_damaged(part: float) -> None:
    whole = jpeg(drawn())
    assert "corrupt" in of_file(whole[: int(len(whole) * part)])
    assert "corrupt" in of_file(whole[:-2])


@pytest.mark.parametrize("options", [{}, {"optimize": True}, {"progressive": True}])
def test_zeros_in_the_midst_are_damage(options: dict[str, object]) -> None:
    whole = bytearray(jpeg(drawn(), **options))  # type: ignore[arg-type]  # any of jpeg()'s
    middle = len(whole) // 2
    whole[middle : middle + 3_000] = bytes(3_000)
    assert "corrupt" in of_file(bytes(whole))


def test_bytes_taken_out_or_overwritten_are_mostly_seen() -> None:
    whole, rng = jpeg(drawn()), Random(4)
    seen = 0
    for _ in range(40):
        at = rng.randrange(700, len(whole) - 400)
        spoilt = (
            whole[:at] + whole[at + 200 :],
            whole[:at] + rng.randbytes(300) + whole[at + 300 :],
        )
        seen += sum("corrupt" in of_file(one) for one in spoilt)
    assert seen >= 56


def test_what_follows_the_end_is_counted() -> None:
    (found,) = check_badge(jpeg(drawn()) + b"PK\x03\x04", LIMITS, None)
    assert (found.rule, found.measured, found.severity) == ("trailing_data", "4 B", Severity.LOOK)


def test_a_restart_out_of_turn_is_damage() -> None:
    whole = jpeg(drawn(), restart_marker_rows=1)
    assert of_file(whole.replace(b"\xff\xd3", b"\xff\xd5", 1)) == {"corrupt"}
