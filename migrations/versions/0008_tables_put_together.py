"""Combinations of tables and who sits at one, the size of a table on the plan, and the draft of a floor."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

OWN = "restaurant_id = current_setting('app.restaurant_id', true)"
NEW_TABLES = ("combinations", "floor_drafts")
JOINED = (
    ["restaurant_id", "joined_to", "joined_guest_id"],
    ["restaurant_id", "id", "current_guest_id"],
)
OCCUPIED = "(status = 'occupied') = (current_guest_id IS NOT NULL OR joined_to IS NOT NULL)"
OCCUPIED_BEFORE = "(status = 'occupied') = (current_guest_id IS NOT NULL)"
CHECKS = {
    "joined_for_a_guest": "(joined_to IS NULL) = (joined_guest_id IS NULL)",
    "joined_has_no_guest": "joined_to IS NULL OR current_guest_id IS NULL",
    "combination_has_guest": "combination_id IS NULL OR current_guest_id IS NOT NULL",
}
INDEX = "ix_tables_restaurant_id_joined_to_joined_guest_id"


def upgrade() -> None:
    """Create them."""
    _create_combinations()
    _create_drafts()
    op.add_column("guests", _id("last_combination_id", nullable=True))
    with op.batch_alter_table("tables") as tables:
        for name in ("own_width", "own_height"):
            tables.add_column(sa.Column(name, sa.Double))
        for name in ("combination_id", "joined_to", "joined_guest_id"):
            tables.add_column(_id(name, nullable=True))
        tables.create_foreign_key("fk_tables_joined", "tables", *JOINED, deferrable=True, initially="DEFERRED")
        _replace_checks(tables, ["occupied_has_guest"], {"occupied_has_guest": OCCUPIED} | CHECKS)
        combination = ["restaurant_id", "combination_id"], ["restaurant_id", "id"]
        tables.create_foreign_key("fk_tables_restaurant_id_combination_id", "combinations", *combination)
    op.create_index(INDEX, "tables", JOINED[0])
    if op.get_bind().dialect.name == "postgresql":
        _keep_restaurants_apart()


def downgrade() -> None:
    """Drop them; a joined table is free again."""
    _part_tables()
    op.drop_index(INDEX, "tables")
    with op.batch_alter_table("tables") as tables:
        _replace_checks(tables, ["occupied_has_guest", *CHECKS], {"occupied_has_guest": OCCUPIED_BEFORE})
        tables.drop_constraint("fk_tables_joined", type_="foreignkey")
        tables.drop_constraint("fk_tables_restaurant_id_combination_id", type_="foreignkey")
        for name in ("own_width", "own_height", "combination_id", "joined_to", "joined_guest_id"):
            tables.drop_column(name)
    op.drop_column("guests", "last_combination_id")
    for table in reversed(NEW_TABLES):
        op.drop_table(table)


def _create_combinations() -> None:
    op.create_table(
        "combinations",
        _id("restaurant_id"),
        _id(),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("table_ids", sa.JSON, nullable=False),
        sa.Column("min_party_size", sa.Integer, nullable=False),
        sa.Column("max_party_size", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("restaurant_id", "id", name="pk_combinations"),
        _tenant("combinations"),
    )


def _create_drafts() -> None:
    op.create_table(
        "floor_drafts",
        _id("restaurant_id"),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("saved_by", sa.String(64), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("base", sa.JSON, nullable=False),
        sa.Column("plan", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("restaurant_id", name="pk_floor_drafts"),
        _tenant("floor_drafts"),
    )


def _replace_checks(tables, gone: list[str], checks: dict[str, str]) -> None:
    for name in gone:
        tables.drop_constraint(op.f(f"ck_tables_{name}"), type_="check")
    for name, rule in checks.items():
        tables.create_check_constraint(op.f(f"ck_tables_{name}"), rule)


def _part_tables() -> None:
    """Free the joined tables, of one restaurant after the other where the database shows no others."""
    connection = op.get_bind()
    for restaurant_id in connection.scalars(sa.text("SELECT id FROM restaurants")).all():
        mine = {"id": restaurant_id}
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT set_config('app.restaurant_id', :id, true)"), mine)
        free = "SET status = 'available', joined_to = NULL, joined_guest_id = NULL"
        joined = "restaurant_id = :id AND joined_to IS NOT NULL"
        connection.execute(sa.text(f"UPDATE tables {free} WHERE {joined}"), mine)


def _keep_restaurants_apart() -> None:
    for table in NEW_TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_restaurant ON {table} USING ({OWN})")


def _id(name: str = "id", nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(64), nullable=nullable)


def _tenant(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["restaurant_id"], ["restaurants.id"], name=f"fk_{table}_restaurant_id")
