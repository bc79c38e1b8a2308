"""How many live connections one person, one restaurant and one address may have at this process."""

from flask import current_app

from qtable.errors import TooManyConnections
from qtable.realtime.clients import Client, clients

RETRY_SECONDS = 60


def admit(client: Client) -> None:
    """Take a connection in among those of this process. Raises TooManyConnections for the one too many."""
    if current_app.config["RATELIMIT_ENABLED"]:
        live = list(clients())
        user = client.identity and client.identity.user_id
        of_user = sum(one.identity is not None and one.identity.user_id == user for one in live)
        of_restaurant = sum(one.restaurant_id == client.restaurant_id for one in live)
        of_address = sum(one.address == client.address for one in live)
        _hold("person", of_user, "LIVE_CONNECTIONS_PER_USER")
        _hold("restaurant", of_restaurant, "LIVE_CONNECTIONS_PER_RESTAURANT")
        _hold("address", of_address, "LIVE_CONNECTIONS_PER_ADDRESS")
    clients().add(client)


def _hold(whose: str, count: int, setting: str) -> None:
    most = current_app.config[setting]
    if count >= most:
        raise TooManyConnections(
            f"This {whose} has {most} live connections here already. Close one of them, or raise {setting}.",
            RETRY_SECONDS,
        )
