"""The built wheel carries what the set-up makes beside what git keeps."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from ciie_admin.photos.models_folder import DIGESTS
from tests.architecture.sources import ROOT

RESOURCES = "ciie_admin/resources"


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run([*build, str(folder)], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as opened:
        return frozenset(opened.namelist())


def test_the_models_come_with_their_licence(carried: frozenset[str]) -> None:
    names = {*DIGESTS, "LICENSE", "NOTICE"}
    assert {f"{RESOURCES}/models/{name}" for name in names} <= carried


def test_the_texts_of_the_windows_come_compiled(carried: frozenset[str]) -> None:
    sources = {path.stem for path in Path(ROOT, "resources", "translations").glob("*.ts")}
    assert sources
    assert {f"{RESOURCES}/translations/{name}.qm" for name in sources} <= carried
