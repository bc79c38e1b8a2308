"""Who serves which tables this shift, and whose turn is next."""
