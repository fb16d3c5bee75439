"""The edition files and the tree of missions, as the seeds and the published guides have them."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from string import Formatter

import pytest

from ciie_admin import config
from ciie_admin.domain.edition import PHOTO_TICKS, Edition, fee_fen, label, unit_steps
from ciie_admin.domain.places import Place, PlaceKind
from ciie_admin.domain.states import DOMESTIC, UnitClass
from ciie_admin.errors import BadFile
from ciie_admin.server import editions
from ciie_admin.server.editions import edition_names, instant, read_edition
from ciie_admin.server.places_file import read_places
from ciie_admin.wire.codec import dump, load
from ciie_admin.words import vocabulary

TODAY = date(2026, 11, 21)
PLACES = {
    "unit": "某单位",
    "person": "某人",
    "reasons": "原因。",
    "deadline": "10月20日 24:00",
    "hotline": "021-968888",
}
NAMES = edition_names()


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture(scope="module")
def places() -> list[Place]:
    return read_places()


def test_the_three_editions_are_there() -> None:
    assert NAMES == ("06", "07", "demo")


def test_24_00_of_a_beijing_day_is_the_next_day_in_utc_terms() -> None:
    assert instant("2023-09-30 24:00", TODAY) == utc("2023-09-30T16:00")
    assert instant("2024-05-20 00:00", TODAY) == utc("2024-05-19T16:00")


def test_relative_days_count_from_today() -> None:
    assert instant("+12 24:00", TODAY) == utc("2026-12-03T16:00")
    assert instant("-60 00:00", TODAY) == utc("2026-09-21T16:00")


def test_the_sixth_fair_has_the_deadlines_of_seed_003() -> None:
    deadlines = read_edition("06", TODAY).deadlines
    assert deadlines.registration == utc("2023-09-30T16:00")
    assert deadlines.pay_online == utc("2023-10-15T16:00")
    assert deadlines.pay_transfer == utc("2023-10-12T16:00")


def test_at_the_sixth_fair_missions_review_every_unit() -> None:
    edition = read_edition("06", TODAY)
    assert not edition.review.automatic
    assert (edition.reuse.full, edition.reuse.reduced) == ((5,), (4,))


def test_at_the_seventh_fair_firms_and_institutions_pass_by_themselves() -> None:
    edition = read_edition("07", TODAY)
    assert edition.review.automatic == {UnitClass.ENTERPRISE, UnitClass.INSTITUTION}
    assert edition.reuse.full == (5, 6)
    assert edition.deadlines.registration == utc("2024-10-20T16:00")
    assert {unit_steps(edition, one) for one in UnitClass} == {1}


def test_the_seventh_fair_has_the_photo_rules_of_seed_000() -> None:
    edition = read_edition("07", TODAY)
    photo = edition.photo
    assert (photo.formats, photo.ratio_width, photo.ratio_height) == (("jpeg",), 3, 4)
    assert (photo.min_width, photo.min_height, photo.max_bytes) == (480, 640, 2**20 - 1)
    assert (photo.face_min, photo.face_max) == (15, 40)
    assert edition.licence_max_bytes == 2 * 2**20


def test_the_innovation_area_came_with_the_seventh_fair() -> None:
    sixth, seventh = (read_edition(name, TODAY) for name in ("06", "07"))
    assert [area.name.zh for area in seventh.areas] == [
        "食品及农产品", "汽车", "技术装备", "消费品", "医疗器械及医药保健", "服务贸易",
        "创新孵化专区",
    ]  # fmt: skip
    assert seventh.areas[:-1] == sixth.areas


def test_the_car_area_has_the_groups_of_the_guide() -> None:
    auto = next(area for area in read_edition("07", TODAY).areas if area.id == "auto")
    groups = [one.name.zh for one in auto.categories if one.id.count("/") == 1]
    assert groups == ["整车", "智慧出行及新能源", "汽车配套和养护", "其他"]
    below = [one.id.split("/")[1] for one in auto.categories if one.id.count("/") == 2]
    assert [below.count(group) for group in ("vehicle", "smart", "care")] == [8, 13, 5]


def test_the_demo_lies_in_its_weeks_of_review_on_any_day() -> None:
    for today in (TODAY, date(2028, 2, 28)):
        deadlines = read_edition("demo", today).deadlines
        now = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
        assert deadlines.opens < now < deadlines.registration
        assert (deadlines.registration - now).days == 12


def test_the_demo_has_one_and_two_steps() -> None:
    edition = read_edition("demo", TODAY)
    assert unit_steps(edition, UnitClass.GOVERNMENT) == 2
    assert unit_steps(edition, UnitClass.ASSOCIATION) == 1
    assert edition.review.person_steps == 1
    assert not edition.review.person_gates_payment


def test_the_year_of_the_demo_follows_the_day() -> None:
    assert read_edition("demo", date(2026, 12, 30)).year == 2027
    assert read_edition("07", TODAY).year == 2024


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_prices_follow_labels(name: str) -> None:
    edition = read_edition(name, TODAY)
    categories = [one.id for area in edition.areas for one in area.categories]
    for ids in ([one.id for one in edition.reasons], [a.id for a in edition.areas], categories):
        assert len(ids) == len(set(ids))
    assert [one.id for one in edition.labels if one.free] == ["vip", "staff"]
    assert label(edition, "visitor") is not None
    assert fee_fen(edition, "vip", "full", reuse=False) == 0
    assert 0 < fee_fen(edition, "visitor", "full", reuse=True) < 20_000


@pytest.mark.parametrize("name", NAMES)
def test_reasons_are_proposed_by_findings_that_exist(name: str) -> None:
    reasons = read_edition(name, TODAY).reasons
    named = [one.finding for one in reasons if one.finding]
    assert set(named) <= set(vocabulary()["finding"])
    assert len(named) == len(set(named)) > 20


@pytest.mark.parametrize("name", NAMES)
def test_reasons_fit_their_row_and_say_what_to_do(name: str) -> None:
    for one in read_edition(name, TODAY).reasons:
        assert one.subject in ("unit", "person")
        assert len(one.name.zh) <= 7
        assert len(one.name.en) <= 16
        assert one.advice.zh.endswith("。")
        assert one.advice.en.endswith(".")
        assert "{" not in one.advice.zh + one.advice.en


def test_advice_names_the_limits_of_the_edition() -> None:
    reasons = {one.id: one.advice for one in read_edition("07", TODAY).reasons}
    assert "15%—40%" in reasons["photo_face_small"].zh
    assert "480×640" in reasons["photo_pixels"].zh
    assert "1 MB" in reasons["photo_file_size"].en


@pytest.mark.parametrize("name", NAMES)
def test_each_kind_of_record_has_both_kinds_of_reason(name: str) -> None:
    kinds = {(one.subject, one.fixable) for one in read_edition(name, TODAY).reasons}
    assert len(kinds) == 4


@pytest.mark.parametrize("name", NAMES)
def test_notices_fill_their_places(name: str) -> None:
    notices = read_edition(name, TODAY).notices
    assert {"passed", "returned", "rejected", "payment_due"} <= set(notices)
    for text in notices.values():
        for said in (text.zh, text.en):
            places = {one[1] for one in Formatter().parse(said) if one[1]}
            assert places <= {*PLACES, "measured", "limit"}
            proof = {"measured", "limit"} & places
            assert proof or "某单位" in said.format_map(PLACES), said


@pytest.mark.parametrize("name", NAMES)
def test_an_edition_travels_unchanged(name: str) -> None:
    edition = read_edition(name, TODAY)
    assert load(Edition, dump(edition)) == edition


def test_an_edition_stored_before_ticks_were_asked_for_has_the_usual_ones() -> None:
    stored = json.loads(dump(read_edition("07", TODAY)))
    del stored["photo_ticks"]
    known = load(Edition, json.dumps(stored).encode())
    assert known.photo_ticks == PHOTO_TICKS


def test_an_unknown_edition_is_answered_with_those_there_are() -> None:
    with pytest.raises(BadFile) as caught:
        read_edition("../missions", TODAY)
    assert caught.value.code == "edition_unknown"
    assert "demo" in caught.value.facts["names"]


@pytest.mark.parametrize(
    ("meant", "typed", "field"),
    [
        ("fee_fen = 200_00", 'fee_fen = "viel"', "entry_dates.0.fee_fen"),
        ("fee_fen = 200_00", "fee_fen = -1", "entry_dates.0.fee_fen"),
        ("capital_yuan =", "capital_yuan = -1 #", "amounts.capital_yuan"),
        ("turnover_usd =", "turnover =", "amounts.turnover"),
        ("face_max = 40", "face_max = 10", "photo.face_max"),
        ('reason = "photo_makeup"', 'reason = "photo_odd"', "photo_ticks.2.reason"),
    ],
)
def test_a_fault_in_an_edition_file_is_named(
    meant: str, typed: str, field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "resources"
    for name in (
        "editions/07.toml",
        "dictionaries/areas.toml",
        "dictionaries/reasons.toml",
        "dictionaries/notices.toml",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        text = config.resource(name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(meant, typed, 1), encoding="utf-8")
    monkeypatch.setattr(editions, "resource", folder.joinpath)
    with pytest.raises(BadFile) as caught:
        read_edition("07", TODAY)
    assert caught.value.facts == {"file": "07.toml", "field": field}


def test_there_are_39_government_missions_and_4_made_up_ones(places: list[Place]) -> None:
    missions = [place for place in places if len(place.path) == 2]
    kinds = [place.kind for place in missions]
    assert [
        kinds.count(kind)
        for kind in (
            PlaceKind.REGION,
            PlaceKind.CITY,
            PlaceKind.XPCC,
            PlaceKind.ENTERPRISE,
            PlaceKind.NHC,
        )
    ] == [31, 5, 1, 1, 1]
    industrial = [place for place in missions if place.kind is PlaceKind.INDUSTRY]
    assert len(industrial) == 4
    assert all("演示" in place.name_zh and "demo" in place.name_en for place in industrial)


def test_regions_have_two_digits_and_cities_four(places: list[Place]) -> None:
    prefixes = [p.region for p in places if p.kind is PlaceKind.REGION]
    assert prefixes == sorted(set(prefixes))
    assert all(len(one) == 2 and one.isdigit() for one in prefixes)
    cities = {p.name_zh: p.region for p in places if p.kind is PlaceKind.CITY}
    assert cities == {
        "大连交易团": "2102", "宁波交易团": "3302", "厦门交易团": "3502", "青岛交易团": "3702",
        "深圳交易团": "4403",
    }  # fmt: skip


def test_the_tree_has_unique_numbers_and_names_and_whole_paths(places: list[Place]) -> None:
    known = {place.id: place for place in places}
    assert len(known) == len(places)
    assert places[0].path == (1,)
    for place in places[1:]:
        assert place.path[-1] == place.id
        above = known[place.path[-2]]
        assert above.path == place.path[:-1]
        names = [one.name_zh for one in places if one.path[:-1] == above.path]
        assert len(names) == len(set(names))


def test_dalian_is_a_mission_with_the_sub_mission_of_the_guide(places: list[Place]) -> None:
    """Seed 000 shows 大连交易团, 金普新区分团."""
    jinpu = next(place for place in places if place.name_zh == "金普新区分团")
    dalian = next(place for place in places if place.id == jinpu.path[1])
    assert dalian.name_zh == "大连交易团"
    assert (jinpu.kind, jinpu.region) == (PlaceKind.SUBMISSION, "2102")


def test_some_places_lie_on_a_third_level(places: list[Place]) -> None:
    assert {len(place.path) for place in places} == {1, 2, 3, 4}


def test_numbers_do_not_change_from_one_reading_to_the_next(places: list[Place]) -> None:
    assert read_places() == places


def test_every_domestic_class_can_be_reviewed() -> None:
    edition = read_edition("demo", TODAY)
    assert edition.review.automatic < DOMESTIC
