"""The outermost layer: an unforeseen error becomes an answer with a ticket, the log its place."""

import logging
import traceback
from uuid import uuid4

from ciie_admin.server.packing import App, Message, Receive, Scope, Send
from ciie_admin.wire.codec import dump
from ciie_admin.wire.messages import Fault as FaultMessage
from ciie_admin.wire.transport import JSON

log = logging.getLogger("ciie.server")


class Tickets:
    """ASGI layer. The log gets type and lines of code, never the error's text: that may hold
    personal fields of whatever was being read.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except Exception as error:  # noqa: BLE001 - the last layer before the network
            ticket = note(error)
            if scope["type"] == "http" and not started:
                await _answer(send, ticket)


def note(error: BaseException) -> str:
    """Log where it happened, without the error's own text; returns the ticket."""
    ticket = uuid4().hex[:8]
    frames = traceback.extract_tb(error.__traceback__)
    lines = "".join(f"\n  {one.filename}:{one.lineno} {one.name}" for one in frames)
    log.error("ticket %s: %s%s", ticket, type(error).__name__, lines)
    return ticket


async def _answer(send: Send, ticket: str) -> None:
    body = dump(FaultMessage(code="server_fault", facts={"ticket": ticket}))
    headers = [(b"content-type", JSON.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": body})
