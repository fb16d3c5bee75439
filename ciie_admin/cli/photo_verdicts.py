"""What became of one picture, as a line for a program or as rows for a person."""

import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ciie_admin.cli.columns import print_head, print_page
from ciie_admin.cli.speech import emit
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.findings import Severity
from ciie_admin.photos.finding import PhotoFinding
from ciie_admin.words import Language, photo_advice, sentence, word

COLUMNS = ("file", "outcome", "finding", "measured", "limit", "advice")
SHARES = frozenset({"face_small", "face_large"})
"""Rules that measure a fraction, which people read as percent."""
PAGE = 20
"""Rows put in line with each other on a terminal."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`ms` of CPU time."""

    path: Path
    findings: tuple[PhotoFinding, ...]
    ms: float

    @property
    def worst(self) -> Severity | None:
        severities = {one.severity for one in self.findings}
        return next((one for one in (Severity.REJECT, Severity.LOOK) if one in severities), None)


@dataclass(slots=True)
class InTurn:
    """Gives out what has come in the order of its numbers."""

    come: dict[int, Verdict] = field(default_factory=dict)
    turn: int = 0

    def due(self) -> list[Verdict]:
        found = []
        while self.turn in self.come:
            found.append(self.come.pop(self.turn))
            self.turn += 1
        return found


def emit_verdict(one: Verdict) -> None:
    """One JSON line; keys are part of the contract."""
    emit(
        {
            "file": str(one.path),
            "ok": one.worst is not Severity.REJECT,
            "findings": [_told(finding) for finding in one.findings],
            "ms": round(one.ms, 1),
        }
    )
    sys.stdout.flush()


def _told(finding: PhotoFinding) -> Mapping[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "measured": _measured(finding.measured),
        "limit": finding.limit,
    }


def _measured(value: float | str) -> float | str:
    """JSON has no word for what is no number."""
    if isinstance(value, str) or not math.isfinite(value):
        return str(value)
    return float(f"{value:.4g}")


@dataclass(slots=True)
class Table:
    """Rows for a person: a picture's findings one below the other, each with what to do."""

    edition: Edition
    licence: bool
    language: Language
    waiting: list[tuple[object, ...]] = field(default_factory=list)

    def open(self) -> None:
        print_head(COLUMNS, self.language)

    def show(self, one: Verdict) -> None:
        clean = word("finding", "none", self.language)
        rows = [self._row(one.path, finding) for finding in one.findings]
        self.waiting += rows or [(one.path, clean, "", "", "", "")]
        if not sys.stdout.isatty() or len(self.waiting) >= PAGE:
            self.close()

    def close(self) -> None:
        """Print what waits for its page."""
        if self.waiting:
            print_page(COLUMNS, self.waiting, self.language)
            sys.stdout.flush()
        self.waiting = []

    def _row(self, path: Path, finding: PhotoFinding) -> tuple[object, ...]:
        outcome = word("severity", finding.severity, self.language)
        measured = finding.measured
        if not isinstance(measured, str):
            measured = f"{measured:.0%}" if finding.rule in SHARES else f"{measured:.3g}"
        named, advice = self._words(finding)
        return path, outcome, named, measured, finding.limit, advice

    def _words(self, finding: PhotoFinding) -> tuple[str, str]:
        rule, language = finding.rule, self.language
        if self.licence:
            advice = sentence("licence_advice", rule, {"limit": finding.limit}, language)
            return word("licence_finding", rule, language), advice
        return word("finding", rule, language), photo_advice(self.edition, rule, language)
