"""A Friday evening, replayed through the public API while devices listen."""
