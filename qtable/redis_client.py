"""The one way to Redis: quick to give up, never trying twice on its own, so that nobody waits for it long."""

from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from redis.sentinel import Sentinel
from socketio.redis_manager import parse_redis_sentinel_url

SENTINEL = "redis+sentinel://"


def client(url: str, timeout: float) -> Redis:
    """Return a client of the server at `url`, which is one that REDIS_URL may hold; nothing is connected yet.

    Each of its calls ends within `timeout` seconds, with redis.RedisError where it fails.
    """
    options: dict[str, Any] = {"socket_timeout": timeout, "socket_connect_timeout": timeout, "protocol": 2}
    options["retry"] = Retry(NoBackoff(), 0)
    if not url.startswith(SENTINEL):
        return Redis.from_url(url, **options)
    hosts, name, login = parse_redis_sentinel_url(url)
    return Sentinel(hosts, sentinel_kwargs=options, **options, **login).master_for(name)
