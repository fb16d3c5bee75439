"""argparse, with options and positionals in any order, and faults told in our own words."""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import NoReturn
from uuid import UUID

from ciie_admin.errors import BadInput

FAULTS = (
    (r"the following arguments are required: (.+)", "missing"),
    (r"unrecognized arguments: (.+)", "unknown"),
    (r"argument (.+?): invalid choice: .+ \(choose from (.+)\)", "one_of"),
    (r"argument (.+?): expected .+ arguments?", "value"),
    (r"argument (.+?): not allowed with argument .+", "not_together"),
)
"""What argparse says in English, and which of [shell_expected] says it."""
SHOWN = 40
"""Letters of what was typed that are shown again."""
MAX_DIGITS = 18
"""Of a number typed: more would not fit 64 bits."""


def bad_argument(argument: str, expected: str, **more: str) -> BadInput:
    """`expected` is a key of [shell_expected]."""
    return BadInput("bad_argument", {"argument": argument, "expected": expected, **more})


class Parser(ArgumentParser):
    """Raises BadInput where argparse would print and exit."""

    mixing = False

    def name_groups(self, positionals: str, options: str) -> None:
        self._positionals.title, self._optionals.title = positionals, options

    def error(self, message: str) -> NoReturn:
        for pattern, expected in FAULTS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                choices = found.group(2).replace("'", "") if expected == "one_of" else ""
                raise bad_argument(found.group(1), expected, choices=choices)
        raise bad_argument(self.prog, message)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Namespace | None = None
    ) -> tuple[Namespace, list[str]]:
        """Plain argparse gives up on `decide units pass --release 12`: ids after an option."""
        if self.mixing or self._subparsers is not None:
            return super().parse_known_args(args, namespace)
        self.mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self.mixing = False


def whole_number(text: str) -> int:
    """From 1 on."""
    if not text.isdecimal() or len(text) > MAX_DIGITS or int(text) < 1:
        raise bad_argument(text[:SHOWN], "whole_number")
    return int(text)


def few(text: str) -> int:
    """From 0 on."""
    return 0 if text == "0" else whole_number(text)


def port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:6]) <= 65_535:
        raise bad_argument(text[:SHOWN], "port")
    return int(text)


def seconds(text: str) -> float:
    if not re.fullmatch(r"\d{1,6}(\.\d{1,3})?", text):
        raise bad_argument(text[:SHOWN], "seconds")
    return float(text)


def picture_size(text: str) -> tuple[int, int]:
    """Width and height in px."""
    found = re.fullmatch(r"(\d{2,5})x(\d{2,5})", text)
    if found is None:
        raise bad_argument(text[:SHOWN], "picture_size")
    return int(found.group(1)), int(found.group(2))


def number_of(text: str, expected: str) -> UUID:
    """Of a batch, an operation; `expected` says of what."""
    try:
        return UUID(text)
    except ValueError:
        raise bad_argument(text[:SHOWN], expected) from None
