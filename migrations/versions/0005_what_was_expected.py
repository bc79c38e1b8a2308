"""What the rule said of a party's wait when it came, beside what it was promised and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS = ("expected_wait", "expected_low", "expected_high", "expected_ahead")


def upgrade() -> None:
    """Add the columns; of parties that came before nothing is known."""
    for name in COLUMNS:
        op.add_column("guests", sa.Column(name, sa.Integer(), nullable=True))


def downgrade() -> None:
    """Drop them."""
    for name in COLUMNS:
        op.drop_column("guests", name)
