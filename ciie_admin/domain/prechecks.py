"""Pre-checks (预检) that need nothing but the form: amounts, codes, licence, documents.

They propose, a person judges. What compares a record with others (duplicates, former badges)
or looks at pixels is found elsewhere.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ciie_admin.domain.edition import AmountLimits, Edition, entry_date, label
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.identifiers import credit_code, number_fault
from ciie_admin.domain.licence import readings
from ciie_admin.domain.persons import PersonForm
from ciie_admin.domain.states import DOMESTIC, IdKind, UnitClass
from ciie_admin.domain.units import UnitForm

LOOK, REJECT = Severity.LOOK, Severity.REJECT

CODE_PREFIXES: Mapping[UnitClass, frozenset[str]] = {
    UnitClass.GOVERNMENT: frozenset({"11"}),
    UnitClass.INSTITUTION: frozenset({"12"}),
    UnitClass.ASSOCIATION: frozenset({"13", "51", "52", "53", "81"}),
    UnitClass.ENTERPRISE: frozenset({"91", "92", "93"}),
}
"""Authority and organisation class, the first two characters of a code (GB 32100-2015)."""
KNOWN_PREFIXES = frozenset[str]().union(*CODE_PREFIXES.values())
NATIONAL = "10"
"""Region 100000: registered with the national authority, so it says nothing about a place."""

IMPORT_YEARS = 3
"""The form asks for the imports of the latest year and of this many together."""

LICENCE_RULES = {
    "name": "licence_name_differs",
    "code": "licence_code_differs",
    "address": "licence_address_differs",
}
"""By field of a reading."""

WITH_SEX_DIGIT = frozenset({IdKind.ID_CARD, IdKind.RESIDENCE_PERMIT})
LOOSE = frozenset({IdKind.PASSPORT, IdKind.HM_PERMIT, IdKind.TW_PERMIT})
"""Sources disagree about these formats, so a strange one is only looked at."""


def unit_findings(
    form: UnitForm, unit_class: UnitClass, place_region: str, edition: Edition
) -> tuple[Finding, ...]:
    """Faults of a unit's form. `place_region` is the GB/T 2260 prefix of its mission or ''."""
    found = list(_amounts(form, unit_class, edition.amounts))
    if unit_class in DOMESTIC:
        found += _code(form.credit_code, unit_class, place_region)
        found += _licence(form)
    return tuple(found)


def person_findings(form: PersonForm, number: str, edition: Edition) -> tuple[Finding, ...]:
    """Faults of one person's form. `number` is the compared form; it never enters a finding."""
    return (*_document(form, number, edition), *_choices(form, edition))


def _finding(rule: str, severity: Severity, measured: str = "", limit: str = "") -> Finding:
    return Finding(rule=rule, severity=severity, measured=measured, limit=limit)


def _amounts(form: UnitForm, unit_class: UnitClass, limits: AmountLimits) -> Iterator[Finding]:
    """At most one finding: amounts far apart or beyond reason first, then a wrong order."""
    worst = max(_ratios(form, unit_class, limits.yuan_per_dollar), default=0.0)
    if worst > limits.factor:
        shown = max(round(worst), limits.factor + 1)
        yield _finding("amount_scale", LOOK, f"{shown:,} : 1", f"{limits.factor:,} : 1")
        return
    pairs = (
        ("amount_scale", form.turnover_usd, limits.turnover_usd),
        ("amount_scale", form.capital_yuan, limits.capital_yuan),
        ("amount_scale", form.imports_usd, limits.imports_usd),
        ("amount_scale", form.imports_3y_usd, limits.imports_usd * IMPORT_YEARS),
        ("amount_implausible", form.imports_usd, form.turnover_usd or form.imports_usd),
        ("amount_implausible", form.imports_usd, form.imports_3y_usd),
    )
    for rule, amount, limit in pairs:
        if amount > limit:
            yield _finding(rule, LOOK, _wan(amount), _wan(limit))
            return


def _ratios(form: UnitForm, unit_class: UnitClass, yuan_per_dollar: float) -> Iterator[float]:
    """How far two amounts of one form lie apart. Zeros say nothing (new firms, no imports)."""
    if form.imports_usd and form.turnover_usd:
        yield form.imports_usd / form.turnover_usd
    if form.imports_usd and form.imports_3y_usd:
        apart = form.imports_3y_usd / form.imports_usd
        yield max(apart, 1 / apart)
    if unit_class is UnitClass.ENTERPRISE and form.capital_yuan and form.turnover_usd:
        apart = form.turnover_usd * yuan_per_dollar / form.capital_yuan
        yield max(apart, 1 / apart)


def _wan(amount: int) -> str:
    """In 万, as screens and sheets show amounts; exact, so that it never looks like its limit."""
    return f"{Decimal(amount).scaleb(-4):,f}".rstrip("0").rstrip(".")


def _code(code: str, unit_class: UnitClass, place_region: str) -> Iterator[Finding]:
    compact = credit_code(code)
    if compact is None:
        yield _finding("credit_code", REJECT)
        return
    allowed = CODE_PREFIXES[unit_class]
    if compact[:2] in KNOWN_PREFIXES - allowed:
        yield _finding("class_code_mismatch", LOOK, compact[:2], "/".join(sorted(allowed)))
    region = compact[2:8]
    if not region.startswith((place_region, NATIONAL)):
        digits = region[: len(place_region)]
        yield _finding("region_code_mismatch", LOOK, digits, place_region)


def _licence(form: UnitForm) -> Iterator[Finding]:
    """What was read from the licence beside what was typed."""
    if form.licence is None:
        yield _finding("licence_missing", REJECT)
    for one in readings(form):
        if one.differs:
            yield _finding(LICENCE_RULES[one.field], LOOK, one.typed, one.read)


def _document(form: PersonForm, number: str, edition: Edition) -> Iterator[Finding]:
    fault = number_fault(form.id_kind, number)
    if fault is not None:
        exact = fault != "region" and form.id_kind not in LOOSE
        yield _finding(f"id_{fault}", REJECT if exact else LOOK)
    if form.id_kind not in edition.documents.get(form.region_type, ()):
        yield _finding("id_kind_mismatch", LOOK)
    if form.id_kind in WITH_SEX_DIGIT and fault in (None, "region"):
        male = int(number[16]) % 2 == 1
        if male is not (form.title == "mr"):
            yield _finding("title_mismatch", LOOK)


def _choices(form: PersonForm, edition: Edition) -> Iterator[Finding]:
    if form.delivery == "express" and form.region_type not in edition.express:
        yield _finding("express_not_mainland", LOOK)
    if label(edition, form.label) is None:
        yield _finding("label_unknown", REJECT, form.label)
    if entry_date(edition, form.entry_date) is None:
        yield _finding("entry_date_unknown", REJECT, form.entry_date)
    if form.area not in {area.id for area in edition.areas}:
        yield _finding("area_unknown", REJECT, form.area)
    if form.reuse and not (edition.reuse.full or edition.reuse.reduced):
        yield _finding("reuse_not_possible", REJECT)
