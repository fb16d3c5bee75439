"""The mission's word on a badge photo (照片审核): beside the papers, and never in their place."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ciie_admin.domain.evidence import Evidence
from ciie_admin.domain.states import Sight


class PhotoVerdict(StrEnum):
    FIT = "fit"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoWord:
    """What somebody said of the photo the record shows; another photo has none."""

    verdict: PhotoVerdict
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    message: str = ""
    """Words to the registrant, sent along once the person is returned for the photo."""
    sight: Sight
    by: int
    """Account."""
    name: str
    at: datetime


def verdict_of(word: PhotoWord | None) -> str:
    """As lists and filters say it; empty while nobody has judged the photo."""
    return "" if word is None else word.verdict.value
