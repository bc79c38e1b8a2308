"""What a party was at its table before it was put back on the list: it sits there again as it did."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the column; of who was put back already it isn't known."""
    op.add_column("guests", sa.Column("at_the_table", sa.JSON()))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("guests", "at_the_table")
