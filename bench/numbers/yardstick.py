"""A yardstick server: another program for the same endpoint, run from its folder on a database of its own.

Its folder holds `node/` with package.json, `server.js PORT FILE full`, which answers GET /health once it listens, and
`fill.py FILE PORT guests past-guests`, which fills the database and prints what a load needs as JSON.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

NEEDED = ("package.json", "server.js", "fill.py")
CACHE = Path.home() / ".cache" / "qtable"
SECRET = "PEER_SECRET"  # noqa: S105 - the name of the setting; fill.py signs with what is right without it
STARTING_SECONDS, LOOK_SECONDS = 30, 0.05
# The Makefile's environment may hold the only node of the machine.
PATH = os.pathsep.join((os.environ.get("PATH", ""), str(Path(sys.executable).parent)))


@dataclass(frozen=True)
class Yardstick:
    """A running yardstick, and who may do what there: a token, guests who wait, a free table for each."""

    process: subprocess.Popen[bytes]
    url: str
    token: str
    restaurant_id: str
    guests: list[str]
    tables: list[str]


def installed(folder: Path) -> Path:
    """Return where the yardstick can be run: its own `node/`, or a copy with its packages, made once and kept.

    Raises RuntimeError that says what is missing.
    """
    source = folder.resolve() / "node"
    missing = [name for name in NEEDED if not (source / name).is_file()]
    if missing:
        raise RuntimeError(f"{source} is no yardstick: it has no {', '.join(missing)}")
    program("node")
    if (source / "node_modules").is_dir():
        return source
    copy = CACHE / f"yardstick-{sha256((source / 'package.json').read_bytes()).hexdigest()[:16]}"
    copy.mkdir(parents=True, exist_ok=True)
    for file in source.iterdir():
        if file.is_file():
            shutil.copyfile(file, copy / file.name)
    if not (copy / "node_modules" / ".package-lock.json").exists():  # npm writes it last
        _install(copy)
    return copy


@contextmanager
def running(place: Path, guests: int, past: int) -> Iterator[Yardstick]:
    """Run it as long as the block lasts. Raises RuntimeError when it can't be started or filled."""
    with TemporaryDirectory(prefix="qtable-") as name:
        port, file, log = _free_port(), Path(name) / "yardstick.db", Path(name) / "log"
        process = _started(place, port, file, log)
        try:
            _wait_until_open(process, port, log)
            told = _filled(place, [str(word) for word in (file, port, guests, past)])
            yield Yardstick(process, told["base"], told["token"], told["restaurant"], told["guests"], told["tables"])
        finally:
            process.terminate()
            process.wait()


def program(name: str) -> str:
    """Return the path of a program. Raises RuntimeError where there is none."""
    found = shutil.which(name, path=PATH)
    if found is None:
        raise RuntimeError(f"a yardstick needs {name}, which is not installed here")
    return found


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != SECRET} | {"PATH": PATH}


def _install(copy: Path) -> None:
    words = [program("npm"), "install", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(  # noqa: S603 - npm, on the folder that was asked for
        words, cwd=copy, env=_environment(), check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"npm could not install the yardstick's packages:\n{done.stderr[-2000:]}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def _started(place: Path, port: int, file: Path, log: Path) -> subprocess.Popen[bytes]:
    words = [program("node"), "server.js", str(port), str(file), "full"]
    with log.open("wb") as out:
        return subprocess.Popen(  # noqa: S603 - the server that was asked for
            words, cwd=place, env=_environment(), stdout=out, stderr=subprocess.STDOUT
        )


def _wait_until_open(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Ask until it answers: it doesn't say by itself that it listens."""
    end = time.monotonic() + STARTING_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/health").is_success:
                return
        except httpx.TransportError:
            time.sleep(LOOK_SECONDS)
    raise RuntimeError(f"the yardstick did not open:\n{log.read_text(errors='replace')[-2000:]}")


def _filled(place: Path, arguments: list[str]) -> dict[str, Any]:
    """Fill the database by the yardstick's own program; return what that prints."""
    words = [sys.executable, "fill.py", *arguments]
    filled = subprocess.run(words, cwd=place, check=False, capture_output=True, text=True)  # noqa: S603 - as above
    if filled.returncode:
        raise RuntimeError(f"the yardstick's database could not be filled:\n{filled.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(filled.stdout)
    return told
