"""What the server answers when it does not do what was asked."""

from collections.abc import Mapping


class Fault(Exception):
    """An HTTP status with a code of resources/words.toml; facts never hold personal data."""

    def __init__(self, status: int, code: str, facts: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.facts = dict(facts or {})
