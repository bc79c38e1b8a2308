"""The stand where several workers serve it: on WebSockets alone, and the same on screens of different workers."""

import secrets
from collections.abc import Callable, Iterator

import pytest

from bench.clients.server_process import ServerProcess
from tests.host_stand.screen import Screen


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path_factory.mktemp("workers"), workers=2).prepare("--demo").start()
    yield process
    assert process.stop() == 0, process.log()
    assert process.complaints() == [], process.log()


def test_screens_of_several_workers_show_the_same(open_screen: Callable[..., Screen]) -> None:
    screens = [open_screen() for _ in range(4)]
    for number, screen in enumerate(screens):
        name = f"Lee {number}{secrets.token_hex(2)}"
        screen.add_walk_in(name, 2)
        for other in screens:
            other.is_waiting(name)
