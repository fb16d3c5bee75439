"""Imports only point down: the contracts of pyproject.toml hold, and each of them bites."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT

CHECK = "import sys; from importlinter.cli import lint_imports as l; sys.exit(l(no_cache=True))"


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-c", CHECK], cwd=folder, capture_output=True, check=False, text=True
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package with its contracts, free to be spoilt."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(PACKAGE, tmp_path / "ciie_admin", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_contracts_hold() -> None:
    result = check(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("domain/lanes.py", "import ciie_admin.wire.codec", "Imports only point down"),
        ("models/spoilt.py", "import ciie_admin.sync", "Imports only point down"),
        ("unlisted.py", "", "Imports only point down"),
        ("server/spoilt.py", "import ciie_admin.models", "The server meets the client"),
        ("domain/lanes.py", "import pydantic", "The rules know no file"),
        ("wire/codec.py", "import sqlalchemy", "What travels knows no file"),
        ("photos/spoilt.py", "import ciie_admin.words", "Imports only point down"),
        ("photos/spoilt.py", "import ciie_admin.wire", "Imports only point down"),
        ("photos/spoilt.py", "import PySide6", "The photo checks know no window"),
        ("models/spoilt.py", "import cv2", "OpenCV only in the photo checks"),
        ("models/spoilt.py", "from PySide6.QtCore import QObject", "Qt only in the windows"),
        ("words.py", "import sqlalchemy.orm", "SQLAlchemy only in the cache"),
        ("server/spoilt.py", "import sqlcipher3", "SQLCipher only in the cache"),
        ("views/spoilt.py", "import requests", "Requests only in the exchange"),
        ("words.py", "import fastapi", "The parts of a server only in the server"),
    ],
)
def test_each_contract_bites(copy: Path, module: str, line: str, contract: str) -> None:
    with (copy / "ciie_admin" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = check(copy)
    broken = [row for row in result.stdout.splitlines() if " BROKEN" in row]
    assert any(row.startswith(contract) for row in broken), result.stdout + result.stderr
