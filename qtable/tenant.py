"""Whose rows a session sees: the one place that says it, and that tells PostgreSQL at each transaction's start."""

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from qtable import postgresql
from qtable.extensions import db
from qtable.statements import Command

TENANT = "restaurant_id"


def act_for(restaurant_id: str) -> None:
    """Let this context's session see a restaurant's rows from now on, in the open transaction too."""
    session = db.session()
    name_restaurant(session, restaurant_id)
    if session.in_transaction():
        show_rows(session.connection(), restaurant_id)


def name_restaurant(session: Session, restaurant_id: str) -> None:
    """Let a session see a restaurant's rows from its next transaction on."""
    session.info[TENANT] = restaurant_id


def whose_rows() -> str | None:
    """Return the restaurant whose rows this context's session sees, if one was named."""
    return db.session().info.get(TENANT)


def showing(connection: Connection, restaurant_id: str | None) -> list[Command]:
    """Return what lets an open transaction see a restaurant's rows (None: no restaurant's); SQLite shows all to all."""
    if restaurant_id is None or connection.dialect.name != "postgresql":
        return []
    return [postgresql.showing(restaurant_id)]


def show_rows(connection: Connection, restaurant_id: str | None) -> None:
    """Let an open transaction see the rows of a restaurant (None: of none)."""
    for command in showing(connection, restaurant_id):
        postgresql.run(connection, command)


@event.listens_for(Session, "after_begin")
def _show_what_was_named(session: Session, _transaction: object, connection: Connection) -> None:
    """Show the rows; a session for which no restaurant was named sees none."""
    if TENANT in session.info:
        show_rows(connection, session.info[TENANT])
