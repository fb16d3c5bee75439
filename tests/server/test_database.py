"""The schema, and how it is brought up to date."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect

from ciie_admin.errors import Mishap
from ciie_admin.server import account_tables, audit_tables, tables
from ciie_admin.server.base import Base
from ciie_admin.server.database import connect, migrate

DECLARED = (tables, account_tables, audit_tables)


def test_migrations_end_in_the_declared_schema(empty_database: str) -> None:
    engine = connect(empty_database)
    migrate(engine)
    with engine.connect() as db:
        context = MigrationContext.configure(
            db, opts={"compare_type": True, "compare_server_default": True}
        )
        differences = compare_metadata(context, Base.metadata)
        names = inspect(db).get_table_names()
    engine.dispose()
    assert differences == []
    assert set(names) == {*Base.metadata.tables, "alembic_version"}


def test_migrating_twice_changes_nothing(empty_database: str) -> None:
    engine = connect(empty_database)
    migrate(engine)
    migrate(engine)
    engine.dispose()


def test_every_constraint_has_the_declared_name(empty_database: str) -> None:
    engine = connect(empty_database)
    migrate(engine)
    with engine.connect() as db:
        found = inspect(db)
        for name, table in Base.metadata.tables.items():
            declared = {key.name for key in table.foreign_key_constraints}
            assert {key["name"] for key in found.get_foreign_keys(name)} == declared
            checks = {str(one["name"]) for one in found.get_check_constraints(name)}
            wanted = {one.name for one in table.constraints if isinstance(one, CheckConstraint)}
            assert checks == wanted
    engine.dispose()


def test_only_postgresql_is_taken() -> None:
    with pytest.raises(Mishap, match="not_postgres"):
        connect("sqlite://")
    with pytest.raises(Mishap, match="not_postgres"):
        connect("no address at all")


def test_an_unreachable_database_is_said_so() -> None:
    with pytest.raises(Mishap, match="database_unreachable"):
        connect("postgresql://nobody:wrong@127.0.0.1:1/none")
