"""Everything a person of the secretariat can want. A command has neither id nor time."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ciie_admin.domain.quota_commands import LeaseQuota, MoveQuota, RankApplicants, ReturnQuota
from ciie_admin.domain.states import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class PassUnit:
    step: Step
    note: str = ""
    rest: bool = False
    """Only what changed since the return was looked at; the rest stands as confirmed then."""
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
    rest: bool = False
    """Only what changed since the return was looked at; the rest stands as confirmed then."""
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
class JudgePhoto:
    """照片合格 or 不合格: a word on the photo alone, beside any verdict on its person."""

    fit: bool
    photo: str
    """SHA-256 of the picture that was judged."""
    sight: Literal["original", "small", "none"]
    """What of it was on the screen then."""
    reasons: tuple[str, ...] = ()
    message: str = ""
    note: str = ""
    kind: Literal["judge_photo"] = "judge_photo"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPhoto:
    kind: Literal["withdraw_photo"] = "withdraw_photo"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """An internal note on a unit or a person; at once, never drafted."""

    text: str
    kind: Literal["add_note"] = "add_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign:
    """分办: a head gives the case to somebody who may review there, or (None) to nobody.

    At once, as a note is: it says who should look, never what is decided.
    """

    to: int | None
    kind: Literal["assign"] = "assign"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequireSecond:
    """复核: from now on two people for these at a place and below. At once, about the place."""

    subjects: tuple[str, ...]
    """Classes of units, and `person`; none: only what the edition says."""
    kind: Literal["require_second"] = "require_second"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDuplicate:
    """The record and `other`, of the same kind, look alike and are two; remembered by pair."""

    other: int
    kind: Literal["not_duplicate"] = "not_duplicate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Takes a NotDuplicate back: they may be one after all."""

    other: int
    kind: Literal["duplicate"] = "duplicate"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareQuery:
    """A query for everybody at a place; one of the same name is replaced. At once."""

    name: str
    of: Literal["unit", "person"]
    terms: str
    descending: bool = False
    kind: Literal["share_query"] = "share_query"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnshareQuery:
    name: str
    of: Literal["unit", "person"]
    kind: Literal["unshare_query"] = "unshare_query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A list has become a file. Told, not asked for: nobody decides on it, it is written down.

    Codes and counts only, never a value that somebody typed.
    """

    of: Literal["unit", "person", "approval", "photo", "quota"]
    rows: int
    columns: tuple[str, ...]
    """Keys of [column] in the vocabulary."""
    filters: tuple[str, ...] = ()
    """Names of the conditions the list was narrowed by."""
    masked: bool
    """No full document number stands in the file."""
    kind: Literal["export"] = "export"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameBasis:
    """审批依据: on whose word those decisions are made that name this operation. Told, not asked
    for.
    """

    approver: str
    on: date
    sheet: str = ""
    """Number of the approval sheet."""
    scan: str = ""
    """SHA-256 of the signed paper, which follows by itself; empty where there is none."""
    kind: Literal["name_basis"] = "name_basis"


UnitCommand = PassUnit | ReturnUnit | RejectUnit | ReopenUnit | WithdrawUnit | AddNote | Assign
PersonCommand = PassPerson | ReturnPerson | AdviseAgainst | WithdrawPerson | AddNote | Assign
PhotoCommand = JudgePhoto | WithdrawPhoto
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
    | JudgePhoto
    | WithdrawPhoto
    | AddNote
    | Assign
    | RequireSecond
    | NotDuplicate
    | Duplicate
    | ShareQuery
    | UnshareQuery
    | MoveQuota
    | LeaseQuota
    | ReturnQuota
    | RankApplicants
    | Export
    | NameBasis
)

PHOTO_FIT, PHOTO_UNFIT = "photo_fit", "photo_unfit"
AT_ONCE = frozenset(
    {
        "add_note",
        "assign",
        "not_duplicate",
        "duplicate",
        "require_second",
        "share_query",
        "unshare_query",
        "lease_quota",
        "return_quota",
        "rank_applicants",
        "export",
        "name_basis",
    }
)
"""Kinds that are never drafted: they go to the outbox with the click."""


UNBOUND = frozenset({"add_note", "assign", "judge_photo", "withdraw_photo", "move_quota"})
"""Kinds that no correction of the registrant's makes void: a verdict on a photo names which one it
means.
"""


def verdict_key(command: Command) -> str:
    """What the vocabulary calls it: one kind of command says two things of a photo."""
    if isinstance(command, JudgePhoto):
        return PHOTO_FIT if command.fit else PHOTO_UNFIT
    return command.kind


def is_drafted(command: Command) -> bool:
    return command.kind not in AT_ONCE
