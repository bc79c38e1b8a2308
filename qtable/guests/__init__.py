"""One party's visit, from the door to the bill."""
