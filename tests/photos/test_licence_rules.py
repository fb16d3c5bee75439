"""A licence may be PNG or JPEG, whole and not too large."""

import io

import pytest
from PIL import Image

from ciie_admin.photos.checking import check_licence
from tests.photos.pictures import drawn, jpeg
from tests.photos.strange import declared_jpeg, declared_png, png

MOST = 2 * 2**20


def rules(content: bytes, most: int = MOST) -> set[str]:
    return {one.rule for one in check_licence(content, most)}


@pytest.mark.parametrize("content", [png(), jpeg(drawn()), jpeg(drawn().resize((640, 480)))])
def test_fit_licences(content: bytes) -> None:
    assert rules(content) == set()


def test_other_formats_and_no_pictures() -> None:
    out = io.BytesIO()
    Image.new("L", (300, 200)).save(out, "GIF")
    assert rules(out.getvalue()) == {"format"}
    assert rules(b"") == {"format"}


def test_damage_bombs_and_size() -> None:
    assert rules(png()[:-40]) == {"corrupt"}
    assert rules(jpeg(drawn())[:-900]) == {"corrupt"}
    assert rules(declared_png()) == {"bomb"}
    assert rules(declared_jpeg()) == {"bomb"}
    assert rules(png(), most=100) == {"file_size"}
