"""Made-up amounts and wishes of a unit, now and then with a typical mistake."""

from dataclasses import dataclass, replace
from random import Random

from ciie_admin.domain.edition import Area
from ciie_admin.domain.states import UnitClass
from ciie_admin.domain.units import Wish

WAN = 10_000
"""万: the factor by which an amount in the wrong unit is off."""
GOODS = {
    "food": ("咖啡豆", "葡萄酒", "冷冻牛肉", "奶粉", "三文鱼", "橄榄油", "车厘子", "巧克力"),
    "auto": ("新能源乘用车", "发动机零部件", "车载显示屏", "润滑油", "房车"),
    "equipment": ("五轴加工中心", "工业机器人", "检测仪器", "半导体设备", "激光器"),
    "consumer": ("护肤品", "婴童用品", "运动服饰", "小家电", "香水"),
    "medical": ("影像设备", "体外诊断试剂", "康复器械", "膳食营养补充剂", "手术机器人"),
    "services": ("冷链仓储服务", "检验检测服务", "国际货运代理", "展览服务"),
    "innovation": ("初创企业技术合作",),
}
MODES = ("general", "processing", "cross_border", "bonded", "other")
PURPOSES = ("buy", "learn", "invest", "partners", "market", "events")
NATURES = {
    UnitClass.GOVERNMENT: ("public",),
    UnitClass.INSTITUTION: ("public",),
    UnitClass.ASSOCIATION: ("civil",),
}
FIRM_NATURES = ("state_owned", "collective", "private", "foreign", "hmt", "mixed")
FIRM_NATURE_WEIGHTS = (14, 2, 62, 13, 5, 4)
WRONG_UNIT = 0.02
"""Share of enterprises whose amounts are off by 10,000."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Whole yuan and US dollars."""

    capital_yuan: int = 0
    turnover_usd: int = 0
    imports_usd: int = 0
    imports_3y_usd: int = 0


def amounts(unit_class: UnitClass, rng: Random) -> Amounts:
    """Bodies without trade have none; a firm's turnover is a few times its capital."""
    if unit_class not in (UnitClass.ENTERPRISE, UnitClass.OVERSEAS_ENTERPRISE):
        return Amounts()
    capital = round(rng.lognormvariate(16.5, 1.4) / WAN) * WAN or WAN
    turnover = round(capital / 7 * rng.lognormvariate(1.1, 0.9))
    imports = round(turnover * rng.betavariate(1.2, 3)) if rng.random() < 0.8 else 0
    honest = Amounts(capital, turnover, imports, round(imports * rng.uniform(2.2, 3.4)))
    return _mixed_up(honest, rng) if rng.random() < WRONG_UNIT else honest


def nature(unit_class: UnitClass, rng: Random) -> str:
    fixed = NATURES.get(unit_class)
    if fixed is not None:
        return fixed[0]
    if unit_class not in (UnitClass.ENTERPRISE, UnitClass.INDIVIDUAL):
        return "other"
    return rng.choices(FIRM_NATURES, FIRM_NATURE_WEIGHTS)[0]


def import_modes(money: Amounts, rng: Random) -> tuple[str, ...]:
    return tuple(rng.sample(MODES, rng.randint(1, 2))) if money.imports_usd else ()


def areas_of_interest(areas: tuple[Area, ...], favourite: str, rng: Random) -> tuple[Area, ...]:
    """The area of the trade first, sometimes one more."""
    first = next((area for area in areas if area.id == favourite), areas[0])
    other = rng.choice(areas)
    return (first, other) if rng.random() < 0.35 and other is not first else (first,)


def categories(chosen: tuple[Area, ...], rng: Random) -> tuple[str, ...]:
    picked: list[str] = []
    for area in chosen:
        some = min(len(area.categories), rng.randint(1, 3))
        picked += [one.id for one in rng.sample(area.categories, some)]
    return tuple(picked)


def wishes(chosen: tuple[Area, ...], rng: Random) -> tuple[Wish, ...]:
    made = []
    for area in chosen:
        goods = GOODS.get(area.id, ())
        if goods and rng.random() < 0.8:
            said = "、".join(rng.sample(goods, min(len(goods), rng.randint(1, 2))))
            made.append(Wish(area=area.id, goods=said, publish=rng.random() < 0.6))
    return tuple(made)


def _mixed_up(honest: Amounts, rng: Random) -> Amounts:
    """One field typed in yuan or dollars where 万 was asked, or the other way round."""
    turn = rng.randrange(3)
    if turn == 0:
        return replace(honest, capital_yuan=honest.capital_yuan * WAN)
    if turn == 1:
        return replace(honest, turnover_usd=honest.turnover_usd // WAN)
    last = max(honest.imports_usd, WAN)
    return replace(honest, imports_usd=last * WAN, imports_3y_usd=last * 3)
