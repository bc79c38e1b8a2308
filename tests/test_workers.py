"""gunicorn and its workers: balanced, replaced when they die or hang, reloaded unnoticed, ended in order."""

import os
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from bench.clients.api import Api
from bench.clients.plain_listener import PlainListener
from bench.clients.server_process import ServerProcess
from bench.clients.socketio_listener import SocketIOListener

WORKERS = 4
BURST = 100


@pytest.fixture(scope="module")
def gunicorn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    server = ServerProcess(tmp_path_factory.mktemp("gunicorn"), workers=WORKERS, GUNICORN_CMD_ARGS="--timeout 10")
    server.prepare("--demo").start()
    yield server
    assert server.stop() == 0, server.log()


@pytest.fixture
def api(gunicorn: ServerProcess) -> Iterator[Api]:
    api = Api.log_in(gunicorn.url, gunicorn.email, gunicorn.password)
    yield api
    api.close()


def answering(server: ServerProcess, connections: int) -> Counter[int]:
    """Open connections all at once; return how many of them each worker has taken."""
    request = b"GET /health HTTP/1.1\r\nHost: box\r\n\r\n"
    workers: Counter[int] = Counter()
    with ExitStack() as doors:
        burst = [doors.enter_context(socket.socket()) for _ in range(connections)]
        for one in burst:
            one.connect(("127.0.0.1", server.port))
        for one in burst:
            one.sendall(request)
        for one in burst:
            one.settimeout(10)
            answer = b""
            while b'"pid":' not in answer or not answer.endswith(b"}"):
                answer += one.recv(4096)
            workers[int(answer.split(b'"pid":')[1].split(b"}")[0])] += 1
    return workers


def wait_until(met: Callable[[], object]) -> None:
    deadline = time.monotonic() + 90  # a machine that several share may start a process in ten seconds
    while not met():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def opened(server: ServerProcess) -> int:
    return server.log().count(" is open at ")


def test_a_burst_of_connections_is_shared_evenly(gunicorn: ServerProcess) -> None:
    shares = answering(gunicorn, BURST)
    assert len(shares) == WORKERS
    assert min(shares.values()) >= BURST / WORKERS / 3, shares


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "hung"])
def test_a_worker_that_is_killed_or_hangs_is_replaced(gunicorn: ServerProcess, end: signal.Signals) -> None:
    before, known = answering(gunicorn, 40), opened(gunicorn)
    victim = next(iter(before))
    os.kill(victim, end)
    wait_until(lambda: opened(gunicorn) > known)
    after = answering(gunicorn, BURST)
    assert victim not in after
    assert len(after) == WORKERS


def test_the_stands_transport_works_and_long_polling_is_refused(gunicorn: ServerProcess, api: Api) -> None:
    refused = httpx.get(f"{gunicorn.url}/socket.io/?EIO=4&transport=polling")
    assert (refused.status_code, refused.text) == (400, '"Invalid transport"')
    device = SocketIOListener(api)
    device.open()
    for _ in range(8):
        api.act("POST", "/guests", {"name": "Lee", "partySize": 2})
    assert device.wait_for_seq(api.full()["seq"])
    assert device.store.differences(api.full()) == []
    device.close()


def test_a_reload_fails_no_request_and_devices_come_back_to_new_workers(gunicorn: ServerProcess, api: Api) -> None:
    device = PlainListener(api, "/ws/restaurant/sync")
    device.open()
    before, known = answering(gunicorn, 40), opened(gunicorn)
    stop, failures, done = threading.Event(), [], []

    def ask() -> None:
        with httpx.Client(base_url=gunicorn.url, timeout=10) as client:
            while not stop.is_set():
                try:
                    done.append(client.get("/health").raise_for_status())
                except httpx.HTTPError as error:
                    failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert gunicorn.process is not None
    gunicorn.process.send_signal(signal.SIGHUP)
    wait_until(lambda: opened(gunicorn) == known + WORKERS)
    assert device.wait_for(lambda: "sync:bye" in device.types())
    device.close()
    wait_until(lambda: gunicorn.log().count("has ended") >= WORKERS)
    wait_until(lambda: not set(answering(gunicorn, 40)) & set(before))
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(done) > 100
    device.open()
    api.act("POST", "/guests", {"name": "Lee", "partySize": 2})
    assert device.wait_for_seq(api.full()["seq"])
    device.close()


def test_the_end_finishes_requests_and_sends_everyone_off(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path, workers=2).prepare().start()
    api = Api.log_in(server.url, server.email, server.password)
    devices = [SocketIOListener(api), SocketIOListener(api), PlainListener(api), PlainListener(api)]
    for device in devices:
        device.open()
    body = b'{"name": "Lee", "partySize": 2}'
    head = f"POST {api.base}/guests HTTP/1.1\r\nHost: box\r\nAuthorization: Bearer {api.token}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port)) as slow:
        slow.settimeout(10)
        slow.sendall(head.encode() + body[:5])
        assert server.process is not None
        server.process.send_signal(signal.SIGTERM)
        for device in devices:  # each worker says it to its own, and closes at its own moment
            assert device.wait_for(lambda device=device: "sync:bye" in device.types()), device.name
        slow.sendall(body[5:])
        answer = slow.recv(65_536)
    for device in devices:
        bye = device.heard_last("sync:bye")
        assert (bye["code"], bye["resume"]) == (4000, True)
        device.close()
    assert answer.startswith(b"HTTP/1.1 201")
    assert b"Connection: close" in answer
    assert server.stop() == 0
    assert server.complaints() == [], server.log()
    api.close()


def test_workers_whose_master_was_killed_end_too(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path, workers=2).prepare().start()
    pids = set(answering(server, 20))
    assert server.process is not None
    server.process.kill()
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids))
    server.kill()
