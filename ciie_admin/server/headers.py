"""What every answer says to whatever shows or keeps it."""

from ciie_admin.server.packing import App, Message, Receive, Scope, Send

SAID = {
    b"cache-control": b"no-store",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"no-referrer",
    b"strict-transport-security": b"max-age=31536000",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
}
"""Nothing is kept, guessed, framed or run: a browser that meets our answers only saves them."""


class Guarded:
    """ASGI layer, outside all others: faults have these headers too."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def saying(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(k, v) for k, v in message.get("headers", ()) if k.lower() not in SAID]
                message = {**message, "headers": [*own, *SAID.items()]}
            await send(message)

        await self.app(scope, receive, saying)
