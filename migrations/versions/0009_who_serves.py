"""Servers, which tables they serve, who served a visit, and when its table was ready again."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OWN = "restaurant_id = current_setting('app.restaurant_id', true)"


def upgrade() -> None:
    """Create the table, watched like the others, and the columns; of past visits nobody knows who served them."""
    op.create_table(
        "servers",
        sa.Column("restaurant_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("initials", sa.String(3), nullable=False),
        sa.Column("colour", sa.String(20), nullable=False),
        sa.Column("user_id", sa.String(64)),
        sa.Column("on_duty", sa.Boolean, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("restaurant_id", "id", name="pk_servers"),
        sa.ForeignKeyConstraint(["restaurant_id"], ["restaurants.id"], name="fk_servers_restaurant_id"),
    )
    for table, column in _columns():
        op.add_column(table, column)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE servers ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE servers FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_restaurant ON servers USING ({OWN})")


def downgrade() -> None:
    """Drop them."""
    for table, column in _columns():
        op.drop_column(table, column.name)
    op.drop_table("servers")


def _columns() -> list[tuple[str, sa.Column]]:
    return [
        ("tables", sa.Column("server_id", sa.String(64))),
        ("tables", sa.Column("last_guest_id", sa.String(64))),
        ("guests", sa.Column("server_id", sa.String(64))),
        ("guests", sa.Column("ready_time", sa.DateTime(timezone=True))),
    ]
