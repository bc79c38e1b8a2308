"""Who works in a restaurant: its admins give people logins and roles, and take them away."""
