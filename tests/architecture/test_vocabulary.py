"""Whatever the rules, the server and the borders can say has words in both languages."""

import ast
import importlib
import pkgutil
import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from enum import StrEnum
from pathlib import Path

import pytest

import ciie_admin.domain
from ciie_admin.domain import commands
from ciie_admin.words import vocabulary
from tests.architecture.sources import PACKAGE, package_modules, place, tree

LANGUAGES = ("zh", "en")
REFUSALS = frozenset({"Refused", "VerdictRefused"})
WIRE = PACKAGE / "wire"


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def rule_enums() -> Iterator[type[StrEnum]]:
    """Every StrEnum made in domain/."""
    for module in pkgutil.iter_modules(ciie_admin.domain.__path__, "ciie_admin.domain."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, StrEnum):
                if value.__module__ == module.name:
                    yield value


def command_kinds() -> Iterator[str]:
    for value in vars(commands).values():
        if is_dataclass(value) and hasattr(value, "kind"):
            yield str(value.kind)


def lacking(group: str, keys: list[str]) -> list[str]:
    """Keys of a group without a word, or without one of its languages."""
    entries = vocabulary().get(group, {})
    return [
        f"{group}.{key} {language}"
        for key in keys
        for language in LANGUAGES
        if not entries.get(key, {}).get(language, "").strip()
    ]


@pytest.mark.parametrize("states", list(rule_enums()), ids=lambda states: states.__name__)
def test_every_state_has_words(states: type[StrEnum]) -> None:
    assert not lacking(snake(states.__name__), [str(state) for state in states])


@pytest.mark.parametrize("group", ["command", "event"])
def test_every_command_has_words(group: str) -> None:
    kinds = list(command_kinds())
    assert len(kinds) > 5
    assert not lacking(group, kinds)


def mishap_classes() -> frozenset[str]:
    """Mishap, what derives from it anywhere in the package, and the server's Fault."""
    names = {"Mishap", "Fault"}
    classes = [
        node
        for file in package_modules()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef)
    ]
    while True:
        more = {
            node.name
            for node in classes
            if any(isinstance(base, ast.Name) and base.id in names for base in node.bases)
        }
        if more <= names:
            return frozenset(names)
        names |= more


def calls(file: Path, names: frozenset[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if name in names:
                yield node


def code_argument(call: ast.Call) -> ast.expr | None:
    """The one named `code`, else the first that is no number and no starred one."""
    for keyword in call.keywords:
        if keyword.arg == "code":
            return keyword.value
    for argument in call.args:
        if not isinstance(argument, ast.Constant) or isinstance(argument.value, str):
            return argument
    return None


def returned_by(name: str, file: Path) -> list[ast.expr]:
    """What the function of this name in the same file returns."""
    return [
        part.value
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef) and node.name == name
        for part in ast.walk(node)
        if isinstance(part, ast.Return) and part.value is not None
    ]


def bound_to(name: str, file: Path) -> list[ast.expr]:
    """What is assigned to this name anywhere in the same file, values of a table included."""
    bound: list[ast.expr] = []
    for node in ast.walk(tree(file)):
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            targets, value = [node.target], node.value
        elif isinstance(node, ast.Assign):
            value = node.value
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            bound += value.values if isinstance(value, ast.Dict) else [value]
    return bound


def passes_on(expression: ast.expr) -> bool:
    """A code that was made, and is checked, elsewhere: `verdict.code`, or an argument `code`."""
    if isinstance(expression, ast.Attribute):
        return expression.attr == "code"
    return isinstance(expression, ast.Name) and expression.id == "code"


def literals(expression: ast.expr, file: Path) -> Iterator[str | None]:
    """The codes an expression can be; None where that cannot be read off the source."""
    match expression:
        case ast.Constant(value=str() as code):
            yield code
        case ast.IfExp(body=body, orelse=orelse):
            yield from literals(body, file)
            yield from literals(orelse, file)
        case ast.BoolOp(values=values):
            for value in values:
                yield from literals(value, file)
        case _ if passes_on(expression):
            return
        case ast.Call(func=ast.Name(id=name)) if returned := returned_by(name, file):
            for value in returned:
                yield from literals(value, file)
        case ast.Name(id=name) if bound := bound_to(name, file):
            for value in bound:
                yield from literals(value, file)
        case ast.Subscript(value=ast.Name(id=name)) if bound := bound_to(name, file):
            for value in bound:
                yield from literals(value, file)
        case _:
            yield None


def codes(names: frozenset[str]) -> Mapping[str, str | None]:
    """Place in the source -> the code said there."""
    said: dict[str, str | None] = {}
    for file in package_modules():
        for call in calls(file, names):
            argument = code_argument(call)
            if argument is None:
                continue
            for number, code in enumerate(literals(argument, file)):
                said[f"{place(file, call.lineno)}#{number}"] = code
    return said


@pytest.mark.parametrize(
    ("group", "names"),
    [("refused", REFUSALS), ("mishap", mishap_classes())],
    ids=["refused", "mishap"],
)
def test_every_code_has_words(group: str, names: frozenset[str]) -> None:
    said = codes(names)
    assert len(said) > 5
    unread = [where for where, code in said.items() if code is None]
    assert not unread, "say these codes as literals"
    unsaid = [f"{at}: {gap}" for at, code in said.items() if code for gap in lacking(group, [code])]
    assert not unsaid


def entries() -> Iterator[tuple[str, Mapping[str, str]]]:
    for group, words in vocabulary().items():
        for key, entry in words.items():
            yield f"{group}.{key}", entry


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_entry_is_whole() -> None:
    """Both languages, saying the same facts."""
    odd = [name for name, entry in entries() if not all(entry.get(one) for one in LANGUAGES)]
    assert not odd
    uneven = [name for name, entry in entries() if places(entry["zh"]) != places(entry["en"])]
    assert not uneven
