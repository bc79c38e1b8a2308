"""The host stand, in a real browser."""
