"""The skeleton of a JPEG is followed without being decoded, and never lost in a damaged one."""

from hypothesis import given
from hypothesis import strategies as st

from ciie_admin.photos.jpeg import behind_pictures, walk
from tests.photos.pictures import drawn, jpeg

PARTS = [b"\xff", b"\xd8", b"\xda", b"\xd9", b"\x00", b"\x02"]


def test_size_kind_and_end_are_read() -> None:
    content = jpeg(drawn())
    found = walk(content)
    assert (found.width, found.height, found.components) == (480, 640, 3)
    assert (found.fault, found.scans, found.interval) == ("", 1, 0)
    assert found.end == behind_pictures(content, found) == len(content)


def test_a_progressive_file_has_many_scans() -> None:
    found = walk(jpeg(drawn(), progressive=True))
    assert found.frame == 0xC2
    assert found.scans > 5
    assert found.fault == ""


def test_filling_before_a_marker_is_allowed() -> None:
    content = jpeg(drawn())
    filled = content[:-2] + b"\xff\xff\xff\xff\xd9"
    assert walk(filled).fault == ""
    assert walk(filled).end == len(filled)


def test_a_segment_longer_than_the_file_is_a_fault() -> None:
    content = jpeg(drawn())
    assert walk(content[:4] + b"\xff\xff" + content[6:]).fault == "segment"


def test_without_an_end_it_is_not_whole() -> None:
    assert walk(jpeg(drawn())[:-2]).fault == "no end"


@given(st.binary(max_size=400))
def test_any_bytes_can_be_walked(rest: bytes) -> None:
    walk(b"\xff\xd8\xff" + rest)


@given(
    st.lists(st.sampled_from([b"\xff", b"\xd8", b"\xda", b"\xd9", b"\x00", b"\x02"]), max_size=60)
)
def test_markers_in_any_order_can_be_walked(parts: list[bytes]) -> None:
    content = b"\xff\xd8" + b"".join(parts)
    assert behind_pictures(content, walk(content)) <= len(content)
