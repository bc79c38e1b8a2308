"""A Redis with a replica and three Sentinels, two of which must agree before the replica takes over."""

from pathlib import Path
from typing import Self

from bench.clients.redis_server import RedisServer

NAME = "floor"
# A master that is silent for half a second is given up; a takeover that gets stuck is tried again after three.
SENTINEL = """
sentinel monitor {name} 127.0.0.1 {port} 2
sentinel down-after-milliseconds {name} 500
sentinel failover-timeout {name} 3000
"""


class WatchedRedis:
    """Two Redis servers, of which `master` begins as the one that counts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.master, self.replica = RedisServer(), RedisServer()
        self.sentinels = [RedisServer() for _ in range(3)]

    @property
    def url(self) -> str:
        """Return their address, as REDIS_URL takes it."""
        return f"redis+sentinel://{','.join(f'127.0.0.1:{one.port}' for one in self.sentinels)}/0/{NAME}"

    def start(self) -> Self:
        """Start all and wait until each Sentinel knows the replica and the other Sentinels."""
        self.master.start("--dir", str(self.folder), "--repl-diskless-sync", "yes", "--repl-diskless-sync-delay", "0")
        of = ("--replicaof", "127.0.0.1", str(self.master.port))
        self.replica.start("--dir", str(self.folder), *of, ready=b"Finished with success")
        for number, sentinel in enumerate(self.sentinels):
            file = self.folder / f"sentinel-{number}.conf"
            file.write_text(SENTINEL.format(name=NAME, port=self.master.port))
            sentinel.start(str(file), "--sentinel", ready=b"+monitor master")
        for sentinel in self.sentinels:
            sentinel.wait_for(b"+slave ", b"+sentinel ", b"+sentinel ")
        return self

    def wait_for_takeover(self) -> None:
        """Wait until every Sentinel names the replica as the master."""
        for sentinel in self.sentinels:
            sentinel.wait_for(b"+switch-master")

    def stop(self) -> None:
        """End all."""
        for server in (*self.sentinels, self.replica, self.master):
            server.kill()
