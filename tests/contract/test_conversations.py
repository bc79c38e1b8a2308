"""What the documents' apps say on a live connection, literally, and what they hear, message by message."""

from contextlib import ExitStack
from typing import Any

import pytest

from tests.contract.playing import SHAPES, load
from tests.contract.shapes import differences
from tests.contract.stage import Stage
from tests.contract.talking import talk

TALKS = [
    pytest.param(example, door, id=f"{example['promise']} at {door.partition('?')[0]}")
    for example in load("conversations")
    for door in example["doors"]
]


@pytest.mark.parametrize(("example", "door"), TALKS)
def test_a_conversation(stage: Stage, example: dict[str, Any], door: str) -> None:
    stage.prepare(example.get("given", []))
    example, address = stage.filled(example), stage.filled(door)
    with ExitStack() as doors:
        lines, heard = stage.heard_during(lambda: held(doors, stage, example, address))
    assert lines == []
    assert heard.pop("next door") == []
    if "others" in example:
        assert [differences(example["others"], said, SHAPES, name) for name, said in heard.items()] == [[]] * 4


def held(doors: ExitStack, stage: Stage, example: dict[str, Any], address: str) -> list[str]:
    """Hold a conversation; return what was heard otherwise."""
    device = talk(doors, stage, address, example.get("token", "as bearer"))
    lines = []
    for step in example["talk"]:
        if "say" in step:
            device.say(step["say"])
        elif "frame" in step:
            device.send(step["frame"])
        elif "bytes" in step:
            device.send(bytes.fromhex(step["bytes"]))
        elif "do" in step:
            assert stage.send(step["do"]).status_code < 300
        else:
            message = device.hear()
            if message["type"] == step.get("after"):
                message = device.hear()
            lines += differences(step["hear"], message, SHAPES, step["hear"]["type"])
    if "others" in example:
        device.say({"type": "ping"})
        while (message := device.hear())["type"] != "pong":
            lines += [f"heard {message} back"] if message["type"] == "user_action" else []
    return lines
