"""The documents that the box serves about itself."""
