"""Bookings for tables that are put together: which combination one is for, if any."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the column; what was booked so far is booked at one table."""
    op.add_column("reservations", sa.Column("combination_id", sa.String(64)))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("reservations", "combination_id")
