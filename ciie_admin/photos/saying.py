"""The checker's findings as a record says them."""

from collections.abc import Iterable

from ciie_admin.domain.findings import Finding
from ciie_admin.photos.finding import Box, PhotoFinding, Where, shown


def said(found: Iterable[PhotoFinding]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            rule=one.rule,
            severity=one.severity,
            measured=shown(one),
            limit=one.limit,
            where=_corners(one.where),
        )
        for one in found
    )


def _corners(where: Where | None) -> tuple[int, ...]:
    """The box around it: four numbers, where an oval would have seventy."""
    if where is None:
        return ()
    if isinstance(where, Box):
        return round(where.left), round(where.top), round(where.right), round(where.bottom)
    across, down = zip(*where.points, strict=True)
    return round(min(across)), round(min(down)), round(max(across)), round(max(down))
