"""Where made-up units sit: city, district, street and region code after their mission."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from ciie_admin.domain.places import Place, PlaceKind

MUNICIPALITIES = frozenset({"北京", "天津", "上海", "重庆"})
AUTONOMOUS = {
    "内蒙古": "内蒙古自治区", "广西": "广西壮族自治区", "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区", "新疆": "新疆维吾尔自治区",
}  # fmt: skip
DISTRICTS = (
    ("高新区", "High-tech Zone"), ("经济开发区", "Development Area"), ("新区", "New Area"),
    ("工业园区", "Industrial Park"), ("空港新区", "Airport New Area"), ("保税区", "Bonded Area"),
)  # fmt: skip
STREETS = (
    "人民路", "中山路", "解放路", "长江路", "黄河路", "建设大街", "和平路", "友谊街", "创新路",
    "金马路", "滨海大道", "科技园路", "港湾街", "朝阳路", "文化路", "迎宾大道",
)  # fmt: skip
ENDINGS = ("区", "县", "岛", "市")
NATIONAL_REGION = "100000"
"""Region of a code given by the national authority (GB/T 2260)."""
XPCC_REGION = "659001"


@dataclass(frozen=True, slots=True)
class Site:
    """`whole` is the city with its ending (大连市), `region` six digits of GB/T 2260."""

    city: str
    city_en: str
    whole: str
    district: str
    district_en: str
    region: str


def site_of(place: Place, places: Mapping[int, Place], rng: Random) -> Site:
    """A district of its own for a district's sub-mission, else one of the usual ones."""
    mission = places[place.path[1]] if len(place.path) > 1 else place
    if mission.kind not in (PlaceKind.REGION, PlaceKind.CITY):
        return _national(mission, rng)
    name = mission.name_zh.removesuffix("交易团")
    name_en = mission.name_en.removesuffix(" Trade Mission")
    below = place.name_zh.removesuffix("分团") if place is not mission else ""
    below_en = place.name_en.removesuffix(" Sub-mission")
    region = _region(place.region, rng)
    if below.endswith(ENDINGS):
        return Site(name, name_en, _whole(name, mission.kind), below, below_en, region)
    district, district_en = rng.choice(DISTRICTS)
    if below and place.region != mission.region:  # a prefecture of a province
        return Site(below, below_en, f"{below}市", district, district_en, region)
    return Site(name, name_en, _whole(name, mission.kind), district, district_en, region)


def address_of(site: Site, rng: Random) -> str:
    floor = f"{rng.randint(2, 32)}层" if rng.random() < 0.6 else ""
    number = rng.randint(1, 299)
    return f"{site.whole}{site.district}{rng.choice(STREETS)}{number}号{floor}"


def other_address(site: Site, address: str, rng: Random) -> str:
    """An address typed wrongly: the office of the day instead of the registered one."""
    wrong = address_of(site, rng)
    return wrong if wrong != address else f"{address}附楼"


def _whole(name: str, kind: PlaceKind) -> str:
    if kind is PlaceKind.CITY or name in MUNICIPALITIES:
        return f"{name}市"
    return AUTONOMOUS.get(name, f"{name}省")


def _region(prefix: str, rng: Random) -> str:
    """Six digits below a prefix of two or four: prefectures 01-10, districts 01-12."""
    digits = prefix if len(prefix) == 4 else f"{prefix}{rng.randint(1, 10):02}"
    return f"{digits}{rng.randint(1, 12):02}"


def _national(mission: Place, rng: Random) -> Site:
    district, district_en = rng.choice(DISTRICTS)
    if mission.kind is PlaceKind.XPCC:
        return Site("石河子", "Shihezi", "石河子市", district, district_en, XPCC_REGION)
    return Site("北京", "Beijing", "北京市", district, district_en, NATIONAL_REGION)
