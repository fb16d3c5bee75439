"""Whether the limits of an edition can be meant: looked at once, where its file is read."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from ciie_admin.domain.edition import PHOTO_TICKS, Edition
from ciie_admin.domain.quotas import LABEL_NUMBERS

LARGEST = 2**63 - 1
"""What a record can hold."""


def unfit(edition: Edition) -> str | None:
    """The first entry that makes no sense, named as the file names it; None if all are well."""
    return next(_unfit(edition), None)


def _unfit(edition: Edition) -> Iterator[str]:
    yield from _not_between(1, "amounts", asdict(edition.amounts).items())
    if edition.amounts.factor == 1:
        yield "amounts.factor"
    photo = asdict(edition.photo)
    yield from _not_between(1, "photo", ((k, v) for k, v in photo.items() if k != "formats"))
    if not edition.photo.face_min < edition.photo.face_max <= 100:
        yield "photo.face_max"
    yield from _not_between(1, "leases", asdict(edition.leases).items())
    yield from _not_between(1, "", [("licence_max_bytes", edition.licence_max_bytes)])
    yield from _fees(edition)
    yield from _steps(edition)
    dates = edition.deadlines
    if not dates.opens < dates.registration:
        yield "deadlines.registration"
    yield from _labels(edition)
    known = {one.id for one in edition.reasons}
    ticks = enumerate(edition.photo_ticks if edition.photo_ticks != PHOTO_TICKS else ())
    yield from (f"photo_ticks.{n}.reason" for n, one in ticks if one.reason not in known)
    yield from (f"documents.{one}" for one, kinds in edition.documents.items() if not kinds)


def _fees(edition: Edition) -> Iterator[str]:
    for place, one in enumerate(edition.entry_dates):
        fees = (("fee_fen", one.fee_fen), ("reuse_fee_fen", one.reuse_fee_fen))
        yield from _not_between(0, f"entry_dates.{place}", fees)


def _labels(edition: Edition) -> Iterator[str]:
    """Each free label has a number of its own: quota accounts are told apart by it."""
    taken: set[int] = set()
    for place, one in enumerate(edition.labels):
        if one.free and (one.number in taken or not 1 <= one.number <= LABEL_NUMBERS):
            yield f"labels.{place}.number"
        taken |= {one.number} if one.free else set()


def _steps(edition: Edition) -> Iterator[str]:
    """One or two: a third is nowhere provided for."""
    if edition.review.person_steps not in (1, 2):
        yield "review.person_steps"
    named = edition.review.unit_steps.items()
    yield from (f"review.unit_steps.{one}" for one, steps in named if steps not in (1, 2))


def _not_between(least: int, table: str, entries: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """Written so that NaN, which TOML knows, does not pass."""
    for name, value in entries:
        if not least <= value <= LARGEST:
            yield f"{table}.{name}" if table else name
