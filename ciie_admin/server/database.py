"""The one place that knows how to reach PostgreSQL and how its schema is brought up to date."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from ciie_admin.config import PACKAGE
from ciie_admin.errors import Mishap

LOCK_TIMEOUT_MS = 5_000
POOL = 16


def connect(url: str) -> Engine:
    """An engine on a reachable PostgreSQL. Raises Mishap not_postgres or database_unreachable."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() != "postgresql":
            raise Mishap("not_postgres")
        parsed = parsed.set(drivername="postgresql+psycopg")
        options = f"-c lock_timeout={LOCK_TIMEOUT_MS} -c timezone=UTC"
        engine = create_engine(
            parsed,
            pool_size=POOL,
            max_overflow=POOL,
            pool_pre_ping=True,
            connect_args={"options": options, "connect_timeout": 10},
        )
        with engine.connect() as db:
            db.execute(text("select 1"))
    except (ArgumentError, NoSuchModuleError):
        raise Mishap("not_postgres") from None
    except OperationalError:
        raise Mishap("database_unreachable") from None
    return engine


@contextmanager
def at_hand(url: str) -> Iterator[Connection]:
    """One transaction of the server's own shell. Raises as connect(), and Mishap("database_old")
    on a schema that serve() has not brought up to date yet.
    """
    engine = connect(url)
    try:
        _check(engine)
        with engine.begin() as db:
            yield db
    finally:
        engine.dispose()


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest version. Safe to call at every start."""
    config = _config()
    with engine.begin() as db:
        config.attributes["connection"] = db
        command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(PACKAGE / "server" / "migrations"))
    return config


def _check(engine: Engine) -> None:
    with engine.connect() as db:
        known = MigrationContext.configure(db).get_current_revision()
    if known != ScriptDirectory.from_config(_config()).get_current_head():
        raise Mishap("database_old")
