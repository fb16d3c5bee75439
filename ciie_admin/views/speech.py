"""Words and times as windows say them: language, dates, states, verdicts."""

from datetime import datetime

from ciie_admin.domain.edition import Edition, Text, entry_date, label, reason
from ciie_admin.domain.edition import free_labels as edition_labels
from ciie_admin.domain.places import Place
from ciie_admin.views.cells import ChipCell
from ciie_admin.views.ground import Ground
from ciie_admin.views.signs import PHOTOS, STAGES, STATES, Sign, sign
from ciie_admin.words import BEIJING, Language, word

SHOWN_VERDICTS = {
    "passed": "pass_unit",
    "first_passed": "pass_unit",
    "returned": "return_unit",
    "rejected": "reject_unit",
    "advised_against": "advise_against",
    "waiting": "withdraw_unit",
}
"""What a pending review amounts to, as the word after the stage."""


VERDICT_SIGNS = {
    "pass": STATES["passed"],
    "spot": STATES["passed"],
    "return": STATES["returned"],
    "reject": STATES["rejected"],
    "advise": STATES["advised_against"],
    "reopen": STATES["waiting"],
    "withdraw": STATES["waiting"],
}


PHOTO_SIGNS = {
    "photo_fit": PHOTOS["fit"],
    "photo_unfit": PHOTOS["unfit"],
    "withdraw_photo": PHOTOS["open"],
}


def verdict_sign(kind: str) -> Sign:
    """Of what the vocabulary calls a command, such as `pass_unit`."""
    if kind in PHOTO_SIGNS:
        return PHOTO_SIGNS[kind]
    return VERDICT_SIGNS.get(kind.split("_", maxsplit=1)[0], STATES["waiting"])


def said(text: Text, language: Language) -> str:
    return text.zh if language == "zh" else text.en


def place_name(place: Place | None, language: Language) -> str:
    if place is None:
        return "—"
    return place.name_zh if language == "zh" else place.name_en


def place_line(places: dict[int, Place], number: int, language: Language) -> str:
    """Mission and sub-mission, without the root."""
    place = places.get(number)
    if place is None:
        return "—"
    names = [place_name(places.get(step), language) for step in place.path[1:]]
    return " / ".join(names) or place_name(place, language)


def clock(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(BEIJING):%H:%M}"


def column_time(at: datetime | None, today: datetime) -> str:
    """Today as 09:12, other days as 9-20 (Beijing)."""
    if at is None:
        return "—"
    local = at.astimezone(BEIJING)
    if local.date() == today.astimezone(BEIJING).date():
        return f"{local:%H:%M}"
    return f"{local.month}-{local.day}"


def prose_time(at: datetime | None, language: Language) -> str:
    if at is None:
        return "—"
    local = at.astimezone(BEIJING)
    if language == "zh":
        return f"{local.month}月{local.day}日 {local:%H:%M}"
    return f"{local.day} {local:%b %H:%M}"


def state_chip(review: str, lane: str, stage: str | None, language: Language) -> ChipCell:
    """暂存·通过 while it is only ours or under way, else the lane's own word."""
    if stage is None:
        return ChipCell(sign(lane), word("lane", lane, language))
    if stage == "held":
        return ChipCell(STAGES[stage], word("stage", stage, language))
    verdict = word("verdict", SHOWN_VERDICTS[review], language)
    return ChipCell(STAGES[stage], staged(stage, verdict, language))


def staged(stage: str, verdict: str, language: Language) -> str:
    joint = "·" if language == "zh" else ": "
    return word("stage", stage, language) + joint + verdict


def label_name(edition: Edition | None, key: str, language: Language) -> str:
    found = label(edition, key) if edition else None
    return said(found.name, language) if found else key


def free_labels(on: Ground | None, language: Language) -> dict[str, str]:
    """Names of the labels given only inside a quota, by id."""
    known = edition_labels(on.edition) if on is not None else ()
    return {one.id: said(one.name, language) for one in known}


def reason_name(edition: Edition, key: str, language: Language) -> str:
    found = reason(edition, key)
    return said(found.name, language) if found else key


def entry_name(edition: Edition, key: str, language: Language) -> str:
    found = entry_date(edition, key)
    return said(found.name, language) if found else key


def area_name(edition: Edition, key: str, language: Language) -> str:
    found = next((area for area in edition.areas if area.id == key), None)
    return said(found.name, language) if found else key
