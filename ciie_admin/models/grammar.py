"""Filters as text: `lane:to_review (finding:any or unit_class:government) not place:12`.

    filter  = all { "or" all }
    all     = one { one }                  neighbours are ANDed; AND binds closer than OR
    one     = "not" one | "(" filter ")" | key:value

Several values of one key side by side are alternatives, as in the lists' heads. A value with
blanks or brackets stands in quotation marks. What a Chinese keyboard types counts as well:
（ ） ： “ ” and 或 非 且, and keys and values by their Chinese words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ciie_admin.domain.places import Place
from ciie_admin.errors import BadInput
from ciie_admin.models.filter_codes import NONE, Codes, Words
from ciie_admin.models.queries import Either, Not, Query
from ciie_admin.models.terms import terms, with_term
from ciie_admin.wire.messages import SubjectKind

TOKEN = re.compile(r"""\s*(?:(?P<bracket>[()])|(?P<word>(?:"[^"]*"|[^\s()"])+)|(?P<rest>\S))""")
WIDE = str.maketrans("（）：“”＂　", '():"""' + " ")
ODD = re.compile(r"[\s()（）　]")
"""What makes quotation marks necessary."""
OPERATORS = {"or": "or", "或": "or", "not": "not", "非": "not", "and": "and", "且": "and"}
DEEPEST = 40
"""Brackets and `not` within one another."""


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is or, not, and, `(`, `)` or term; `text` as typed, quotation marks taken off;
    `at` its place in the line.
    """

    kind: str
    text: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """What terms are read by: the places they may name, and the words for codes."""

    places: Mapping[int, Place] = field(default_factory=dict)
    codes: Codes = NONE


NOWHERE = Ground()


def parse(kind: SubjectKind, arguments: Sequence[str], on: Ground = NOWHERE) -> Query:
    """A query from the arguments of a command: one that is nothing but a term may hold blanks.

    Raises BadInput: bad_filter, bad_filter_value, filter_twice, no_such_place, place_ambiguous,
    filter_bracket, filter_cut, filter_order or filter_deep.
    """
    found = [token for argument in arguments for token in _argument(argument)]
    return _Reader(kind, found, on).whole()


def parse_line(kind: SubjectKind, line: str, on: Ground = NOWHERE) -> Query:
    """A query from one line of text. Raises as parse()."""
    return _Reader(kind, tokens(line), on).whole()


def spelled(query: Query, on: Ground = NOWHERE, words: Mapping[str, Words] | None = None) -> str:
    """The text parse_line() makes this query of, but for a descending order.

    With `words` in Chinese; a word that means several codes is left a code.
    """
    return " ".join(_items(query, on, words or {}))


def _items(query: Query, on: Ground, words: Mapping[str, Words]) -> list[str]:
    either, neither = (" 或 ", "非 ") if words else (" or ", "not ")
    said = [_term(key, value, on, words) for key, value in terms(query, on.places)]
    for one in query.where:
        if isinstance(one, Not):
            items = _items(one.part, on, words)
            inside = items[0] if len(items) == 1 else f"({' '.join(items)})"
            said.append(neither + inside)
        else:
            parts = [" ".join(_items(part, on, words)) for part in one.parts]
            said.append(f"({either.join(parts)})")
    return said


def _term(key: str, value: str, on: Ground, words: Mapping[str, Words]) -> str:
    known = words.get(key)
    name, said = (known.name, known.values.get(value, value)) if known else (key, value)
    said = said.replace('"', " ")
    written = f"{name}:{said}"
    if on.codes.term(written) != f"{key}:{value}":
        written = f"{key}:{value}".replace('"', " ")
    return f'"{written}"' if ODD.search(written) else written


def tokens(line: str) -> list[Token]:
    found = []
    for match in TOKEN.finditer(line.translate(WIDE)):
        if match["rest"]:
            raise _odd("filter_bracket", Token("", match["rest"], match.start("rest")))
        if match["bracket"]:
            found.append(Token(match["bracket"], match["bracket"], match.start("bracket")))
        elif word := match["word"]:
            plain = word.replace('"', "")
            found.append(Token(OPERATORS.get(word.lower(), "term"), plain, match.start("word")))
    return found


def _odd(code: str, token: Token) -> BadInput:
    return BadInput(code, {"word": token.text, "at": str(token.at)})


def _argument(argument: str) -> list[Token]:
    """`place:New Area` is one term: the shell has taken its quotation marks away already."""
    found = tokens(argument)
    plain = [one.kind == "term" and ":" not in one.text for one in found[1:]]
    if found and found[0].kind == "term" and all(plain):
        return [Token("term", argument.translate(WIDE).replace('"', "").strip())]
    return found


class _Reader:
    """Reads tokens from left to right; one use."""

    def __init__(self, kind: SubjectKind, found: Sequence[Token], on: Ground) -> None:
        self._kind, self._on = kind, on
        self._left = [*reversed(found)]
        self._depth = 0

    def whole(self) -> Query:
        query = self._filter(()) if self._left else Query(kind=self._kind)
        if self._left:
            raise _odd("filter_bracket", self._left[-1])
        return query

    def _filter(self, before: tuple[Token, ...]) -> Query:
        """Up to a closing bracket or the end; `before` is what it stands behind."""
        parts = [self._all(before)]
        while self._next() == "or":
            parts.append(self._all((self._left.pop(),)))
        if len(parts) == 1:
            return parts[0]
        return Query(kind=self._kind, where=(Either(parts=tuple(map(self._inner, parts))),))

    def _all(self, before: tuple[Token, ...]) -> Query:
        query, some = Query(kind=self._kind), False
        while self._next() not in ("", ")", "or"):
            if self._next() == "and" and some:
                before = (self._left.pop(),)
                some = False
            else:
                query, some, before = self._one(query), True, ()
        if not some:
            raise _odd("filter_cut", (before or (*self._left[-1:],))[0])
        return query

    def _one(self, query: Query) -> Query:
        """`query` with one more condition."""
        token = self._left.pop()
        if token.kind == "term":
            return with_term(query, self._on.codes.term(token.text), self._on.places)
        if token.kind == "and":
            raise _odd("filter_cut", token)
        self._depth += 1
        if self._depth > DEEPEST:
            raise BadInput("filter_deep", {"most": str(DEEPEST)})
        found = self._not(token) if token.kind == "not" else self._bracket(token)
        self._depth -= 1
        return replace(query, where=(*query.where, found))

    def _not(self, token: Token) -> Not:
        if self._next() in ("", ")", "or", "and"):
            raise _odd("filter_cut", token)
        return Not(part=self._inner(self._one(Query(kind=self._kind))))

    def _bracket(self, token: Token) -> Either:
        inside = self._filter((token,))
        if self._next() != ")":
            raise _odd("filter_bracket", token)
        self._left.pop()
        only = self._alone(inside)
        return only if isinstance(only, Either) else Either(parts=(self._inner(inside),))

    def _inner(self, query: Query) -> Query:
        """Without brackets around the whole; an order is of the whole list only."""
        if query.order != Query(kind=self._kind).order:
            raise BadInput("filter_order", {"filter": f"order:{query.order}"})
        only = self._alone(query)
        return only.parts[0] if isinstance(only, Either) and len(only.parts) == 1 else query

    def _alone(self, query: Query) -> Not | Either | None:
        """The only thing the query asks for, if that is a member of `where`."""
        only = query.where[0] if len(query.where) == 1 else None
        return only if query == Query(kind=self._kind, where=query.where) else None

    def _next(self) -> str:
        return self._left[-1].kind if self._left else ""
