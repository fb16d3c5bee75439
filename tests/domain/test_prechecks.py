"""Pre-checks: each rule fires on its fault and on nothing else."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.findings import Finding, Severity
from ciie_admin.domain.identifiers import number_fault
from ciie_admin.domain.persons import PersonForm
from ciie_admin.domain.prechecks import person_findings, unit_findings
from ciie_admin.domain.states import IdKind, RegionType, UnitClass
from ciie_admin.domain.units import Licence, UnitForm
from ciie_admin.server.editions import read_edition
from ciie_admin.words import vocabulary
from tests.fixtures.editions import small_edition

DALIAN = "2102"


def code(prefix: str, region: str = "210202") -> str:
    number = f"{prefix}{region}MA00001A2"
    return number + uscc.calc_check_digit(number)


def card(region: str, born: str, serial: str) -> str:
    number = region + born + serial
    return number + ric.calc_check_digit(number + "0")


def unit_form(**changes: object) -> UnitForm:
    form = UnitForm(
        credit_code=code("91"),
        name_zh="大连瑞丰国际贸易有限公司",
        name_en="Dalian Ruifeng International Trade Co., Ltd.",
        address="大连市中山区人民路1号",
        capital_yuan=10_000_000,
        nature="private",
        industry="F51",
        turnover_usd=4_000_000,
        imports_usd=1_000_000,
        imports_3y_usd=2_700_000,
        contact_name="王芳",
        contact_title="ms",
        contact_phone="19000000000",
        licence=Licence(
            digest="0", name="大连瑞丰国际贸易有限公司", code=code("91"),
            address="大连市中山区人民路1号",
        ),
    )  # fmt: skip
    return replace(form, **changes)  # type: ignore[arg-type]


def person_form(**changes: object) -> PersonForm:
    form = PersonForm(
        name="李思远",
        title="mr",
        region_type=RegionType.MAINLAND,
        id_kind=IdKind.ID_CARD,
        label="visitor",
        entry_date="full",
        area="food",
        delivery="express",
    )
    return replace(form, **changes)  # type: ignore[arg-type]


MAN = card("210202", "19850101", "001")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition("07", date(2024, 9, 20))


def rules(found: tuple[Finding, ...]) -> list[str]:
    assert all(one.rule in vocabulary()["finding"] for one in found)
    return [one.rule for one in found]


def unit_rules(form: UnitForm, unit_class: UnitClass = UnitClass.ENTERPRISE) -> list[str]:
    return rules(unit_findings(form, unit_class, DALIAN, small_edition()))


def test_an_honest_unit_has_no_findings() -> None:
    assert unit_rules(unit_form()) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"capital_yuan": 10_000_000 * 10_000},
        {"turnover_usd": 400},
        {"imports_usd": 10_000_000_000},
        {"imports_3y_usd": 270},
        {"turnover_usd": 2_000_000_000_000, "capital_yuan": 0, "imports_usd": 0},
        {"capital_yuan": 3_000_000_000_000, "turnover_usd": 0, "imports_usd": 0},
    ],
)
def test_an_amount_in_the_wrong_unit_is_noticed(changes: dict[str, int]) -> None:
    assert unit_rules(unit_form(**changes)) == ["amount_scale"]


@pytest.mark.parametrize(
    "changes",
    [{"imports_usd": 5_000_000, "imports_3y_usd": 9_000_000}, {"imports_3y_usd": 900_000}],
)
def test_amounts_in_the_wrong_order_are_noticed(changes: dict[str, int]) -> None:
    assert unit_rules(unit_form(**changes)) == ["amount_implausible"]


def test_a_firm_of_this_year_has_no_turnover_yet() -> None:
    assert unit_rules(unit_form(turnover_usd=0)) == []


def test_a_body_without_trade_has_no_amounts_to_check() -> None:
    form = unit_form(
        credit_code=code("11"),
        capital_yuan=0,
        turnover_usd=0,
        imports_usd=0,
        imports_3y_usd=0,
        licence=None,
    )
    assert unit_rules(form, UnitClass.GOVERNMENT) == ["licence_missing"]


def test_a_broken_code_says_nothing_about_class_or_region() -> None:
    broken = code("91")[:-1] + ("A" if code("91")[-1] != "A" else "B")
    form = unit_form(credit_code=broken, licence=None)
    assert unit_rules(form) == ["credit_code", "licence_missing"]


@pytest.mark.parametrize(
    ("prefix", "unit_class", "fits"),
    [
        ("91", UnitClass.ENTERPRISE, True),
        ("11", UnitClass.GOVERNMENT, True),
        ("12", UnitClass.INSTITUTION, True),
        ("51", UnitClass.ASSOCIATION, True),
        ("53", UnitClass.ASSOCIATION, True),
        ("19", UnitClass.GOVERNMENT, True),
        ("12", UnitClass.ENTERPRISE, False),
        ("91", UnitClass.INSTITUTION, False),
        ("11", UnitClass.ASSOCIATION, False),
    ],
)
def test_the_prefix_of_a_code_tells_the_class(
    prefix: str, unit_class: UnitClass, fits: bool
) -> None:
    own = code(prefix)
    licence = Licence(digest="0", name="", code=own, address="")
    form = unit_form(credit_code=own, licence=licence)
    assert unit_rules(form, unit_class) == ([] if fits else ["class_code_mismatch"])


def test_the_region_of_a_code_is_only_worth_a_look() -> None:
    own = code("91", "310115")
    form = unit_form(credit_code=own, licence=Licence(digest="", name="", code=own, address=""))
    on = small_edition()
    found = unit_findings(form, UnitClass.ENTERPRISE, DALIAN, on)
    assert found == (
        Finding(rule="region_code_mismatch", severity=Severity.LOOK, measured="3101", limit="2102"),
    )
    assert unit_findings(form, UnitClass.ENTERPRISE, "31", on) == ()
    assert unit_findings(form, UnitClass.ENTERPRISE, "", on) == ()


def test_a_national_code_fits_every_mission() -> None:
    own = code("91", "100000")
    form = unit_form(credit_code=own, licence=Licence(digest="", name="", code=own, address=""))
    assert unit_rules(form) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"name_zh": "大连瑞丰贸易公司"}, "licence_name_differs"),
        ({"address": "大连市金普新区金马路9号"}, "licence_address_differs"),
        ({"credit_code": code("92")}, "licence_code_differs"),
    ],
)
def test_what_differs_from_the_licence_is_noticed(changes: dict[str, str], rule: str) -> None:
    assert unit_rules(unit_form(**changes)) == [rule]


def test_spaces_and_width_make_no_difference() -> None:
    assert unit_rules(unit_form(name_zh="大连瑞丰 国际贸易有限公司")) == []
    licence = Licence(digest="", name="瑞丰（大连）公司", code="", address="")
    assert unit_rules(unit_form(name_zh="瑞丰(大连)公司", licence=licence)) == []


def test_overseas_units_have_neither_code_nor_licence() -> None:
    form = unit_form(credit_code="", licence=None)
    assert unit_rules(form, UnitClass.OVERSEAS_ENTERPRISE) == []


def test_an_honest_person_has_no_findings(edition: Edition) -> None:
    assert person_findings(person_form(), MAN, edition) == ()


@pytest.mark.parametrize(
    ("number", "rule", "severity"),
    [
        (MAN[:-1] + ("1" if MAN[-1] != "1" else "2"), "id_checksum", Severity.REJECT),
        (MAN[:-1], "id_format", Severity.REJECT),
        (card("210202", "19851345", "001"), "id_format", Severity.REJECT),
        ("2102021985010100Z1", "id_format", Severity.REJECT),
        (card("219999", "19850101", "001"), "id_region", Severity.LOOK),
        (card("990101", "19850101", "001"), "id_region", Severity.LOOK),
    ],
)
def test_a_faulty_number_is_noticed(
    number: str, rule: str, severity: Severity, edition: Edition
) -> None:
    found = person_findings(person_form(), number, edition)
    assert [(one.rule, one.severity) for one in found] == [(rule, severity)]


@pytest.mark.parametrize("born", ["19550101", "19850101", "20030101"])
def test_a_region_may_be_younger_than_its_holder(born: str) -> None:
    """中山区 has its code since 1983; cards are issued later than their holders are born."""
    assert number_fault(IdKind.ID_CARD, card("210202", born, "001")) is None
    assert number_fault(IdKind.ID_CARD, card("310115", born, "001")) is None


@pytest.mark.parametrize("region", ["810000", "820000", "830000"])
def test_residence_permits_have_regions_of_their_own(region: str) -> None:
    number = card(region, "19850101", "001")
    assert number_fault(IdKind.RESIDENCE_PERMIT, number) is None


def test_permanent_residents_have_either_of_two_forms() -> None:
    kind = IdKind.PERMANENT_RESIDENT
    assert number_fault(kind, card("931156", "19850101", "001")) is None
    assert number_fault(kind, "ABC123456789012") is None
    assert number_fault(kind, "AB1123456789012") == "format"


@given(number=st.text(max_size=24), kind=st.sampled_from(IdKind))
def test_no_number_can_break_the_check(number: str, kind: IdKind) -> None:
    assert number_fault(kind, number) in (None, "checksum", "format", "region")


def test_findings_never_quote_the_number(edition: Edition) -> None:
    wrong = MAN[:-1] + ("1" if MAN[-1] != "1" else "2")
    for one in person_findings(person_form(), wrong, edition):
        assert wrong[6:14] not in one.measured + one.limit


def test_title_and_number_must_agree(edition: Edition) -> None:
    found = person_findings(person_form(title="ms"), MAN, edition)
    assert rules(found) == ["title_mismatch"]


@pytest.mark.parametrize(
    ("region", "kind", "number", "fits"),
    [
        (RegionType.HMT, IdKind.HM_PERMIT, "H12345678", True),
        (RegionType.HMT, IdKind.TW_PERMIT, "12345678", True),
        (RegionType.HMT, IdKind.PASSPORT, "K12345678", False),
        (RegionType.OVERSEAS, IdKind.PASSPORT, "K12345678", True),
        (RegionType.MAINLAND, IdKind.PASSPORT, "K12345678", False),
        (RegionType.OVERSEAS, IdKind.HM_PERMIT, "H12345678", False),
    ],
)
def test_the_kind_of_document_follows_the_region(
    region: RegionType, kind: IdKind, number: str, fits: bool, edition: Edition
) -> None:
    form = person_form(region_type=region, id_kind=kind, delivery="collection")
    assert rules(person_findings(form, number, edition)) == ([] if fits else ["id_kind_mismatch"])


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"label": "press"}, "label_unknown"),
        ({"entry_date": "9-10"}, "entry_date_unknown"),
        ({"area": "space"}, "area_unknown"),
    ],
)
def test_a_choice_the_edition_does_not_have_is_noticed(
    changes: dict[str, str], rule: str, edition: Edition
) -> None:
    assert rules(person_findings(person_form(**changes), MAN, edition)) == [rule]


def test_express_goes_to_the_mainland_only(edition: Edition) -> None:
    form = person_form(region_type=RegionType.HMT, id_kind=IdKind.HM_PERMIT)
    assert rules(person_findings(form, "H12345678", edition)) == ["express_not_mainland"]


def test_reuse_needs_a_fair_whose_badges_are_reused(edition: Edition) -> None:
    none = replace(edition, reuse=replace(edition.reuse, full=(), reduced=()))
    form = person_form(reuse=True)
    assert person_findings(form, MAN, edition) == ()
    assert rules(person_findings(form, MAN, none)) == ["reuse_not_possible"]
