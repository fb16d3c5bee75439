"""审批依据: on whose word something was decided. A clerk who acts on a leader's word names both."""

from dataclasses import dataclass
from datetime import date

APPROVER_MAX, SHEET_MAX = 40, 60
"""Characters."""


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
