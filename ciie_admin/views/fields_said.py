"""One field of a form in words, as it is or as it was when the record was judged."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ciie_admin import words
from ciie_admin.domain.persons import Person, PersonBefore
from ciie_admin.domain.resubmission import value
from ciie_admin.domain.units import Unit, UnitBefore, Wish
from ciie_admin.views import speech
from ciie_admin.views.ground import Ground
from ciie_admin.views.text import grouped
from ciie_admin.words import Language, join, word

Judged = Unit | Person | UnitBefore | PersonBefore
Say = Callable[[Any, Ground, Language], str]
WAN = 10_000
PICTURES = ("licence", "photo")
"""Shown side by side rather than said."""


def said(record: Judged, name: str, on: Ground, language: Language) -> str:
    """A dash for an empty field; a document number masked, whatever its keyed hash."""
    if name == "number":
        return record.number_masked if isinstance(record, Person | PersonBefore) else "—"
    found = value(record, name)
    say = SAID.get(name)
    text = say(found, on, language) if say is not None else str(found)
    return text or "—"


def digest(record: Judged, name: str) -> str:
    """Of the picture that stands in the field; empty without one."""
    found = value(record, name)
    return found if isinstance(found, str) else found.digest if found is not None else ""


def amount(currency: str, amount: int, language: Language) -> str:
    """500 万元 or CNY 5,000,000: Chinese counts money in 万, English does not. Zero is a dash."""
    if not amount:
        return "—"
    if language == "en":
        return f"{currency} {grouped(amount)}"
    return f"{_wan(amount)} {'万元' if currency == 'CNY' else '万美元'}"


def _wan(amount: int) -> str:
    value = (Decimal(amount) / WAN).quantize(Decimal("0.01"))
    return f"{value:,f}".rstrip("0").rstrip(".")


def known_words(group: str, keys: Sequence[str], language: Language) -> str:
    return join([known_word(group, key, language) for key in keys], language) or "—"


def known_word(group: str, key: str, language: Language) -> str:
    """A dictionary word, or the key itself for one that an edition no longer knows."""
    return words.known_word(group, key, language) or "—"


def coded(group: str) -> Say:
    return lambda found, _on, language: known_word(group, found, language)


def several(group: str) -> Say:
    return lambda found, _on, language: known_words(group, found, language)


def money(currency: str) -> Say:
    return lambda found, _on, language: amount(currency, found, language)


def _wishes(found: tuple[Wish, ...], on: Ground, language: Language) -> str:
    areas = {one: speech.area_name(on.edition, one, language) for one in {w.area for w in found}}
    return join([f"{areas[one.area]} {one.goods}" for one in found], language)


def _categories(found: tuple[str, ...], on: Ground, language: Language) -> str:
    names = {
        one.id: speech.said(one.name, language)
        for area in on.edition.areas
        for one in area.categories
    }
    return join([names.get(code, code) for code in found], language)


SAID: Mapping[str, Say] = {
    "nature": coded("nature"),
    "industry": lambda found, _on, language: known_word("industry", found[:1], language),
    "capital_yuan": money("CNY"),
    "turnover_usd": money("USD"),
    "imports_usd": money("USD"),
    "imports_3y_usd": money("USD"),
    "import_modes": several("import_mode"),
    "purposes": several("purpose"),
    "contact_title": coded("title"),
    "categories": _categories,
    "wishes": _wishes,
    "licence": lambda found, _on, _language: found.name if found is not None else "",
    "count_place": lambda found, on, language: speech.place_line(on.places, found, language),
    "title": coded("title"),
    "region_type": coded("region_type"),
    "id_kind": coded("id_kind"),
    "label": lambda found, on, language: speech.label_name(on.edition, found, language),
    "entry_date": lambda found, on, language: speech.entry_name(on.edition, found, language),
    "area": lambda found, on, language: speech.area_name(on.edition, found, language),
    "delivery": coded("delivery"),
    "reuse": lambda found, _on, language: word("answer", "yes" if found else "no", language),
}
