"""What a party's status was before it sat down: a seating that was a slip is taken back to it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the column; of who sits already it isn't known."""
    op.add_column("guests", sa.Column("status_before", sa.String(20)))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("guests", "status_before")
