"""Alembic's entry: the app's own models, on the app's database."""

from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from qtable.database import unhurried_engine
from qtable.extensions import db

MIGRATING = 7_305_002  # the lock that lets one process migrate at a time


def run() -> None:
    """Run the migrations, each in its transaction."""
    with _connection() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            transaction_per_migration=True,
            on_version_apply=_check_references,
            transactional_ddl=True,  # SQLite's too: a migration that fails leaves the database as it was
        )
        with context.begin_transaction():
            context.run_migrations()


@contextmanager
def _connection():
    if db.engine.dialect.name != "postgresql":
        with db.engine.connect() as connection, _references_unwatched(connection):
            yield connection.execution_options(writes=True)
        return
    owner = unhurried_engine(current_app.config["DATABASE_OWNER_URL"] or db.engine.url)
    with owner.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATING})
        connection.commit()
        yield connection
        _let_the_server_in(connection)


@contextmanager
def _references_unwatched(connection: Connection):
    """Let SQLite's migrations make a table anew that others name: while it is away, nothing may miss it.

    Each is checked before its commit (_check_references).
    """
    driver = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _check_references(ctx, **_) -> None:
    """Refuse a migration that leaves rows on SQLite which name what isn't there."""
    connection = ctx.connection
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            raise RuntimeError(f"This migration would leave rows that name what isn't there: {orphans[:3]}")


def _let_the_server_in(connection: Connection) -> None:
    """Let the server's own role, where it isn't the owner, read and write the rows, and no more."""
    role = connection.dialect.identifier_preparer.quote(db.engine.url.username or "")
    if db.engine.url.username not in (None, connection.engine.url.username):
        connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {role}"))
        connection.execute(text(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"))
        connection.execute(text(f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {role}"))
        connection.commit()


run()
