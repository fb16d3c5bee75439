"""The skeleton of a JPEG file: its segments up to the end marker, nothing decoded (ITU T.81 B)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

START, END_MARKER = b"\xff\xd8", 0xD9
SCAN, TABLES, RESTARTS, PICTURES = 0xDA, 0xC4, 0xDD, 0xE2
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
AFTER_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
"""What ends entropy-coded data: a marker that is neither a stuffed byte nor a restart."""
RESTART = re.compile(rb"\xff([\xd0-\xd7])")
NOTHING = bytes(48)
ZEROS = re.compile(rb"\x00{48,}")


@dataclass(slots=True)
class Skeleton:
    """What was met on the way. `end` is the offset behind the end marker, 0 if there was none."""

    width: int = 0
    height: int = 0
    components: int = 0
    frame: int = 0
    interval: int = 0
    pictures: bool = False
    """Whether a segment announces more pictures behind this one (MPO)."""
    scans: int = 0
    first_scan: int = 0
    tail: int = 0
    """Offset behind the last byte of the last scan."""
    end: int = 0
    fault: str = ""
    first_values: dict[int, int] = field(default_factory=dict)
    """By class and number of a Huffman table: what its code of nothing but zeros stands for."""


def walk(content: bytes, start: int = 0) -> Skeleton:
    """Never raises; what cannot be followed is named in `fault`."""
    found = Skeleton()
    for marker, at, behind, following in _segments(content, start + 2):
        if marker == END_MARKER:
            found.end = behind
        elif marker == 0:
            found.fault = "segment"
        else:
            _read(found, marker, content[at:behind])
        if marker == SCAN:
            found.scans += 1
            found.first_scan = found.first_scan or behind
            found.tail = following
            found.fault = found.fault or _scan_fault(found, content[behind : found.tail])
    if not found.fault and not (found.end and found.tail and found.frame):
        found.fault = "no end"
    return found


def behind_pictures(content: bytes, found: Skeleton) -> int:
    """Where the pictures of a file end: behind the first, or behind all that an MPO holds."""
    end = found.end
    while found.pictures:
        following = len(content) - len(content[end:].lstrip(b"\0"))
        if content[following : following + 2] != START:
            break
        further = walk(content, following)
        if not further.end:
            break
        end = further.end
    return end


def _segments(content: bytes, at: int) -> Iterator[tuple[int, int, int, int]]:
    """Marker, offset of its body, offset behind it, and where the next marker is: behind a scan's
    data. Marker 0 where no segment can be.
    """
    while at < len(content):
        if content[at] != 0xFF:
            yield 0, at, at, at
            return
        while at < len(content) and content[at] == 0xFF:
            at += 1
        marker = content[at] if at < len(content) else 0
        at += 1
        if marker == END_MARKER or marker in STANDALONE:
            yield marker, at, at, at
            if marker == END_MARKER:
                return
            continue
        length = int.from_bytes(content[at : at + 2], "big")
        if marker == 0 or length < 2 or at + length > len(content):
            yield 0, at, at, at
            return
        behind = at + length
        following = _scan_end(content, behind) if marker == SCAN else behind
        yield marker, at + 2, behind, following
        at = following


def _scan_end(content: bytes, at: int) -> int:
    match = AFTER_SCAN.search(content, at)
    return match.start() if match else len(content)


def _read(found: Skeleton, marker: int, body: bytes) -> None:
    if marker in FRAMES and len(body) >= 6:
        found.frame = marker
        found.height = int.from_bytes(body[1:3], "big")
        found.width = int.from_bytes(body[3:5], "big")
        found.components = body[5]
    elif marker == TABLES:
        _read_tables(found, body)
    elif marker == RESTARTS and len(body) >= 2:
        found.interval = int.from_bytes(body[:2], "big")
    elif marker == PICTURES and body.startswith(b"MPF\0"):
        found.pictures = True


def _read_tables(found: Skeleton, body: bytes) -> None:
    while len(body) > 17:
        found.first_values[body[0]] = body[17]
        body = body[17 + sum(body[1:17]) :]


def _scan_fault(found: Skeleton, scan: bytes) -> str:
    """What a decoder passes over in silence: restarts out of turn, zeros that mean noise."""
    restarts = [mark[0] & 7 for mark in RESTART.findall(scan)]
    if restarts != [turn % 8 for turn in range(len(restarts))]:
        return "restart"
    if restarts and not found.interval:
        return "restart"
    if NOTHING not in scan:
        return ""
    run = max(len(zeros) for zeros in ZEROS.findall(scan))
    return "" if _may_be_zeros(found, run) else "zeros"


def _may_be_zeros(found: Skeleton, run: int) -> bool:
    """Whether plain parts can be coded as so many zero bytes.

    Progressive scans spend at most a bit on a plain block. Of a sequential one the codes tell:
    zeros must mean "as bright as before" (DC 0) and "nothing more" (AC 0).
    """
    if found.frame == 0xC2:
        return run <= found.width * found.height / 64 / 8 * found.components
    if found.frame not in (0xC0, 0xC1):
        return True
    return not any(found.first_values.values())
