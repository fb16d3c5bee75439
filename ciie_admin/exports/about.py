"""说明, the last sheet of a workbook: what it is, how old, out of what, and by whom."""

from dataclasses import dataclass
from datetime import datetime

from ciie_admin.domain.actors import Actor
from ciie_admin.exports.columns import Setting, place_name
from ciie_admin.words import Language, beijing_minute, sentence, word

Row = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """`name` is a key of [sheet]; `origin` says how old it is, between the fair and the time `at`
    which it was written. With `masked` it says so of document numbers.
    """

    name: str
    origin: tuple[Row, ...]
    at: datetime
    actor: Actor
    filter: str
    count: str
    masked: bool


def row(key: str, text: str, language: Language) -> Row:
    return word("about", key, language), text


def dated(key: str, at: datetime, language: Language) -> Row:
    said = sentence("about", "beijing", {"time": beijing_minute(at)}, language)
    return row(key, said, language)


def about_rows(one: About, on: Setting) -> list[Row]:
    """In the order of the sheet; the first is its head."""
    language, fair = on.language, on.edition.name
    place = on.places.get(one.actor.path[-1]) if one.actor.path else None
    rows = [
        row("name", word("sheet", one.name, language), language),
        row("edition", fair.zh if language == "zh" else fair.en, language),
        *one.origin,
        dated("exported_at", one.at, language),
        row("scope", place_name(place, language), language),
        row("filter", one.filter, language),
        row("count", one.count, language),
        row("author", one.actor.name, language),
    ]
    if one.masked:
        rows.append((word("column", "id_number", language), word("about", "masked", language)))
    return rows
