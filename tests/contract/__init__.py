"""What the original documents promised, sent as their examples send it; the examples are data files beside."""
