"""The tree of trade missions from resources/missions.toml, with the numbers places are known by."""

import tomllib
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from ciie_admin.config import resource
from ciie_admin.domain.places import Place, PlaceKind

ROOT = 1
STEP = 100
"""Missions are 100, 200, ...; places below one count on from it in the order of the file."""
Table = Mapping[str, Any]


def read_places() -> list[Place]:
    """The organiser's root, then every mission followed by what is below it."""
    root = Place(
        id=ROOT,
        version=1,
        path=(ROOT,),
        kind=PlaceKind.CENTRE,
        name_zh="主办方",
        name_en="Organiser",
        order=0,
    )
    places = [root]
    text = resource("missions.toml").read_text(encoding="utf-8")
    for order, mission in enumerate(tomllib.loads(text)["missions"], start=1):
        numbers = count(order * STEP)
        places.extend(_branch(mission, PlaceKind(mission["kind"]), root.path, order, numbers))
    return places


def _branch(
    table: Table, kind: PlaceKind, above: tuple[int, ...], order: int, numbers: Iterator[int]
) -> Iterator[Place]:
    own = next(numbers)
    path = (*above, own)
    yield Place(
        id=own,
        version=1,
        path=path,
        kind=kind,
        name_zh=table["zh"],
        name_en=table["en"],
        order=order,
        region=table.get("region", ""),
    )
    for place, below in enumerate(table.get("below", ()), start=1):
        nested = {"region": table.get("region", ""), **below}
        yield from _branch(nested, PlaceKind.SUBMISSION, path, place, numbers)
