"""gunicorn's settings and its kind of worker: `python -m gunicorn -c deploy/workers.py wsgi:app`.

The master reads this file and config.py and nothing else of ours. What processes must not share (eventlet's hub,
connections to a database or to Redis) is made by each worker, after the fork.
"""

import os
from typing import Any

from gunicorn.workers.base import Worker

from config import load

_SETTINGS = load()


class EventletWorker(Worker):
    """A process that serves as `python wsgi.py` does, on the master's socket."""

    def run(self) -> None:
        """Serve until the master says SIGTERM, or has gone."""
        from qtable.server import run  # noqa: PLC0415 - eventlet's patch comes first, and with wsgi.py, in the worker

        run(self.wsgi, self.sockets[0].sock, self._alive)

    def _alive(self) -> bool:
        """Tell the master that the hub turns, and the hub whether the master lives."""
        self.notify()
        return os.getppid() == self.ppid


def child_exit(_master: Any, worker: Worker) -> None:
    """Say which worker has gone; gunicorn starts another one."""
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
