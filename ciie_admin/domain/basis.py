"""审批依据: on whose word something was decided. A clerk who acts on a leader's word names both."""

from dataclasses import dataclass
from datetime import date

APPROVER_MAX, SHEET_MAX = 40, 60
"""Characters."""


def one_line(typed: str) -> str:
    """As the server takes it: every kind of blank is a plain one, what cannot be seen is gone.

    Input methods put U+3000 into 张　三; copied text brings U+00A0 and U+200B.
    """
    seen = "".join(one for one in " ".join(typed.split()) if one.isprintable())
    return " ".join(seen.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """`id` is that of the operation which named it; `sheet` the number of the 审批表, if there was
    one; `scan` the SHA-256 of the signed paper, empty where none was attached.
    """

    id: str
    approver: str
    on: date
    sheet: str = ""
    scan: str = ""
