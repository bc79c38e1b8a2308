"""The evening: its CSV, its replay, and that it can fail."""
