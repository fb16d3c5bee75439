"""Everything a person of the secretariat can want. A command has neither id nor time."""

from dataclasses import dataclass
from typing import Literal

from ciie_admin.domain.states import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class PassUnit:
    step: Step
    note: str = ""
    kind: Literal["pass_unit"] = "pass_unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnUnit:
    """退回修改: the registrant may correct and submit again. `message` goes to the unit."""

    reasons: tuple[str, ...]
    message: str = ""
    note: str = ""
    kind: Literal["return_unit"] = "return_unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectUnit:
    reasons: tuple[str, ...]
    message: str = ""
    note: str = ""
    kind: Literal["reject_unit"] = "reject_unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenUnit:
    """A rejected unit is looked at again, by the head and with a reason in words."""

    why: str
    kind: Literal["reopen_unit"] = "reopen_unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawUnit:
    """撤回: take back one's own last verdict while the next step has not taken place."""

    kind: Literal["withdraw_unit"] = "withdraw_unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassPerson:
    step: Step
    note: str = ""
    kind: Literal["pass_person"] = "pass_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPerson:
    reasons: tuple[str, ...]
    message: str = ""
    note: str = ""
    kind: Literal["return_person"] = "return_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviseAgainst:
    """建议不予通过: advice only; the organiser decides."""

    reasons: tuple[str, ...]
    note: str = ""
    kind: Literal["advise_against"] = "advise_against"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPerson:
    kind: Literal["withdraw_person"] = "withdraw_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """An internal note on a unit or a person; at once, never drafted."""

    text: str
    kind: Literal["add_note"] = "add_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A list has become a file. Told, not asked for: nobody decides on it, it is written down.

    Codes and counts only, never a value that somebody typed.
    """

    of: Literal["unit", "person"]
    rows: int
    columns: tuple[str, ...]
    """Keys of [column] in the vocabulary."""
    filters: tuple[str, ...] = ()
    """Names of the conditions the list was narrowed by."""
    masked: bool
    """No full document number stands in the file."""
    kind: Literal["export"] = "export"


UnitCommand = PassUnit | ReturnUnit | RejectUnit | ReopenUnit | WithdrawUnit | AddNote
PersonCommand = PassPerson | ReturnPerson | AdviseAgainst | WithdrawPerson | AddNote
Command = (
    PassUnit
    | ReturnUnit
    | RejectUnit
    | ReopenUnit
    | WithdrawUnit
    | PassPerson
    | ReturnPerson
    | AdviseAgainst
    | WithdrawPerson
    | AddNote
    | Export
)

AT_ONCE = frozenset({"add_note", "export"})
"""Kinds that are never drafted: they go to the outbox with the click."""


def is_drafted(command: Command) -> bool:
    return command.kind not in AT_ONCE
