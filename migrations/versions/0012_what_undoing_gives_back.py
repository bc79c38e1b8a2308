"""What an undo gives back: what a booking was at the door, and how far the meal had come of a party that has left."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the columns; of who sits or has left already it isn't known."""
    op.add_column("reservations", sa.Column("at_the_door", sa.JSON()))
    op.add_column("guests", sa.Column("last_stage", sa.String(20)))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("guests", "last_stage")
    op.drop_column("reservations", "at_the_door")
