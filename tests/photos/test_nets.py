"""The nets are those that were measured, or there are none."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from ciie_admin.photos.detection import best_score, detect, halved
from ciie_admin.photos.mesh import measure
from ciie_admin.photos.models_folder import DIGESTS, models_folder
from ciie_admin.photos.nets import ModelsMissing, load
from tests.photos.pictures import WITH_NETS, drawn, nets


def test_without_files_it_says_which_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelsMissing, match=next(iter(DIGESTS))):
        load(tmp_path)


@WITH_NETS
@pytest.mark.parametrize("name", DIGESTS)
def test_another_file_of_that_name_is_not_loaded(tmp_path: Path, name: str) -> None:
    for file in DIGESTS:
        shutil.copy(models_folder() / file, tmp_path / file)
    spoilt = tmp_path / name
    spoilt.write_bytes(spoilt.read_bytes() + b"\0")
    with pytest.raises(ModelsMissing, match=name):
        load(tmp_path)


@WITH_NETS
def test_a_face_is_found_where_it_was_drawn() -> None:
    picture = np.asarray(drawn(3))
    (face,) = detect(nets(), halved(picture))
    mesh = measure(nets(), picture, face)
    assert mesh.certain > 0.9
    eyes, mouth = mesh.middle(33, 133, 263, 362), mesh.middle(13, 14)
    assert abs(eyes[0] - 240) < 12
    assert 290 < eyes[1] < 320
    assert 410 < mouth[1] < 450


@WITH_NETS
def test_a_face_that_fills_the_picture_is_found_in_a_margin() -> None:
    picture = np.asarray(drawn(3).crop((110, 130, 370, 490)).resize((480, 640)))
    assert len(detect(nets(), halved(picture))) == 1


@WITH_NETS
def test_a_face_is_surest_when_upright() -> None:
    half = halved(np.asarray(drawn(3)))
    scores = [best_score(nets(), np.rot90(half, turn)) for turn in range(4)]
    assert scores[0] == max(scores)
    assert scores[0] > 0.66
