"""An index of the guests who are here, however many have been."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

HERE = sa.text("status IN ('waiting', 'arrived', 'running_late', 'seated')")


def upgrade() -> None:
    """Create it."""
    columns = ["restaurant_id", "arrival_time", "id"]
    op.create_index("ix_guests_here", "guests", columns, sqlite_where=HERE, postgresql_where=HERE)


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_guests_here", "guests")
