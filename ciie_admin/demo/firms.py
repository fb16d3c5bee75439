"""Made-up units: names, codes and what they typed about themselves. Marks (字号) are invented."""

from dataclasses import dataclass
from random import Random

from stdnum.cn import uscc

from ciie_admin.demo.sites import Site
from ciie_admin.domain.states import UnitClass

MARKS = (
    ("瑞", "Rui"), ("恒", "Heng"), ("盛", "Sheng"), ("泰", "Tai"), ("华", "Hua"), ("源", "Yuan"),
    ("达", "Da"), ("通", "Tong"), ("海", "Hai"), ("联", "Lian"), ("信", "Xin"), ("嘉", "Jia"),
    ("禾", "He"), ("润", "Run"), ("丰", "Feng"), ("康", "Kang"), ("景", "Jing"), ("宏", "Hong"),
    ("凯", "Kai"), ("鼎", "Ding"), ("博", "Bo"), ("优", "You"), ("铭", "Ming"), ("航", "Hang"),
    ("诺", "Nuo"), ("澜", "Lan"), ("屿", "Yu"), ("岑", "Cen"), ("柏", "Bai"), ("汐", "Xi"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trade:
    """What a kind of unit is called, its GB/T 4754 division, and the area it comes for."""

    zh: str
    en: str
    industry: str
    area: str


FIRMS = (
    Trade("国际贸易", "International Trade", "F51", "food"),
    Trade("食品进出口", "Food Import and Export", "F51", "food"),
    Trade("乳业", "Dairy", "C14", "food"),
    Trade("水产", "Seafood", "C13", "food"),
    Trade("酒业", "Wine and Spirits", "F51", "food"),
    Trade("冷链物流", "Cold Chain Logistics", "G59", "services"),
    Trade("供应链管理", "Supply Chain", "L72", "services"),
    Trade("会展服务", "Exhibition Services", "L72", "services"),
    Trade("医疗器械", "Medical Devices", "F51", "medical"),
    Trade("生物医药", "Biopharma", "C27", "medical"),
    Trade("汽车销售服务", "Auto Sales and Service", "F52", "auto"),
    Trade("汽车零部件", "Auto Parts", "C36", "auto"),
    Trade("跨境电子商务", "Cross-border E-commerce", "F52", "consumer"),
    Trade("化妆品", "Cosmetics", "F51", "consumer"),
    Trade("服装", "Garments", "C18", "consumer"),
    Trade("百货", "Department Store", "F52", "consumer"),
    Trade("机械设备", "Machinery", "C34", "equipment"),
    Trade("智能装备", "Smart Equipment", "C35", "equipment"),
    Trade("电子科技", "Electronics", "C39", "equipment"),
    Trade("软件", "Software", "I65", "equipment"),
)
OFFICES = (
    Trade("街道办事处", "Subdistrict Office", "S92", "services"),
    Trade("镇人民政府", "Town Government", "S92", "food"),
    Trade("经济开发区管理委员会", "Development Area Committee", "S92", "equipment"),
    Trade("口岸服务局", "Port Service Bureau", "S92", "services"),
)
INSTITUTES = (
    Trade("医院", "Hospital", "Q84", "medical"),
    Trade("研究院", "Research Institute", "M73", "equipment"),
    Trade("职业技术学院", "Vocational College", "P83", "equipment"),
    Trade("检验检测中心", "Testing Centre", "M74", "services"),
)
SOCIETIES = (
    Trade("商会", "Chamber of Commerce", "S95", "consumer"),
    Trade("食品行业协会", "Food Industry Association", "S95", "food"),
    Trade("跨境电子商务协会", "E-commerce Association", "S95", "consumer"),
    Trade("医疗器械行业协会", "Medical Devices Association", "S95", "medical"),
    Trade("汽车流通协会", "Auto Trade Association", "S95", "auto"),
    Trade("贸易促进会", "Trade Promotion Society", "S95", "services"),
)
ABROAD = {
    UnitClass.OVERSEAS_ENTERPRISE: (
        Trade("Foods GmbH", "Foods GmbH", "C14", "food"),
        Trade("Medica S.p.A.", "Medica S.p.A.", "C35", "medical"),
        Trade("Trading Pte Ltd", "Trading Pte Ltd", "F51", "consumer"),
        Trade("Motors K.K.", "Motors K.K.", "C36", "auto"),
    ),
    UnitClass.OVERSEAS_GOVERNMENT: (Trade("Trade Office", "Trade Office", "S92", "services"),),
    UnitClass.OVERSEAS_ASSOCIATION: (
        Trade("Chamber of Trade", "Chamber of Trade", "S95", "services"),
    ),
    UnitClass.OVERSEAS_OTHER: (Trade("Institute", "Institute", "M73", "medical"),),
}
INVENTED_PLACES = (
    "Nordhaven", "Valmera", "Costaverde", "Altenbrück", "Kirishima Bay", "Port Ellery",
    "Sandelwald", "Monte Sereno", "Lake Orwell", "Tarnhill",
)  # fmt: skip

PREFIXES = {
    UnitClass.ENTERPRISE: ("91",),
    UnitClass.GOVERNMENT: ("11",),
    UnitClass.INSTITUTION: ("12",),
    UnitClass.ASSOCIATION: ("51", "51", "51", "52", "13"),
}
BODY_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
STRIDE = 350_377
"""Has no factor in common with the number of bodies, so that neighbours look unlike."""


def trade_of(unit_class: UnitClass, rng: Random) -> Trade:
    kinds = {
        UnitClass.ENTERPRISE: FIRMS,
        UnitClass.INDIVIDUAL: FIRMS,
        UnitClass.GOVERNMENT: OFFICES,
        UnitClass.INSTITUTION: INSTITUTES,
        UnitClass.ASSOCIATION: SOCIETIES,
    }
    return rng.choice(kinds.get(unit_class) or ABROAD[unit_class])


def unit_name(unit_class: UnitClass, site: Site, trade: Trade, rng: Random) -> tuple[str, str]:
    """Chinese and English name."""
    if unit_class in ABROAD:
        name = f"{rng.choice(INVENTED_PLACES)} {trade.en}"
        return name, name
    picked = rng.sample(MARKS, 3 if rng.random() < 0.25 else 2)
    mark, mark_en = "".join(zh for zh, _ in picked), "".join(en for _, en in picked).capitalize()
    if unit_class in (UnitClass.ENTERPRISE, UnitClass.INDIVIDUAL):
        legal = rng.choices(("有限公司", "股份有限公司", "集团有限公司"), (88, 7, 5))[0]
        group = " Group" if legal.startswith("集团") else ""
        return f"{site.city}{mark}{trade.zh}{legal}", (
            f"{site.city_en} {mark_en} {trade.en}{group} Co., Ltd."
        )
    seat = rng.choice((site.whole, site.whole + site.district))
    return f"{seat}{mark}{trade.zh}", f"{mark_en} {trade.en}, {site.city_en}"


def new_code(unit_class: UnitClass, region: str, body: int, rng: Random) -> str:
    """A code with a right check digit; `body` (below 923,521) makes it unlike all others."""
    digits, body = "", body * STRIDE % len(BODY_LETTERS) ** 4
    for _ in range(4):
        body, rest = divmod(body, len(BODY_LETTERS))
        digits = BODY_LETTERS[rest] + digits
    number = f"{rng.choice(PREFIXES[unit_class])}{region}MA{digits}{rng.randint(100, 999)}"
    return number + uscc.calc_check_digit(number)
