"""A demo service: an evening under way, for trying things out; loaded and erased by an admin."""
