"""Restaurants, accounts, the change log, the floor and the guests."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEATED_AT = (
    ["restaurant_id", "table_id", "id"],
    ["tables.restaurant_id", "tables.id", "tables.current_guest_id"],
)
TAKEN_BY = (
    ["restaurant_id", "current_guest_id", "id"],
    ["guests.restaurant_id", "guests.id", "guests.table_id"],
)
AT_COMMIT = {"deferrable": True, "initially": "DEFERRED"}


def upgrade() -> None:
    """Create everything."""
    _create_restaurants()
    _create_accounts()
    _create_change_log()
    _create_floor()


def downgrade() -> None:
    """Drop everything."""
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint("fk_guests_seating", "guests", type_="foreignkey")
    for table in ("tables", "guests", "sections"):
        op.drop_table(table)
    for table in ("idempotency_keys", "changes", "login_sessions", "memberships", "users", "restaurants"):
        op.drop_table(table)


def _create_restaurants() -> None:
    op.create_table(
        "restaurants",
        _id(),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("business_day_cutoff", sa.Integer, nullable=False),
        sa.Column("policies", sa.JSON, nullable=False),
        sa.Column("is_demo", sa.Boolean, nullable=False),
        _moment("created_at"),
        sa.Column("change_epoch", sa.String(16), nullable=False),
        sa.Column("change_seq", sa.BigInteger, nullable=False),
        sa.Column("last_change_ms", sa.BigInteger, nullable=False),
        sa.Column("min_seq", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_restaurants"),
        sa.UniqueConstraint("slug", name="uq_restaurants_slug"),
    )


def _create_accounts() -> None:
    op.create_table(
        "users",
        _id(),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("first_name", sa.String(100)),
        sa.Column("last_name", sa.String(100)),
        sa.Column("active", sa.Boolean, nullable=False),
        _moment("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
    )
    op.create_table(
        "memberships",
        _id("user_id"),
        _id("restaurant_id"),
        sa.Column("role", sa.String(20), nullable=False),
        _moment("created_at"),
        sa.PrimaryKeyConstraint("user_id", "restaurant_id", name="pk_memberships"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_memberships_user_id"),
        _tenant("memberships"),
    )
    op.create_index("ix_memberships_restaurant_id", "memberships", ["restaurant_id"])
    op.create_table(
        "login_sessions",
        _id(),
        _id("user_id"),
        _id("restaurant_id"),
        _moment("created_at"),
        _moment("expires_at"),
        _moment("revoked_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_login_sessions"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_login_sessions_user_id"),
        _tenant("login_sessions"),
    )
    op.create_index("ix_login_sessions_user_id", "login_sessions", ["user_id"])


def _create_change_log() -> None:
    op.create_table(
        "changes",
        _id("restaurant_id"),
        sa.Column("seq", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("op_key", sa.String(64)),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("restaurant_id", "seq", name="pk_changes"),
        _tenant("changes"),
    )
    op.create_index("ix_changes_restaurant_id_at_ms", "changes", ["restaurant_id", "at_ms"], unique=True)
    op.create_table(
        "idempotency_keys",
        _id("restaurant_id"),
        _id("key"),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("cursor", sa.String(80), nullable=False),
        _moment("at"),
        sa.PrimaryKeyConstraint("restaurant_id", "key", name="pk_idempotency_keys"),
        _tenant("idempotency_keys"),
    )
    op.create_index("ix_idempotency_keys_at", "idempotency_keys", ["at"])


def _create_floor() -> None:
    op.create_table(
        "sections",
        *_entity("sections"),
        sa.Column("name", sa.String(100), nullable=False),
        sa.UniqueConstraint("restaurant_id", "name", name="uq_sections_restaurant_id_name"),
    )
    # Guests and tables name each other. SQLite can't add a constraint later but lets one name a table to come.
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    seated_at = [sa.ForeignKeyConstraint(*SEATED_AT, name="fk_guests_seating", **AT_COMMIT)]
    _create_guests(*(seated_at if on_sqlite else []))
    _create_tables()
    if not on_sqlite:
        mine, theirs = SEATED_AT[0], [column.partition(".")[2] for column in SEATED_AT[1]]
        op.create_foreign_key("fk_guests_seating", "guests", "tables", mine, theirs, **AT_COMMIT)


def _create_guests(*constraints: sa.Constraint) -> None:
    op.create_table(
        "guests",
        *_entity("guests"),
        sa.Column("name", sa.String(201), nullable=False),
        sa.Column("first_name", sa.String(100)),
        sa.Column("last_name", sa.String(100)),
        sa.Column("party_size", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        _id("table_id", nullable=True),
        _id("last_table_id", nullable=True),
        sa.Column("phone_number", sa.String(40)),
        sa.Column("email", sa.String(254)),
        sa.Column("quoted_wait", sa.Integer),
        _moment("arrival_time"),
        _moment("reservation_time", nullable=True),
        _moment("seated_time", nullable=True),
        _moment("finished_time", nullable=True),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("notes", sa.String(2000)),
        sa.Column("special_requests", sa.String(2000)),
        sa.Column("dietary_restrictions", sa.JSON, nullable=False),
        sa.Column("tags", sa.JSON, nullable=False),
        sa.Column("total_visits", sa.Integer, nullable=False),
        _id("reservation_id", nullable=True),
        sa.UniqueConstraint("restaurant_id", "id", "table_id", name="uq_guests_seating"),
        sa.CheckConstraint("(status = 'seated') = (table_id IS NOT NULL)", name=op.f("ck_guests_seated_has_table")),
        sa.CheckConstraint("party_size BETWEEN 1 AND 99", name=op.f("ck_guests_party_size")),
        *constraints,
    )
    op.create_index("uq_guests_table", "guests", ["restaurant_id", "table_id"], unique=True)
    op.create_index("ix_guests_restaurant_id_finished_time", "guests", ["restaurant_id", "finished_time"])
    op.create_index("ix_guests_restaurant_id_arrival_time_id", "guests", ["restaurant_id", "arrival_time", "id"])


def _create_tables() -> None:
    op.create_table(
        "tables",
        *_entity("tables"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("label", sa.String(20), nullable=False),
        sa.Column("capacity", sa.Integer, nullable=False),
        sa.Column("min_party_size", sa.Integer, nullable=False),
        sa.Column("max_party_size", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("status_before", sa.String(20)),
        sa.Column("stage", sa.String(20)),
        sa.Column("x", sa.Double, nullable=False),
        sa.Column("y", sa.Double, nullable=False),
        sa.Column("shape", sa.String(20), nullable=False),
        sa.Column("rotation", sa.Double, nullable=False),
        _id("section_id", nullable=True),
        _id("current_guest_id", nullable=True),
        sa.Column("notes", sa.String(2000)),
        sa.UniqueConstraint("restaurant_id", "label", name="uq_tables_restaurant_id_label"),
        sa.UniqueConstraint("restaurant_id", "id", "current_guest_id", name="uq_tables_seating"),
        sa.CheckConstraint(
            "(status = 'occupied') = (current_guest_id IS NOT NULL)", name=op.f("ck_tables_occupied_has_guest")
        ),
        sa.ForeignKeyConstraint(
            ["restaurant_id", "section_id"],
            ["sections.restaurant_id", "sections.id"],
            name="fk_tables_restaurant_id_section_id",
        ),
        sa.ForeignKeyConstraint(*TAKEN_BY, name="fk_tables_seating", **AT_COMMIT),
    )
    op.create_index("uq_tables_current_guest", "tables", ["restaurant_id", "current_guest_id"], unique=True)


def _entity(table: str) -> list[sa.schema.SchemaItem]:
    return [
        _id("restaurant_id"),
        _id(),
        sa.Column("version", sa.Integer, nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
        sa.PrimaryKeyConstraint("restaurant_id", "id", name=f"pk_{table}"),
        _tenant(table),
    ]


def _id(name: str = "id", nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(64), nullable=nullable)


def _moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _tenant(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["restaurant_id"], ["restaurants.id"], name=f"fk_{table}_restaurant_id")
