"""A marked photo from what is on this computer: original, else thumbnail, else nothing."""

import io
from dataclasses import replace

from PIL import Image

from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.models import originals, thumbnails
from ciie_admin.models.faulty_photos import Drawn, drawn
from ciie_admin.photos.marking import marked, original_size
from ciie_admin.server import pictures
from tests.domain.samples import person, unit
from tests.fixtures.editions import small_edition
from tests.fixtures.local import Local
from tests.fixtures.registrants import photo

FAULT = Finding(rule="face_small", severity=Severity.REJECT, where=(120, 160, 360, 480))


def test_the_best_that_is_here_is_marked_and_said(local: Local) -> None:
    kept = pictures.read_photo(photo(5, (600, 640)), small_edition())
    local.start(unit(), person(id=2, photo=kept.digest))
    assert drawn(local.cache, kept.digest, [FAULT]) is None
    thumbnails.keep(local.cache, {kept.digest: kept.thumbnail})
    assert original_size(kept.thumbnail) == (600, 640)
    small = marked(kept.thumbnail, [FAULT], size=(600, 640))
    assert drawn(local.cache, kept.digest, [FAULT]) == Drawn(small, small=True)
    assert originals.keep(local.cache, kept.digest, kept.original)
    whole = marked(kept.original, [FAULT], numbers=(4,))
    assert drawn(local.cache, kept.digest, [FAULT], numbers=(4,)) == Drawn(whole)


def test_on_a_thumbnail_of_unknown_origin_no_place_is_made_up(local: Local) -> None:
    out = io.BytesIO()
    Image.new("RGB", (96, 128), "white").save(out, "JPEG")
    kept = pictures.read_photo(photo(5), small_edition())
    local.start(unit(), person(id=2, photo=kept.digest))
    thumbnails.keep(local.cache, {kept.digest: out.getvalue()})
    assert original_size(out.getvalue()) is None
    framed = marked(out.getvalue(), [replace(FAULT, where=())])
    within = replace(FAULT, where=(10, 10, 60, 60))
    assert drawn(local.cache, kept.digest, [within]) == Drawn(framed, small=True)
