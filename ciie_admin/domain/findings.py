"""Pre-checks (预检): what the program noticed, for a person to judge."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    REJECT = "reject"
    """An exact rule is broken."""
    LOOK = "look"
    """Somebody should look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault. `rule` names a word of resources/words.toml; values are shown as they stand."""

    rule: str
    severity: Severity
    measured: str = ""
    limit: str = ""
