"""What the page on which a party joined told it that the lobby's screen shows of its name."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the column; who joined before was told what the policy of that time said, which isn't known any more."""
    op.add_column("guests", sa.Column("display_names", sa.String(20)))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("guests", "display_names")
