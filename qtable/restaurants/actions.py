"""What happens to the restaurant itself: its name, its place in time, its policies."""

from typing import Any

from sqlalchemy import exists, select

from qtable.changes.open_transaction import Transaction
from qtable.errors import Conflict
from qtable.restaurants.models import Restaurant


def update_restaurant(tx: Transaction, fields: dict[str, Any]) -> Restaurant:
    """Change the restaurant's own fields; records nothing when all stay. Raises Conflict (slug taken)."""
    restaurant = tx.restaurant
    changed = {name: value for name, value in fields.items() if getattr(restaurant, name) != value}
    if "slug" in changed and _is_taken(tx, changed["slug"]):
        raise Conflict(f"Another restaurant is called {changed['slug']} here. Choose another slug.", "name_taken")
    for name, value in changed.items():
        setattr(restaurant, name, value)
    if changed:
        tx.record(restaurant)
    return restaurant


def set_policies(tx: Transaction, policies: dict[str, Any]) -> Restaurant:
    """Set some policies; the others stay. Records nothing when all stay."""
    restaurant = tx.restaurant
    if restaurant.all_policies | policies != restaurant.all_policies:
        restaurant.policies = restaurant.policies | policies
        tx.record(restaurant)
    return restaurant


def _is_taken(tx: Transaction, slug: str) -> bool:
    return bool(tx.session.scalar(select(exists().where(Restaurant.slug == slug))))
