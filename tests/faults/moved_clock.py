"""`python -m tests.faults.moved_clock`: `python wsgi.py` with a wall clock that SIGUSR1 moves on an hour, SIGUSR2 back.

The clock that only measures how long things take (time.monotonic) goes on as it is, as on a machine whose time is set.
"""

import runpy
import signal
from datetime import timedelta

import time_machine

HOUR = timedelta(hours=1)


def _move(by: timedelta) -> None:
    print(f"the clock is moved by {by}", flush=True)
    time_machine.travel(by, tick=True).start()


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, lambda *_: _move(HOUR))
    signal.signal(signal.SIGUSR2, lambda *_: _move(-HOUR))
    runpy.run_path("wsgi.py", run_name="__main__")
