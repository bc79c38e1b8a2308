"""How long one transaction takes: guest and table together through the atomic status endpoint, one after another."""

from bench.numbers.figures import Figure, counted, times
from bench.numbers.stage import Stage

PROMISE_MS = 100
WARM_UP = 20


async def measure(stage: Stage) -> list[Figure]:
    """Measure from the request to its answer, which comes after the commit has reached the disk."""
    parties, seconds, refused = stage.house.parties, [], 0
    for number in range(WARM_UP + stage.sizes.transactions):
        answer = await parties[number % len(parties)].act()
        refused += not answer.fine
        if number >= WARM_UP:
            seconds.append(answer.seconds)
        stage.show(number / (WARM_UP + stage.sizes.transactions))
    return [times("atomic status change, to its answer", seconds, PROMISE_MS), counted("changes refused", refused)]
