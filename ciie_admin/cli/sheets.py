"""What the commands that write a workbook have in common."""

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from ciie_admin.cli.parsing import bad_argument
from ciie_admin.cli.profiles import Opened
from ciie_admin.cli.speech import emit, phrase, tell
from ciie_admin.domain.actors import Actor
from ciie_admin.words import Language

SUFFIX = ".xlsx"


class Writing(Protocol):
    """Writes a workbook; returns its rows."""

    def __call__(self, path: Path, *, actor: Actor, language: Language, at: datetime) -> int: ...


def need_sheet_name(out: Path) -> None:
    """Raises BadInput. Called before anything is opened."""
    if out.suffix.lower() != SUFFIX:
        raise bad_argument(out.name, "sheet_name")


def write_sheet(profile: Opened, args: Namespace, writing: Writing) -> None:
    """The file that was asked for, and that it is there; keys are part of the contract."""
    actor, at = profile.entered.actor, datetime.now(UTC)
    rows = writing(args.out, actor=actor, language=args.lang, at=at)
    if args.json:
        emit({"rows": rows, "file": str(args.out)})
    tell(phrase("exported", args.lang, file=args.out, rows=rows))
