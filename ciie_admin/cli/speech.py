"""Sentences for people on standard error, JSON for programs on standard output."""

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise

from ciie_admin.errors import Mishap
from ciie_admin.words import Language, sentence, title, word


def chosen_language(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    """From `--lang` wherever it stands, else from the locale; Chinese if neither says English.

    Known before the arguments are, so that their faults are told in it.
    """
    given = [one.removeprefix("--lang=") for one in arguments if one.startswith("--lang=")]
    given += [b for a, b in pairwise(arguments) if a == "--lang"]
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    given += [found for name in names if (found := environ.get(name))]
    return "en" if given and given[0].lower().startswith("en") else "zh"


def spoken(mishap: Mishap, language: Language) -> str:
    """One sentence: what is the matter, and what to do about it."""
    facts = dict(mishap.facts)
    with suppress(KeyError):
        facts["expected"] = sentence("shell_expected", facts.get("expected", ""), facts, language)
    try:
        advice = sentence("mishap", mishap.code, facts, language)
        return f"{title(mishap.code, language)}{'。' if language == 'zh' else '. '}{advice}"
    except KeyError:
        return sentence("shell", "unknown_mishap", {"code": mishap.code}, language)


def refusal(code: str, facts: Mapping[str, str], language: Language) -> str:
    """Why a row was refused; a code of a newer server is named as it is."""
    if not code:
        return ""
    try:
        return sentence("refused", code, facts, language)
    except KeyError:
        return sentence("shell", "unknown_mishap", {"code": code}, language)


def phrase(key: str, language: Language, **facts: object) -> str:
    """A sentence of the shell with its places filled."""
    said = {name: str(value) for name, value in facts.items()}
    return sentence("shell", key, said, language)


def column(key: str, language: Language) -> str:
    """The head of a column, the shell's own or the shared one."""
    try:
        return word("shell_column", key, language)
    except KeyError:
        return word("column", key, language)


def tell(said: str) -> None:
    """To the person at the terminal."""
    print(printable(said), file=sys.stderr, flush=True)


def emit(values: Mapping[str, object]) -> None:
    """One JSON object on one line. Names of files may hold what is no text: that is escaped."""
    said = json.dumps(values, ensure_ascii=False)
    print(said if said.isascii() or _is_text(said) else json.dumps(values))


def _is_text(said: str) -> bool:
    try:
        return bool(said.encode())
    except UnicodeEncodeError:
        return False


def printable(text: str) -> str:
    """Without what could steer a terminal: registrants typed some of it."""
    return "".join(c if c.isprintable() else " " for c in text)


def settle_streams() -> None:
    """UTF-8 into files and pipes; a terminal keeps its own encoding and shows `?` for the rest."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # a stream that is no text file: nothing to set
            if stream.isatty():
                stream.reconfigure(errors="replace")  # type: ignore[union-attr]
            else:
                stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
