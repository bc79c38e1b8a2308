"""The first run: who opens the box makes its restaurant, its admin and its floor in one go."""
