"""Several workers on one database and one Redis, and a restaurant whose devices and writers are spread over them."""

import threading
import time
from pathlib import Path
from typing import Any

import httpx

from bench.clients.api import Api
from bench.clients.listener import Listener
from bench.clients.plain_listener import PlainListener
from bench.clients.server_process import ServerProcess
from bench.clients.socketio_listener import SocketIOListener
from bench.clients.store import seq_of

WORKERS = 3
# Far more than a request may wait for Redis, far less than what one would wait without a time-out of ours.
PATIENCE_OF_WRITERS = 8


class Workers:
    """Processes on one database and one Redis, with a person's login at each.

    `redis` has a `url`; where `urls` are given, there is a worker for each of these addresses of it.
    """

    def __init__(self, folder: Path, redis: Any, *urls: str) -> None:
        self.redis = redis
        settings = {"ALLOW_REGISTRATION": "true", "RATELIMIT_ENABLED": "true"}
        each = urls or [redis.url] * WORKERS
        self.servers = [ServerProcess(folder, REDIS_URL=url, **settings) for url in each]
        self.servers[0].prepare()
        for server in self.servers:
            server.start()

    def at_each(self, first: Api) -> list[Api]:
        """Return a person's login at each worker."""
        apis = [first, *(Api(server.url, first.login) for server in self.servers[1:])]
        for api in apis:
            api._http.timeout = httpx.Timeout(PATIENCE_OF_WRITERS)
        return apis

    def wait_for_health(self, status: str, which: slice = slice(None)) -> None:
        """Wait until each worker, or some, says how it is."""
        for server in self.servers[which]:
            deadline = time.monotonic() + 20
            while (answer := httpx.get(f"{server.url}/health")).json()["status"] != status:
                assert time.monotonic() < deadline, answer.text
                time.sleep(0.05)
            assert answer.status_code == 200

    def stop(self) -> None:
        """Ask all to end; none may have printed of anything that failed."""
        for server in self.servers:
            assert server.stop() == 0
            assert server.complaints() == [], server.log()


class Crowd:
    """A restaurant's devices of all transports at each worker, and somebody who writes at each."""

    def __init__(self, apis: list[Api]) -> None:
        self.apis = apis
        self.devices: list[Any] = [device for api in apis for device in devices_of(api)]
        for device in self.devices:
            device.open()

    def write(self, each: int = 10) -> None:
        """Let each writer make changes, all at once; each must be answered."""
        done: list[int] = []
        threads = [threading.Thread(target=self._write, args=(api, each, done)) for api in self.apis]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(done) == each * len(self.apis)

    def all_hear_all(self) -> None:
        """Wait until every device has come to the head, by messages alone, and hold it to the truth."""
        full = self.apis[0].full()
        for device in self.devices:
            head = seq_of(full["cursor"])
            assert device.wait_for_seq(head), (device.name, device.api.url, device.store.seq, head)
            assert device.store.differences(full) == [], device.name
            assert (device.store.gaps, device.store.duplicates, device.resyncs) == (0, 0, 0), device.name
            assert (device.store.skipped, device.store.repeated) == (0, 0), device.name

    def barrier(self) -> None:
        """Wait until everything sent to any device before now has been heard."""
        for device in self.devices:
            device.barrier()

    def news_travels_fast(self, to: int = -1) -> None:
        """Make changes one after the other, each heard at the next worker first: 20 looks would take 20 s.

        The one who hears is a device of the last worker, or the one at a place among all.
        """
        listening, head = self.devices[to], seq_of(self.apis[0].full()["cursor"])
        deadline = time.monotonic() + 10
        for number in range(1, 21):
            self.apis[0].act("POST", "/guests", {"name": f"Quick {number}", "partySize": 2})
            assert listening.wait_for_seq(head + number, deadline - time.monotonic()), number

    def close(self) -> None:
        """Leave."""
        for device in self.devices:
            device.close()
        for api in self.apis:
            api.close()

    def _write(self, api: Api, each: int, done: list[int]) -> None:
        for number in range(each):
            api.act("POST", "/guests", {"name": f"Party {number}", "partySize": 2})
            done.append(number)


def devices_of(api: Api) -> list[Listener]:
    polling = SocketIOListener(api, "polling", transports=("polling",))
    return [SocketIOListener(api), polling, PlainListener(api, "/realtime"), PlainListener(api, "/ws/restaurant/sync")]
