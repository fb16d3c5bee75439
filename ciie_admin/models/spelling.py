"""How Chinese text is found and ordered: characters, pairs of characters, pinyin and initials."""

import os
import re
from collections.abc import Callable
from functools import cache, partial
from itertools import pairwise

KEY_CHARACTERS = 12
"""Characters that count for the order of a list."""
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0010ffff]")


@cache
def _sounds(character: str) -> str:
    """Pinyin of one character without tone, its most common reading; other letters lowered.

    Empty for the rarest characters, which the dictionary does not have.
    """
    if not is_han(character):
        return character.lower() if character.isalnum() else ""
    read = _reader()(character)
    return read[0][0] if read else ""


@cache
def _reader() -> Callable[[str], list[list[str]]]:
    """Loaded on first use, and without its 40 MB of phrases: characters are read one by one."""
    os.environ["PYPINYIN_NO_PHRASES"] = os.environ["PYPINYIN_NO_DICT_COPY"] = "yes"
    from pypinyin import Style, pinyin

    return partial(pinyin, style=Style.NORMAL, errors="ignore")


def is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or ord(character) >= 0x20000


def sort_key(text: str) -> str:
    """Orders as a Chinese reader expects: by sound, equal sounds by character."""
    head = text[:KEY_CHARACTERS]
    return " ".join(filter(None, map(_sounds, head))) + "|" + head


def search_tokens(text: str) -> str:
    """Tokens of one text for the index, separated by blanks."""
    han = HAN.findall(text)
    pairs = map("".join, pairwise(han))
    sounds = [*map(_sounds, han)]
    spoken = ["".join(sounds), "".join([s[:1] for s in sounds])] if han else []
    words = _other_words(text) if len(han) < len(text) else ()
    return " ".join((*han, *pairs, *words, *spoken))


def _other_words(text: str) -> list[str]:
    """Letters and digits between the characters."""
    return "".join(c if c.isalnum() else " " for c in HAN.sub(" ", text)).lower().split()


def search_query(text: str) -> str:
    """The index query that finds what a person typed; empty when nothing can be looked for."""
    terms: list[str] = []
    for word in text.split():
        han = [c for c in word if is_han(c)]
        other = "".join(c for c in word if c.isalnum() and not is_han(c)).lower()
        terms += [f'"{a}{b}"' for a, b in pairwise(han)] or [f'"{c}"' for c in han]
        if other:
            terms.append(f'"{other}"*')
    return " AND ".join(terms)
