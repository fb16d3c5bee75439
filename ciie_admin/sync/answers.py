"""What came back: checked for being ours before a byte of it is believed."""

import hashlib
from collections.abc import Callable
from types import NoneType
from typing import TypeVar

import requests

from ciie_admin.errors import Mishap, NotAllowed, Offline, OldProgram
from ciie_admin.wire import transport
from ciie_admin.wire.codec import MAX_ANSWER, Malformed, load, load_foreign, unpack
from ciie_admin.wire.messages import PROTOCOL, Fault
from ciie_admin.wire.scans import scan_type

T = TypeVar("T")
Wanted = Callable[[], bool]
"""Asked while a large answer arrives; False lets it go."""
Reading = Callable[[requests.Response, type[T]], T]
"""What becomes of an answer: understood() unless it is a picture."""
GATEWAY = frozenset({502, 503, 504})
"""Said by a proxy whose server is away."""
OK, TOO_MANY = 200, 429
NOTHING = 204
"""Status of an answer without a body."""
PICTURE_PART = 16 * 1024
"""Bytes between two questions whether a picture is still wanted."""


def always() -> bool:
    return True


def understood(response: requests.Response, kind: type[T]) -> T:
    """The answer, checked for being ours before a byte of it is believed."""
    if response.status_code == NOTHING and kind is NoneType:
        return load(kind, b"null")
    media = response.headers.get("Content-Type", "").split(";")[0]
    if media != transport.PACKED or response.is_redirect:
        away = response.status_code in GATEWAY
        raise Offline("unreachable" if away else "not_our_server")
    content = _read(response, MAX_ANSWER)
    try:
        plain = unpack(content, MAX_ANSWER)
        if not response.ok:
            raise _refusal(response.status_code, load_foreign(Fault, plain))
        return load_foreign(kind, plain)
    except Malformed:
        raise Offline("cut_off") from None


def picture(response: requests.Response, digest: str, wanted: Wanted) -> bytes:
    """A picture's bytes, if they are what the digest was made from. Raises Offline, Mishap."""
    media = response.headers.get("Content-Type", "").split(";")[0]
    if response.status_code != OK or media not in transport.PICTURES:
        understood(response, NoneType)
        raise Offline("not_our_server")
    content = _read(response, transport.MAX_PICTURE, PICTURE_PART, wanted)
    if hashlib.sha256(content).hexdigest() != digest:
        raise Offline("cut_off")
    return content


def jpeg(response: requests.Response) -> bytes:
    """A picture the server drew, which has no digest. Raises Offline, Mishap."""
    media = response.headers.get("Content-Type", "").split(";")[0]
    if response.status_code != OK or media != "image/jpeg":
        understood(response, NoneType)
        raise Offline("not_our_server")
    content = _read(response, transport.MAX_PICTURE)
    if not content.startswith(b"\xff\xd8\xff"):
        raise Offline("not_our_server")
    return content


def paper(response: requests.Response) -> bytes:
    """A signed paper, of a kind that can be one. Raises Offline, Mishap."""
    media = response.headers.get("Content-Type", "").split(";")[0]
    if response.status_code != OK or media not in transport.SCAN_TYPES:
        understood(response, NoneType)
        raise Offline("not_our_server")
    content = _read(response, transport.MAX_SCAN)
    if scan_type(content) != media:
        raise Offline("not_our_server")
    return content


def _read(
    response: requests.Response, cap: int, part: int = 64 * 1024, wanted: Wanted = always
) -> bytes:
    """The body; one that grows beyond the cap, or is wanted no more, is dropped."""
    parts = bytearray()
    for some in response.iter_content(part):
        parts += some
        if len(parts) > cap or not wanted():
            raise Offline("cut_off")
    return bytes(parts)


def _refusal(status: int, fault: Fault) -> Mishap:
    if status in (401, 403):
        return NotAllowed(fault.code, fault.facts)
    if status == 426:
        return other_version(fault.facts.get("protocol", ""))
    if status >= 500 or status == TOO_MANY:  # to be tried again later, and work goes on
        return Offline(fault.code, fault.facts)
    return Mishap(fault.code, fault.facts)


def other_version(theirs: str) -> OldProgram:
    """Whoever speaks the lower version has to be renewed."""
    older = theirs.isdecimal() and int(theirs) < PROTOCOL
    return OldProgram("old_server" if older else "old_program")
