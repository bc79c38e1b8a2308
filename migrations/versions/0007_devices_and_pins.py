"""Paired devices, PINs, the logins opened by them, and since when a demo service is there."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table and the columns; a demo restaurant of before has been one from its beginning."""
    op.create_table(
        "devices",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("restaurant_id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("paired_by", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_devices"),
        sa.ForeignKeyConstraint(["restaurant_id"], ["restaurants.id"], name="fk_devices_restaurant_id"),
        sa.UniqueConstraint("token_hash", name="uq_devices_token_hash"),
    )
    op.create_index("ix_devices_restaurant_id", "devices", ["restaurant_id"])
    op.add_column("memberships", sa.Column("pin_hash", sa.String(200)))
    op.add_column("login_sessions", sa.Column("device_id", sa.String(64)))
    op.create_index("ix_login_sessions_device_id", "login_sessions", ["device_id"])
    op.add_column("restaurants", sa.Column("demo_since", sa.DateTime(timezone=True)))
    op.execute("UPDATE restaurants SET demo_since = created_at WHERE is_demo")


def downgrade() -> None:
    """Drop them."""
    op.drop_column("restaurants", "demo_since")
    op.drop_index("ix_login_sessions_device_id", "login_sessions")
    op.drop_column("login_sessions", "device_id")
    op.drop_column("memberships", "pin_hash")
    op.drop_table("devices")
