"""Made-up unit forms: seat, code, amounts, wishes, and a licence that mostly says the same."""

from dataclasses import replace
from random import Random

from ciie_admin.demo import figures, firms, licences, people
from ciie_admin.demo.sites import Site, address_of, other_address
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.states import DOMESTIC, UnitClass
from ciie_admin.domain.units import Licence, UnitForm

WRONG_ADDRESS, WRONG_NAME, NO_LICENCE = 0.04, 0.015, 0.01
WRONG_CLASS, WRONG_REGION = 0.02, 0.03
"""Shares of domestic units with each mistake."""
DOMESTIC_ORDER = tuple(one for one in UnitClass if one in DOMESTIC)
ABROAD_ADDRESS = ("Harbour Street", "Königsallee", "Via Roma", "Sakura Avenue", "Station Road")


def unit_form(
    edition: Edition,
    unit_class: UnitClass,
    site: Site,
    number: int,
    wrong_address: bool,
    rng: Random,
) -> tuple[UnitForm, str]:
    """The form, and the id of the area its trade belongs to. `number` makes its code its own."""
    trade = firms.trade_of(unit_class, rng)
    name_zh, name_en = firms.unit_name(unit_class, site, trade, rng)
    money = figures.amounts(unit_class, rng)
    chosen = figures.areas_of_interest(edition.areas, trade.area, rng)
    contact, title = people.contact_name(rng)
    form = UnitForm(
        credit_code=_code(unit_class, site, number, rng),
        name_zh=name_zh,
        name_en=name_en,
        address=_address(unit_class, site, rng),
        capital_yuan=money.capital_yuan,
        nature=figures.nature(unit_class, rng),
        industry=trade.industry,
        listed_code=f"6{rng.randint(90000, 99999)}" if "股份" in name_zh else "",
        turnover_usd=money.turnover_usd,
        imports_usd=money.imports_usd,
        imports_3y_usd=money.imports_3y_usd,
        import_modes=figures.import_modes(money, rng),
        purposes=tuple(rng.sample(figures.PURPOSES, rng.randint(1, 3))),
        contact_name=contact,
        contact_title=title,
        contact_phone=people.phone(rng),
        categories=figures.categories(chosen, rng),
        wishes=figures.wishes(chosen, rng),
    )
    return _with_licence(form, unit_class, site, wrong_address, rng), trade.area


def _code(unit_class: UnitClass, site: Site, number: int, rng: Random) -> str:
    if unit_class not in DOMESTIC:
        return ""
    actual = rng.choice(DOMESTIC_ORDER) if rng.random() < WRONG_CLASS else unit_class
    region = rng.choice(people.BIRTHPLACES) if rng.random() < WRONG_REGION else site.region
    return firms.new_code(actual, region, number, rng)


def _address(unit_class: UnitClass, site: Site, rng: Random) -> str:
    if unit_class in people.OVERSEAS_CLASSES:
        return f"{rng.randint(1, 240)} {rng.choice(ABROAD_ADDRESS)}"
    return address_of(site, rng)


def _with_licence(
    form: UnitForm, unit_class: UnitClass, site: Site, wrong_address: bool, rng: Random
) -> UnitForm:
    """The licence says the right thing; it is the form that is mistyped."""
    if unit_class not in DOMESTIC or rng.random() < NO_LICENCE:
        return form
    digest = licences.licence_digest(rng.randrange(licences.VARIANTS))
    read = Licence(digest=digest, name=form.name_zh, code=form.credit_code, address=form.address)
    if wrong_address or rng.random() < WRONG_ADDRESS:
        form = replace(form, address=other_address(site, form.address, rng))
    if rng.random() < WRONG_NAME:
        form = replace(form, name_zh=form.name_zh.replace("有限", "").replace("市", "", 1))
    return replace(form, licence=read)
