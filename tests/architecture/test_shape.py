"""The size and style budget, and what may never stand in a file of the repository."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.architecture.sources import (
    ROOT,
    module_tests,
    modules,
    package_modules,
    place,
    text,
    tracked,
    tree,
)

MAX_FILE, MAX_TEST_FILE, MAX_FUNCTION, MAX_MEDIAN_FUNCTION = 300, 400, 40, 8
"""Lines."""
EMPTY_WORDS = frozenset({
    "manager", "managers", "controller", "controllers", "helper", "helpers", "util", "utils",
    "handler", "handlers", "service", "services", "info", "infos", "data", "datas",
})  # fmt: skip
QT_OVERRIDES = frozenset({"data", "setData", "headerData", "setHeaderData", "mimeData",
                          "dropMimeData", "itemData", "setItemData", "dataChanged"})  # fmt: skip
"""Methods an item model or its view overrides: Qt named them."""
PAINTED = re.compile(r"\b(?:setStyleSheet|QColor|QFont)\(")
PAINTERS = re.compile(r"views/(?:theme|delegates|icons)\w*(?:/\w+)*\.py$")
WAITING = re.compile(r"\bqtbot\.wait\(|\btime\.sleep\(")
MACHINE = re.compile(
    r"(?<![\w.])/(?:work|tmp|root|home)/[\w.]|\.\./shared|[A-Z]:\\Users"
    r"|\bpypi\.org\b|\bpythonhosted\b|\bnpmjs\b|\bdeb\.debian\b|\bsnapshot\.debian\b",
    re.IGNORECASE,
)
URL = re.compile(r"https?://([^\s/\"'`<>)\]}]+)")
OWN_HOST = re.compile(
    r"""(?: (?:[\w-]+\.)* example(?:\.(?:com|org|net|cn))? | [\w.-]+\.(?:test|invalid)
          | localhost | 127\.\d+\.\d+\.\d+ | \[::1\]? | \{.* | \$.* | %s ) (?: :.* )? $""",
    re.VERBOSE,
)
NAMESPACES = frozenset({"www.w3.org", "schemas.openxmlformats.org", "schemas.microsoft.com",
                        "purl.org"})  # fmt: skip
"""Hosts inside the names of XML vocabularies: nothing is ever fetched from there."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(file: Path) -> Iterator[Function]:
    for node in ast.walk(tree(file)):
        if isinstance(node, Function):
            yield node


def lines(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_short() -> None:
    long = [
        f"{place(file)} has {count} lines"
        for file in modules()
        if (count := text(file).count("\n"))
        > (MAX_TEST_FILE if file in module_tests() else MAX_FILE)
    ]
    assert not long


def test_functions_are_short() -> None:
    own = set(modules()) - set(module_tests())
    long = [
        f"{place(file, node.lineno)} {node.name} has {lines(node)} lines"
        for file in sorted(own)
        for node in functions(file)
        if lines(node) > MAX_FUNCTION
    ]
    assert not long


def test_most_functions_are_very_short() -> None:
    sizes = [lines(node) for file in package_modules() for node in functions(file)]
    assert median(sizes) <= MAX_MEDIAN_FUNCTION


def empty_words(name: str) -> set[str]:
    """The words of snake_case or CamelCase that say nothing."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)
    return {part.lower() for part in parts} & EMPTY_WORDS


def empty_names(file: Path) -> Iterator[str]:
    for node in ast.walk(tree(file)):
        if not isinstance(node, Function | ast.ClassDef) or not empty_words(node.name):
            continue
        if node.name in QT_OVERRIDES and {"views", "benchmarks"} & set(file.parts):
            continue
        yield f"{place(file, node.lineno)} {node.name}"


def test_names_say_something() -> None:
    files = [
        place(file)
        for file in tracked()
        if any(empty_words(part) for part in file.relative_to(ROOT).with_suffix("").parts)
    ]
    names = [name for file in modules() for name in empty_names(file)]
    assert not files + names


def found(pattern: re.Pattern[str], files: tuple[Path, ...]) -> list[str]:
    return [
        f"{place(file, number)} {match.group()}"
        for file in files
        for number, line in enumerate(text(file).splitlines(), 1)
        for match in pattern.finditer(line)
    ]


def test_colours_and_fonts_come_from_the_theme() -> None:
    others = tuple(file for file in package_modules() if not PAINTERS.search(file.as_posix()))
    assert len(others) < len(package_modules()), "no theme was found"
    assert not found(PAINTED, others)


def test_tests_wait_for_something() -> None:
    assert not found(WAITING, module_tests())


def test_no_file_names_a_machine() -> None:
    assert not found(MACHINE, tracked())


def foreign_hosts(file: Path) -> Iterator[str]:
    for number, line in enumerate(text(file).splitlines(), 1):
        for found_host in URL.findall(line):
            host = re.split(r"[?#\\\\]", found_host)[0].rpartition("@")[2].rstrip(".,;:。，；…")
            if host and not OWN_HOST.match(host) and host not in NAMESPACES:
                yield f"{place(file, number)} {host}"


def test_no_file_names_a_foreign_host() -> None:
    """Texts of licences must stay as they are; everything else names examples or loopback."""
    files = [file for file in tracked() if not file.name.startswith(("LICENSE", "NOTICE"))]
    assert not [host for file in files for host in foreign_hosts(file)]
