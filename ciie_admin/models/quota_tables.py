"""The mirror's tables of the free-badge quota: accounts, and what one's own moves do to them."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from ciie_admin.models.tables import mirror

QUOTA = Table(
    "quota",
    mirror,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("label", String, nullable=False),
    Column("node", String, nullable=False),
    Column("node_id", Integer, nullable=False),
    Column("parent", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("received", Integer, nullable=False),
    Column("allotted", Integer, nullable=False),
    Column("reserved", Integer, nullable=False),
    Column("used", Integer, nullable=False),
    Column("leased", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("leases", Text, nullable=False),
    Index("quota_below", "parent", "node"),
    Index("quota_of_label", "label", "node"),
)
"""As the server last said them. `seq` is the place in the feed a row came with; a row is there only
once something was moved to its account.
"""
QUOTA_OVERLAY = Table(
    "quota_overlay",
    mirror,
    Column("id", Integer, primary_key=True),
    Column("parent", Integer, nullable=False),
    Column("received", Integer, nullable=False),
    Column("allotted", Integer, nullable=False),
    Column("stage", String, nullable=False),
    Column("typed", Integer),
    Column("problem", String, nullable=False),
    Column("facts", Text, nullable=False),
    Index("quota_overlay_below", "parent"),
)
"""What drafts and operations under way add to an account, which may have no row yet: follows from
them alone. `typed` is the total of its draft, `problem` and `facts` why that draft cannot go.
"""
QUOTA_TOLD = Table(
    "quota_told",
    mirror,
    Column("id", String, primary_key=True),
    Column("cursor", Integer, nullable=False),
)
"""How far the mirror was before the answer with the verdict on an operation: a row that came later
shows its effect.
"""
