"""PostgreSQL and Redis of the bench's own, with a prepared database, for servers that share them."""

import asyncio
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.clients.postgresql import Cluster, Databases
from bench.clients.redis_server import RedisServer
from bench.clients.server_process import ServerProcess


@dataclass(frozen=True)
class Backends:
    """What stands behind several workers. `settings` and `folder` are what a ServerProcess on them takes."""

    cluster: Cluster
    redis: RedisServer
    folder: Path
    settings: Mapping[str, Any]

    @property
    def programs(self) -> dict[str, subprocess.Popen[Any] | None]:
        """Return the two programs, for whoever looks at their CPU time."""
        return {"PostgreSQL": self.cluster.process, "Redis": self.redis.process}

    def server(self, workers: int = 0, port: int = 0) -> ServerProcess:
        """Return a server on them that isn't started yet; port 0 is any free one."""
        server = ServerProcess(self.folder, workers, **self.settings)
        server.port = port
        return server


@contextmanager
def backends() -> Iterator[Backends]:
    """Start both and prepare a database, for as long as the block lasts. What is committed is on the disk."""
    with ExitStack() as doors:
        cluster, redis = Cluster(fsync="on"), RedisServer().start()
        doors.callback(cluster.remove)
        doors.callback(redis.kill)
        folder = Path(doors.enter_context(TemporaryDirectory(prefix="qtable-")))
        address = Databases(cluster.address("qtable")).new()
        settings: dict[str, Any] = {"DATABASE_URL": address, "REDIS_URL": redis.url, "ALLOW_REGISTRATION": "true"}
        ServerProcess(folder, **settings).prepare()
        yield Backends(cluster, redis, folder, settings)


async def start_at_once(doors: ExitStack, *servers: ServerProcess) -> None:
    """Start servers beside each other, until `doors` close. Raises RuntimeError when one does not open."""
    starts = (asyncio.to_thread(server.start) for server in servers)
    started = await asyncio.gather(*starts, return_exceptions=True)
    for server in started:
        if isinstance(server, ServerProcess):
            doors.callback(server.stop)
    for failed in started:
        if isinstance(failed, BaseException):
            raise failed
