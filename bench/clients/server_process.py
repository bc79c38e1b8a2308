"""A real server in a process of its own: its own database, on a free port."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
# What `prepare` has made, by its arguments; it depends on none of the settings that are left out here.
_prepared: dict[tuple[str, ...], bytes] = {}
SHAPING = {"DATABASE_URL", "DATABASE_OWNER_URL", "ADMIN_EMAIL", "ADMIN_PASSWORD", "RESTAURANT_NAME", "TIME_ZONE"}
OPEN = re.compile(r"open at http://[^:]+:(\d+)")
STARTING_SECONDS, STOPPING_SECONDS = 60, 30


class ServerProcess:
    """`python wsgi.py` on a database file in `folder`; can be killed and started again on the same port.

    With `workers` it is gunicorn with as many of them. `program` are Python's arguments, for another entry.
    """

    email, password = "admin@example.com", "a-password-for-tests"

    def __init__(self, folder: Path, workers: int = 0, **settings: str) -> None:
        self.workers = workers
        self.program = ["-m", "gunicorn", "-c", "deploy/workers.py", "wsgi:app"] if workers else ["wsgi.py"]
        self.database = folder / "qtable.db"
        self.settings = settings
        self.port = 0
        self.lines: list[str] = []
        self.process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def prepare(self, *arguments: str) -> Self:
        """Make the database, with the demo floor if asked, or copy the one made before. Raises RuntimeError."""
        usual = not self.database.exists() and SHAPING.isdisjoint(self.settings)
        if usual and arguments in _prepared:
            self.database.write_bytes(_prepared[arguments])
            return self
        self._prepare(*arguments)
        if usual:
            _prepared[arguments] = self.database.read_bytes()
        return self

    def _prepare(self, *arguments: str) -> None:
        flask = [sys.executable, "-m", "flask", "--app", "qtable", "qtable", "prepare", *arguments]
        made = subprocess.run(  # noqa: S603 - our own command
            flask, cwd=ROOT, env=self._environment(), check=False, capture_output=True, text=True
        )
        if made.returncode:
            raise RuntimeError(f"the database could not be made:\n{made.stderr}")

    def start(self) -> Self:
        """Start it and wait until it says where it listens. Raises RuntimeError."""
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, *self.program],
            cwd=ROOT,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        opened = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(self.process, opened), daemon=True)
        self._reader.start()
        if not opened.wait(STARTING_SECONDS) or self.process.poll() is not None:
            self.kill()
            raise RuntimeError(f"the server did not open:\n{self.log()}")
        return self

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to end; return its exit code."""
        return self._end(signal.SIGTERM)

    def log(self) -> str:
        """Return what it has printed."""
        return "".join(self.lines)

    def complaints(self) -> list[str]:
        """Return what it printed of things that failed, and its exit code unless that is 0. Ask after its end."""
        failed = [line.strip() for line in self.lines if "Traceback" in line or " ERROR " in line]
        code = self.process.returncode if self.process else None
        return failed if code == 0 else [*failed, f"it ended with exit code {code}"]

    def _end(self, signal_number: int) -> int:
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal_number)
        try:
            code = self.process.wait(STOPPING_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self._reader.join()
        return code

    def _environment(self) -> dict[str, str]:
        place = {"DATABASE_URL": f"sqlite:///{self.database}", "HOST": "127.0.0.1", "PORT": str(self.port)}
        secrets = {"SECRET_KEY": "k" * 40, "ADMIN_EMAIL": self.email, "ADMIN_PASSWORD": self.password}
        place |= {"WEB_CONCURRENCY": str(self.workers or 1)}
        return os.environ | place | secrets | {"RATELIMIT_ENABLED": "false"} | self.settings

    def _read(self, process: subprocess.Popen[Any], opened: threading.Event) -> None:
        assert process.stdout is not None
        still_closed = self.workers or 1
        with process.stdout:
            for line in process.stdout:
                self.lines.append(line)
                for found in OPEN.finditer(line):
                    self.port = int(found[1])
                    still_closed -= 1
                if not still_closed:
                    opened.set()
        opened.set()


@contextmanager
def own_server(workers: int = 0, **settings: str) -> Iterator[ServerProcess]:
    """Run a server with the demo floor, and settings by their names, as long as the block lasts."""
    with TemporaryDirectory(prefix="qtable-") as folder:
        server = ServerProcess(Path(folder), workers, **settings).prepare("--demo").start()
        try:
            yield server
        finally:
            server.stop()
