"""docs/protocol.md names everything that travels: a second client is written from it."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from ciie_admin.wire import digests, journal, known, messages, quotas, scans, sessions, transport
from tests.architecture.codes import codes

PAGE = Path(__file__).parents[2] / "docs" / "protocol.md"
PARTS = (digests, journal, known, messages, quotas, scans, sessions)
ROOTS = tuple(
    one
    for part in PARTS
    for one in vars(part).values()
    if isinstance(one, type) and is_dataclass(one) and one.__module__ == part.__name__
)


@cache
def named() -> frozenset[str]:
    """Every word that stands between backticks, and what stands between those of a path."""
    quoted = re.findall(r"`([^`\n]+)`", PAGE.read_text(encoding="utf-8"))
    return frozenset(quoted) | {word for one in quoted for word in re.findall(r"\w+", one)}


def travelling(kind: Any, seen: set[Any]) -> None:
    """Adds every dataclass and every enumeration a message can hold."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        seen.add(kind)
    elif isinstance(kind, type) and is_dataclass(kind) and kind not in seen:
        seen.add(kind)
        for part in get_type_hints(kind).values():
            travelling(part, seen)
    for part in get_args(kind):
        travelling(part, seen)


def everything() -> Iterator[Any]:
    seen: set[Any] = set()
    for root in ROOTS:
        travelling(root, seen)
    yield from sorted(seen, key=lambda one: str(one.__name__))


def test_the_search_finds_what_travels() -> None:
    names = {one.__name__ for one in everything()}
    assert {"Operation", "VerdictConflict", "PassUnit", "UnitForm", "Badge", "Edition"} <= names


@pytest.mark.parametrize("kind", list(everything()), ids=lambda one: str(one.__name__))
def test_every_field_and_every_value_is_named(kind: Any) -> None:
    assert not wanted(kind) - named()


def wanted(kind: Any) -> set[str]:
    """Values of an enumeration; fields of a message, and the `kind` that tells it apart."""
    if issubclass(kind, StrEnum):
        return {one.value for one in kind}
    tags = {one.default for one in fields(kind) if one.name == "kind"}
    return {one.name for one in fields(kind)} | {tag for tag in tags if isinstance(tag, str)}


def test_every_refusal_of_the_rules_and_of_the_server_is_named() -> None:
    said = {
        code
        for at, code in codes(frozenset({"Refused", "VerdictRefused"})).items()
        if at.startswith(("ciie_admin/domain/", "ciie_admin/server/deciding"))
        and "settling" not in at  # acts of bank and organiser: no client of ours asks for them
        and "apportion" not in at  # a proposal is made and refused on the client alone
    }
    assert len(said) > 20
    assert not {code for code in said if code} - named()


def test_every_address_and_limit_is_named() -> None:
    paths = (transport.HELLO, transport.SIGN_IN, transport.EXCHANGE, transport.WAIT)
    text = PAGE.read_text(encoding="utf-8")
    media = (transport.PACKED, transport.JSON)
    own = (transport.REFRESH, transport.SIGN_OUT, transport.SESSIONS, transport.REVEAL)
    doubt = (transport.DIGESTS, transport.BUCKET, transport.KNOWN)
    pictures = (transport.THUMBNAILS, transport.PHOTOS, transport.SCANS)
    for name in (*paths, *own, *doubt, *pictures, *media):
        assert f"`{name}" in text
    for limit in (messages.PAGE_OPERATIONS, messages.PAGE_FIRST, transport.WAIT_SECONDS):
        assert f"{limit:,}" in text
    assert f"Protocol number: **{messages.PROTOCOL}**." in text
