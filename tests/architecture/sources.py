"""The files of the repository as the tests of its shape read them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "ciie_admin"


@cache
def tracked() -> tuple[Path, ...]:
    """Everything git keeps or would keep, sorted; what it ignores is nobody's source."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return tuple(ROOT / name for name in sorted(listed.split("\0")) if (ROOT / name).is_file())


@cache
def modules() -> tuple[Path, ...]:
    return tuple(file for file in tracked() if file.suffix == ".py")


@cache
def package_modules() -> tuple[Path, ...]:
    return tuple(file for file in modules() if file.is_relative_to(PACKAGE))


@cache
def module_tests() -> tuple[Path, ...]:
    return tuple(file for file in modules() if file.is_relative_to(ROOT / "tests"))


@cache
def text(file: Path) -> str:
    """Empty for a file that is not text, such as a picture."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(text(file), str(file))


def place(file: Path, line: int = 0) -> str:
    """What an editor jumps to."""
    name = file.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name
