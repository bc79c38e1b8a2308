"""A real server in a process of its own, on a free port and a database of its own."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
EMAIL, PASSWORD = "admin@example.com", "a-password-for-tests"


class ServerProcess:
    """`python wsgi.py` on a database file; can be killed and started again on the same port."""

    email, password = EMAIL, PASSWORD

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
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
        """Make the database, with the demo floor if asked."""
        flask = [sys.executable, "-m", "flask", "--app", "qtable", "qtable", "prepare", *arguments]
        subprocess.run(flask, cwd=ROOT, env=self._environment(), check=True, capture_output=True)
        return self

    def start(self) -> Self:
        """Start it and wait until it says where it listens."""
        self.process = subprocess.Popen(
            [sys.executable, "wsgi.py"],
            cwd=ROOT,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        opened = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(self.process, opened), daemon=True)
        self._reader.start()
        if not opened.wait(30):
            raise RuntimeError("the server did not open:\n" + "".join(self.lines))
        return self

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self._reader.join()

    def stop(self) -> int:
        """Ask it to end; return its exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(10)
        self._reader.join()
        return code

    def log(self) -> str:
        """Return what it has printed."""
        return "".join(self.lines)

    def _environment(self) -> dict[str, str]:
        instance = {"DATABASE_URL": f"sqlite:///{self.database}", "SECRET_KEY": "k" * 40}
        admin = {"ADMIN_EMAIL": EMAIL, "ADMIN_PASSWORD": PASSWORD}
        return os.environ | instance | admin | {"HOST": "127.0.0.1", "PORT": str(self.port)} | self.settings

    def _read(self, process: subprocess.Popen[Any], opened: threading.Event) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                self.lines.append(line)
                found = re.search(r"open at http://[^:]+:(\d+)", line)
                if found:
                    self.port = int(found[1])
                    opened.set()


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that no process has open."""
    shutil.copyfile(source, target)
