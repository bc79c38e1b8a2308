"""Links to the guests' own pages, and until when a table is held for a party that was called."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both. The links lie outside row-level security: by them it is found out whose rows may be seen."""
    op.add_column("guests", sa.Column("held_until", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "lobby_links",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("restaurant_id", sa.String(64), nullable=False),
        sa.Column("guest_id", sa.String(64)),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("token_hash", name="pk_lobby_links"),
        sa.ForeignKeyConstraint(["restaurant_id"], ["restaurants.id"], name="fk_lobby_links_restaurant_id"),
        sa.ForeignKeyConstraint(
            ["restaurant_id", "guest_id"],
            ["guests.restaurant_id", "guests.id"],
            name="fk_lobby_links_guest",
            ondelete="CASCADE",
        ),
    )
    for column in ("guest_id", "expires_at"):
        op.create_index(f"ix_lobby_links_restaurant_id_{column}", "lobby_links", ["restaurant_id", column])


def downgrade() -> None:
    """Drop both."""
    op.drop_table("lobby_links")
    op.drop_column("guests", "held_until")
