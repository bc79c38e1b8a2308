"""What PostgreSQL watches by itself: bookings that overlap, and rows that only their restaurant may see."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OF_A_RESTAURANT = (
    "guests", "tables", "sections", "reservations", "changes", "changed_entities", "idempotency_keys"
)  # fmt: skip
OWN = "restaurant_id = current_setting('app.restaurant_id', true)"
ACTIVE = "('pending', 'confirmed', 'partially_arrived', 'arrived', 'seated')"


def upgrade() -> None:
    """Set the watch; SQLite has one writer at a time and one process, and does without."""
    if op.get_bind().dialect.name == "postgresql":
        _refuse_overlaps()
        _keep_restaurants_apart()


def downgrade() -> None:
    """Take it away."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in OF_A_RESTAURANT:
        op.execute(f"DROP POLICY own_restaurant ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE reservations DROP CONSTRAINT ex_reservations_overlap")
    op.execute("DROP TYPE text_range")


def _refuse_overlaps() -> None:
    """Refuse two active bookings of one table that share a moment.

    An exclusion constraint on a text needs an extension that not every server has (btree_gist). A range that holds
    the one text does the same with what is built in; its collation is that of bytes, which no update changes.
    Checked at the commit, so that one transaction may free a table and book it, in any order.
    """
    op.execute('CREATE TYPE text_range AS RANGE (subtype = text, collation = "C")')
    op.execute(
        "ALTER TABLE reservations ADD CONSTRAINT ex_reservations_overlap EXCLUDE USING gist ("
        " text_range(restaurant_id, restaurant_id, '[]') WITH &&,"
        " text_range(assigned_table_id, assigned_table_id, '[]') WITH &&,"
        " tstzrange(reservation_time, end_time) WITH &&)"
        f" WHERE (assigned_table_id IS NOT NULL AND status IN {ACTIVE})"
        " DEFERRABLE INITIALLY DEFERRED"
    )


def _keep_restaurants_apart() -> None:
    """Show a transaction the rows of the restaurant that it has named, to the tables' owner too.

    Where none was named the setting is NULL, or '' after a transaction that had one: neither is an id.
    """
    for table in OF_A_RESTAURANT:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_restaurant ON {table} USING ({OWN})")
