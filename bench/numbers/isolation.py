"""Devices of another restaurant, on every transport, which have been connected since the beginning."""

from bench.numbers.figures import Figure, counted
from bench.numbers.stage import Stage


async def measure(stage: Stage) -> list[Figure]:
    """Count what they heard that was not theirs; then let their own host act, to show that they can hear."""
    others, house = stage.neighbours, stage.other_house
    leaked = others.messages()
    answer = await house.parties[0].act()
    await others.settle(answer.json()["seq"])
    lost = others.missed([answer.json()["seq"]]).lost
    able, count = len(others.devices) - lost, len(others.devices)
    wrong = f"{lost} devices did not hear their own restaurant" if lost else ""
    return [
        counted(f"messages heard by {count} devices of another restaurant", leaked),
        Figure("of these devices, heard their own afterwards", f"{able} of {count}", f"{count}", not lost, wrong),
    ]
