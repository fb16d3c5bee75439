"""All rules about one uploaded picture."""

from ciie_admin.domain.edition import PhotoLimits
from ciie_admin.photos.finding import PhotoFinding
from ciie_admin.photos.licence_rules import licence_findings
from ciie_admin.photos.measuring import measure_badge
from ciie_admin.photos.nets import Nets


def check_badge(content: bytes, limits: PhotoLimits, nets: Nets | None) -> tuple[PhotoFinding, ...]:
    """Faults of a badge photo, those of the file first. Without nets no face is looked for.

    Never raises.
    """
    return measure_badge(content, limits, nets).findings


def check_licence(content: bytes, max_bytes: int) -> tuple[PhotoFinding, ...]:
    """Faults of a licence's picture (seed 000, part 2: png, jpg, jpeg, at most 2 MB).

    Never raises.
    """
    return licence_findings(content, max_bytes)
