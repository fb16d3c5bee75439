"""Alembic's entry: runs on the connection it is handed, in that connection's transaction."""

from alembic import context

from ciie_admin.server import (
    account_tables,
    audit_tables,
    basis_tables,
    duplicate_tables,
    photo_tables,
    presence_tables,
    quota_tables,
    tables,
)
from ciie_admin.server.base import Base

TABLES = (
    tables,
    account_tables,
    audit_tables,
    presence_tables,
    duplicate_tables,
    basis_tables,
    photo_tables,
    quota_tables,
)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
