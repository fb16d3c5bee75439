"""What the pre-checks noticed, one line each: the rule, what was measured, and its limit."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.evidence import Evidence
from ciie_admin.domain.findings import DUPLICATE_RULES, Finding, Severity
from ciie_admin.domain.places import Place
from ciie_admin.domain.prechecks import CODE_PREFIXES, LICENCE_RULES
from ciie_admin.domain.risk import by_risk, worst
from ciie_admin.views import alike_said, fields_said, speech
from ciie_admin.views.components.findings import FindingLine
from ciie_admin.views.signs import FINDINGS, finding_sign
from ciie_admin.words import Language, word

translate = QCoreApplication.translate
ICONS = {"card_changed": "not_reusable", "reuse_not_possible": "not_reusable"}
ON_LICENCE = frozenset(LICENCE_RULES.values())
CARD_CHANGED = "card_changed"
SCORED = frozenset({"headwear"})
"""Of these a number says nothing to whoever looks."""
CLASSES = {prefix: kind for kind, prefixes in CODE_PREFIXES.items() for prefix in prefixes}


def finding_lines(
    findings: Sequence[Finding], places: Mapping[int, Place], language: Language
) -> list[FindingLine]:
    """Worst first. A record without any says so quietly."""
    if not findings:
        return [FindingLine(FINDINGS["clear"], word("finding", "none", language), "")]
    return [
        FindingLine(
            finding_sign(
                "reject" if one.severity is Severity.REJECT else "look",
                ICONS.get(one.rule, one.rule),
            ),
            fields_said.known_word("finding", one.rule, language),
            _measured(one, places, language),
        )
        for one in by_risk(findings)
    ]


def checks_title(findings: Sequence[Finding], language: Language) -> str:
    """Names the rule that decides where a list by risk puts the record."""
    one = worst(findings)
    if one is None:
        return translate("Facts", "Checks")
    rule = fields_said.known_word("finding", one.rule, language)
    return translate("Facts", "Checks · risk by: {0}").format(rule)


def proof(one: Evidence, places: Mapping[int, Place], language: Language) -> str:
    """What was measured when a reason was given, what was wanted, and by which rules."""
    if one.rule in ON_LICENCE:
        said = translate("Facts", "{0}, licence: {1}").format(one.measured, one.limit)
    else:
        finding = Finding(
            rule=one.rule, severity=Severity.LOOK, measured=one.measured, limit=one.limit
        )
        said = _measured(finding, places, language) if one.measured else ""
    rules = translate("Facts", "rules {0}").format(one.version)
    return f"{said} · {rules}" if said else rules


def changed_fields(findings: Sequence[Finding]) -> tuple[str, ...] | None:
    """Fields of the card face that differ from the earlier badge; None if the rule is silent."""
    found = next((one for one in findings if one.rule == CARD_CHANGED), None)
    return None if found is None else tuple(found.measured.split())


def _measured(one: Finding, places: Mapping[int, Place], language: Language) -> str:
    if one.rule in DUPLICATE_RULES:
        return alike_said.measured(one, language)
    if one.rule in ON_LICENCE:
        return translate("Facts", "see the licence")
    if one.rule == CARD_CHANGED:
        return fields_said.known_words("face", one.measured.split(), language)
    if one.rule == "class_code_mismatch":
        return _beside(*(_class(code, language) for code in (one.measured, one.limit)))
    if one.rule == "region_code_mismatch":
        return _beside(*(_region(code, places, language) for code in (one.measured, one.limit)))
    if one.rule == alike_said.EARLIER:
        return alike_said.edition_named(one.measured)
    if one.rule in SCORED:
        return word("severity", one.severity, language)
    if one.measured and one.limit:
        return translate("Facts", "{0}, limit {1}").format(one.measured, one.limit)
    return one.measured or word("severity", one.severity, language)


def _beside(measured: str, limit: str) -> str:
    return translate("Facts", "{0}, chosen: {1}").format(measured, limit)


def _class(codes: str, language: Language) -> str:
    """12 -> 事业单位 (12)."""
    kind = CLASSES.get(codes.split("/", maxsplit=1)[0])
    name = word("unit_class", kind, language) if kind is not None else ""
    return f"{name} {codes}".strip()


def _region(code: str, places: Mapping[int, Place], language: Language) -> str:
    """The mission of this region, or of its province, with the digits of the code."""
    for prefix in (code, code[:2]):
        for place in places.values():
            if prefix and place.region == prefix:
                return f"{speech.place_name(place, language)} {code}"
    return code
