"""Words of the photo bench: a row as a tile, and what an empty list leads to."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ciie_admin.domain.risk import EXACT
from ciie_admin.models.reading import PersonRow
from ciie_admin.views import filters, manual, speech
from ciie_admin.views.components.notices import NextStep
from ciie_admin.views.components.tile import Tile
from ciie_admin.views.desk import Desk
from ciie_admin.views.empty_list import MOST, EmptyList
from ciie_admin.views.fields_said import known_word
from ciie_admin.views.signs import ACTS, STATES
from ciie_admin.views.text import grouped
from ciie_admin.words import Language, word

if TYPE_CHECKING:  # it shows them
    from ciie_admin.views.bench_list import BenchList

translate = QCoreApplication.translate


def tile(row: PersonRow, language: Language) -> Tile:
    return Tile(
        id=row.id,
        name=row.name,
        photo=row.photo,
        eyes=tuple(int(one) for one in row.eyes.split(",") if one),
        finding=row.photo_finding,
        severity="reject" if row.photo_risk > EXACT else "look",
        said=_found(row, language),
        checked=bool(row.photo_checked),
        verdict=row.shown_photo,
        stage=row.photo_stage or "",
        judged=_judged(row, language),
    )


def _found(row: PersonRow, language: Language) -> str:
    if row.photo_finding:
        return known_word("finding_short", row.photo_finding, language)
    if not row.photo_checked:
        return translate("Bench", "Not checked yet")
    return word("finding_short", "none", language)


def _judged(row: PersonRow, language: Language) -> str:
    said = []
    if row.photo_stage:
        said.append(word("stage", row.photo_stage, language))
    if row.shown_photo:
        said.append(word("photo_verdict", row.shown_photo, language))
    return " ".join(said)


def show_empty_bench(shown: "BenchList", desk: Desk, release_caps: tuple[str, ...]) -> None:
    """What is empty, and which of the other lists is not."""
    at = speech.clock(desk.tally.server_time) if desk.tally else ""
    line = translate("EmptyList", "As of {0}.").format(at) if at else ""
    query, language = shown.query, desk.language
    searched = bool(filters.chips(replace(query, photo=""), desk))
    steps = [*_release(desk, release_caps), *_others(shown, language)]
    if searched:
        text = translate("EmptyList", "Remove the filters")
        steps.insert(0, NextStep("filters", ACTS["close"], text, "", ()))
    steps = [*steps[: MOST - 1], manual.step("photos", language)]
    named = word("photo_state", query.photo or "open", language)
    heading = translate("Bench", "No photos under {0}").format(named)
    icon, hue = (ACTS["search"], "wait") if searched else (STATES["approved"].icon, "ok")
    shown.empty.show_words(heading, line, steps, icon, hue)


def _release(desk: Desk, caps: tuple[str, ...]) -> list[NextStep]:
    tally = desk.tally
    if tally is None or not tally.drafted:
        return []
    said = EmptyList.tr("Release {0} drafts", "", tally.drafted)
    return [NextStep("release", ACTS["release"], said.format(grouped(tally.drafted)), "", caps)]


def _others(shown: "BenchList", language: Language) -> list[NextStep]:
    return [
        NextStep(f"photo:{key}", ACTS["next_page"], word("photo_state", key, language), grouped(n))
        for key, n in shown.top.photos.items()
        if n and key != shown.query.photo
    ]
