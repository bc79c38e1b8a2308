"""How long a start takes: from the process's begin to its first 200 at /health/ready."""

import asyncio
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.clients.server_process import ServerProcess
from bench.numbers.caller import Caller
from bench.numbers.figures import Figure, spread
from bench.numbers.machine import cpu_seconds
from bench.numbers.stage import Stage

READY = "/health/ready"


async def measure(stage: Stage) -> list[Figure]:
    """Measure the first start, which makes the database, and the next one on it; each time in a new folder."""
    firsts, nexts, spent = [], [], []
    for number in range(stage.sizes.starts):
        with TemporaryDirectory(prefix="qtable-") as folder:
            server, begin = ServerProcess(Path(folder)), time.perf_counter()
            await asyncio.to_thread(server.prepare)
            await ready(server)
            firsts.append(time.perf_counter() - begin)
            await asyncio.to_thread(server.stop)
            nexts.append(await ready(server))
            spent.append(cpu_seconds(server.process))
            await asyncio.to_thread(server.stop)
        stage.show(number / stage.sizes.starts)
    return [
        spread("start on a prepared database, to ready", nexts),
        spread("CPU time until then", spent),
        spread("first start: prepare the database, start, to ready", firsts),
    ]


async def ready(server: ServerProcess) -> float:
    """Start a server; return the seconds until it, and each of its workers, is open and has answered that it is ready.

    Raises RuntimeError when it does not open.
    """
    begin = time.perf_counter()
    await asyncio.to_thread(server.start)
    caller = Caller(server.url, "")
    while (answer := await caller.send("GET", READY, b"")).status != 200:
        pass
    caller.close()
    return answer.answered - begin
