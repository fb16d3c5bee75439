"""Names, documents and units look like what they stand for."""

import re
from random import Random

import pytest

from ciie_admin.demo import figures, firms, names, people, sites
from ciie_admin.domain.identifiers import credit_code, number_fault
from ciie_admin.domain.places import Place, PlaceKind
from ciie_admin.domain.states import DOMESTIC, IdKind, RegionType, UnitClass
from ciie_admin.server.places_file import read_places
from ciie_admin.words import vocabulary

RNG_RUNS = 3_000


def made_names(region: RegionType) -> list[tuple[str, str]]:
    rng = Random(4)
    return [people.named(region, rng) for _ in range(RNG_RUNS)]


def place_called(name: str) -> tuple[Place, dict[int, Place]]:
    places = read_places()
    known = {place.id: place for place in places}
    return next(place for place in places if place.name_zh == name), known


def test_mainland_names_are_chinese_with_compound_and_minority_ones() -> None:
    made = [name for name, _ in made_names(RegionType.MAINLAND)]
    assert all(re.fullmatch(r"[\u4e00-\u9fff·]{2,12}", name) for name in made)
    assert any("·" in name for name in made)
    assert any(name[:2] in names.COMPOUND for name in made)
    assert len(set(made)) > RNG_RUNS * 0.7


def test_no_surname_or_character_stands_twice() -> None:
    assert len(set(names.SURNAMES)) == len(names.SURNAMES)
    assert not set(names.MALE) & set(names.FEMALE)


def test_overseas_names_are_mostly_latin() -> None:
    made = [name for name, _ in made_names(RegionType.OVERSEAS)]
    latin = [name for name in made if name.split(" ")[0].isascii()]
    assert 0.8 < len(latin) / len(made) < 0.9


@pytest.mark.parametrize("region", RegionType)
@pytest.mark.parametrize("title", ["mr", "ms"])
def test_documents_are_right_except_for_a_few(region: RegionType, title: str) -> None:
    rng = Random(5)
    made = [people.document(region, title, rng) for _ in range(RNG_RUNS)]
    faults = [number_fault(one.kind, one.number) for one in made]
    assert faults.count(None) / RNG_RUNS > 0.97
    assert set(faults) <= {None, "checksum", "format"}


@pytest.mark.parametrize(("title", "odd"), [("mr", 1), ("ms", 0)])
def test_the_serial_of_a_card_tells_the_sex(title: str, odd: int) -> None:
    rng = Random(6)
    cards = [people.document(RegionType.MAINLAND, title, rng) for _ in range(200)]
    whole = [one.number for one in cards if number_fault(one.kind, one.number) is None]
    assert {int(number[16]) % 2 for number in whole} == {odd}


def test_visitors_from_hong_kong_macao_and_taiwan_have_three_documents() -> None:
    rng = Random(7)
    kinds = {people.document(RegionType.HMT, "ms", rng).kind for _ in range(200)}
    assert kinds == {IdKind.HM_PERMIT, IdKind.TW_PERMIT, IdKind.RESIDENCE_PERMIT}


@pytest.mark.parametrize("unit_class", sorted(DOMESTIC))
def test_codes_fit_their_class_and_never_repeat(unit_class: UnitClass) -> None:
    rng = Random(8)
    made = [firms.new_code(unit_class, "210202", body, rng) for body in range(RNG_RUNS)]
    assert len(set(made)) == RNG_RUNS
    assert all(credit_code(one) == one and one[2:8] == "210202" for one in made)
    assert {one[:2] for one in made} <= set(firms.PREFIXES[unit_class])


@pytest.mark.parametrize(
    ("name", "whole", "district", "region"),
    [
        ("金普新区分团", "大连市", "金普新区", "2102"),
        ("苏州分团", "苏州市", None, "3205"),
        ("青浦区分团", "上海市", "青浦区", "31"),
        ("国资分团", "上海市", None, "31"),
        ("内蒙古交易团", "内蒙古自治区", None, "15"),
        ("江西交易团", "江西省", None, "36"),
        ("中央企业交易团", "北京市", None, "100000"),
        ("新疆生产建设兵团交易团", "石河子市", None, "6590"),
    ],
)
def test_units_sit_where_their_mission_is(
    name: str, whole: str, district: str | None, region: str
) -> None:
    place, known = place_called(name)
    site = sites.site_of(place, known, Random(9))
    assert (site.whole, site.region[: len(region)]) == (whole, region)
    assert district in (None, site.district)
    assert len(site.region) == 6
    assert sites.address_of(site, Random(9)).startswith(whole + site.district)


def test_a_wrong_address_is_another_one() -> None:
    place, known = place_called("中山区分团")
    site = sites.site_of(place, known, Random(1))
    for seed in range(50):
        address = sites.address_of(site, Random(seed))
        for other in (seed, seed + 1):
            assert sites.other_address(site, address, Random(other)) != address


@pytest.mark.parametrize("unit_class", UnitClass)
def test_units_have_names_in_both_languages(unit_class: UnitClass) -> None:
    place, known = place_called("金普新区分团")
    rng = Random(10)
    site = sites.site_of(place, known, rng)
    for _ in range(100):
        trade = firms.trade_of(unit_class, rng)
        zh, en = firms.unit_name(unit_class, site, trade, rng)
        assert en.isprintable()
        assert not re.search(r"[\u4e00-\u9fff]", en)
        assert zh.startswith("大连") is not unit_class.startswith("overseas")
        assert trade.industry in vocabulary()["industry"]


def test_what_units_say_about_themselves_has_words() -> None:
    rng = Random(11)
    for unit_class in UnitClass:
        assert figures.nature(unit_class, rng) in vocabulary()["nature"]
    assert set(figures.MODES) == set(vocabulary()["import_mode"])
    assert set(figures.PURPOSES) == set(vocabulary()["purpose"])


def test_industrial_missions_have_no_seat_of_their_own() -> None:
    place, known = place_called("食品流通行业交易团（演示）")
    assert place.kind is PlaceKind.INDUSTRY
    assert sites.site_of(place, known, Random(1)).region == sites.NATIONAL_REGION
