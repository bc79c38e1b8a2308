"""A server of one's own: a process with a database of its own in a temporary folder, on a free port."""

import os
import re
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
OPEN = re.compile(r"open at (http://\S+?)/host")
STARTING_SECONDS, STOPPING_SECONDS = 30, 15


class OwnServer:
    """`python wsgi.py` with the demo floor; `lines` is all that it printed."""

    def __init__(self, folder: Path) -> None:
        self.email, self.password = "host@example.com", secrets.token_urlsafe(12)
        self.url = ""
        self.lines: list[str] = []
        self._environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder / 'qtable.db'}",
            "SECRET_KEY": secrets.token_hex(32),
            "ADMIN_EMAIL": self.email,
            "ADMIN_PASSWORD": self.password,
            "HOST": "127.0.0.1",
            "PORT": "0",
        }

    def start(self) -> None:
        """Make the database, start, and wait until it says where it listens. Raises RuntimeError."""
        flask = [sys.executable, "-m", "flask", "--app", "qtable", "qtable", "prepare", "--demo"]
        made = subprocess.run(  # noqa: S603 - our own command
            flask, cwd=ROOT, env=self._environment, check=False, capture_output=True, text=True
        )
        if made.returncode:
            raise RuntimeError(f"the database could not be made:\n{made.stderr}")
        self.process = subprocess.Popen(
            [sys.executable, "wsgi.py"],
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        opened = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(opened,), daemon=True)
        self._reader.start()
        opened.wait(STARTING_SECONDS)
        if not self.url:
            self.stop()
            raise RuntimeError("the server did not open:\n" + "".join(self.lines))

    def stop(self) -> None:
        """Ask it to end, and end it where it doesn't."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOPPING_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._reader.join()

    def complaints(self) -> list[str]:
        """Return what it printed of things that failed, and its exit code unless that is 0. Ask after its end."""
        failed = [line.strip() for line in self.lines if "Traceback" in line or " ERROR " in line]
        code = self.process.returncode
        return failed if code == 0 else [*failed, f"it ended with exit code {code}"]

    def _read(self, opened: threading.Event) -> None:
        assert self.process.stdout is not None
        with self.process.stdout:
            for line in self.process.stdout:
                self.lines.append(line)
                found = OPEN.search(line)
                if found:
                    self.url = found[1]
                    opened.set()
        opened.set()


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """Run a server as long as the block lasts."""
    with TemporaryDirectory(prefix="qtable-") as folder:
        server = OwnServer(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()
