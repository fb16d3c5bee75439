"""What was measured in a photo: as rows beside their limits, and as marks drawn over it."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.findings import DUPLICATE_RULES, PHOTO_RULES, Finding, Severity
from ciie_admin.domain.risk import by_risk
from ciie_admin.photos.finding import Box, PhotoFinding, Where
from ciie_admin.photos.measured import NAMED, Measured
from ciie_admin.views import alike_said
from ciie_admin.views.components.measures import MeasureRow
from ciie_admin.views.components.photo_marks import Fault, Marks, Mask, Points
from ciie_admin.views.fields_said import known_word
from ciie_admin.views.signs import FINDINGS, Sign
from ciie_admin.words import Language, word

translate = QCoreApplication.translate
PUBLISHED = frozenset({"format", "aspect", "file_size", "pixels", "face_share"})
"""Limits that stand in the guide (seed 000, part 6); the others are the checker's own."""
SHADED = frozenset({"background", "headwear", "occlusion", "sunglasses", "border", "multi_face"})
COMPARED = frozenset({"same_picture", alike_said.EARLIER})
LEAST_MOST = {
    "pixels": "≥ ", "file_size": "≤ ", "background": "≤ ", "sharpness": "≥ ", "face_cut": "≤ "
}  # fmt: skip
FRAME = "3:4"
NARROW = "\N{THIN SPACE}"


def measured_rows(found: Measured, language: Language) -> list[MeasureRow]:
    """Every rule that could be measured, in the checker's order."""
    severity = {NAMED.get(one.rule, one.rule): one.severity for one in found.findings}
    return [
        MeasureRow(
            _sign(one.kept, severity.get(NAMED.get(one.rule, one.rule))),
            rule_name(one.rule, language),
            _measured(one.rule, one.measured, language),
            _limit(one.rule, one.limit),
        )
        for one in found.measures
    ]


def finding_rows(findings: Sequence[Finding], language: Language) -> list[MeasureRow]:
    """What the server found, while the photo could not be measured here."""
    return [
        MeasureRow(
            _sign(False, one.severity),
            rule_name(one.rule, language),
            _compared(one, language) or _measured(one.rule, one.measured, language),
            _limit(one.rule, one.limit),
        )
        for one in by_risk(photo_findings(findings))
    ]


def found_beside(
    findings: Sequence[Finding], found: Measured, language: Language
) -> list[MeasureRow]:
    """What only a comparison with other photos can tell, or a person has told."""
    known = {one.rule for one in found.measures} | {one.rule for one in found.findings}
    beside = [one for one in findings if NAMED.get(one.rule, one.rule) not in known]
    return finding_rows([one for one in beside if one.rule in COMPARED], language)


def photo_findings(findings: Sequence[Finding]) -> list[Finding]:
    return [one for one in findings if one.rule in PHOTO_RULES]


def rule_name(rule: str, language: Language) -> str:
    return word("measure", NAMED.get(rule, rule), language)


def _compared(one: Finding, language: Language) -> str:
    return alike_said.measured(one, language) if one.rule in DUPLICATE_RULES else ""


def _measured(rule: str, measured: str, language: Language) -> str:
    if rule == "corrupt":  # which part of the file is nobody's matter here
        return word("finding_short", "corrupt", language)
    if rule == alike_said.EARLIER:
        return alike_said.edition_named(measured)
    if rule == "pose":  # by which angle, then how much
        angle, _, rest = measured.partition(" ")
        return f"{known_word('pose', angle, language)} {spaced(rest)}".strip()
    return spaced(measured)


def spaced(text: str) -> str:
    """A true minus, percent with a thin gap: as figures are written here."""
    signed = re.sub(r"(?<![\w.%°])-(?=[\d.])", "\N{MINUS SIGN}", text)
    return signed.replace(" %", "%").replace("%", f"{NARROW}%")


def percent(share: float) -> str:
    return f"{share * 100:.0f}{NARROW}%"


def marks(found: Measured, language: Language) -> Marks:
    """To be drawn over the upright picture; nothing that was not measured is drawn."""
    share = ""
    if found.share is not None:
        share = f"{word('measure', 'face_share', language)} {percent(found.share)}"
    return Marks(
        size=found.size,
        frame=FRAME if all(found.size) else "",
        oval=found.oval.points if found.oval is not None else (),
        share=share,
        faults=tuple(_fault(one, found, language) for one in _drawn(found.findings)),
    )


def _drawn(findings: Sequence[PhotoFinding]) -> list[PhotoFinding]:
    """Those with a place in the picture; the oval itself is drawn anyway."""
    return [one for one in findings if one.where is not None]


def _fault(one: PhotoFinding, found: Measured, language: Language) -> Fault:
    text = known_word("finding_short", one.rule, language)
    if one.rule == "background" and found.background is not None:
        grid = found.background
        return Fault(text=text, mask=Mask(grid.width, grid.height, grid.cells))
    on_face = one.where == found.oval
    return Fault(text=text, outline=_outline(one.where), drawn=not on_face, shaded=_shaded(one))


def _shaded(one: PhotoFinding) -> bool:
    """What is there too much is shaded; where something is missing is only framed."""
    return one.rule in SHADED


def _outline(where: Where | None) -> Points:
    if isinstance(where, Box):
        left, top, right, bottom = where.left, where.top, where.right, where.bottom
        return ((left, top), (right, top), (right, bottom), (left, bottom))
    return where.points if where is not None else ()


def _sign(kept: bool, severity: Severity | None) -> Sign:
    if kept:
        return FINDINGS["clear"]
    return FINDINGS["reject" if severity is Severity.REJECT else "look"]


def _limit(rule: str, limit: str) -> str:
    if not limit or rule == "corrupt":
        return ""
    said = translate("Bench", "rule {0}") if rule in PUBLISHED else translate("Bench", "limit {0}")
    shown = LEAST_MOST.get(rule, "") + spaced(limit)
    return said.format(re.sub(r"(?<=[\d°])(-|\.\.)(?=[\d\N{MINUS SIGN}])", "\N{EN DASH}", shown))
