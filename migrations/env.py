"""Alembic's entry: the app's own engine and models."""

from alembic import context

from qtable.extensions import db


def run() -> None:
    """Run the migrations on the app's database, each in its transaction."""
    with db.engine.connect() as connection:
        context.configure(
            connection=connection.execution_options(writes=True),
            target_metadata=db.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            transaction_per_migration=True,
            transactional_ddl=True,  # SQLite's too: a migration that fails leaves the database as it was
        )
        with context.begin_transaction():
            context.run_migrations()


run()
