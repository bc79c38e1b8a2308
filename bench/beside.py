"""What the machine's cores bring by themselves: python -m bench.beside [PROCESSES ...], 1, 2 and 4 of them unless said.

Each process does the updates of `bench.one_update` inside itself, on a SQLite file of its own: none waits for another,
nothing is sent. What an update costs more CPU time with more of them is the machine's price for using its cores at
once, and no arrangement of workers can be cheaper.
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 5.0
ALONE, ROUNDS = (1, 2, 4), 3
CHILD = "one of them"


@dataclass(frozen=True)
class Done:
    """What processes did beside each other: updates a second of all, and microseconds of CPU time for each."""

    per_second: float
    cpu_us: float


def main() -> None:
    """Print how updates a second, and what each costs, grow with the processes; one number after another, in rounds."""
    counts = [int(count) for count in sys.argv[1:]] or ALONE
    rounds = [{count: beside(count) for count in counts} for _ in range(ROUNDS)]
    middle = {
        count: sorted((one[count] for one in rounds), key=lambda done: done.cpu_us)[ROUNDS // 2] for count in counts
    }
    first = middle[counts[0]]
    for count, done in middle.items():
        grown, dearer = done.per_second / first.per_second, done.cpu_us / first.cpu_us
        print(f"{count}: {done.per_second:.0f} updates/s (×{grown:.2f}), {done.cpu_us:.0f} µs each (×{dearer:.2f})")


def beside(count: int, seconds: float = SECONDS) -> Done:
    """Let so many processes work beside each other. Raises RuntimeError when one of them fails."""
    words = [sys.executable, "-m", "bench.beside", CHILD]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes = [subprocess.Popen(words, **pipes) for _ in range(count)]  # type: ignore[call-overload]  # noqa: S603
    ready = [process.stdout.readline() for process in processes]
    for process in processes:
        process.stdin.write(f"{seconds}\n")
        process.stdin.flush()
    told = [process.communicate()[0] for process in processes]
    if not all(ready) or any(process.returncode for process in processes):
        raise RuntimeError("a process that should have worked beside others has failed")
    return _together([line.split() for line in told])


def _together(told: Sequence[Sequence[str]]) -> Done:
    updates = [int(count) for count, _, _ in told]
    per_second = sum(count / float(wall) for count, (_, wall, _) in zip(updates, told, strict=True))
    return Done(per_second, sum(float(cpu) for _, _, cpu in told) / sum(updates) * 1e6)


def _work() -> None:
    """Do updates for as long as the first line of the input says; tell their number, and the seconds that they took."""
    from bench.one_update import WARM, acts_on, app_on, run  # noqa: PLC0415 - it makes this process green

    with TemporaryDirectory(prefix="qtable-") as folder:
        acts = acts_on(app_on(f"sqlite:///{Path(folder) / 'qtable.db'}"))
        run(acts, WARM)
        print("ready", flush=True)
        seconds, done = float(sys.stdin.readline()), 0
        begin, cpu = time.monotonic(), time.process_time()
        for act in cycle(acts):
            act()
            done += 1
            if time.monotonic() - begin >= seconds:
                break
        print(done, time.monotonic() - begin, time.process_time() - cpu)


if __name__ == "__main__":
    _work() if sys.argv[1:] == [CHILD] else main()
