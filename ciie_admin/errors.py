"""Mishaps a person can meet: made at the border that met the foreign error, never elsewhere."""

from collections.abc import Mapping


class Mishap(Exception):
    """`code` names title and advice in resources/words.toml; `facts` fill their places.

    Facts never hold personal data: they end up on screens and in logs.
    """

    def __init__(self, code: str, facts: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.facts = dict(facts or {})


class Offline(Mishap):
    """The server cannot be reached, or something between us and it answers in its place."""


class NotAllowed(Mishap):
    """The server knows us and says no: wrong password, expired session, no right."""


class OldProgram(Mishap):
    """The two programs speak different protocol versions."""


class CacheUnreadable(Mishap):
    """The local cache cannot be opened, read or written."""


class KeyLost(CacheUnreadable):
    """Nor will anybody ever open it: its key, or half of it, is gone. Only starting anew helps."""


class Paused(Mishap):
    """The server wants or does something odd: no exchange before a person has looked."""


class BadFile(Mishap):
    """A file a person gave or chose cannot be used."""


class BadInput(Mishap):
    """Something typed cannot be what it should be."""
