"""gunicorn's settings and its kind of worker: `python -m gunicorn -c deploy/workers.py wsgi:app`.

The master reads this file and config.py and nothing else of ours. What processes must not share (eventlet's hub,
connections to a database or to Redis) is made by each worker, after the fork.
"""

import os
import shutil
import signal
import tempfile
from typing import Any

from gunicorn.workers.base import Worker

from config import load

COUNTS = "PROMETHEUS_MULTIPROC_DIR"
SHARED_MEMORY = "/dev/shm"  # noqa: S108 - mkdtemp makes a folder there that is the server's alone
_SETTINGS = load()


class EventletWorker(Worker):
    """A process that serves as `python wsgi.py` does, on the master's socket.

    Where it `relieves` an older one, it has the master send that one home as soon as it serves itself.
    """

    relieves = False

    def run(self) -> None:
        """Serve until the master says SIGTERM, or has gone."""
        from qtable.server import run  # noqa: PLC0415 - eventlet's patch comes first, and with wsgi.py, in the worker

        run(self.wsgi, self.sockets[0].sock, self._alive)

    def _alive(self) -> bool:
        """Tell the master that the hub turns, and the hub whether the master lives."""
        self.notify()
        orphaned = os.getppid() != self.ppid
        if self.relieves and not orphaned:
            self.relieves = False
            os.kill(self.ppid, signal.SIGTTOU)
        return not orphaned


def on_starting(_master: Any) -> None:
    """Make the folder where the workers count for /metrics; prometheus_client reads its name on its import."""
    # In memory where there is such a place: a worker that counts into a file on a full disk is killed for it.
    memory = SHARED_MEMORY if "TMPDIR" not in os.environ and os.access(SHARED_MEMORY, os.W_OK) else None
    os.environ[COUNTS] = tempfile.mkdtemp(prefix="qtable-metrics-", dir=memory)


def on_exit(_master: Any) -> None:
    """Remove it."""
    shutil.rmtree(os.environ[COUNTS], ignore_errors=True)


def on_reload(master: Any) -> None:
    """Keep the old workers beside the new ones: gunicorn would end them first, and a start takes seconds."""
    master.relieving = True
    master.num_workers += master.cfg.workers


def pre_fork(master: Any, worker: EventletWorker) -> None:
    """Tell a worker whether it relieves one."""
    worker.relieves = getattr(master, "relieving", False)


def nworkers_changed(master: Any, now: int, _before: int | None) -> None:
    """End the reload when there are as many as there should be; a word too many must not leave fewer."""
    if now <= master.cfg.workers:
        master.relieving = False
    if 0 < now < master.cfg.workers:
        master.num_workers = master.cfg.workers


def child_exit(_master: Any, worker: Worker) -> None:
    """Say which worker has gone, and forget its state, not what it counted; gunicorn starts another one."""
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 - reads COUNTS, not set before

    mark_process_dead(worker.pid)
    print(f"QTable's worker {worker.pid} has ended", flush=True)


bind = (
    f"[{_SETTINGS['HOST']}]:{_SETTINGS['PORT']}"
    if ":" in _SETTINGS["HOST"]
    else f"{_SETTINGS['HOST']}:{_SETTINGS['PORT']}"
)
backlog = 1024
workers = _SETTINGS["WEB_CONCURRENCY"]
worker_class = EventletWorker
timeout = 30
# A worker ends itself sooner (PARTING_SECONDS in qtable/server.py).
graceful_timeout = 5
loglevel = "warning"
control_socket_disable = True
