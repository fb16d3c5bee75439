"""What needs no window starts without Qt: half a second and 100 MB less for every shell command."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE

WINDOWLESS = (
    "config",
    "errors",
    "words",
    "domain",
    "photos",
    "wire",
    "exports",
    "models",
    "sync",
    "server",
)
IMPORTED = re.compile(r"^import time:.*\| +(\S+)$", re.MULTILINE)
LIST_MODULES = """
import importlib, pkgutil, sys
start = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(getattr(start, "__path__", ()), start.__name__ + "."):
    if "migrations" not in module.name:  # alembic alone can import its scripts
        importlib.import_module(module.name)
print(*sys.modules)
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=PACKAGE.parent,
        capture_output=True,
        check=False,
        text=True,
    )


def started(*arguments: str) -> tuple[str, set[str]]:
    """Standard output of `ciie-admin ...` and the top names of all it imported."""
    result = run("-X", "importtime", "-m", "ciie_admin", *arguments)
    assert result.returncode == 0, result.stderr[-2_000:]
    return result.stdout, {name.split(".")[0] for name in IMPORTED.findall(result.stderr)}


def commands() -> list[str]:
    """The shell commands that `ciie-admin --help` lists between braces."""
    listed = re.search(r"\{([\w,-]+)\}", run("-m", "ciie_admin", "--help").stdout)
    return listed.group(1).split(",") if listed else []


def test_help_lists_commands_and_loads_no_big_library() -> None:
    _, modules = started("--help")
    assert {"demo", "tour"} <= set(commands()), "--help must list the commands between braces"
    assert "ciie_admin" in modules
    assert not modules & {"PySide6", "qtawesome", "sqlalchemy", "fastapi", "openpyxl", "pydantic"}


@pytest.mark.parametrize("command", commands())
def test_no_command_loads_qt_before_it_needs_a_window(command: str) -> None:
    _, modules = started(command, "--help")
    assert not modules & {"PySide6", "qtawesome"}


@pytest.mark.parametrize("name", WINDOWLESS)
def test_parts_without_windows_load_no_qt(name: str) -> None:
    result = run("-c", LIST_MODULES, f"ciie_admin.{name}")
    assert result.returncode == 0, result.stderr[-2_000:]
    loaded = set(result.stdout.split())
    assert f"ciie_admin.{name}" in loaded
    assert not loaded & {"PySide6", "shiboken6", "qtawesome"}


def test_photos_are_checked_without_a_store_or_a_decoder_in_this_process(tmp_path: Path) -> None:
    """Pictures are decoded by workers, and only there."""
    (tmp_path / "photo.jpg").write_bytes(b"no picture")
    said, modules = started("check-photos", str(tmp_path), "--json")
    assert '"ok": false' in said
    assert not modules & {"PySide6", "sqlalchemy", "requests", "cv2", "numpy", "PIL"}
