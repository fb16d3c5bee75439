"""By risk (按风险): which record to look at first, and which of its findings says so.

An exact rule that is broken comes before everything that is only to be looked at; among these the
weight below decides; records alike in both stand by the time they were submitted, oldest first.
A weight says what a wrong pass would cost: 9 somebody else gets in, 7 the badge cannot be made or
used, 5 the unit is not what it says, 3 a form has to be filled in again, 1 a matter of taste. One
finding decides, never a sum: a person can then be told which rule put the record there.
"""

from collections.abc import Sequence

from ciie_admin.domain.findings import Finding, Severity

EXACT = 100
"""Added for an exact rule: more than any weight."""
USUAL = 4
"""Of a rule without a weight of its own."""
WEIGHTS = {
    "duplicate_number": 9, "duplicate_person": 9, "same_picture": 9, "multi_face": 9,
    "same_picture_earlier": 5,
    "id_checksum": 8, "id_format": 8, "id_kind_mismatch": 8, "licence_code_differs": 8,
    "licence_name_differs": 8, "credit_code": 8,
    "photo_missing": 7, "no_face": 7, "corrupt": 7, "bomb": 7, "occlusion": 7, "sunglasses": 7,
    "retouched": 7, "licence_missing": 7, "card_changed": 7, "duplicate_unit": 7,
    "face_cut": 6, "face_small": 6, "face_large": 6, "face_share": 6, "headwear": 6,
    "orientation": 6, "pose": 6, "stretched": 6, "title_mismatch": 6, "id_region": 6,
    "class_code_mismatch": 5, "region_code_mismatch": 5, "licence_address_differs": 5,
    "recognised_differs": 5, "background": 5, "sharpness": 5, "exposure": 5, "pixels": 5,
    "aspect": 5,
    "amount_scale": 3, "amount_implausible": 3, "label_unknown": 3, "entry_date_unknown": 3,
    "area_unknown": 3, "reuse_not_possible": 3, "express_not_mainland": 3, "file_size": 3,
    "format": 3, "off_centre": 3, "border": 3,
    "colour": 2, "trailing_data": 1,
}  # fmt: skip


def weight(rule: str) -> int:
    """1 to 9."""
    return WEIGHTS.get(rule, USUAL)


def risk(findings: Sequence[Finding]) -> int:
    """Of the worst finding; 0 without any."""
    return max(map(_risk, findings), default=0)


def worst(findings: Sequence[Finding]) -> Finding | None:
    """The finding a record stands by; of several alike the first."""
    return max(findings, key=_risk, default=None)


def by_risk(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Worst first; those alike in their own order."""
    return tuple(sorted(findings, key=_risk, reverse=True))


def _risk(one: Finding) -> int:
    return weight(one.rule) + EXACT * (one.severity is Severity.REJECT)
