"""Packed bodies at the border: unpacked with a cap before anything reads them."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from fastapi import Request, Response

from ciie_admin.wire.codec import MAX_REQUEST, Malformed, dump, pack, unpack
from ciie_admin.wire.messages import Fault as FaultMessage
from ciie_admin.wire.transport import JSON, MAX_SCAN, PACKED, SCANS

NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""A character the database cannot hold: met there, it would be a fault of the server."""
UPLOADS = "/intake/"
MAX_UPLOAD = 4 * 2**20
"""Bytes: a picture of 2 MB is a third larger as base64."""
MAX_SCANNED = MAX_SCAN * 3 // 2
"""The same for a signed paper."""
Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def reply(request: Request, value: object, status: int = 200) -> Response:
    """The value as JSON, packed if the caller takes packed answers."""
    return reply_json(request, dump(value), status)


def reply_json(request: Request, body: bytes, status: int = 200) -> Response:
    """As reply(), for what is JSON already."""
    if PACKED in request.headers.get("accept", ""):
        return Response(pack(body), status, media_type=PACKED)
    return Response(body, status, media_type=JSON)


class PackedBodies:
    """ASGI layer: a packed request becomes a plain JSON one; both are capped in bytes."""

    def __init__(self, app: App, limit: int = MAX_REQUEST) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self.app(scope, receive, send)
            return
        limit = _limit(scope["path"]) or self.limit
        body = await _read(receive, limit)
        packed = dict(scope["headers"]).get(b"content-type") == PACKED.encode()
        try:
            if body is None:
                raise Malformed("too large")
            plain = unpack(body, limit) if packed and body else body
        except Malformed:
            await send_fault(scope, send, FaultMessage(code="body_refused"), 413)
            return
        if NUL.search(plain):
            fault = FaultMessage(code="malformed", facts={"fields": "\\u0000"})
            await send_fault(scope, send, fault, 422)
            return
        if packed:
            kept = [(k, v) for k, v in scope["headers"] if k not in HEADERS_OF_BODY]
            length = (b"content-length", str(len(plain)).encode())
            scope = {**scope, "headers": [*kept, (b"content-type", JSON.encode()), length]}
        await self.app(scope, _replay(plain, receive), send)


def _limit(path: str) -> int:
    """Of paths that have one of their own; else 0."""
    if path == SCANS:
        return MAX_SCANNED
    return MAX_UPLOAD if path.startswith(UPLOADS) else 0


HEADERS_OF_BODY = {b"content-type", b"content-length"}


async def _read(receive: Receive, limit: int) -> bytes | None:
    """The whole body, or None as soon as it is larger than the limit."""
    parts = bytearray()
    while True:
        message = await receive()
        parts += message.get("body", b"")
        if len(parts) > limit:
            return None
        if not message.get("more_body", False):
            return bytes(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def send_fault(scope: Scope, send: Send, fault: FaultMessage, status: int) -> None:
    """As reply(), for layers that have no Request; nothing may have been sent before.

    Hangs up: the rest of a request without end is not read.
    """
    packed = PACKED.encode() in dict(scope["headers"]).get(b"accept", b"")
    body = pack(dump(fault)) if packed else dump(fault)
    media = PACKED if packed else JSON
    headers = [
        (b"content-type", media.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
