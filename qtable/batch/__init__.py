"""Several acts at once: all or nothing, or one after the other."""
