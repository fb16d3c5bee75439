"""Edition files: resources/editions/*.toml with what they share in resources/dictionaries."""

import hashlib
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from pydantic import ValidationError

from ciie_admin.config import resource
from ciie_admin.domain.edition import Edition
from ciie_admin.domain.limits import unfit
from ciie_admin.errors import BadFile
from ciie_admin.wire.codec import adapter, dump
from ciie_admin.words import BEIJING

Table = dict[str, Any]


def edition_names() -> tuple[str, ...]:
    """What `read_edition` can read, in order."""
    return tuple(sorted(path.stem for path in resource("editions").glob("*.toml")))


def read_edition(name: str, today: date) -> Edition:
    """One edition with its dictionaries. `today` (Beijing) is where relative days count from.

    Raises BadFile when there is no such edition or its file has a fault.
    """
    if name not in edition_names():
        raise BadFile("edition_unknown", {"names": ", ".join(edition_names())})
    table = _read(f"editions/{name}.toml")
    table["deadlines"] = {key: instant(text, today) for key, text in table["deadlines"].items()}
    closes: datetime = table["deadlines"]["registration"]
    table.setdefault("year", closes.astimezone(BEIJING).year)
    areas = {area["id"]: area for area in _read("dictionaries/areas.toml")["areas"]}
    table["areas"] = [areas[wanted] for wanted in table["areas"]]
    table["reasons"] = _reasons(table)
    table["notices"] = _read("dictionaries/notices.toml")["notices"]
    edition = _edition(table, f"{name}.toml")
    return replace(edition, rules=_stamp(edition))


def instant(text: str, today: date) -> datetime:
    """`2024-10-20 24:00` or `+12 24:00` of Beijing as UTC; 24:00 is the next day's 00:00."""
    day, clock = text.split()
    relative = day[0] in "+-"
    start = today + timedelta(days=int(day)) if relative else date.fromisoformat(day)
    hours, minutes = clock.split(":")
    midnight = datetime.combine(start, time(), tzinfo=BEIJING)
    return (midnight + timedelta(hours=int(hours), minutes=int(minutes))).astimezone(UTC)


def _read(name: str) -> Table:
    return tomllib.loads(resource(name).read_text(encoding="utf-8"))


def _reasons(table: Table) -> list[Table]:
    """The shared dictionary of reasons with this edition's limits in its sentences."""
    photo = table["photo"]
    limits = {
        **photo,
        "ratio": f"{photo['ratio_width']}:{photo['ratio_height']}",
        "photo_mb": round(photo["max_bytes"] / 2**20),
        "licence_mb": round(table["licence_max_bytes"] / 2**20),
    }
    reasons: list[Table] = _read("dictionaries/reasons.toml")["reasons"]
    for reason in reasons:
        said = reason["advice"].items()
        reason["advice"] = {language: text.format_map(limits) for language, text in said}
    return reasons


def _stamp(edition: Edition) -> str:
    """Of all that findings and reasons follow from: another rule, another stamp."""
    ruling = (
        edition.photo,
        edition.licence_max_bytes,
        edition.labels,
        edition.entry_dates,
        [area.id for area in edition.areas],
        edition.reasons,
        edition.reuse,
        edition.amounts,
        edition.documents,
        edition.express,
    )
    return hashlib.sha256(dump(ruling)).hexdigest()[:8]


def _edition(table: Table, file: str) -> Edition:
    try:
        edition: Edition = adapter(Edition).validate_python(table, extra="forbid")
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise BadFile("bad_edition", {"file": file, "field": field}) from None
    faulty = unfit(edition)
    if faulty is not None:
        raise BadFile("bad_edition", {"file": file, "field": faulty})
    return edition
