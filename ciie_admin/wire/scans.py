"""The signed paper a release rests on: what it may be, and how it is handed in."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import Base64Bytes

BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """`basis` is the accepted operation that names its digest. `content` is base64 in JSON."""

    basis: UUID
    content: Base64Bytes


def scan_type(content: bytes) -> str:
    """Its media type by how it begins; empty for what is neither a PDF nor a picture."""
    return next((kind for head, kind in BEGINNINGS.items() if content.startswith(head)), "")
