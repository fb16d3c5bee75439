"""What the photo checker found in each badge photo, and which photos are alike."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, text
from sqlalchemy.dialects.postgresql import BIT
from sqlalchemy.orm import Mapped, mapped_column

from ciie_admin.photos.likeness import BITS
from ciie_admin.server.base import Base


class PhotoResultRow(Base):
    """One picture judged by one set of rules, for whichever persons and editions show it."""

    __tablename__ = "photo_result"
    digest: Mapped[str] = mapped_column(primary_key=True)
    stamp: Mapped[str] = mapped_column(primary_key=True)
    """Of the checker's rules and an edition's limits (photo_rules.stamp)."""
    findings: Mapped[list[dict[str, Any]]]
    eyes: Mapped[list[int]] = mapped_column(server_default=text("'{}'"))
    judged_at: Mapped[datetime]


class PhotoLikenessRow(Base):
    """One picture as it is compared with others, whatever the rules; it goes with its picture."""

    __tablename__ = "photo_likeness"
    digest: Mapped[str] = mapped_column(
        ForeignKey("picture.digest", ondelete="CASCADE"), primary_key=True
    )
    likeness: Mapped[str] = mapped_column(BIT(BITS), index=True)
    key: Mapped[str]
    """The digest of the first picture of those that are alike; of one that is like none its own."""
