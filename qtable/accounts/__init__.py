"""Users, their roles and logins, and the one decision of who may act where."""
