"""The outermost layer: an unforeseen error becomes an answer with a ticket, the log its place."""

import logging
import traceback
from uuid import uuid4

from ciie_admin.server.packing import App, Message, Receive, Scope, Send, send_fault
from ciie_admin.wire.messages import Fault as FaultMessage

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
                fault = FaultMessage(code="server_fault", facts={"ticket": ticket})
                await send_fault(scope, send, fault, 500)


def note(error: BaseException) -> str:
    """Log where it happened, without the error's own text; returns the ticket."""
    ticket = uuid4().hex[:8]
    frames = traceback.extract_tb(error.__traceback__)
    lines = "".join(f"\n  {one.filename}:{one.lineno} {one.name}" for one in frames)
    log.error("ticket %s: %s%s", ticket, type(error).__name__, lines)
    return ticket
