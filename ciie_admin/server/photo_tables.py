"""What the photo checker found in each badge photo."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from ciie_admin.server.base import Base


class PhotoResultRow(Base):
    """One picture judged by one set of rules, for whichever persons and editions show it."""

    __tablename__ = "photo_result"
    digest: Mapped[str] = mapped_column(primary_key=True)
    stamp: Mapped[str] = mapped_column(primary_key=True)
    """Of the checker's rules and an edition's limits (photo_rules.stamp)."""
    findings: Mapped[list[dict[str, Any]]]
    judged_at: Mapped[datetime]
