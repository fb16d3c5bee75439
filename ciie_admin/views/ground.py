"""What pages need of the edition and the tree; the desk reads it anew whenever either changes."""

from dataclasses import dataclass

from ciie_admin.domain.edition import Edition
from ciie_admin.domain.places import Place
from ciie_admin.models import reading
from ciie_admin.models.engine import Snapshot


@dataclass(frozen=True, slots=True)
class Ground:
    edition: Edition
    places: dict[int, Place]


def read_ground(db: Snapshot) -> Ground | None:
    """None while the first download has not brought the edition."""
    edition = reading.edition(db)
    return None if edition is None else Ground(edition, reading.places(db))
