"""A verdict belongs to the picture: it does not change with how its file was written."""

import io
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.photos.pictures import WITH_NETS, drawn, jpeg, rules

pytestmark = WITH_NETS
DRAWN = {kind: drawn(3, kind) for kind in ("plain", "hat", "blurred", "busy_background", "tilted")}
NAMED = {
    "plain": set[str](),
    "hat": {"headwear"},
    "blurred": {"sharpness"},
    "busy_background": {"background"},
    "tilted": {"pose"},
}
DAMAGE = {"corrupt", "trailing_data"}
WRITTEN = st.fixed_dictionaries({
    "quality": st.integers(72, 97),
    "subsampling": st.sampled_from([0, 1, 2]),
    "progressive": st.booleans(),
    "optimize": st.booleans(),
    "comment": st.binary(max_size=200),
})  # fmt: skip
BACK = {
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
SOME = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def lying(picture: Image.Image, orientation: int) -> tuple[Image.Image, bytes]:
    """As a camera stores it, with the mark that turns it upright again."""
    back = {
        3: Image.Transpose.ROTATE_180,
        6: Image.Transpose.ROTATE_90,
        8: Image.Transpose.ROTATE_270,
    }
    exif = Image.Exif()
    exif[0x0112] = orientation
    kept = picture.transpose(back[orientation]) if orientation in back else picture
    return kept, exif.tobytes()


@SOME
@given(st.sampled_from(sorted(DRAWN)), WRITTEN, st.sampled_from([1, 3, 6, 8]))
def test_how_a_file_was_written_changes_nothing(
    kind: str, written: dict[str, Any], orientation: int
) -> None:
    kept, exif = lying(DRAWN[kind], orientation)
    assert rules(jpeg(kept, exif=exif, **written)) == NAMED[kind]


@SOME
@given(st.sampled_from(sorted(DRAWN)), st.integers(480, 1400))
def test_a_larger_picture_of_the_same_shape_is_judged_alike(kind: str, width: int) -> None:
    width -= width % 3
    large = DRAWN[kind].resize((width, width * 4 // 3), Image.Resampling.LANCZOS)
    assert rules(jpeg(large)) == NAMED[kind]


@SOME
@given(st.data())
def test_damage_is_named_or_harmless(data: st.DataObject) -> None:
    """Whatever is done to the bytes, nothing is raised; the head is left as it is."""
    whole = bytearray(jpeg(DRAWN["plain"]))
    head = whole.index(b"\xff\xda") + 14
    at = data.draw(st.integers(head, len(whole) - 3))
    whole[at : at + data.draw(st.integers(0, 400))] = data.draw(st.binary(max_size=400))
    found = rules(bytes(whole))
    assert found & DAMAGE or isinstance(found, set)


@settings(max_examples=200)
@given(st.binary(max_size=600), st.integers(0, 700))
def test_any_bytes_are_judged(noise: bytes, at: int) -> None:
    whole = jpeg(DRAWN["plain"].resize((120, 160)))
    rules(noise)
    rules(whole[:at] + noise + whole[at + len(noise) :])


def test_a_copy_is_judged_as_the_file() -> None:
    content = jpeg(DRAWN["hat"])
    with Image.open(io.BytesIO(content)) as again:
        assert rules(jpeg(again.convert("RGB"), quality=95)) == rules(content)
