"""The change log: the one way to write, and the truth that every device follows."""
