"""Reservations, an index from each entity to its changes, restaurants that change, and where a login began."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the book and the index; fill the index from the log that is there."""
    op.add_column("restaurants", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    never = sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, server_default="1970-01-01 00:00:00")
    op.add_column("restaurants", never)
    op.execute("UPDATE restaurants SET updated_at = created_at")
    _add_where_logins_began()
    op.add_column("guests", _moment("notified_time", nullable=True))
    op.create_index("ix_guests_restaurant_id_updated_at", "guests", ["restaurant_id", "updated_at"])
    _create_changed_entities()
    _create_reservations()


def downgrade() -> None:
    """Drop both."""
    op.drop_table("reservations")
    op.drop_table("changed_entities")
    op.drop_index("ix_changes_restaurant_id_actor_seq", "changes")
    op.drop_index("ix_guests_restaurant_id_updated_at", "guests")
    op.drop_column("guests", "notified_time")
    op.drop_column("users", "shared")
    op.drop_column("users", "home_id")
    op.drop_column("restaurants", "updated_at")
    op.drop_column("restaurants", "version")


def _add_where_logins_began() -> None:
    op.add_column("users", _id("home_id", nullable=True))
    op.add_column("users", sa.Column("shared", sa.Boolean, nullable=False, server_default=sa.false()))
    theirs = "FROM memberships WHERE user_id = users.id"
    op.execute(
        f"UPDATE users SET shared = (SELECT count(*) > 1 {theirs}),"  # noqa: S608 - nothing in it comes from outside
        f" home_id = (SELECT restaurant_id {theirs} ORDER BY created_at, restaurant_id LIMIT 1)"
    )


def _create_changed_entities() -> None:
    index = op.create_table(
        "changed_entities",
        _id("restaurant_id"),
        sa.Column("entity_type", sa.String(20), nullable=False),
        _id("entity_id"),
        sa.Column("seq", sa.BigInteger, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("restaurant_id", "entity_type", "entity_id", "seq", name="pk_changed_entities"),
        sa.ForeignKeyConstraint(
            ["restaurant_id", "seq"],
            ["changes.restaurant_id", "changes.seq"],
            name="fk_changed_entities_restaurant_id_seq",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_changed_entities_restaurant_id_seq", "changed_entities", ["restaurant_id", "seq"])
    op.create_index("ix_changes_restaurant_id_actor_seq", "changes", ["restaurant_id", "actor", "seq"])
    log = op.get_bind().execute(sa.text("SELECT restaurant_id, seq, body FROM changes")).all()
    for restaurant_id, seq, body in log:
        keys = [{"entity_type": entry["entity_type"], "entity_id": entry["entity_id"]} for entry in json.loads(body)]
        op.bulk_insert(index, [{"restaurant_id": restaurant_id, "seq": seq} | key for key in keys])


def _create_reservations() -> None:
    op.create_table(
        "reservations",
        _id("restaurant_id"),
        _id(),
        sa.Column("version", sa.Integer, nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
        sa.Column("guest_name", sa.String(201), nullable=False),
        sa.Column("party_size", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        _moment("reservation_time"),
        sa.Column("duration_minutes", sa.Integer, nullable=False),
        _moment("end_time"),
        _id("assigned_table_id", nullable=True),
        _id("guest_id", nullable=True),
        sa.Column("contact_info", sa.String(254)),
        sa.Column("phone_number", sa.String(40)),
        sa.Column("email", sa.String(254)),
        sa.Column("notes", sa.String(2000)),
        sa.Column("tags", sa.JSON, nullable=False),
        _moment("check_in_time", nullable=True),
        _moment("seated_time", nullable=True),
        _moment("finished_time", nullable=True),
        sa.PrimaryKeyConstraint("restaurant_id", "id", name="pk_reservations"),
        sa.ForeignKeyConstraint(["restaurant_id"], ["restaurants.id"], name="fk_reservations_restaurant_id"),
        sa.ForeignKeyConstraint(
            ["restaurant_id", "guest_id"],
            ["guests.restaurant_id", "guests.id"],
            name="fk_reservations_restaurant_id_guest_id",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.CheckConstraint("party_size BETWEEN 1 AND 99", name=op.f("ck_reservations_party_size")),
        sa.CheckConstraint("end_time > reservation_time", name=op.f("ck_reservations_ends_after_it_starts")),
    )
    indexes = (["assigned_table_id", "end_time"], ["end_time"], ["reservation_time", "id"], ["status"], ["updated_at"])
    for columns in indexes:
        name = "_".join(["ix_reservations_restaurant_id", *columns])
        op.create_index(name, "reservations", ["restaurant_id", *columns])
    op.create_index(
        "ix_reservations_restaurant_id_guest_id", "reservations", ["restaurant_id", "guest_id"], unique=True
    )


def _id(name: str = "id", nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(64), nullable=nullable)


def _moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
