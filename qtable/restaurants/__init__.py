"""The tenant: a restaurant, its policies and its time zone."""
