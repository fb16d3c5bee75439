"""Which codes the package can say: read off its source, nothing left out in silence."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.architecture.sources import package_modules, place, tree


def codes(speakers: frozenset[str]) -> Mapping[str, str | None]:
    """Place in the source -> the code said there, None where it cannot be read off."""
    said: dict[str, str | None] = {}
    for file in package_modules():
        for call in _calls(file, speakers):
            argument = _code_argument(call)
            if argument is None:
                continue
            for number, code in enumerate(_values(argument, file)):
                said[f"{place(file, call.lineno)}#{number}"] = code
    return said


def subclasses(*roots: str) -> frozenset[str]:
    """These classes and whatever derives from them anywhere in the package."""
    names = set(roots)
    classes = [
        node
        for file in package_modules()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef)
    ]
    while True:
        more = {node.name for node in classes if names & {_last(base) for base in node.bases}}
        if more <= names:
            return frozenset(names)
        names |= more


def _calls(file: Path, speakers: frozenset[str]) -> Iterator[ast.Call]:
    """Calls of these classes, under another name too if the import gave them one."""
    aliases = {
        alias.asname
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in speakers
    }
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and _last(node.func) in speakers | aliases:
            yield node


def _last(name: ast.expr) -> str:
    return ast.unparse(name).rsplit(".", maxsplit=1)[-1]


def _code_argument(call: ast.Call) -> ast.expr | None:
    """The argument named `code`, else the first but for an HTTP status in front of it."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    texts = [one for one in call.args if not _is_status(one)]
    return next(iter((*named, *texts)), None)


def _is_status(argument: ast.expr) -> bool:
    if isinstance(argument, ast.Constant):
        return isinstance(argument.value, int)
    return _last(argument) in {"status", "status_code"}


def _values(expression: ast.expr, file: Path) -> Iterator[str | None]:
    match expression:
        case ast.Constant(value=str() as code):
            yield code
        case ast.IfExp(body=body, orelse=orelse):
            yield from _each([body, orelse], file)
        case ast.BoolOp(values=values):
            yield from _each(values, file)
        case _ if _last(expression) == "code":
            return  # passed on: `verdict.code` or an argument `code`, made and checked elsewhere
        case ast.Call(func=ast.Name(id=name)) if returned := _returned_by(name, file):
            yield from _each(returned, file)
        case _ if chosen := [*_table_values(expression, file), *_defaults(expression)]:
            yield from _each(chosen, file)
        case _:
            yield None


def _each(expressions: list[ast.expr], file: Path) -> Iterator[str | None]:
    for expression in expressions:
        yield from _values(expression, file)


def _returned_by(name: str, file: Path) -> list[ast.expr]:
    """What the function of this name in the same file returns."""
    return [
        part.value
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef) and node.name == name
        for part in ast.walk(node)
        if isinstance(part, ast.Return) and part.value is not None
    ]


def _table_values(expression: ast.expr, file: Path) -> list[ast.expr]:
    """Values of the tables of the same file that the expression chooses from."""
    names = {part.id for part in ast.walk(expression) if isinstance(part, ast.Name)}
    return [
        value
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict)
        if names & {ast.unparse(target) for target in _targets(node)}
        for value in node.value.values
    ]


def _targets(node: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else [node.target]


def _defaults(expression: ast.expr) -> list[ast.expr]:
    """The text in `TABLE.get(number, "text")` and `next(found, "text")`."""
    if not isinstance(expression, ast.Call) or len(expression.args) < 2:
        return []
    return [expression.args[-1]]
